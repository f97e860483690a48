"""What a bulk run that reassigns can be undone by."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

DEEDS = "'assign', 'tag', 'untag', 'set_class', 'export'"
UNDONE = "'forbidden', 'not_now', 'unsuitable', 'unseen', 'changed', 'failed'"
HELD_BY = "fk_bulk_item_held_by_id_staff"


def upgrade():
    op.add_column("bulk_item", sa.Column("held_by_id", sa.BigInteger()))
    op.create_foreign_key(op.f(HELD_BY), "bulk_item", "staff", ["held_by_id"], ["id"])
    allow("bulk_run", "deed", f"{DEEDS}, 'give_back'")
    allow(
        "bulk_item",
        "undone",
        "'forbidden', 'not_now', 'unsuitable', 'moved_on', 'unseen', 'changed', 'failed'",
    )


def allow(table, column, words):
    name = op.f(f"ck_{table}_{column}")
    op.drop_constraint(name, table)
    op.create_check_constraint(name, table, f"{column} IN ({words})")


def downgrade():
    op.execute("DELETE FROM bulk_item USING bulk_run WHERE id = run_id AND deed = 'give_back'")
    op.execute("DELETE FROM bulk_run WHERE deed = 'give_back'")
    allow("bulk_item", "undone", UNDONE)
    allow("bulk_run", "deed", DEEDS)
    op.drop_constraint(op.f(HELD_BY), "bulk_item")
    op.drop_column("bulk_item", "held_by_id")
