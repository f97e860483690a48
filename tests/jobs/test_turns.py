"""One person filing a hundred a day slows only that person."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.filing import Identity
from portal.domain.turns import TURNS_MAX
from portal.jobs import claims, drain
from portal.models.filer_mark import FilerMark
from portal.models.outbox import OutboxRow
from portal.services import intake, outbox, upkeep
from portal.services.office import Office
from tests.factories import NOW, Make

FLOOD = 100
BATCH = 50
OTHER = Identity("李某", "li@example.org", "")
MOMENT = timedelta(seconds=1)


def flood(make: Make) -> None:
    """Let one person file a hundred, one each second."""
    for number in range(FLOOD):
        make.complaint(now=NOW + number * MOMENT)


def claimed(session: Session, queue: str, most: int = BATCH) -> list[int | None]:
    """Return whose rows one worker takes, in their order."""
    rows = claims.claim(session, queue, now=datetime.now(UTC), most=most, seconds=60)
    return [row.complaint_id for row in rows]


def test_the_one_complaint_of_somebody_else_is_in_the_first_batch(
    session: Session, make: Make
) -> None:
    flood(make)
    other = make.complaint(now=NOW + FLOOD * MOMENT, identity=OTHER)
    session.commit()

    for queue in ("standard", "mail"):
        first = claimed(session, queue)
        assert len(first) == BATCH
        assert first.index(other.id) < 3, queue


def test_the_drain_does_the_work_in_that_order(session: Session, make: Make) -> None:
    make.staff()
    flood(make)
    other = make.complaint(now=NOW + FLOOD * MOMENT, identity=OTHER)
    session.commit()

    drain.drain("standard")

    done = select(OutboxRow.complaint_id).where(OutboxRow.queue == "standard")
    order = session.scalars(done.order_by(OutboxRow.done_at, OutboxRow.id)).all()
    assert len(order) == FLOOD + 1
    assert order.index(other.id) < 3


def test_where_nobody_else_waits_nothing_waits(session: Session, make: Make) -> None:
    now = datetime.now(UTC)
    for _ in range(5):
        make.complaint(now=now)
    session.commit()

    assert len(claimed(session, "standard")) == 5


def test_nobody_is_behind_for_ever(session: Session, make: Make) -> None:
    flood(make)
    last = session.scalars(select(OutboxRow.complaint_id).order_by(OutboxRow.id.desc())).first()
    later = NOW + timedelta(minutes=TURNS_MAX) + FLOOD * MOMENT
    fresh = [
        make.complaint(now=later + MOMENT, identity=Identity("", f"{n}@example.org", "")).id
        for n in range(10)
    ]
    session.commit()

    order = claimed(session, "standard", most=FLOOD + 10)

    assert order.index(last) < min(order.index(each) for each in fresh)


def test_what_follows_later_is_not_put_behind(session: Session, make: Make) -> None:
    flood(make)
    last = make.complaint()
    outbox.owe_letter(session, "accepted", last.id, now=NOW)
    session.flush()

    behind = select(OutboxRow.behind).where(OutboxRow.payload["letter"].astext == "accepted")
    assert session.scalars(behind).all() == [0]


SAID = (
    "九月十四日上午我到办事大厅三号窗口办理居住证，工作人员说系统升级，让我第二天再来。"
    "第二天又说材料不全，却不肯写下缺哪一份；第三次换了一个人，说前两次都记错了。{}"
)
OWN_WORDS = (
    "小区门口的路灯坏了两个月，打过四次电话，每次都说已经派单。上周有位老人夜里摔伤，"
    "我再去问，接待的人说这不归他们管，也不告诉我该找谁，只让我回去等通知。"
)


def behind(session: Session, make: Make, facts: str, token: str) -> int:
    """File without a name, and return how many minutes that is put behind others."""
    filing = make.filing(identity=Identity(), anonymous=True, facts=facts, subject=facts[:12])
    make.organ()
    intake.file_complaint(session, filing, office=make.office, now=NOW, token=token)
    return session.scalars(select(OutboxRow.behind).order_by(OutboxRow.id.desc())).first() or 0


def test_a_nameless_flood_puts_no_other_nameless_person_behind(
    session: Session, make: Make
) -> None:
    flooded = [behind(session, make, SAID.format(nth), "flooder") for nth in range(5)]

    assert flooded == [0, 1, 2, 3, 4]
    assert behind(session, make, OWN_WORDS, "somebody else") == 0
    assert behind(session, make, OWN_WORDS, "flooder") == 5


def test_a_nameless_flood_from_ever_fresh_browsers_still_takes_turns(
    session: Session, make: Make
) -> None:
    flooded = [behind(session, make, SAID.format(nth), f"fresh {nth}") for nth in range(5)]

    assert flooded[-1] >= 3
    assert behind(session, make, OWN_WORDS, "somebody else") == 0


def test_the_same_form_sent_again_counts_once(session: Session, make: Make, office: Office) -> None:
    filing = make.filing()
    make.organ()
    for _ in range(3):
        intake.file_complaint(session, filing, office=office, now=NOW)

    assert session.scalars(select(FilerMark.nth)).all() == [0]


def test_a_mark_tells_nobody_who_and_not_that_it_is_the_same_person_the_next_day(
    session: Session, make: Make
) -> None:
    make.complaint()
    make.complaint()
    make.complaint(now=NOW + timedelta(days=1))

    rows = session.scalars(select(FilerMark).order_by(FilerMark.id)).all()
    assert [row.nth for row in rows] == [0, 1, 0]
    assert rows[0].digest == rows[1].digest != rows[2].digest
    assert set(FilerMark.__table__.columns.keys()) == {"id", "digest", "nth", "filed_on"}


def test_marks_of_days_before_are_cleared_away(session: Session, make: Make) -> None:
    make.complaint()
    make.complaint(now=NOW + timedelta(days=1))

    upkeep.clear_marks(session, today=(NOW + timedelta(days=1)).date())

    assert session.scalars(select(FilerMark.filed_on)).all() == [(NOW + timedelta(days=1)).date()]
