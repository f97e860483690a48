"""Clocks, their tollings, and the calendar they reckon with."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from portal.domain.clock import PUBLISHED

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CLOCKS = (
    "decide_acceptance", "hand_back", "answer_simple", "answer_meeting", "answer_general",
    "answer_complex", "first_inquiry_promise", "assigned_urgent", "assigned", "assigned_as_set",
    "proposal", "subordinate_request", "crime_clue_decision", "crime_clue_sending", "defence",
    "result_mail", "review_request", "review_decision", "second_review_request",
    "second_review_decision",
)  # fmt: skip
RUNNING = "finished_at IS NULL AND dropped_at IS NULL"
"""Written out: a migration must not change when the code does."""


def words(column, allowed):
    return f"{column} IN ({', '.join(repr(word) for word in allowed)})"


def upgrade():
    widen_complaint()
    create_clock()
    create_tolling()
    days, years = create_calendar()
    seed_calendar(days, years)
    op.execute(BACKFILL)


def widen_complaint():
    op.add_column(
        "complaint",
        sa.Column("answer_class", sa.Text(), server_default="general", nullable=False),
    )
    op.add_column(
        "complaint", sa.Column("reviews", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "complaint",
        sa.Column("next_due_provisional", sa.Boolean(), server_default="false", nullable=False),
    )
    op.add_column("complaint", sa.Column("decided_by_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_complaint_decided_by_id_staff"), "complaint", "staff", ["decided_by_id"], ["id"]
    )
    classes = words("answer_class", ("simple", "meeting", "general", "complex"))
    op.create_check_constraint(op.f("ck_complaint_answer_class"), "complaint", classes)
    op.create_check_constraint(op.f("ck_complaint_reviews"), "complaint", "reviews BETWEEN 0 AND 2")
    replace_check("declined_has_code", "status <> 'declined' OR decline_code IS NOT NULL")
    replace_check("accepted_has_instant", accepted_rule("'decided'"))


def accepted_rule(last):
    return (
        "status NOT IN ('accepted', 'investigating', 'findings_proposed', 'awaiting_approval',"
        f" {last}) OR accepted_at IS NOT NULL"
    )


def replace_check(name, rule):
    op.drop_constraint(op.f(f"ck_complaint_{name}"), "complaint")
    op.create_check_constraint(op.f(f"ck_complaint_{name}"), "complaint", rule)


def create_clock():
    op.create_table(
        "clock",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("limit_text", sa.Text()),
        sa.Column("set_on", sa.Date()),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("dropped_at", sa.DateTime(timezone=True)),
        sa.Column("extended_days", sa.BigInteger()),
        sa.Column("extended_reason", sa.Text()),
        sa.Column("extended_by", sa.BigInteger()),
        sa.Column("extended_at", sa.DateTime(timezone=True)),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(words("kind", CLOCKS), name=op.f("ck_clock_kind")),
        sa.CheckConstraint(
            "finished_at IS NULL OR dropped_at IS NULL", name=op.f("ck_clock_one_end")
        ),
        sa.CheckConstraint("limit_text IS NULL OR set_on IS NULL", name=op.f("ck_clock_one_limit")),
        sa.CheckConstraint(
            "(extended_days IS NULL) = (extended_reason IS NULL)"
            " AND (extended_days IS NULL) = (extended_by IS NULL)"
            " AND (extended_days IS NULL) = (extended_at IS NULL)",
            name=op.f("ck_clock_extension_whole"),
        ),
        sa.CheckConstraint(
            "extended_days BETWEEN 1 AND 30", name=op.f("ck_clock_extension_days")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_clock_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["extended_by"], ["staff.id"], name=op.f("fk_clock_extended_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    op.create_index(op.f("ix_clock_complaint_id"), "clock", ["complaint_id"])
    op.create_index(
        "uq_clock_running_kind", "clock", ["complaint_id", "kind"], unique=True,
        postgresql_where=sa.text(RUNNING),
    )  # fmt: skip
    op.create_index(
        "ix_clock_running_due", "clock", ["due_on", "id"], postgresql_where=sa.text(RUNNING)
    )


def create_tolling():
    op.create_table(
        "clock_tolling",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date()),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger()),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            words("cause", ("complainant", "hearing", "expert", "stated")),
            name=op.f("ck_clock_tolling_cause"),
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_clock_tolling_order")),
        sa.CheckConstraint("evidence <> ''", name=op.f("ck_clock_tolling_evidence")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_clock_tolling_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_clock_tolling_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_tolling")),
    )
    op.create_index(op.f("ix_clock_tolling_complaint_id"), "clock_tolling", ["complaint_id"])


def create_calendar():
    entered = (
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
    )
    days = op.create_table(
        "calendar_day",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        *(column._copy() for column in entered),
        sa.PrimaryKeyConstraint("on", name=op.f("pk_calendar_day")),
    )
    years = op.create_table(
        "calendar_year",
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        *(column._copy() for column in entered),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    return days, years


def seed_calendar(days, years):
    now = datetime.now(UTC)
    # A notice may reach back into December: the year's own is the one that names it.
    notices = {
        day.date.year: day.notice
        for day in PUBLISHED.days.values()
        if f"{day.date.year}年" in day.notice
    }
    op.bulk_insert(
        days,
        [
            {
                "on": day.date,
                "working": day.working,
                "name_zh": day.name.zh,
                "name_en": day.name.en,
                "notice": day.notice,
                "entered_at": now,
            }
            for day in PUBLISHED.days.values()
        ],
    )
    op.bulk_insert(
        years,
        [
            {"year": year, "notice": notices[year], "entered_at": now}
            for year in sorted(PUBLISHED.years)
        ],
    )


BACKFILL = """
INSERT INTO clock (complaint_id, kind, started_at, due_on)
SELECT id, next_due_kind, coalesce(decided_at, accepted_at, filed_at), next_due_on
FROM complaint WHERE next_due_on IS NOT NULL
"""


def downgrade():
    for table in ("calendar_year", "calendar_day", "clock_tolling", "clock"):
        op.drop_table(table)
    replace_check("accepted_has_instant", accepted_rule("'decided', 'under_review'"))
    replace_check("declined_has_code", "(status = 'declined') = (decline_code IS NOT NULL)")
    for column in ("decided_by_id", "next_due_provisional", "reviews", "answer_class"):
        op.drop_column("complaint", column)
