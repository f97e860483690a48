"""What is said in writing before an outcome stands, on what it rests, and what the log may hold."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ACTIONS = (
    "file assign reassign ask_clarification clarify accept decline transfer investigate"
    " propose_findings override concur submit approve send_back decide deliver close report_back"
    " ask_review conclude_review ask_second_review conclude_second_review reopen recuse"
    " hand_back decide_hand_back reckon set_class set_origin ask_extension extend"
    " refuse_extension warn escalate raise_severity excuse withdraw rate call_back ask_organ"
    " organ_answers order_measure report_measure confirm_measure object answer_objection"
    " take_back extend_enquiry remind_organ chase_organ add_note send_message stop_waiting write"
    " invite record_hearing name_second register_evidence reveal tell charge prove refer"
    " record_disposal issue join take_out carry_over answer_gate screen ask_expert end_expert"
)
STATUSES = (
    "received assigned clarification accepted investigating findings_proposed awaiting_approval"
    " decided closed under_review declined transferred withdrawn"
)
ROLES = "intake officer supervisor director superior auditor admin liaison system complainant"
GATES = (
    "crime_screening amount_screening separate_letters explanation_proved reason_proved"
    " exemption_named violation_rebutted manual_reading clue_let_go"
)
SCREENED = "crime_screening amount_screening"
SECOND_PERSON = f"{SCREENED} clue_let_go"
CODES = "N1 N2 N3 N4 N5 N6 N7 N8 N9 N10"
LOGGED = {"role": ROLES, "action": ACTIONS, "from_status": STATUSES, "to_status": STATUSES}
ENDED = "(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (result = '')"
RESTS = """
UPDATE approval_round SET {0} = found.words FROM (
    SELECT round.id, array_agg(DISTINCT word) AS words FROM approval_round AS round,
        jsonb_array_elements(round.points) AS point, {1} AS word
    WHERE word <> '' AND point ->> 'severity' <> 'no_fault' GROUP BY round.id
) AS found WHERE found.id = approval_round.id
"""
OF_THE_ROUND = """
UPDATE {0} SET adopted = round.adopted, law = round.law FROM decision AS made
JOIN approval_round AS round ON round.id = made.round_id WHERE {1}
"""


def upgrade():
    create_gate_answer()
    create_expert_opinion()
    op.add_column(
        "approval_round",
        sa.Column("gates", postgresql.JSONB(), server_default="[]", nullable=False),
    )
    say_on_what_it_rests()
    for column, words in LOGGED.items():
        op.create_check_constraint(
            op.f(f"ck_case_log_{column}"), "case_log", f"{column} IN ({among(words)})"
        )
    op.create_check_constraint(
        op.f("ck_complaint_decline_code"), "complaint", f"decline_code IN ({among(CODES)})"
    )


def among(words):
    return ", ".join(f"'{word}'" for word in words.split())


def say_on_what_it_rests():
    """Keep adopted policy and law beside the clauses, also of what was decided before."""
    for table in ("approval_round", "decision", "outcome_person"):
        for name in ("adopted", "law"):
            column = sa.Column(
                name, postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False
            )
            op.add_column(table, column)
    op.execute(RESTS.format("adopted", "jsonb_array_elements_text(point -> 'adopted')"))
    op.execute(RESTS.format("law", "nullif(point ->> 'law', '')"))
    op.execute(OF_THE_ROUND.format("decision", "made.id = decision.id"))
    op.execute(OF_THE_ROUND.format("outcome_person", "made.id = outcome_person.decision_id"))


def number(name, *, needed=True):
    return sa.Column(name, sa.BigInteger(), nullable=not needed)


def word(name, **more):
    return sa.Column(name, sa.Text(), nullable=False, **more)


def instant(name, *, needed=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def refers(table, column, other):
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def create(table, columns, references, checks):
    op.create_table(
        table,
        number("id"),
        number("complaint_id"),
        *columns,
        *(refers(table, column, other) for column, other in references.items()),
        refers(table, "complaint_id", "complaint"),
        *(sa.CheckConstraint(sql, name=op.f(f"ck_{table}_{name}")) for name, sql in checks.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_complaint_id"), table, ["complaint_id"])


def create_gate_answer():
    create(
        "gate_answer",
        (
            *(number("finding_id"), number("found_by"), instant("found_at"), word("gate")),
            sa.Column("passed", sa.Boolean(), nullable=False),
            *(word("said"), word("role"), number("staff_id"), instant("at")),
        ),
        {"finding_id": "finding", "found_by": "staff", "staff_id": "staff"},
        {
            "gate": f"gate IN ({among(GATES)})",
            "said": "said <> ''",
            "passed": f"passed OR gate IN ({among(SCREENED)})",
            "second_person": f"gate NOT IN ({among(SECOND_PERSON)}) OR staff_id <> found_by",
        },
    )
    op.execute(
        "CREATE TRIGGER gate_answer_append_only BEFORE UPDATE OR DELETE ON gate_answer"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def create_expert_opinion():
    table = "expert_opinion"
    create(
        table,
        (
            *(word("question"), word("evidence")),
            sa.Column("expected_on", sa.Date(), nullable=False),
            *(number("tolling_id"), number("asked_by"), instant("asked_at")),
            word("result", server_default=""),
            *(number("ended_by", needed=False), instant("ended_at", needed=False)),
        ),
        {"tolling_id": "clock_tolling", "asked_by": "staff", "ended_by": "staff"},
        {"question": "question <> ''", "evidence": "evidence <> ''", "ended_whole": ENDED},
    )
    op.create_unique_constraint(op.f(f"uq_{table}_tolling_id"), table, ["tolling_id"])
    op.create_index(
        f"uq_{table}_open",
        table,
        ["complaint_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade():
    op.drop_constraint(op.f("ck_complaint_decline_code"), "complaint")
    for column in LOGGED:
        op.drop_constraint(op.f(f"ck_case_log_{column}"), "case_log")
    for table in ("approval_round", "decision", "outcome_person"):
        for name in ("adopted", "law"):
            op.drop_column(table, name)
    op.drop_column("approval_round", "gates")
    for table in ("expert_opinion", "gate_answer"):
        op.drop_table(table)
