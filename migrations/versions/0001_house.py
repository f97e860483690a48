"""The house: organs, people, complaints, their log, and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

RING = """
CREATE FUNCTION outbox_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY outbox;
    RETURN NULL;
END $$
"""

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the case log is only ever added to';
END $$
"""


def upgrade():
    op.create_table(
        "organ",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), server_default="department", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("superior_id", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["organ.id"], name=op.f("fk_organ_superior_id_organ")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organ")),
        sa.UniqueConstraint("code", name=op.f("uq_organ_code")),
    )
    op.create_table(
        "official",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("organ_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), server_default="", nullable=False),
        sa.Column("superior_id", sa.BigInteger(), nullable=True),
        sa.Column("head", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.ForeignKeyConstraint(
            ["organ_id"], ["organ.id"], name=op.f("fk_official_organ_id_organ")
        ),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["official.id"], name=op.f("fk_official_superior_id_official")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
    )
    op.create_index("ix_official_organ_name", "official", ["organ_id", "name"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), server_default="standard", nullable=False),
        sa.Column("organ_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.Text(), server_default="zh-Hans", nullable=False),
        sa.Column("skills", sa.Text(), server_default="", nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_counter", sa.BigInteger(), nullable=True),
        sa.Column("second_factor", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("demo", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("absent_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role <> 'liaison' OR organ_id IS NOT NULL", name=op.f("ck_staff_liaison_has_organ")
        ),
        sa.CheckConstraint(
            "role IN ('intake', 'officer', 'supervisor', 'director', 'superior', 'auditor', 'admin', 'liaison', 'system', 'complainant')",
            name=op.f("ck_staff_role"),
        ),
        sa.CheckConstraint(
            "tier IN ('standard', 'discipline', 'referral')", name=op.f("ck_staff_tier")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organ.id"], name=op.f("fk_staff_organ_id_organ")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_username")),
    )
    op.create_table(
        "complaint",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=False),
        sa.Column("filing_key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("filing_digest", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("organ_id", sa.BigInteger(), nullable=False),
        sa.Column("official_id", sa.BigInteger(), nullable=True),
        sa.Column("official_name", sa.Text(), server_default="", nullable=False),
        sa.Column("official_post", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("commitment", sa.Text(), server_default="", nullable=False),
        sa.Column("loss", sa.Text(), nullable=False),
        sa.Column("loss_amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("wish", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), server_default="web", nullable=False),
        sa.Column("anonymous", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("provisional_severity", sa.Text(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="received", nullable=False),
        sa.Column("assignee_id", sa.BigInteger(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_kind", sa.Text(), nullable=True),
        sa.Column("decline_code", sa.Text(), nullable=True),
        sa.Column("decline_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(status = 'declined') = (decline_code IS NOT NULL)",
            name=op.f("ck_complaint_declined_has_code"),
        ),
        sa.CheckConstraint(
            "(status IN ('accepted', 'assigned', 'awaiting_approval', 'clarification', 'decided', 'findings_proposed', 'investigating', 'received', 'transferred', 'under_review')) = (closed_at IS NULL)",
            name=op.f("ck_complaint_open_until_closed"),
        ),
        sa.CheckConstraint(
            "(status IN ('accepted', 'assigned', 'awaiting_approval', 'clarification', 'decided', 'findings_proposed', 'investigating', 'received', 'transferred', 'under_review')) = (next_due_on IS NOT NULL)",
            name=op.f("ck_complaint_open_has_next_deadline"),
        ),
        sa.CheckConstraint(
            "band IN ('standard', 'discipline', 'referral')", name=op.f("ck_complaint_band")
        ),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f("ck_complaint_language")
        ),
        sa.CheckConstraint("loss IN ('none', 'some', 'major')", name=op.f("ck_complaint_loss")),
        sa.CheckConstraint(
            "provisional_severity IN ('no_fault', 'advice', 'warning', 'apology', 'discipline', 'referral')",
            name=op.f("ck_complaint_provisional_severity"),
        ),
        sa.CheckConstraint(
            "status IN ('received', 'assigned', 'clarification', 'accepted', 'investigating', 'findings_proposed', 'awaiting_approval', 'decided', 'closed', 'under_review', 'declined', 'transferred', 'withdrawn')",
            name=op.f("ck_complaint_status"),
        ),
        sa.CheckConstraint(
            "status IN ('received', 'withdrawn') OR assignee_id IS NOT NULL",
            name=op.f("ck_complaint_assigned_has_assignee"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('accepted', 'investigating', 'findings_proposed', 'awaiting_approval', 'decided', 'under_review') OR accepted_at IS NOT NULL",
            name=op.f("ck_complaint_accepted_has_instant"),
        ),
        sa.CheckConstraint("loss_amount >= 0", name=op.f("ck_complaint_loss_amount")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["staff.id"], name=op.f("fk_complaint_assignee_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["official_id"], ["official.id"], name=op.f("fk_complaint_official_id_official")
        ),
        sa.ForeignKeyConstraint(
            ["organ_id"], ["organ.id"], name=op.f("fk_complaint_organ_id_organ")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("filing_key_hash", name=op.f("uq_complaint_filing_key_hash")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_complaint_receipt_hash")),
        sa.UniqueConstraint("reference", name=op.f("uq_complaint_reference")),
    )
    op.create_index(op.f("ix_complaint_official_id"), "complaint", ["official_id"], unique=False)
    op.create_index(
        "ix_complaint_open_assignee",
        "complaint",
        ["assignee_id"],
        unique=False,
        postgresql_where=sa.text(
            "status IN ('accepted', 'assigned', 'awaiting_approval', 'clarification', 'decided', 'findings_proposed', 'investigating', 'received', 'transferred', 'under_review')"
        ),
    )
    op.create_index(
        "ix_complaint_open_due",
        "complaint",
        ["next_due_on", "id"],
        unique=False,
        postgresql_where=sa.text(
            "status IN ('accepted', 'assigned', 'awaiting_approval', 'clarification', 'decided', 'findings_proposed', 'investigating', 'received', 'transferred', 'under_review')"
        ),
    )
    op.create_index("ix_complaint_organ", "complaint", ["organ_id"], unique=False)
    op.create_index(
        "ix_complaint_status_due", "complaint", ["status", "next_due_on", "id"], unique=False
    )
    op.create_table(
        "staff_session",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"], unique=False)
    op.create_table(
        "staff_tie",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("organ_id", sa.BigInteger(), nullable=True),
        sa.Column("official_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(organ_id IS NULL) <> (official_id IS NULL)", name=op.f("ck_staff_tie_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["official_id"], ["official.id"], name=op.f("fk_staff_tie_official_id_official")
        ),
        sa.ForeignKeyConstraint(
            ["organ_id"], ["organ.id"], name=op.f("fk_staff_tie_organ_id_organ")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_tie_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_tie")),
    )
    op.create_index(op.f("ix_staff_tie_staff_id"), "staff_tie", ["staff_id"], unique=False)
    op.create_table(
        "allegation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "category IN ('C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10', 'C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C17')",
            name=op.f("ck_allegation_category"),
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_allegation_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allegation")),
        sa.UniqueConstraint("complaint_id", "category", name=op.f("uq_allegation_complaint_id")),
    )
    op.create_index(
        op.f("ix_allegation_complaint_id"), "allegation", ["complaint_id"], unique=False
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_attachment_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("token", name=op.f("uq_attachment_token")),
    )
    op.create_index(
        op.f("ix_attachment_complaint_id"), "attachment", ["complaint_id"], unique=False
    )
    op.create_table(
        "case_log",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "detail", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_case_log_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_case_log_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_log")),
    )
    op.create_index(
        "ix_case_log_complaint_at", "case_log", ["complaint_id", "at", "id"], unique=False
    )
    op.create_index(op.f("ix_case_log_complaint_id"), "case_log", ["complaint_id"], unique=False)
    op.create_table(
        "complainant",
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complainant_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complainant")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("measures", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("clauses", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("policy_version", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "severity IN ('no_fault', 'advice', 'warning', 'apology', 'discipline', 'referral')",
            name=op.f("ck_decision_severity"),
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_decision_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff.id"], name=op.f("fk_decision_decided_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_complaint_id"), "decision", ["complaint_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "payload", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("dedupe_key", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.Uuid(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "queue IN ('referral', 'discipline', 'standard', 'mail', 'upkeep')",
            name=op.f("ck_outbox_queue"),
        ),
        sa.CheckConstraint(
            "(lease IS NULL) = (leased_until IS NULL)", name=op.f("ck_outbox_lease_has_end")
        ),
        sa.CheckConstraint(
            "(parked_at IS NULL) = (parked_reason IS NULL)",
            name=op.f("ck_outbox_parked_has_reason"),
        ),
        sa.CheckConstraint(
            "done_at IS NULL OR parked_at IS NULL", name=op.f("ck_outbox_done_or_parked")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_outbox_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_dedupe_key")),
    )
    op.create_index(op.f("ix_outbox_complaint_id"), "outbox", ["complaint_id"], unique=False)
    op.create_index(
        "ix_outbox_parked",
        "outbox",
        ["parked_at"],
        unique=False,
        postgresql_where=sa.text("parked_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["queue", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND parked_at IS NULL"),
    )
    op.create_table(
        "recusal",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_recusal_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recusal_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
    )
    op.create_index(op.f("ix_recusal_complaint_id"), "recusal", ["complaint_id"], unique=False)
    op.create_index(op.f("ix_recusal_staff_id"), "recusal", ["staff_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("allegation_id", sa.BigInteger(), nullable=False),
        sa.Column("inputs", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("clauses", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("measures", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("policy_version", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "severity IN ('no_fault', 'advice', 'warning', 'apology', 'discipline', 'referral')",
            name=op.f("ck_finding_severity"),
        ),
        sa.ForeignKeyConstraint(
            ["allegation_id"], ["allegation.id"], name=op.f("fk_finding_allegation_id_allegation")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_finding_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_finding_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("allegation_id", name=op.f("uq_finding_allegation_id")),
    )
    op.create_index(op.f("ix_finding_complaint_id"), "finding", ["complaint_id"], unique=False)
    op.create_table(
        "letter_log",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_letter_log_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_letter_log_outbox_id_outbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_log")),
        sa.UniqueConstraint("outbox_id", name=op.f("uq_letter_log_outbox_id")),
    )
    op.create_index(
        op.f("ix_letter_log_complaint_id"), "letter_log", ["complaint_id"], unique=False
    )
    op.execute("CREATE SEQUENCE complaint_number")
    op.execute(RING)
    op.execute(
        "CREATE TRIGGER outbox_ring AFTER INSERT ON outbox"
        " FOR EACH STATEMENT EXECUTE FUNCTION outbox_ring()"
    )
    op.execute(REFUSE)
    op.execute(
        "CREATE TRIGGER case_log_append_only BEFORE UPDATE OR DELETE ON case_log"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade():
    op.execute("DROP TRIGGER case_log_append_only ON case_log")
    op.execute("DROP TRIGGER outbox_ring ON outbox")

    op.drop_index(op.f("ix_letter_log_complaint_id"), table_name="letter_log")
    op.drop_table("letter_log")
    op.drop_index(op.f("ix_finding_complaint_id"), table_name="finding")
    op.drop_table("finding")
    op.drop_index(op.f("ix_recusal_staff_id"), table_name="recusal")
    op.drop_index(op.f("ix_recusal_complaint_id"), table_name="recusal")
    op.drop_table("recusal")
    op.drop_index(
        "ix_outbox_waiting",
        table_name="outbox",
        postgresql_where=sa.text("done_at IS NULL AND parked_at IS NULL"),
    )
    op.drop_index(
        "ix_outbox_parked", table_name="outbox", postgresql_where=sa.text("parked_at IS NOT NULL")
    )
    op.drop_index(op.f("ix_outbox_complaint_id"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_decision_complaint_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_table("complainant")
    op.drop_index(op.f("ix_case_log_complaint_id"), table_name="case_log")
    op.drop_index("ix_case_log_complaint_at", table_name="case_log")
    op.drop_table("case_log")
    op.drop_index(op.f("ix_attachment_complaint_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_allegation_complaint_id"), table_name="allegation")
    op.drop_table("allegation")
    op.drop_index(op.f("ix_staff_tie_staff_id"), table_name="staff_tie")
    op.drop_table("staff_tie")
    op.drop_index(op.f("ix_staff_session_staff_id"), table_name="staff_session")
    op.drop_table("staff_session")
    op.drop_index("ix_complaint_status_due", table_name="complaint")
    op.drop_index("ix_complaint_organ", table_name="complaint")
    op.drop_index(
        "ix_complaint_open_due",
        table_name="complaint",
        postgresql_where=sa.text(
            "status IN ('accepted', 'assigned', 'awaiting_approval', 'clarification', 'decided', 'findings_proposed', 'investigating', 'received', 'transferred', 'under_review')"
        ),
    )
    op.drop_index(
        "ix_complaint_open_assignee",
        table_name="complaint",
        postgresql_where=sa.text(
            "status IN ('accepted', 'assigned', 'awaiting_approval', 'clarification', 'decided', 'findings_proposed', 'investigating', 'received', 'transferred', 'under_review')"
        ),
    )
    op.drop_index(op.f("ix_complaint_official_id"), table_name="complaint")
    op.drop_table("complaint")
    op.drop_table("staff")
    op.drop_index("ix_official_organ_name", table_name="official")
    op.drop_table("official")
    op.drop_table("organ")
    op.execute("DROP FUNCTION refuse_change()")
    op.execute("DROP FUNCTION outbox_ring()")
    op.execute("DROP SEQUENCE complaint_number")
