"""Warnings given, breaches, outages and accountability cases."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    create_warning()
    create_outage()
    create_breach()
    create_accountability_case()


def create_warning():
    op.create_table(
        "warning",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('50', '80', 'last_day')", name=op.f("ck_warning_kind")),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_warning_clock_id_clock")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_warning_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning")),
        sa.UniqueConstraint("complaint_id", "clock_id", "kind", "on", name="uq_warning_once"),
    )
    op.create_index(op.f("ix_warning_complaint_id"), "warning", ["complaint_id"])


def create_outage():
    op.create_table(
        "outage",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.BigInteger()),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until_at > from_at", name=op.f("ck_outage_order")),
        sa.CheckConstraint("what <> ''", name=op.f("ck_outage_what")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_outage_recorded_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
    )


def create_breach():
    op.create_table(
        "breach",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("responsible_staff_id", sa.BigInteger()),
        sa.Column("special_reason", sa.Text()),
        sa.Column("excused_by", sa.BigInteger()),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("raised", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_breach_clock_id_clock")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_breach_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_staff_id"],
            ["staff.id"],
            name=op.f("fk_breach_responsible_staff_id_staff"),
        ),
        sa.ForeignKeyConstraint(
            ["excused_by"], ["outage.id"], name=op.f("fk_breach_excused_by_outage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach")),
        sa.UniqueConstraint("clock_id", name=op.f("uq_breach_clock_id")),
    )
    op.create_index(op.f("ix_breach_complaint_id"), "breach", ["complaint_id"])
    op.create_index("ix_breach_next_on", "breach", ["next_on"])


def create_accountability_case():
    op.create_table(
        "accountability_case",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("breach_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", postgresql.JSONB(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_reason", sa.Text()),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name=op.f("ck_accountability_case_withdrawn_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["breach_id"], ["breach.id"], name=op.f("fk_accountability_case_breach_id_breach")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_accountability_case_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_accountability_case_complaint_id_complaint"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountability_case")),
        sa.UniqueConstraint("breach_id", name=op.f("uq_accountability_case_breach_id")),
    )
    op.create_index(
        op.f("ix_accountability_case_complaint_id"), "accountability_case", ["complaint_id"]
    )
    op.create_index(op.f("ix_accountability_case_staff_id"), "accountability_case", ["staff_id"])


def downgrade():
    for table in ("accountability_case", "breach", "outage", "warning"):
        op.drop_table(table)
