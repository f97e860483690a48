"""Measures per person, documents and transfers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MEASURES = (
    "'advice', 'warning', 'admonitory_education', 'apology', 'rectify', 'publish', 'discipline',"
    " 'referral'"
)
FORMS = "'spoken', 'written', 'by_organ', 'no_contact'"
BODIES = (
    "'supervisory_commission', 'procuratorate', 'public_security', 'appointing_organ',"
    " 'party_discipline', 'employer'"
)
KINDS = "'warning', 'apology', 'discipline', 'referral', 'outcome'"
CLOCKS = (
    "decide_acceptance hand_back answer_simple answer_meeting answer_general answer_complex"
    " first_inquiry_promise assigned_urgent assigned assigned_as_set proposal subordinate_request"
    " crime_clue_decision crime_clue_sending defence result_mail review_request review_decision"
    " second_review_request second_review_decision"
)
OURS = "closing disposal"


def upgrade():
    for table, columns, references, checks in TABLES:
        create(table, columns(), references, checks)
    op.create_unique_constraint(
        op.f("uq_person_measure_person_id"), "person_measure", ["person_id", "measure"]
    )
    op.create_unique_constraint(
        op.f("uq_dispatch_decision_id"), "dispatch", ["decision_id", "measure", "body"]
    )
    op.create_unique_constraint(op.f("uq_document_number"), "document", ["number"])
    op.execute(
        "CREATE TRIGGER document_append_only BEFORE UPDATE OR DELETE ON document"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    clock_kinds(f"{CLOCKS} {OURS}")


def number(name, *, needed=False):
    return sa.Column(name, sa.BigInteger(), nullable=not needed)


def word(name, *, needed=True):
    return sa.Column(name, sa.Text(), nullable=not needed)


def text(name):
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def instant(name, *, needed=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


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


def person_measure():
    return (
        number("person_id", needed=True),
        word("measure"),
        text("carried_by"),
        sa.Column("due_on", sa.Date()),
        number("charged_by"),
        instant("charged_at"),
        sa.Column("done_on", sa.Date()),
        word("form", needed=False),
        text("proof"),
        number("evidence_id"),
        text("none_reason"),
        number("recorded_by"),
        instant("recorded_at"),
    )


def dispatch():
    return (
        number("decision_id", needed=True),
        word("measure"),
        word("body"),
        instant("sent_at", needed=True),
        word("receipt_number"),
        word("manifest_sha256"),
        number("sent_by", needed=True),
        instant("entered_at", needed=True),
        sa.Column("disposed_on", sa.Date()),
        text("disposal"),
        number("recorded_by"),
        instant("recorded_at"),
    )


def document():
    return (
        number("person_id"),
        number("decision_id", needed=True),
        word("kind"),
        word("number"),
        word("addressee"),
        word("version"),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        word("html"),
        word("html_sha256"),
        sa.Column("pdf", sa.LargeBinary()),
        word("pdf_sha256", needed=False),
        number("issued_by", needed=True),
        instant("issued_at", needed=True),
    )


TABLES = (
    (
        "person_measure",
        person_measure,
        {
            "person_id": "outcome_person",
            "charged_by": "staff",
            "evidence_id": "evidence",
            "recorded_by": "staff",
        },
        {
            "measure": f"measure IN ({MEASURES})",
            "form": f"form IN ({FORMS})",
            "charged_whole": "(charged_at IS NULL) = (charged_by IS NULL)"
            " AND (charged_at IS NULL) = (due_on IS NULL)"
            " AND (charged_at IS NULL) = (carried_by = '')",
            "recorded_whole": "(recorded_at IS NULL) = (recorded_by IS NULL)"
            " AND (recorded_at IS NULL) = (done_on IS NULL AND none_reason = '')",
            "done_or_none": "done_on IS NULL OR none_reason = ''",
            "proved": "(done_on IS NULL) = (proof = '')",
            "delivered": "measure <> 'apology' OR (done_on IS NULL) = (form IS NULL)",
            "sent": "measure <> 'referral' OR none_reason = ''",
        },
    ),
    (
        "dispatch",
        dispatch,
        {"decision_id": "decision", "sent_by": "staff", "recorded_by": "staff"},
        {
            "measure": "measure IN ('discipline', 'referral')",
            "body": f"body IN ({BODIES})",
            "receipt_number": "receipt_number <> ''",
            "disposed_whole": "(recorded_at IS NULL) = (recorded_by IS NULL)"
            " AND (recorded_at IS NULL) = (disposed_on IS NULL)"
            " AND (recorded_at IS NULL) = (disposal = '')",
        },
    ),
    (
        "document",
        document,
        {"person_id": "outcome_person", "decision_id": "decision", "issued_by": "staff"},
        {
            "kind": f"kind IN ({KINDS})",
            "pdf_whole": "(pdf IS NULL) = (pdf_sha256 IS NULL)",
        },
    ),
)


def clock_kinds(names):
    op.drop_constraint(op.f("ck_clock_kind"), "clock")
    among = ", ".join(f"'{name}'" for name in names.split())
    op.create_check_constraint(op.f("ck_clock_kind"), "clock", f"kind IN ({among})")


def downgrade():
    op.execute("DELETE FROM clock WHERE kind IN ('closing', 'disposal')")
    clock_kinds(CLOCKS)
    for table, *_ in reversed(TABLES):
        op.drop_table(table)
