"""Complaints in bulk for the benchmark of the queue, written by the server from a pool of texts."""

from random import Random
from zlib import crc32

import psycopg

from portal.domain.category import Category
from portal.domain.search import SALT, SEGMENT, fold, search_tokens

POOL = 2_000
ORGANS = 50
OFFICERS = 20
STAFF = {"supervisor1": 1, "officer1": 2}
RARE = "880706"
PHRASES = (
    (0.34, "窗口互相推诿"), (0.2, "材料一次没有告知清楚"), (0.1, "公示的收费标准与实际不符"),
    (0.05, "the clerk was rude and obstructive"), (0.01, "物业擅自涨价"), (0.001, "路上井盖丢失"),
    (0.004, "小区电梯坏了一年无人维修"),
)  # fmt: skip
SIGNS = (
    "办事大厅工作人员态度不好领导出差明天再来电话无人接听"
    "材料退回三次审批超过承诺时限没有答复群众跑了很多趟"
)

STATUSES = """
CASE WHEN n %% 10 < 8 THEN 'closed' WHEN n %% 100 < 84 THEN 'declined'
    ELSE (ARRAY['assigned', 'accepted', 'investigating', 'awaiting_approval'])[1 + n %% 4] END
"""
COMPLAINTS = f"""
INSERT INTO complaint (
    reference, receipt_hash, filing_key_hash, filing_digest, organ_id, official_name, subject,
    facts, loss, language, channel, provisional_severity, band, status, assignee_id, filed_at,
    assigned_at, accepted_at, closed_at, next_due_on, next_due_kind, decline_code
)
SELECT 'XN-2026-' || to_char(n, 'FM000000'), digest, digest, digest, 1 + n %% {ORGANS}, '李某',
    pool.subject, pool.facts || ' ' || (880000 + n), 'none',
    (ARRAY['zh-Hans', 'zh-Hans', 'zh-Hant', 'en'])[1 + n %% 4],
    (ARRAY['web', 'web', 'web', 'web', 'phone'])[1 + n %% 5],
    (ARRAY['advice', 'warning', 'apology', 'discipline', 'referral'])[1 + (n * 7) %% 5], 'standard',
    status, {STAFF["officer1"]} + n %% {OFFICERS}, now() - (%(size)s - n) * interval '10 seconds',
    now(), now(), CASE WHEN done THEN now() END,
    CASE WHEN NOT done THEN current_date - 20 + (n * 13) %% 60 END,
    CASE WHEN NOT done THEN 'answer_simple' END, CASE WHEN status = 'declined' THEN 'N1' END
FROM generate_series(1, %(size)s) AS n
CROSS JOIN LATERAL (SELECT {STATUSES} AS status) AS s
CROSS JOIN LATERAL (
    SELECT status IN ('closed', 'declined') AS done, sha256(n::text::bytea) AS digest
) AS d
JOIN pool ON pool.number = (n * 7919::bigint) %% {POOL}
"""  # noqa: S608 -- numbers of ours
TEXTS = f"""
INSERT INTO search_text (complaint_id, folded, words)
SELECT id, pool.folded || (880000 + id) || ' ', ARRAY(
    SELECT (mixed - CASE WHEN mixed >= 2147483648 THEN 4294967296 ELSE 0 END)::int
    FROM unnest(pool.keys || ARRAY(
        SELECT crc32(left((880000 + id)::text, length)::bytea) FROM generate_series(1, 6) AS length
    )) AS key, LATERAL (SELECT key # (id / {SEGMENT} * {SALT} % 4294967296) AS mixed) AS m
)
FROM complaint JOIN pool ON pool.number = (id * 7919) % {POOL}
"""  # noqa: S608 -- the same
ALLEGATIONS = f"""
INSERT INTO allegation (complaint_id, category)
SELECT id, 'C' || to_char(1 + id % {len(Category)}, 'FM00') FROM complaint
"""  # noqa: S608 -- the same
WORDS_INDEX = (
    "CREATE INDEX ix_search_text_words ON search_text USING gin (words) WITH (fastupdate = off)"
)


def seed(url: str, size: int) -> None:
    """Fill a database with *size* complaints, one in six of them open, and what finds them."""
    address = url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        _people(connection)
        _pool(connection)
        connection.execute(COMPLAINTS, {"size": size})
        connection.execute("DROP INDEX ix_search_text_words")
        connection.execute(TEXTS)
        connection.execute(WORDS_INDEX)
        connection.execute(ALLEGATIONS)
        connection.execute("DROP TABLE pool")
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def _people(connection: psycopg.Connection) -> None:
    """Give the district its organs, a supervisor and officers."""
    connection.execute(
        "INSERT INTO organ (code, name_zh, name_en, kind)"
        " SELECT 'organ' || n, '区第' || n || '局', 'Bureau ' || n, 'department'"
        " FROM generate_series(1, %s) AS n",
        [ORGANS],
    )
    connection.execute(
        "INSERT INTO staff (username, name, email, role, tier, password_hash, created_at,"
        " second_factor) SELECT CASE n WHEN 0 THEN 'supervisor1' ELSE 'officer' || n END,"
        " '某' || n, 'o@office.example', CASE n WHEN 0 THEN 'supervisor' ELSE 'officer' END,"
        " 'referral', '', now(), false FROM generate_series(0, %s) AS n",
        [OFFICERS],
    )


def _pool(connection: psycopg.Connection) -> None:
    """Put the texts into the database, each with the keys of its tokens."""
    connection.execute(
        "CREATE UNLOGGED TABLE pool (number int PRIMARY KEY, subject text, facts text, folded text,"
        " keys bigint[])"
    )
    random = Random(1)  # noqa: S311 -- the same texts each time
    rows = [(number, *_text(random)) for number in range(POOL)]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO pool VALUES (%s, %s, %s, %s, %s)", rows)


def _text(random: Random) -> tuple[str, str, str, list[int]]:
    """Return a subject, facts of some hundred signs, both folded, and the keys of their tokens."""
    subject = "".join(random.choices(SIGNS, k=12))
    pieces = [phrase for share, phrase in PHRASES if random.random() < share]
    pieces += ["".join(random.choices(SIGNS, k=random.randint(8, 25))) for _ in range(12)]
    facts = "，".join(random.sample(pieces, len(pieces)))
    whole = f"{subject} {facts}"
    return subject, facts, fold(whole), [crc32(each.encode()) for each in search_tokens(whole)]
