"""What the tables refuse by themselves: a status without its instant, a log that is emptied."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

CHECKS = (
    ("complaint", "assignee_has_instant", "assignee_id IS NULL OR assigned_at IS NOT NULL"),
    ("complaint", "decided_has_instant", "status <> 'decided' OR decided_at IS NOT NULL"),
    ("letter_log", "recipient", "recipient IN ('complainant', 'staff', 'organ')"),
)
ADDED_TO = ("case_log", "note", "disclosure", "document", "letter_log")
REFUSED = "EXECUTE FUNCTION refuse_change()"


def upgrade():
    for table, name, rule in CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, rule)
    op.execute(
        "CREATE TRIGGER letter_log_append_only BEFORE UPDATE OR DELETE ON letter_log"
        f" FOR EACH ROW {REFUSED}"
    )
    for table in ADDED_TO:
        op.execute(
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT {REFUSED}"
        )


def downgrade():
    for table in ADDED_TO:
        op.execute(f"DROP TRIGGER {table}_never_emptied ON {table}")
    op.execute("DROP TRIGGER letter_log_append_only ON letter_log")
    for table, name, _ in CHECKS:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
