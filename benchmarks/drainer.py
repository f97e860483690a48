"""A worker of the benchmarks: drains the queue of letters each time it is told to.

Reads a line, drains, writes how many letters went; ends when nothing more is to be read.
"""

import sys

from portal import create_app
from portal.jobs import drain
from portal.mail import rendering
from portal.settings import Settings


def main() -> None:
    """Say that the worker is ready, and drain at every line."""
    with create_app(Settings(drain_linger=0, drain_budget=600)).app_context():
        rendering.warm()
        print("ready", flush=True)
        for _ in sys.stdin:
            print(drain.drain("mail"), flush=True)


if __name__ == "__main__":
    main()
