"""What complaints have in common is kept, and those of one organ are walked by id."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ORGAN = "ix_complaint_organ"


def upgrade():
    op.create_table(
        "likeness",
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.CheckConstraint("percent BETWEEN 1 AND 100", name=op.f("ck_likeness_percent")),
        sa.CheckConstraint("complaint_id <> other_id", name=op.f("ck_likeness_two")),
        points("complaint_id"),
        points("other_id"),
        sa.PrimaryKeyConstraint("complaint_id", "other_id", name=op.f("pk_likeness")),
    )
    op.create_table(
        "compared_up_to",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_compared_up_to_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compared_up_to")),
    )
    op.drop_index(ORGAN, "complaint")
    op.create_index(ORGAN, "complaint", ["organ_id", "id"])


def points(column):
    return sa.ForeignKeyConstraint(
        [column], ["complaint.id"], name=op.f(f"fk_likeness_{column}_complaint")
    )


def downgrade():
    op.drop_index(ORGAN, "complaint")
    op.create_index(ORGAN, "complaint", ["organ_id"])
    op.drop_table("compared_up_to")
    op.drop_table("likeness")
