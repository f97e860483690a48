"""Filing against its floor: the portal and a null application, round about."""

from statistics import median

import psycopg

from benchmarks.load import Measured, clients, measure
from benchmarks.stage import Stage

ROUNDS = 9
FILINGS = 400
CLIENTS = 4

ORGAN = (
    "INSERT INTO organ (code, name_zh, name_en, kind) VALUES ('bench', '区某局', 'Bureau',"
    " 'department') ON CONFLICT DO NOTHING"
)
OFFICER = (
    "INSERT INTO staff (username, name, email, role, tier, password_hash, created_at) VALUES"
    " ('bench', 'bench', 'officer@office.example', 'officer', 'referral', '', now())"
    " ON CONFLICT DO NOTHING"
)


def populate(stage: Stage) -> None:
    """Give the district an organ to complain about and an officer to look into it."""
    address = stage.postgres.url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address) as connection:
        connection.execute(ORGAN)
        connection.execute(OFFICER)


def forget_owed(stage: Stage) -> None:
    """Count everything owed as done, so that one part does not pay for another's filings."""
    address = stage.postgres.url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE outbox SET done_at = now() WHERE done_at IS NULL")
        connection.execute(
            "UPDATE complaint SET status = 'withdrawn', closed_at = now(),"
            " next_due_on = NULL WHERE status = 'received'"
        )


def submit(stage: Stage) -> list[str]:
    """Return the report on filing, as lines of Markdown."""
    populate(stage)
    with stage.web("benchmarks.null_app:create_app()") as null, stage.web("wsgi:app") as portal:
        pairs = {
            "null": (null, clients(null, CLIENTS)),
            "portal": (portal, clients(portal, CLIENTS)),
        }
        for web, browsers in pairs.values():
            measure(web, browsers, FILINGS)
        rounds: dict[str, list[Measured]] = {name: [] for name in pairs}
        for _ in range(ROUNDS):
            for name, (web, browsers) in pairs.items():
                rounds[name].append(measure(web, browsers, FILINGS))
    return report(rounds)


def report(rounds: dict[str, list[Measured]]) -> list[str]:
    """Return what the rounds say: medians, and the ratios to the null application."""
    lines = ["| application | req/s | CPU ms per request |", "|---|---|---|"]
    for name, measured in rounds.items():
        rate = median(one.rate for one in measured)
        cpu = median(one.cpu_ms for one in measured)
        lines.append(f"| {name} | {rate:.0f} | {cpu:.2f} |")
    pairs = list(zip(rounds["null"], rounds["portal"], strict=True))
    cpu_ratios = sorted(null.cpu_ms / portal.cpu_ms for null, portal in pairs)
    rate_ratios = sorted(portal.rate / null.rate for null, portal in pairs)
    lines += [
        "",
        (
            f"CPU ratio null/portal, median of {len(pairs)} interleaved rounds:"
            f" **{median(cpu_ratios):.2f}** (from {cpu_ratios[0]:.2f} to {cpu_ratios[-1]:.2f};"
            " floor 0.35, aim 0.5)."
        ),
        (
            f"Rate ratio portal/null: **{median(rate_ratios):.2f}**"
            f" (from {rate_ratios[0]:.2f} to {rate_ratios[-1]:.2f})."
        ),
    ]
    return lines
