"""The statement that files a complaint: one round trip writes all of it, or none.

As the driver takes it: SQLAlchemy's text() costs half a millisecond for thirty parameters.
"""

FILE = """
WITH filed AS (
    INSERT INTO complaint (
        reference, receipt_hash, filing_key_hash, filing_digest,
        organ_id, official_name, official_post, subject, facts, occurred_on, place, commitment,
        loss, loss_amount, wish, language, channel, anonymous,
        provisional_severity, band, filed_at, next_due_on, next_due_kind,
        next_due_provisional
    )
    SELECT
        %(prefix)s || to_char(nextval('complaint_number'), 'FM999999000000'),
        %(receipt_hash)s, %(filing_key_hash)s, %(filing_digest)s,
        organ.id, %(official_name)s, %(official_post)s, %(subject)s, %(facts)s, %(occurred_on)s,
        %(place)s, %(commitment)s,
        %(loss)s, %(loss_amount)s, %(wish)s, %(language)s, %(channel)s, %(anonymous)s,
        %(severity)s, %(band)s, %(now)s, %(next_due_on)s, %(next_due_kind)s,
        %(provisional)s
    FROM organ WHERE organ.code = %(organ_code)s AND organ.active
    ON CONFLICT (filing_key_hash) DO NOTHING
    RETURNING id, reference
), identified AS (
    INSERT INTO complainant (complaint_id, name_sealed, email_sealed, phone_sealed, created_at)
    SELECT id, %(name_sealed)s, %(email_sealed)s, %(phone_sealed)s, %(now)s
    FROM filed WHERE %(identified)s
), alleged AS (
    INSERT INTO allegation (complaint_id, category)
    SELECT id, category FROM filed, unnest(CAST(%(categories)s AS text[])) AS category
), attached AS (
    INSERT INTO attachment (complaint_id, token, name, media_type, size, sha256, added_at)
    SELECT id, token, name, media_type, size, sha256, %(now)s
    FROM filed, jsonb_to_recordset(CAST(%(files)s AS jsonb))
        AS file(token text, name text, media_type text, size bigint, sha256 text)
), logged AS (
    INSERT INTO case_log (complaint_id, at, role, staff_id, action, to_status)
    SELECT id, %(now)s, 'complainant', CAST(%(clerk_id)s AS bigint), 'file', 'received'
    FROM filed
), timed AS (
    INSERT INTO clock (complaint_id, kind, started_at, due_on, provisional)
    SELECT id, %(next_due_kind)s, %(now)s, %(next_due_on)s, %(provisional)s FROM filed
), marked AS (
    INSERT INTO filer_mark (digest, nth, filed_on)
    SELECT given.digest, least(
        coalesce((SELECT max(nth) + 1 FROM filer_mark AS mark WHERE mark.digest = given.digest), 0),
        %(turns_max)s
    ), %(today)s
    FROM filed, unnest(CAST(%(filers)s AS bytea[])) AS given(digest)
    RETURNING nth
), owed AS (
    INSERT INTO outbox (kind, queue, complaint_id, payload, dedupe_key, created_at, due_at, behind)
    SELECT kind, queue, id, CAST(payload AS jsonb), dedupe || id, %(now)s, %(now)s, behind
    FROM filed, (SELECT coalesce(max(nth), 0) AS behind FROM marked) AS marked, (VALUES
        ('assign', %(band)s, '{}', 'assign:'),
        ('letter', 'mail', '{"letter": "receipt"}', 'letter:receipt:')
    ) AS follows (kind, queue, payload, dedupe)
    WHERE kind = 'assign' OR %(has_email)s
)
SELECT reference FROM filed
"""

EARLIER = """
SELECT reference, filing_digest FROM complaint WHERE filing_key_hash = %(filing_key_hash)s
"""
