"""A district written by SQL: two thousand complaints, what happens to them, what must follow.

The count knows the office's calendar and nothing else of the portal: no clock, no service.
"""

from datetime import date

ZONE = "Asia/Shanghai"
COMPLAINTS = 2_000
FIRST, LAST = date(2026, 8, 31), date(2026, 11, 29)

PLAN = f"""
CREATE TABLE plan AS
SELECT number, filed, excused,
    CASE WHEN after <= coalesce(ends, after) THEN filed + after END AS accepted,
    filed + ends AS withdrawn
FROM (
    SELECT number, DATE '{FIRST}' + number * 37 %% 50 AS filed,
        (ARRAY[0, 2, 5, 8, 9, 12, 30, NULL])[1 + number / 3 %% 8] AS after,
        (ARRAY[1, 6, 20, 33, 60, NULL, NULL, NULL])[1 + number / 7 %% 8] AS ends,
        number %% 5 = 0 AS excused
    FROM generate_series(1, {COMPLAINTS}) AS number
) AS drawn
"""  # noqa: S608 -- of constants
DAYS = """
CREATE TABLE day AS
SELECT each::date AS day, coalesce(ordered.working, extract(isodow FROM each) < 6) AS worked
FROM generate_series(DATE '2026-08-01', DATE '2027-06-01', '1 day') AS each
LEFT JOIN calendar_day AS ordered ON ordered."on" = each::date
"""
FUNCTIONS = f"""
CREATE FUNCTION at_hour(day date, hour int) RETURNS timestamptz LANGUAGE sql AS $$
    SELECT (day + make_time(hour, 0, 0)) AT TIME ZONE '{ZONE}'
$$;
CREATE FUNCTION worked_after(start date, number int) RETURNS date LANGUAGE sql AS $$
    SELECT day FROM day WHERE worked AND day > start ORDER BY day OFFSET number - 1 LIMIT 1
$$;
CREATE FUNCTION rolled(start date) RETURNS date LANGUAGE sql AS $$
    SELECT min(day) FROM day WHERE worked AND day >= start
$$;
CREATE FUNCTION worked_before(start date) RETURNS date LANGUAGE sql AS $$
    SELECT max(day) FROM day WHERE worked AND day < start
$$
"""  # noqa: S608 -- of constants
OFFICE = """
INSERT INTO staff (username, name, email, role, tier, password_hash, created_at)
SELECT role || number, role || number, role || number || '@office.example', role, 'referral', '',
    '2026-08-01'
FROM (VALUES ('supervisor', 3), ('director', 1), ('superior', 2)) AS post (role, places),
    generate_series(1, places) AS number
"""

FILE = """
WITH filed AS (
    INSERT INTO complaint (
        id, reference, receipt_hash, filing_key_hash, filing_digest, organ_id, subject, facts,
        loss, language, provisional_severity, band, filed_at, status, assignee_id, assigned_at,
        next_due_on, next_due_kind
    )
    SELECT number, 'XN-2026-' || to_char(number, 'FM000000'), sha256(('r' || number)::bytea),
        sha256(('k' || number)::bytea), '', (SELECT min(id) FROM organ), '窗口', '三次没办成',
        'none', 'zh-Hans', 'warning', 'standard', at_hour(filed, 12), 'assigned',
        (SELECT id FROM staff WHERE role = 'officer' ORDER BY id OFFSET number %% 3 LIMIT 1),
        at_hour(filed, 12), worked_after(filed, 5), 'decide_acceptance'
    FROM plan WHERE filed = %(day)s ORDER BY number RETURNING id, filed_at, assignee_id, next_due_on
), timed AS (
    INSERT INTO clock (complaint_id, kind, started_at, due_on)
    SELECT id, 'decide_acceptance', filed_at, next_due_on FROM filed ORDER BY id
), alleged AS (
    INSERT INTO allegation (complaint_id, category) SELECT id, 'C03' FROM filed
), excused AS (
    INSERT INTO case_log (complaint_id, at, role, staff_id, action, to_status, reason)
    SELECT id, filed_at + interval '1 hour', 'director',
        (SELECT id FROM staff WHERE role = 'director'), 'excuse', 'assigned', '台风'
    FROM filed JOIN plan ON number = id WHERE plan.excused
)
INSERT INTO case_log (complaint_id, at, role, action, from_status, to_status, detail)
SELECT filed.id, filed_at, 'system', 'assign', 'received', 'assigned',
    jsonb_build_object('to', username)
FROM filed JOIN staff ON staff.id = assignee_id
"""
ACCEPT = """
WITH ended AS (
    UPDATE clock SET finished_at = at_hour(%(day)s, 14)
    FROM plan WHERE number = complaint_id AND accepted = %(day)s
    RETURNING complaint_id
), timed AS (
    INSERT INTO clock (complaint_id, kind, started_at, due_on)
    SELECT complaint_id, 'answer_general', at_hour(%(day)s, 14), rolled(%(day)s + 30)
    FROM ended ORDER BY complaint_id
)
UPDATE complaint SET status = 'accepted', accepted_at = at_hour(%(day)s, 14),
    next_due_on = rolled(%(day)s + 30), next_due_kind = 'answer_general', version = version + 1
FROM ended WHERE complaint_id = id
"""
WITHDRAW = """
WITH ended AS (
    UPDATE clock SET dropped_at = at_hour(%(day)s, 15)
    FROM plan WHERE number = complaint_id AND withdrawn = %(day)s AND finished_at IS NULL
    RETURNING complaint_id
)
UPDATE complaint SET status = 'withdrawn', closed_at = at_hour(%(day)s, 15), next_due_on = NULL,
    next_due_kind = NULL, version = version + 1
FROM ended WHERE complaint_id = id
"""
ACTS = (FILE, ACCEPT, WITHDRAW)

