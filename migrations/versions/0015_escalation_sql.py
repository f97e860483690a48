"""What the sweeps write: the log is found by complaint and time, one index is enough."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INDEX = "ix_case_log_complaint_id"


def upgrade():
    op.drop_index(INDEX, "case_log")


def downgrade():
    op.create_index(INDEX, "case_log", ["complaint_id"])
