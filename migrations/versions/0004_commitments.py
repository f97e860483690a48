"""Service commitments of the organs, with their fees."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = (
    "service_zh", "service_en", "promised", "fee_zh", "fee_en", "documents_zh", "documents_en",
    "steps_zh", "steps_en", "post_zh", "post_en", "manner_zh", "manner_en", "basis",
)  # fmt: skip


def upgrade():
    op.create_table(
        "commitment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("organ_id", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in WORDS),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_on", sa.Date()),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_by", sa.BigInteger()),
        sa.Column("replaces_id", sa.BigInteger()),
        sa.CheckConstraint("service_zh <> ''", name=op.f("ck_commitment_service")),
        sa.CheckConstraint("fee_zh <> ''", name=op.f("ck_commitment_fee")),
        sa.CheckConstraint("promised ~ '^[0-9]+(h|d|wd|m)$'", name=op.f("ck_commitment_promised")),
        sa.CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_at IS NULL)"
            " AND (withdrawn_on IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_commitment_withdrawn_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["organ_id"], ["organ.id"], name=op.f("fk_commitment_organ_id_organ")
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["staff.id"], name=op.f("fk_commitment_published_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["staff.id"], name=op.f("fk_commitment_withdrawn_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["commitment.id"], name=op.f("fk_commitment_replaces_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_organ_id"), "commitment", ["organ_id"])
    op.create_index(
        "uq_commitment_standing", "commitment", ["organ_id", "service_zh"], unique=True,
        postgresql_where=sa.text("withdrawn_on IS NULL"),
    )  # fmt: skip


def downgrade():
    op.drop_table("commitment")
