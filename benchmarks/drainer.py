"""A worker of the benchmarks: drains a queue, that of letters if none is named, when told to.

Reads a line, drains, writes how many rows it did; ends when nothing more is to be read.
"""

import sys

from portal import create_app
from portal.jobs import drain, worker
from portal.settings import Settings


def main(queue: str = "mail") -> None:
    """Say that the worker is ready, and drain *queue* at every line."""
    with create_app(Settings(drain_linger=0, drain_budget=600)).app_context():
        worker.prepare(queue)
        print("ready", flush=True)
        for _ in sys.stdin:
            print(drain.drain(queue), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