EXPECT = f"""
CREATE TABLE expected AS
WITH RECURSIVE duty AS (
    SELECT number, 'decide_acceptance' AS kind, worked_after(filed, 5) AS due,
        worked_after(filed, 3) AS half, worked_after(filed, 4) AS most,
        worked_after(filed, 4) AS last_day,
        least(coalesce(accepted, 'infinity'), coalesce(withdrawn, 'infinity')) AS ends, excused
    FROM plan
    UNION ALL
    SELECT number, 'answer_general', rolled(accepted + 30), accepted + 15, accepted + 24,
        worked_before(rolled(accepted + 30)), coalesce(withdrawn, 'infinity'), false
    FROM plan WHERE accepted IS NOT NULL
), seen AS (
    SELECT *, least(ends, DATE '{LAST}') AS until FROM duty
), found AS (
    SELECT number, kind, due, until, due + 1 AS day, excused FROM seen WHERE due + 1 <= until
    UNION ALL
    SELECT number, kind, due, until, rolled(day + 10) + 1, excused FROM found
    WHERE rolled(day + 10) + 1 <= until
)
SELECT 'escalation' AS what, number, kind, day::text AS when_and_which FROM found
UNION ALL
SELECT DISTINCT 'breach', number, kind, due::text FROM found
UNION ALL
SELECT DISTINCT 'case', number, kind, due::text FROM found
WHERE NOT excused AND due <> ALL(%(down)s)
UNION ALL
SELECT 'warning', number, kind, warned.day || ' ' || warned.which
FROM seen,
    LATERAL (VALUES (half, '50'), (most, '80'), (last_day, 'last_day')) AS warned (day, which)
WHERE warned.day <= least(due, until)
"""  # noqa: S608 -- of constants
DONE = f"""
CREATE TABLE done AS
SELECT 'escalation' AS what, complaint_id AS number, detail ->> 'clock' AS kind,
    (at AT TIME ZONE '{ZONE}')::date::text AS when_and_which
FROM case_log WHERE action = 'escalate'
UNION ALL
SELECT 'breach', breach.complaint_id, kind, breach.due_on::text
FROM breach JOIN clock ON clock.id = clock_id
UNION ALL
SELECT 'case', held.complaint_id, kind, breach.due_on::text
FROM accountability_case AS held JOIN breach ON breach.id = breach_id
JOIN clock ON clock.id = clock_id WHERE withdrawn_at IS NULL
UNION ALL
SELECT 'warning', warning.complaint_id, clock.kind, warning."on" || ' ' || warning.kind
FROM warning JOIN clock ON clock.id = clock_id
"""  # noqa: S608 -- of constants
DIFFERENT = """
(SELECT 'missing', * FROM expected EXCEPT ALL SELECT 'missing', * FROM done)
UNION ALL
(SELECT 'too much', * FROM done EXCEPT ALL SELECT 'too much', * FROM expected)
LIMIT 20
"""
WRONGLY_HELD = f"""
SELECT held.id FROM accountability_case AS held JOIN breach ON breach.id = breach_id
WHERE held.staff_id <> (
    SELECT staff.id FROM case_log JOIN staff ON username = detail ->> 'to'
    WHERE case_log.complaint_id = held.complaint_id AND action IN ('assign', 'reassign')
    AND at < (breach.due_on + 1)::timestamp AT TIME ZONE '{ZONE}'
    ORDER BY at DESC, case_log.id DESC LIMIT 1
)
"""  # noqa: S608 -- of constants
LETTERS = """
SELECT (SELECT count(*) FROM done WHERE what = 'escalation') AS escalations,
    count(*) FILTER (WHERE payload ->> 'letter' = 'overdue') AS overdue,
    count(*) FILTER (WHERE payload ->> 'letter' = 'progress') AS progress
FROM outbox
"""
LEFT = """
SELECT complaint_id, action, from_status, to_status, reason, detail FROM case_log
ORDER BY complaint_id, id
"""
