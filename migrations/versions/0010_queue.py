"""What the queue is searched, narrowed and worked by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN = (
    "status IN ('accepted', 'assigned', 'awaiting_approval', 'clarification', 'decided',"
    " 'findings_proposed', 'investigating', 'received', 'transferred', 'under_review')"
)
GRAVITY = (
    "CASE coalesce(decided_severity, provisional_severity) WHEN 'no_fault' THEN 4"
    " WHEN 'advice' THEN 3 WHEN 'warning' THEN 2 WHEN 'apology' THEN 2 WHEN 'discipline' THEN 1"
    " WHEN 'referral' THEN 0 END"
)
ORDERS = {
    "ix_complaint_open_gravity": ["gravity", "next_due_on", "id"],
    "ix_complaint_open_id": ["id"],
    "ix_complaint_open_organ": ["organ_id", "next_due_on", "id"],
}
ASSIGNEE = "ix_complaint_open_assignee"
TABLES = (
    "bulk_item",
    "bulk_run",
    "saved_view",
    "complaint_tag",
    "tag",
    "glance",
    "search_text",
)


def upgrade():
    op.add_column(
        "complaint",
        sa.Column(
            "gravity", sa.SmallInteger(), sa.Computed(GRAVITY, persisted=True), nullable=False
        ),
    )
    for name, columns in ORDERS.items():
        op.create_index(name, "complaint", columns, postgresql_where=sa.text(OPEN))
    op.create_index("ix_complaint_status_id", "complaint", ["status", "id"])
    replace_assignee(["assignee_id", "next_due_on", "id"])
    create_search_text()
    create_glance()
    create_tags()
    create_saved_view()
    create_bulk()
    op.execute("ANALYZE complaint")


def replace_assignee(columns):
    op.drop_index(ASSIGNEE, "complaint", postgresql_where=sa.text(OPEN))
    op.create_index(ASSIGNEE, "complaint", columns, postgresql_where=sa.text(OPEN))


def refers(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def key(table, *columns):
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def number(name, *, nullable=False):
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def instant(name, *, nullable=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def create_search_text():
    table = "search_text"
    op.create_table(
        table,
        number("complaint_id"),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("words", sa.ARRAY(sa.Integer()), nullable=False),
        refers(table, "complaint_id", "complaint"),
        key(table, "complaint_id"),
    )
    op.create_index(
        "ix_search_text_words",
        table,
        ["words"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )


def create_glance():
    table = "glance"
    op.create_table(
        table,
        number("staff_id"),
        number("complaint_id"),
        number("version"),
        instant("read_at"),
        instant("here_until"),
        refers(table, "staff_id", "staff"),
        refers(table, "complaint_id", "complaint"),
        key(table, "staff_id", "complaint_id"),
    )
    op.create_index("ix_glance_complaint_here", table, ["complaint_id", "here_until"])


def create_tags():
    op.create_table(
        "tag",
        number("id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_tag_name")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
        key("tag", "id"),
    )
    table = "complaint_tag"
    op.create_table(
        table,
        number("complaint_id"),
        number("tag_id"),
        number("staff_id"),
        instant("at"),
        refers(table, "complaint_id", "complaint"),
        refers(table, "tag_id", "tag"),
        refers(table, "staff_id", "staff"),
        key(table, "complaint_id", "tag_id"),
    )
    op.create_index("ix_complaint_tag_tag", table, ["tag_id", "complaint_id"])


def create_saved_view():
    table = "saved_view"
    op.create_table(
        table,
        number("id"),
        number("owner_id"),
        sa.Column("role", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), server_default="", nullable=False),
        instant("created_at"),
        instant("deleted_at", nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_saved_view_name")),
        refers(table, "owner_id", "staff"),
        key(table, "id"),
    )
    for name, column in (("owner", "owner_id"), ("role", "role")):
        op.create_index(
            f"ix_saved_view_{name}",
            table,
            [column],
            postgresql_where=sa.text("deleted_at IS NULL"),
        )


def create_bulk():
    run = "bulk_run"
    op.create_table(
        run,
        number("id"),
        sa.Column("deed", sa.Text(), nullable=False),
        number("staff_id"),
        sa.Column("details", postgresql.JSONB(), server_default="{}", nullable=False),
        instant("begun_at"),
        instant("finished_at", nullable=True),
        instant("fetched_at", nullable=True),
        sa.CheckConstraint(
            "deed IN ('assign', 'tag', 'untag', 'set_class', 'export')",
            name=op.f("ck_bulk_run_deed"),
        ),
        refers(run, "staff_id", "staff"),
        key(run, "id"),
    )
    op.create_index(op.f("ix_bulk_run_staff_id"), run, ["staff_id"])
    item = "bulk_item"
    op.create_table(
        item,
        number("run_id"),
        number("complaint_id"),
        instant("at", nullable=True),
        sa.Column("undone", sa.Text()),
        sa.CheckConstraint(
            "undone IN ('forbidden', 'not_now', 'unsuitable', 'unseen', 'changed', 'failed')",
            name=op.f("ck_bulk_item_undone"),
        ),
        sa.CheckConstraint(
            "undone IS NULL OR at IS NOT NULL", name=op.f("ck_bulk_item_undone_at")
        ),
        refers(item, "run_id", "bulk_run"),
        refers(item, "complaint_id", "complaint"),
        key(item, "run_id", "complaint_id"),
    )
    op.create_index(op.f("ix_bulk_item_complaint_id"), item, ["complaint_id"])
    op.create_index(
        "ix_bulk_item_waiting",
        item,
        ["run_id", "complaint_id"],
        postgresql_where=sa.text("at IS NULL"),
    )


def downgrade():
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_complaint_status_id", "complaint")
    for name in ORDERS:
        op.drop_index(name, "complaint", postgresql_where=sa.text(OPEN))
    replace_assignee(["assignee_id"])
    op.drop_column("complaint", "gravity")
