"""Notes, messages, hearings and evidence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SOURCES = "'complainant', 'organ', 'official', 'witness', 'office', 'other'"
KINDS = "'document', 'photo', 'recording', 'statement', 'object', 'inspection', 'other'"
CODES = "'call_back', 'tell_outcome', 'verify', 'ask', 'remedy', 'safety', 'demanded'"
UNCHANGED = ("note", "disclosure")
CAME_WITH = ("message", "hearing", "enquiry")


def upgrade():
    for table, columns, references, checks in TABLES:
        create(table, columns(), references, checks)
    create_indexes()
    extend_attachment()
    for table in UNCHANGED:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    copy_clarifications()


def text(name, *, needed=False):
    return sa.Column(name, sa.Text(), nullable=False, server_default=None if needed else "")


def word(name, *, needed=True):
    return sa.Column(name, sa.Text(), nullable=not needed)


def number(name, *, needed=False):
    return sa.Column(name, sa.BigInteger(), nullable=not needed)


def instant(name, *, needed=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def day(name):
    return sa.Column(name, sa.Date(), nullable=False)


def create(table, columns, references, checks):
    every = {"complaint_id": "complaint", **references}
    op.create_table(
        table,
        number("id", needed=True),
        number("complaint_id", needed=True),
        *columns,
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in checks.items()
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
            )
            for column, other in every.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_complaint_id"), table, ["complaint_id"])


def note():
    return (
        number("staff_id", needed=True),
        instant("at", needed=True),
        text("body", needed=True),
        number("corrects"),
    )


def message():
    return (
        word("sender"),
        number("staff_id"),
        instant("at", needed=True),
        text("body", needed=True),
        sa.Column("waits", sa.Boolean(), server_default="false", nullable=False),
        instant("settled_at"),
        instant("read_at"),
        number("read_by"),
    )


def hearing():
    return (
        number("official_id"),
        text("who", needed=True),
        text("put", needed=True),
        word("told"),
        number("invited_by", needed=True),
        instant("invited_at", needed=True),
        day("until_on"),
        number("tolling_id"),
        word("ended", needed=False),
        text("statement"),
        number("recorded_by"),
        instant("ended_at"),
    )


def evidence():
    return (
        number("attachment_id"),
        text("what", needed=True),
        word("kind"),
        word("source"),
        text("from_whom"),
        day("taken_on"),
        number("taken_by", needed=True),
        sa.Column("supports", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        text("remark"),
        instant("at", needed=True),
    )


def second_investigator():
    return (
        number("staff_id", needed=True),
        text("reason", needed=True),
        number("named_by", needed=True),
        instant("at", needed=True),
        instant("ended_at"),
    )


def disclosure():
    return (
        word("what"),
        word("code", needed=False),
        text("words"),
        number("attachment_id"),
        word("form_key", needed=False),
        number("staff_id", needed=True),
        instant("at", needed=True),
    )


def telling():
    return (
        number("decision_id", needed=True),
        word("way"),
        text("words", needed=True),
        number("staff_id", needed=True),
        instant("at", needed=True),
    )


TABLES = (
    ("note", note, {"staff_id": "staff", "corrects": "note"}, {"body": "body <> ''"}),
    (
        "message",
        message,
        {"staff_id": "staff", "read_by": "staff"},
        {
            "sender": "sender IN ('office', 'complainant')",
            "body": "body <> ''",
            "sender_is_known": "(sender = 'office') = (staff_id IS NOT NULL)",
            "office_waits": "NOT waits OR sender = 'office'",
            "settled_waited": "settled_at IS NULL OR waits",
            "reader_read": "read_by IS NULL OR read_at IS NOT NULL",
        },
    ),
    (
        "hearing",
        hearing,
        {
            "official_id": "official",
            "invited_by": "staff",
            "tolling_id": "clock_tolling",
            "recorded_by": "staff",
        },
        {
            "who": "who <> ''",
            "put": "put <> ''",
            "told": "told IN ('in_person', 'letter', 'phone')",
            "ended": "ended IN ('stated', 'declined', 'silent')",
            "ended_whole": (
                "(ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (recorded_by IS NULL)"
            ),
            "statement_whole": "(ended IS NOT DISTINCT FROM 'stated') = (statement <> '')",
        },
    ),
    (
        "evidence",
        evidence,
        {"attachment_id": "attachment", "taken_by": "staff"},
        {
            "what": "what <> ''",
            "kind": f"kind IN ({KINDS})",
            "source": f"source IN ({SOURCES})",
        },
    ),
    (
        "second_investigator",
        second_investigator,
        {"staff_id": "staff", "named_by": "staff"},
        {"reason": "reason <> ''"},
    ),
    (
        "disclosure",
        disclosure,
        {"attachment_id": "attachment", "staff_id": "staff"},
        {
            "what": "what IN ('identity', 'file')",
            "code": f"code IN ({CODES})",
            "identity_has_code": "(what = 'identity') = (code IS NOT NULL)",
            "file_is_named": "(what = 'file') = (attachment_id IS NOT NULL)",
        },
    ),
    (
        "telling",
        telling,
        {"decision_id": "decision", "staff_id": "staff"},
        {"way": "way IN ('called', 'collected', 'parked')", "words": "words <> ''"},
    ),
)


def create_indexes():
    op.create_unique_constraint(op.f("uq_evidence_attachment_id"), "evidence", ["attachment_id"])
    op.create_unique_constraint(op.f("uq_disclosure_form_key"), "disclosure", ["form_key"])
    op.create_index(op.f("ix_disclosure_attachment_id"), "disclosure", ["attachment_id"])
    op.create_index(op.f("ix_telling_decision_id"), "telling", ["decision_id"])
    op.create_index(
        "ix_message_unread",
        "message",
        ["complaint_id", "id"],
        postgresql_where=sa.text("sender = 'complainant' AND read_at IS NULL"),
    )
    op.create_index(
        "uq_second_investigator_now",
        "second_investigator",
        ["complaint_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def extend_attachment():
    op.add_column(
        "attachment", sa.Column("source", sa.Text(), server_default="complainant", nullable=False)
    )
    op.create_check_constraint(op.f("ck_attachment_source"), "attachment", f"source IN ({SOURCES})")
    references = {"added_by": "staff", **{f"{other}_id": other for other in CAME_WITH}}
    for column, other in references.items():
        op.add_column("attachment", number(column))
        op.create_foreign_key(
            op.f(f"fk_attachment_{column}_{other}"), "attachment", other, [column], ["id"]
        )
    for other in CAME_WITH:
        op.create_index(op.f(f"ix_attachment_{other}_id"), "attachment", [f"{other}_id"])
    op.create_check_constraint(
        op.f("ck_attachment_one_way"),
        "attachment",
        "num_nonnulls(message_id, hearing_id, enquiry_id) <= 1",
    )


def copy_clarifications():
    """Let what was asked and answered before stand in the conversation, as read."""
    op.execute(
        "INSERT INTO message (complaint_id, sender, staff_id, at, body, waits, settled_at, read_at)"
        " SELECT log.complaint_id,"
        " CASE log.action WHEN 'clarify' THEN 'complainant' ELSE 'office' END,"
        " CASE log.action WHEN 'clarify' THEN NULL ELSE log.staff_id END,"
        " log.at, log.reason, log.action <> 'clarify',"
        " CASE WHEN log.action <> 'clarify' AND complaint.status <> 'clarification'"
        " THEN log.at END, log.at"
        " FROM case_log log JOIN complaint ON complaint.id = log.complaint_id"
        " WHERE log.reason <> '' AND (log.action = 'clarify'"
        " OR (log.action = 'ask_clarification' AND log.staff_id IS NOT NULL))"
        " ORDER BY log.id"
    )


def downgrade():
    op.drop_constraint(op.f("ck_attachment_one_way"), "attachment")
    op.drop_constraint(op.f("ck_attachment_source"), "attachment")
    for column in ("source", "added_by", "message_id", "hearing_id", "enquiry_id"):
        op.drop_column("attachment", column)
    for table, *_rest in reversed(TABLES):
        op.drop_table(table)
