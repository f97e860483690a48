"""Run every benchmark and write benchmarks/results.md."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.mail import mail
from benchmarks.stage import stage
from benchmarks.submit import populate, submit
from benchmarks.sustained import dead_mail, sustained
from benchmarks.sweep import sweep

RESULTS = Path(__file__).with_name("results.md")
PARTS = {
    "Filing against a null application": submit,
    "Letters out of the outbox against bare SMTP": mail,
    "From the click to the letter": sustained,
    "Filing with the mail server dead": dead_mail,
    "The sweep of what is late": sweep,
}


def main() -> None:
    """Measure, print as it goes, and write down what was measured."""
    lines = [
        "# Results",
        "",
        (
            f"`make bench` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores,"
            f" Python {platform.python_version()}, everything on one machine."
        ),
        "Ratios are medians over interleaved rounds; the absolute figures belong to the machine.",
    ]
    with stage() as servers:
        populate(servers)
        for title, measure in PARTS.items():
            part = ["", f"## {title}", "", *measure(servers)]
            print("\n".join(part), flush=True)
            lines += part
            RESULTS.write_text("\n".join(lines) + "\n")  # each part is kept if a later one fails


if __name__ == "__main__":
    main()
