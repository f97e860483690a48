"""Complaints about one and the same cause, and turns in the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STANDS = "left_at IS NULL"
LEFT_WHOLE = "(left_at IS NULL) = (left_by IS NULL) AND (left_at IS NULL) = (left_reason = '')"
TURN = "(due_at AT TIME ZONE 'UTC') + behind * interval '1 minute'"
WAITING = "done_at IS NULL AND parked_at IS NULL"


def upgrade():
    create_cluster()
    create_member()
    create_turns()


def number(name, *, needed=True):
    return sa.Column(name, sa.BigInteger(), nullable=not needed)


def instant(name, *, needed=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def points(table, column, other):
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def create_cluster():
    op.create_table(
        "cluster",
        number("id"),
        number("opened_by"),
        instant("opened_at"),
        points("cluster", "opened_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
    )


def create_member():
    op.create_table(
        "cluster_member",
        number("id"),
        number("complaint_id"),
        number("cluster_id"),
        number("joined_by"),
        instant("joined_at"),
        sa.Column("reason", sa.Text(), nullable=False),
        number("left_by", needed=False),
        instant("left_at", needed=False),
        sa.Column("left_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_cluster_member_reason")),
        sa.CheckConstraint(LEFT_WHOLE, name=op.f("ck_cluster_member_left_whole")),
        points("cluster_member", "complaint_id", "complaint"),
        points("cluster_member", "cluster_id", "cluster"),
        points("cluster_member", "joined_by", "staff"),
        points("cluster_member", "left_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster_member")),
    )
    op.create_index(op.f("ix_cluster_member_complaint_id"), "cluster_member", ["complaint_id"])
    op.create_index(
        "uq_cluster_member_now", "cluster_member", ["complaint_id"],
        unique=True, postgresql_where=sa.text(STANDS),
    )  # fmt: skip
    op.create_index(
        "ix_cluster_member_together", "cluster_member", ["cluster_id"],
        postgresql_where=sa.text(STANDS),
    )  # fmt: skip


def create_turns():
    op.create_table(
        "filer_mark",
        number("id"),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filer_mark")),
    )
    op.create_index("ix_filer_mark_digest", "filer_mark", ["digest", "nth"])
    op.add_column(
        "outbox", sa.Column("behind", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "outbox",
        sa.Column("turn", sa.DateTime(), sa.Computed(TURN, persisted=True), nullable=False),
    )
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index(
        "ix_outbox_waiting", "outbox", ["queue", "turn", "id"],
        postgresql_where=sa.text(WAITING),
    )  # fmt: skip


def downgrade():
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index(
        "ix_outbox_waiting", "outbox", ["queue", "due_at", "id"],
        postgresql_where=sa.text(WAITING),
    )  # fmt: skip
    op.drop_column("outbox", "turn")
    op.drop_column("outbox", "behind")
    op.drop_table("filer_mark")
    op.drop_table("cluster_member")
    op.drop_table("cluster")
