"""Desks, and handing a complaint back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "complaint", sa.Column("desk", sa.Text(), server_default="general", nullable=False)
    )
    op.create_check_constraint(
        op.f("ck_complaint_desk"),
        "complaint",
        "desk IN ('general', 'integrity', 'enforcement', 'service')",
    )
    op.create_table(
        "hand_back",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.BigInteger()),
        sa.Column("granted", sa.Boolean()),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_hand_back_reason")),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (granted IS NULL)"
            " AND (decided_at IS NULL) = (decided_by IS NULL)",
            name=op.f("ck_hand_back_decided_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_hand_back_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_hand_back_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_hand_back_decided_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_back")),
    )
    op.create_index(op.f("ix_hand_back_complaint_id"), "hand_back", ["complaint_id"])
    op.create_index(
        "uq_hand_back_open", "hand_back", ["complaint_id"], unique=True,
        postgresql_where=sa.text("decided_at IS NULL"),
    )  # fmt: skip


def downgrade():
    op.drop_table("hand_back")
    op.drop_column("complaint", "desk")
