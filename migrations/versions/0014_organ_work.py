"""What organs answer and prove."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KINDS = (
    "decide_acceptance hand_back answer_simple answer_meeting answer_general answer_complex"
    " first_inquiry_promise assigned_urgent assigned assigned_as_set proposal subordinate_request"
    " crime_clue_decision crime_clue_sending defence result_mail review_request review_decision"
    " second_review_request second_review_decision closing disposal"
)
PUT_TO_ORGANS = "enquiry measure"
RUNNING = "finished_at IS NULL AND dropped_at IS NULL"
ONE_EACH = ["complaint_id", "kind"]
PUT = [sa.text("coalesce(enquiry_id, 0)"), sa.text("coalesce(measure_id, 0)")]
CAME_WITH = "message_id, hearing_id, enquiry_id"
WITHDRAWN = (
    "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"
    " AND (withdrawn_at IS NULL) = (withdrawn_reason = '')"
    " AND (withdrawn_at IS NULL OR answered_at IS NULL)"
)
ANSWERED = "(answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (answer = '')"


def upgrade():
    extend_enquiry()
    extend_measure()
    extend_clock()
    point("breach", "organ_id", "organ")
    create_proposal()


def point(table, column, other):
    op.add_column(table, sa.Column(column, sa.BigInteger()))
    op.create_foreign_key(op.f(f"fk_{table}_{column}_{other}"), table, other, [column], ["id"])


def words(name):
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def extend_enquiry():
    point("enquiry", "follows_id", "enquiry")
    point("enquiry", "withdrawn_by", "staff")
    op.add_column("enquiry", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
    for name in ("passage", "withdrawn_reason"):
        op.add_column("enquiry", words(name))
    op.create_check_constraint(op.f("ck_enquiry_withdrawn_whole"), "enquiry", WITHDRAWN)


def extend_measure():
    op.add_column("measure", sa.Column("judged", sa.Text()))
    op.create_check_constraint(
        op.f("ck_measure_judged"), "measure", "judged IN ('kept', 'partly', 'not_kept')"
    )
    point("attachment", "measure_id", "measure")
    op.create_index(op.f("ix_attachment_measure_id"), "attachment", ["measure_id"])
    one_way(f"{CAME_WITH}, measure_id")


def one_way(ways):
    op.drop_constraint(op.f("ck_attachment_one_way"), "attachment")
    op.create_check_constraint(
        op.f("ck_attachment_one_way"), "attachment", f"num_nonnulls({ways}) <= 1"
    )


def extend_clock():
    point("clock", "enquiry_id", "enquiry")
    point("clock", "measure_id", "measure")
    kinds(f"{KINDS} {PUT_TO_ORGANS}")
    op.create_check_constraint(
        op.f("ck_clock_put_to_organ"),
        "clock",
        "(kind = 'enquiry') = (enquiry_id IS NOT NULL)"
        " AND (kind = 'measure') = (measure_id IS NOT NULL)",
    )
    one_each([*ONE_EACH, *PUT])
    start_clocks("enquiry", "asked_at", "answered_at IS NULL")
    start_clocks("measure", "ordered_at", "done_at IS NULL AND lifted IS NOT TRUE")
    for column in ("enquiry_id", "measure_id"):
        op.create_index(
            f"ix_clock_{column}",
            "clock",
            [column, "id"],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )


def start_clocks(table, began, waits):
    """Let a clock run for everything that an organ has still to do."""
    op.execute(
        f"INSERT INTO clock (complaint_id, kind, started_at, set_on, due_on, {table}_id)"
        f" SELECT complaint_id, '{table}', {began}, due_on, due_on, id FROM {table} WHERE {waits}"
    )


def kinds(names):
    op.drop_constraint(op.f("ck_clock_kind"), "clock")
    among = ", ".join(f"'{name}'" for name in names.split())
    op.create_check_constraint(op.f("ck_clock_kind"), "clock", f"kind IN ({among})")


def one_each(columns):
    op.drop_index("uq_clock_running_kind", "clock")
    op.create_index(
        "uq_clock_running_kind", "clock", columns, unique=True, postgresql_where=sa.text(RUNNING)
    )


def create_proposal():
    references = {
        "organ_id": "organ",
        "commitment_id": "commitment",
        "proposed_by": "staff",
        "answered_by": "staff",
    }
    optional = {"commitment_id", "answered_by"}
    op.create_table(
        "commitment_proposal",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=name in optional) for name in references),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        words("answer"),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("words <> ''", name=op.f("ck_commitment_proposal_words")),
        sa.CheckConstraint(ANSWERED, name=op.f("ck_commitment_proposal_answer_whole")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_commitment_proposal_{column}_{other}")
            )
            for column, other in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_proposal")),
    )
    op.create_index(op.f("ix_commitment_proposal_organ_id"), "commitment_proposal", ["organ_id"])


def downgrade():
    op.drop_table("commitment_proposal")
    op.drop_column("breach", "organ_id")
    op.drop_index("uq_clock_running_kind", "clock")
    op.execute("DELETE FROM clock WHERE kind IN ('enquiry', 'measure')")
    for column in ("enquiry_id", "measure_id"):
        op.drop_column("clock", column)
    op.create_index(
        "uq_clock_running_kind", "clock", ONE_EACH, unique=True, postgresql_where=sa.text(RUNNING)
    )
    kinds(KINDS)
    one_way(CAME_WITH)
    op.drop_column("attachment", "measure_id")
    op.drop_column("measure", "judged")
    for column in ("follows_id", "withdrawn_by", "withdrawn_at", "passage", "withdrawn_reason"):
        op.drop_column("enquiry", column)
