"""The queue and its search at 1 000, 100 000 and 1 000 000 complaints: what a page costs.

    python -m benchmarks.queue [SIZE …]

Each size is a database of its own, seeded in bulk; the pages are asked for through the application,
without a network in between. What counts is that the time does not grow with the size.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.mail import application
from benchmarks.queue_seed import RARE, STAFF, seed
from benchmarks.stage import Stage, stage
from portal.domain.permissions import Actor
from portal.services import sign_ins
from portal.transaction import transaction
from portal.web.context import now

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 40
WARM = 5
TOKEN = "benchmark"  # noqa: S105 -- of a database that is thrown away
RESULTS = Path(__file__).with_name("queue.md")
PAGES = {
    "queue, nearest deadline": "/office/?whose=all",
    "queue, gravest first": "/office/?whose=all&order=severity",
    "queue, oldest first": "/office/?whose=all&order=oldest",
    "an officer's own": "/office/?whose=officer1",
    "overdue of one organ": "/office/?whose=all&due=overdue&organ=organ7",
    "by telephone, in English, one category": (
        "/office/?whose=all&door=desk&written=en&category=C06"
    ),
    "unread": "/office/?whose=all&unread=1",
    "closed": "/office/?whose=all&status=closed",
    "search, one sign": "/office/?q=窗",
    "search, two signs in a third of all": "/office/?q=推诿",
    "search, two signs in one of a hundred": "/office/?q=涨价",
    "search, two signs in one of a thousand": "/office/?q=井盖",
    "search, six signs": "/office/?q=电梯坏了一年",
    "search, a number that is there once": f"/office/?q={RARE}",
    "search, nothing there": "/office/?q=鸵鸟火箭",
    "search, common, of one organ": "/office/?q=推诿&organ=organ7",
    "changes": "/office/changes?whose=all",
}


@contextmanager
def signed_in(app: Flask) -> Iterator[FlaskClient]:
    """Give a browser in which the supervisor has signed in."""
    with app.app_context():
        with transaction(Actor.system()) as session:
            sign_ins.begin(session, STAFF["supervisor1"], TOKEN, now=now(), second_factor=True)
        client = app.test_client()
        client.set_cookie("portal_staff", TOKEN)
        yield client


def measure(client: FlaskClient, path: str) -> list[float]:
    """Return the milliseconds that the server took for each of ROUNDS requests."""
    times = []
    for number in range(WARM + ROUNDS):
        began = time.perf_counter()
        response = client.get(path, buffered=True)
        took = 1000 * (time.perf_counter() - began)
        if response.status_code != 200:
            raise ValueError(f"{path}: {response.status_code}")
        if number >= WARM:
            times.append(took)
    return times


def at_size(servers: Stage, size: int) -> dict[str, list[float]]:
    """Seed a database of *size* complaints and measure every page on it."""
    began = time.perf_counter()
    seed(servers, size)
    print(f"{size} complaints seeded in {time.perf_counter() - began:.0f} s", flush=True)
    with signed_in(application(servers)) as client:
        return {name: measure(client, path) for name, path in PAGES.items()}


def main(sizes: list[int]) -> None:
    """Measure at each size, print as it goes, and write down what was measured."""
    found = {}
    for size in sizes:
        with stage() as servers:
            found[size] = at_size(servers, size)
            print("\n".join(report(found)), flush=True)
    RESULTS.write_text("\n".join(report(found)) + "\n", encoding="utf-8")


def report(found: dict[int, dict[str, list[float]]]) -> list[str]:
    """Return what was measured as lines of Markdown: medians, p99, and growth."""
    sizes = list(found)
    heads = " | ".join(f"{size:,} p50 / p99 ms".replace(",", " ") for size in sizes)
    lines = [f"| page | {heads} | growth |", "|---|" + "---|" * (len(sizes) + 1)]
    for name in found[sizes[0]]:
        middles = [median(found[size][name]) for size in sizes]
        cells = " | ".join(
            f"{median(found[size][name]):.1f} / {quantiles(found[size][name], n=100)[98]:.1f}"
            for size in sizes
        )
        lines.append(f"| {name} | {cells} | {middles[-1] / middles[0]:.2f} |")
    return ["# The queue and its search", "", *lines]


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
