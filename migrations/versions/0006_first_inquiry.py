"""Visits and calls, and who was asked first."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "inquiry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger()),
        sa.Column("organ_id", sa.BigInteger()),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("people", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("matter", sa.Text(), server_default="", nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary()),
        sa.Column("asked_name", sa.Text(), nullable=False),
        sa.Column("asked_post", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_organ_id", sa.BigInteger(), nullable=False),
        sa.Column("remit", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("handed_to", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("answered_by", sa.BigInteger()),
        sa.Column("later_answer", sa.Text(), server_default="", nullable=False),
        *checks(),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_inquiry_{column}_{table}")
            )
            for column, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    op.create_index("uq_inquiry_complaint", "inquiry", ["complaint_id"], unique=True)
    op.create_index(
        "ix_inquiry_open_promise", "inquiry", ["due_on", "id"],
        postgresql_where=sa.text("outcome = 'promised' AND answered_at IS NULL"),
    )  # fmt: skip


REFERENCES = {
    "complaint_id": "complaint",
    "organ_id": "organ",
    "asked_organ_id": "organ",
    "recorded_by": "staff",
    "answered_by": "staff",
}
CHECKS = {
    "channel": "channel IN ('visit', 'phone', 'letter')",
    "remit": "remit IN ('own', 'colleague', 'elsewhere')",
    "outcome": "outcome IN ('settled', 'handed_over', 'promised')",
    "said": "answer <> '' AND asked_name <> ''",
    "people": "people BETWEEN 1 AND 5",
    "promise_whole": (
        "(outcome = 'promised') = (due_on IS NOT NULL) AND (due_on IS NULL) = (reason = '')"
    ),
    "handed_over_to": "outcome <> 'handed_over' OR handed_to <> ''",
    "answered_whole": "(answered_at IS NULL) = (answered_by IS NULL)",
    "complaint_says": "complaint_id IS NULL OR (organ_id IS NULL AND contact_sealed IS NULL)",
}


def checks():
    return [
        sa.CheckConstraint(rule, name=op.f(f"ck_inquiry_{name}")) for name, rule in CHECKS.items()
    ]


def downgrade():
    op.drop_table("inquiry")
