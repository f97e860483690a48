"""Complaints in bulk, written by the server itself: what an office has on its hands one morning.

Three in five are closed, one in five is in time and one in five is late. Every complaint has what
the sweeps read: its clock, its allegation, and a log that says who had it when.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg

from portal.domain.clock import CLOCKS, PUBLISHED, ClockKind, due

ZONE = ZoneInfo("Asia/Shanghai")
ORGANS = 40
STAFF = {"officer": 40, "supervisor": 8, "director": 2, "superior": 2}
KINDS = (ClockKind.DECIDE_ACCEPTANCE, ClockKind.ANSWER_GENERAL)

PEOPLE = """
INSERT INTO staff (username, name, email, role, tier, password_hash, created_at)
SELECT %(role)s || n, %(role)s || n, %(role)s || n || '@office.example', %(role)s, 'referral', '',
    now()
FROM generate_series(1, %(number)s) AS n
"""
PLACES = """
INSERT INTO organ (code, name_zh, name_en, kind)
SELECT 'seeded' || n, '区某局' || n, 'Bureau ' || n, 'department'
FROM generate_series(1, %(number)s) AS n
"""
DAYS = """
CREATE TEMPORARY TABLE seeded_day (
    kind text, late boolean, place bigint, started_at timestamptz, due_on date
)
"""
SEED = """
INSERT INTO complaint (
    reference, receipt_hash, filing_key_hash, filing_digest, organ_id, subject, facts, loss,
    language, provisional_severity, band, filed_at, status, assignee_id, assigned_at, accepted_at,
    closed_at, next_due_on, next_due_kind
)
SELECT 'XN-2026-' || to_char(n, 'FM000000000'), sha256(('r' || n)::bytea),
    sha256(('k' || n)::bytea), sha256(('d' || n)::bytea),
    (SELECT min(id) FROM organ WHERE code LIKE 'seeded%%') + n %% %(organs)s,
    '窗口推诿，三次都没办成 ' || n, repeat('每次都说材料不全，清单前后不一致。', 12), 'none',
    'zh-Hans', 'warning', 'standard', day.started_at - interval '1 hour',
    CASE WHEN n %% 5 < 3 THEN 'closed' WHEN accepts THEN 'assigned' ELSE 'investigating' END,
    (SELECT min(id) FROM staff WHERE role = 'officer') + n %% %(officers)s, day.started_at,
    CASE WHEN NOT accepts THEN day.started_at END, CASE WHEN n %% 5 < 3 THEN day.started_at END,
    CASE WHEN n %% 5 >= 3 THEN day.due_on END, CASE WHEN n %% 5 >= 3 THEN day.kind END
FROM generate_series(1, %(number)s) AS n, LATERAL (SELECT n %% 3 > 0) AS asked (accepts),
    LATERAL (SELECT (n / 5) %% (%(days)s)) AS spread (place)
JOIN seeded_day AS day ON true
WHERE day.place = spread.place AND day.late = (n %% 5 = 4)
    AND day.kind = CASE WHEN accepts THEN 'decide_acceptance' ELSE 'answer_general' END
"""
HANGING = (
    """
    INSERT INTO clock (complaint_id, kind, started_at, due_on)
    SELECT id, next_due_kind, assigned_at, next_due_on FROM complaint WHERE closed_at IS NULL
    """,
    """
    INSERT INTO allegation (complaint_id, category)
    SELECT id, CASE WHEN id % 2 = 0 THEN 'C03' ELSE 'C12' END FROM complaint
    """,
    """
    INSERT INTO case_log (complaint_id, at, role, action, from_status, to_status, detail)
    SELECT complaint.id, filed_at, 'complainant', 'file', NULL, 'received', '{}'::jsonb
    FROM complaint
    UNION ALL
    SELECT complaint.id, assigned_at, 'system', 'assign', 'received', 'assigned',
        jsonb_build_object('to', staff.username)
    FROM complaint JOIN staff ON staff.id = assignee_id
    """,
)
SETTLE = ("complaint", "clock", "allegation", "case_log", "breach", "outbox", "staff")


def seed(connection: psycopg.Connection, number: int, now: datetime) -> int:
    """Write *number* complaints and an office to work on them; return how many are late."""
    for role, people in STAFF.items():
        connection.execute(PEOPLE, {"role": role, "number": people})
    connection.execute(PLACES, {"number": ORGANS})
    connection.execute(DAYS)
    days = list(_days(now))
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO seeded_day VALUES (%s, %s, %s, %s, %s)", days)
    spread = len({place for _, _, place, _, _ in days})
    officers = STAFF["officer"]
    values = {"number": number, "organs": ORGANS, "officers": officers, "days": spread}
    connection.execute(SEED, values)
    for statement in HANGING:
        connection.execute(statement)
    connection.commit()
    settle(connection)
    found = connection.execute("SELECT count(*) FROM clock WHERE due_on < %s", [_today(now)])
    return int((found.fetchone() or (0,))[0])


def _today(now: datetime) -> date:
    return now.astimezone(ZONE).date()


def _days(now: datetime) -> Iterator[tuple[str, bool, int, datetime, date]]:
    """Yield for each kind and place the start of a clock that is late, and of one that is not."""
    for kind in KINDS:
        limit = CLOCKS[kind].limit
        for place in range(20):
            for late in (True, False):
                began = now - timedelta(days=(50 if late else 0) + place % (20 if late else 7))
                day = began.astimezone(ZONE).date()
                at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
                due_on = due(at, limit or day, PUBLISHED, zone=ZONE).due_on
                yield kind.value, late, place, at, due_on


def settle(connection: psycopg.Connection) -> None:
    """Let the server learn what it has, as autovacuum would in time."""
    connection.autocommit = True
    for table in SETTLE:
        connection.execute(f"VACUUM ANALYZE {table}".encode())
    connection.execute("CHECKPOINT")
    connection.autocommit = False
