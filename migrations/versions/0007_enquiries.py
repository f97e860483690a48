"""Enquiries to organs and the measures they must carry out."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    create(
        "enquiry",
        text("question", needed=True),
        day("due_on", needed=True),
        person("asked_by", needed=True),
        instant("asked_at", needed=True),
        text("answer"),
        person("answered_by"),
        instant("answered_at"),
        people=("asked_by", "answered_by"),
        checks=ENQUIRY_CHECKS,
    )
    create(
        "measure",
        text("what", needed=True),
        text("clause", needed=True),
        person("ordered_by", needed=True),
        instant("ordered_at", needed=True),
        day("due_on", needed=True),
        instant("done_at"),
        text("proof"),
        person("reported_by"),
        text("remark"),
        instant("confirmed_at"),
        person("confirmed_by"),
        day("object_until", needed=True),
        text("objection"),
        instant("objected_at"),
        person("objected_by"),
        day("objection_due_on"),
        sa.Column("lifted", sa.Boolean()),
        text("verdict"),
        instant("examined_at"),
        person("examined_by"),
        people=("ordered_by", "reported_by", "confirmed_by", "objected_by", "examined_by"),
        checks=MEASURE_CHECKS,
    )


def text(name, *, needed=False):
    return sa.Column(name, sa.Text(), nullable=False, server_default=None if needed else "")


def day(name, *, needed=False):
    return sa.Column(name, sa.Date(), nullable=not needed)


def instant(name, *, needed=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def person(name, *, needed=False):
    return sa.Column(name, sa.BigInteger(), nullable=not needed)


def create(table, *columns, people, checks):
    references = {
        "complaint_id": "complaint",
        "organ_id": "organ",
        **dict.fromkeys(people, "staff"),
    }
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("organ_id", sa.BigInteger(), nullable=False),
        *columns,
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in checks.items()
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
            )
            for column, other in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_complaint_id"), table, ["complaint_id"])
    op.create_index(op.f(f"ix_{table}_organ_id"), table, ["organ_id"])


ENQUIRY_CHECKS = {
    "question": "question <> ''",
    "answer_whole": (
        "(answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (answer = '')"
    ),
}
MEASURE_CHECKS = {
    "what": "what <> ''",
    "report_whole": (
        "(done_at IS NULL) = (reported_by IS NULL) AND (done_at IS NULL) = (proof = '')"
    ),
    "confirmed_whole": (
        "(confirmed_at IS NULL) = (confirmed_by IS NULL)"
        " AND (confirmed_at IS NULL OR done_at IS NOT NULL)"
    ),
    "objection_whole": (
        "(objected_at IS NULL) = (objected_by IS NULL)"
        " AND (objected_at IS NULL) = (objection_due_on IS NULL)"
        " AND (objected_at IS NULL) = (objection = '')"
    ),
    "examined_whole": (
        "(examined_at IS NULL) = (examined_by IS NULL)"
        " AND (examined_at IS NULL) = (lifted IS NULL)"
        " AND (examined_at IS NULL) = (verdict = '')"
        " AND (examined_at IS NULL OR objected_at IS NOT NULL)"
    ),
}


def downgrade():
    op.drop_table("measure")
    op.drop_table("enquiry")
