"""Approvals of an outcome, overrides, and who it names."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SEVERITIES = "'no_fault', 'advice', 'warning', 'apology', 'discipline', 'referral'"
SIGNATURES = "'supervisor', 'director', 'second_signer'"
PARTS = (
    "'direct_actor', 'first_inquiry_officer', 'main_responsible', 'leader_in_charge',"
    " 'direct_leader', 'superior'"
)
BODIES = (
    "'supervisory_commission', 'procuratorate', 'public_security', 'appointing_organ',"
    " 'party_discipline', 'employer'"
)


def upgrade():
    create_approval_round()
    create_approval()
    create_override()
    create_outcome_person()
    create_origin()
    op.add_column("decision", sa.Column("round_id", sa.BigInteger()))
    op.create_foreign_key(
        op.f("fk_decision_round_id_approval_round"),
        "decision",
        "approval_round",
        ["round_id"],
        ["id"],
    )
    op.add_column("complaint", sa.Column("decided_severity", sa.Text()))
    op.create_check_constraint(
        op.f("ck_complaint_decided_severity"), "complaint", f"decided_severity IN ({SEVERITIES})"
    )


def texts(name):
    return sa.Column(name, postgresql.ARRAY(sa.Text()), nullable=False)


def of_complaint(table):
    return (
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f(f"fk_{table}_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def refers(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def create_approval_round():
    table = "approval_round"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        texts("needs"),
        texts("measures"),
        texts("clauses"),
        sa.Column("points", postgresql.JSONB(), nullable=False),
        sa.Column("persons", postgresql.JSONB(), nullable=False),
        sa.Column("policy_version", sa.Text(), nullable=False),
        sa.Column("opened_by_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended", sa.Text()),
        sa.CheckConstraint(f"severity IN ({SEVERITIES})", name=op.f(f"ck_{table}_severity")),
        sa.CheckConstraint("cardinality(needs) > 0", name=op.f(f"ck_{table}_needs")),
        sa.CheckConstraint("ended IN ('decided', 'sent_back')", name=op.f(f"ck_{table}_ended")),
        sa.CheckConstraint(
            "(ended IS NULL) = (ended_at IS NULL)", name=op.f(f"ck_{table}_ended_whole")
        ),
        refers(table, "opened_by_id", "staff"),
        *of_complaint(table),
    )
    op.create_index(op.f(f"ix_{table}_complaint_id"), table, ["complaint_id"])
    op.create_index("uq_approval_round_number", table, ["complaint_id", "number"], unique=True)
    op.create_index(
        "uq_approval_round_open",
        table,
        ["complaint_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("uq_approval_round_opened_by", table, ["id", "opened_by_id"], unique=True)


def create_approval():
    table = "approval"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_by_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text()),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("verdict IN ('approve', 'send_back')", name=op.f("ck_approval_verdict")),
        sa.CheckConstraint(f"signature IN ({SIGNATURES})", name=op.f("ck_approval_signature")),
        sa.CheckConstraint(
            "(verdict = 'approve') = (signature IS NOT NULL)", name=op.f("ck_approval_signed")
        ),
        sa.CheckConstraint(
            "verdict <> 'send_back' OR reason <> ''", name=op.f("ck_approval_reason")
        ),
        sa.CheckConstraint("staff_id <> opened_by_id", name=op.f("ck_approval_not_own_work")),
        sa.ForeignKeyConstraint(
            ["round_id", "opened_by_id"],
            ["approval_round.id", "approval_round.opened_by_id"],
            name="fk_approval_round_id_approval_round",
        ),
        refers(table, "staff_id", "staff"),
        *of_complaint(table),
    )
    op.create_index(op.f("ix_approval_complaint_id"), table, ["complaint_id"])
    for name, column in (("signature", "signature"), ("person", "staff_id")):
        op.create_index(
            f"uq_approval_{name}",
            table,
            ["round_id", column],
            unique=True,
            postgresql_where=sa.text("verdict = 'approve'"),
        )


def create_override():
    table = "override"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("finding_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("second_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("agreed", sa.Boolean()),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(f"before IN ({SEVERITIES})", name=op.f("ck_override_before")),
        sa.CheckConstraint(f"after IN ({SEVERITIES})", name=op.f("ck_override_after")),
        sa.CheckConstraint(
            "before <> 'referral' AND after <> 'referral'", name=op.f("ck_override_no_referral")
        ),
        sa.CheckConstraint(
            "ground IN ('M1', 'M2', 'M3', 'M4', 'M5', 'M6')", name=op.f("ck_override_ground")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_override_reason")),
        sa.CheckConstraint("clause <> ''", name=op.f("ck_override_clause")),
        sa.CheckConstraint("by_id <> second_id", name=op.f("ck_override_second_person")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (agreed IS NULL)", name=op.f("ck_override_answered_whole")
        ),
        sa.CheckConstraint(
            "agreed IS NOT FALSE OR answer <> ''", name=op.f("ck_override_refusal_has_reason")
        ),
        refers(table, "finding_id", "finding"),
        refers(table, "by_id", "staff"),
        refers(table, "second_id", "staff"),
        *of_complaint(table),
    )
    op.create_index(op.f("ix_override_complaint_id"), table, ["complaint_id"])
    op.create_index(
        "uq_override_live",
        table,
        ["finding_id"],
        unique=True,
        postgresql_where=sa.text("dropped_at IS NULL AND agreed IS NOT FALSE"),
    )


def create_outcome_person():
    table = "outcome_person"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("official_id", sa.BigInteger()),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        texts("measures"),
        texts("clauses"),
        sa.Column("body", sa.Text()),
        sa.CheckConstraint(f"part IN ({PARTS})", name=op.f("ck_outcome_person_part")),
        sa.CheckConstraint(f"severity IN ({SEVERITIES})", name=op.f("ck_outcome_person_severity")),
        sa.CheckConstraint(f"body IN ({BODIES})", name=op.f("ck_outcome_person_body")),
        refers(table, "decision_id", "decision"),
        refers(table, "official_id", "official"),
        *of_complaint(table),
    )
    for column in ("complaint_id", "decision_id", "official_id"):
        op.create_index(op.f(f"ix_outcome_person_{column}"), table, [column])


def create_origin():
    table = "origin"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source <> ''", name=op.f("ck_origin_source")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_origin_reason")),
        refers(table, "clock_id", "clock"),
        refers(table, "staff_id", "staff"),
        sa.UniqueConstraint("clock_id", name=op.f("uq_origin_clock_id")),
        *of_complaint(table),
    )
    op.create_index(op.f("ix_origin_complaint_id"), table, ["complaint_id"])


def downgrade():
    op.drop_constraint(op.f("ck_complaint_decided_severity"), "complaint")
    op.drop_column("complaint", "decided_severity")
    op.drop_constraint(op.f("fk_decision_round_id_approval_round"), "decision")
    op.drop_column("decision", "round_id")
    for table in ("origin", "outcome_person", "override", "approval", "approval_round"):
        op.drop_table(table)
