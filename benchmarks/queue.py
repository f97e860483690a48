"""The queue and its search at 1 000, 100 000 and 1 000 000 complaints: what a page costs.

    python -m benchmarks.queue [SIZE …]

Each size is a database of its own, seeded in bulk; the pages are asked for through the application,
without a network in between, at every size in turn. What counts is that the time does not grow.
"""

import os
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
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
ROUNDS = 100
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


@dataclass
class Found:
    """The milliseconds of one page, round after round, at each size."""

    times: dict[int, list[float]]

    def cell(self, size: int) -> str:
        """Return the median and the 99th of a hundred at one size."""
        times = self.times[size]
        return f"{median(times):.1f} / {quantiles(times, n=100)[98]:.1f}"

    @property
    def growth(self) -> float:
        """Return the median over the rounds of the largest size against the smallest."""
        small, *_, large = self.times.values()
        return median(more / less for less, more in zip(small, large, strict=True))


def application_of(servers: Stage, size: int) -> Flask:
    """Seed a database of *size* complaints, and return the portal that looks at it."""
    began = time.perf_counter()
    url = servers.postgres.create_database(f"queue{size}")
    servers.flask("db", "upgrade", DATABASE_URL=url)
    seed(url, size)
    print(f"{size} complaints seeded in {time.perf_counter() - began:.0f} s", flush=True)
    return application(replace(servers, environment={**servers.environment, "DATABASE_URL": url}))


def sign_in(app: Flask) -> FlaskClient:
    """Return a browser in which the supervisor has signed in."""
    with app.app_context(), transaction(Actor.system()) as session:
        sign_ins.begin(session, STAFF["supervisor1"], TOKEN, now=now(), second_factor=True)
    client = app.test_client()
    client.set_cookie("portal_staff", TOKEN)
    return client


def measure(clients: dict[int, FlaskClient], path: str) -> Found:
    """Ask for a page at every size in turn, ROUNDS times over, after WARM that do not count."""
    found = Found({size: [] for size in clients})
    for number in range(WARM + ROUNDS):
        for size, client in clients.items():
            took = asked(client, path)
            if number >= WARM:
                found.times[size].append(took)
    return found


def asked(client: FlaskClient, path: str) -> float:
    """Return how many milliseconds the server took for a page."""
    began = time.perf_counter()
    response = client.get(path, buffered=True)
    took = 1000 * (time.perf_counter() - began)
    if response.status_code != 200:
        raise ValueError(f"{path}: {response.status_code}")
    return took


def report(found: dict[str, Found]) -> list[str]:
    """Return what was measured as lines of Markdown: medians, p99, and growth."""
    sizes = list(next(iter(found.values())).times)
    heads = " | ".join(f"{size:,} p50 / p99 ms".replace(",", " ") for size in sizes)
    rows = [
        f"| {name} | {' | '.join(map(page.cell, sizes))} | {page.growth:.2f} |"
        for name, page in found.items()
    ]
    return [
        "# The queue and its search",
        "",
        (
            f"`python -m benchmarks.queue` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores,"
            f" {ROUNDS} rounds, the sizes in turn."
        ),
        (
            "Growth is the median over the rounds of the largest size against the smallest;"
            " wanted 1.5, and 60 ms of p99."
        ),
        "",
        f"| page | {heads} | growth |",
        "|---|" + "---|" * (len(sizes) + 1),
        *rows,
    ]


def main(sizes: list[int]) -> None:
    """Measure at each size, print, and write down what was measured."""
    with stage() as servers:
        clients = {size: sign_in(application_of(servers, size)) for size in sizes}
        found = {name: measure(clients, path) for name, path in PAGES.items()}
    lines = "\n".join(report(found))
    print(lines)
    RESULTS.write_text(f"{lines}\n", encoding="utf-8")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
