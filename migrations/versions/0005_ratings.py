"""What complainants think of the handling and of the result."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LEVELS = (
    "'very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied'"
)
BAD = "'dissatisfied', 'very_dissatisfied'"


def upgrade():
    op.create_table(
        "rating",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("handling", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_back_at", sa.DateTime(timezone=True)),
        sa.Column("called_back_by", sa.BigInteger()),
        sa.Column("call_back", sa.Text(), server_default="", nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(f"handling IN ({LEVELS})", name=op.f("ck_rating_handling")),
        sa.CheckConstraint(f"result IN ({LEVELS})", name=op.f("ck_rating_result")),
        sa.CheckConstraint(
            "(called_back_at IS NULL) = (called_back_by IS NULL)"
            " AND (called_back_at IS NULL) = (call_back = '')",
            name=op.f("ck_rating_call_back_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_rating_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["called_back_by"], ["staff.id"], name=op.f("fk_rating_called_back_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_rating_complaint_id")),
    )
    op.create_index(op.f("ix_rating_complaint_id"), "rating", ["complaint_id"])
    op.create_index(
        "ix_rating_waiting", "rating", ["at"],
        postgresql_where=sa.text(
            f"called_back_at IS NULL AND (handling IN ({BAD}) OR result IN ({BAD}))"
        ),
    )  # fmt: skip


def downgrade():
    op.drop_table("rating")
