"""What is suggested as one cause: alike, about the same organ, filed about the same time."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.actors import Actor
from portal.domain.cluster import AROUND, NEAREST, SUGGESTED_MAX, Objection, objection
from portal.domain.filing import Identity
from portal.domain.lifecycle import Status
from portal.models.complaint import Complaint, Recusal
from portal.models.staff import Staff
from portal.queries.clusters import candidates, cluster_sizes, joined, joining, suggested
from portal.services import clusters, comparing
from portal.services.office import Office
from portal.transaction import acting
from tests.factories import NOW, Make
from tests.lives import lead_to

TOLD = "区住建局窗口以系统维护为由，连续三天拒收材料，让我改天再来。"
AGAIN = "住建局窗口连续三天以系统维护为由拒收材料，叫我们改天再来！"
ELSE = "执法人员在检查时收了两条软包香烟，没有出示证件。"
HER = Identity("", "her@example.org", "")


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def told(make: Make, officer: Staff) -> Complaint:
    return make.assigned(subject="窗口拒收", facts=TOLD)


LATER = NOW + AROUND / 2


def compare(session: Session) -> None:
    """Compare everything that was filed, whoever asks afterwards."""
    session.flush()
    while comparing.compare_next(session, now=LATER):
        session.flush()
    session.flush()


def names(session: Session, complaint: Complaint) -> list[str]:
    compare(session)
    return [each.reference for each in suggested(session, complaint.id)]


def test_what_says_the_same_in_other_words_is_suggested(
    session: Session, make: Make, told: Complaint
) -> None:
    again = make.assigned(subject="系统维护拒收材料", facts=AGAIN, identity=HER)
    make.assigned(subject="收烟", facts=ELSE)

    compare(session)
    found = suggested(session, told.id)

    assert [each.reference for each in found] == [again.reference]
    assert 30 <= found[0].percent < 100
    assert names(session, again) == [told.reference]


def test_another_organ_another_time_and_what_is_over_are_not(
    session: Session, make: Make, office: Office, told: Complaint
) -> None:
    make.assigned(facts=TOLD, organ_code="water")
    make.assigned(facts=TOLD, now=NOW - AROUND - timedelta(days=1))
    make.complaint(facts=TOLD)
    lead_to(session, make, Status.WITHDRAWN, office=office, facts=TOLD)

    assert names(session, told) == []


def test_the_most_alike_come_first_and_so_many_at_most(
    session: Session, make: Make, told: Complaint
) -> None:
    same = [make.assigned(subject="窗口拒收", facts=TOLD) for _ in range(SUGGESTED_MAX)]
    make.assigned(subject="系统维护拒收材料", facts=AGAIN)

    assert sorted(names(session, told)) == [each.reference for each in same]
    assert {each.percent for each in suggested(session, told.id)} == {100}


def test_only_the_nearest_are_compared(session: Session, make: Make, told: Complaint) -> None:
    for _ in range(NEAREST):
        make.complaint(subject="收烟", facts=ELSE)
    make.assigned(subject="窗口拒收", facts=TOLD)

    assert names(session, told) == []


def test_what_is_joined_is_listed_and_counted_and_no_longer_suggested(
    session: Session, make: Make, officer: Staff, told: Complaint
) -> None:
    again, third = (make.assigned(facts=TOLD) for _ in range(2))
    other = [make.assigned(facts=TOLD) for _ in range(2)]
    for first, second in ((told, again), tuple(other)):
        clusters.join(
            session, first, officer.as_actor(), [second.reference], reason="同因", now=NOW
        )

    (row,) = joined(session, told.id)
    assert (row.reference, row.reason, row.by) == (again.reference, "同因", officer.name)
    assert cluster_sizes(session, [told.id, third.id]) == {told.id: 2}
    assert names(session, told) == [third.reference]
    assert len(names(session, third)) == 4


def test_behind_the_wall_nothing_is_suggested_listed_counted_or_found(
    session: Session, make: Make, officer: Staff, told: Complaint
) -> None:
    again, hidden, secret = (make.assigned(facts=TOLD) for _ in range(3))
    clusters.join(
        session, told, officer.as_actor(), [again.reference, hidden.reference],
        reason="同因", now=NOW,
    )  # fmt: skip
    alone = make.assigned(facts=TOLD)
    compare(session)
    who = make.staff()
    for each in (hidden, secret):
        session.add(Recusal(complaint_id=each.id, staff_id=who.id, reason="亲属", at=NOW))
    session.commit()
    ids, actor, away = [told.id, again.id, hidden.id], who.as_actor(), secret.reference

    assert cluster_sizes(session, ids) == dict.fromkeys(ids, 3)
    with acting(actor) as walled:
        assert cluster_sizes(walled, ids) == dict.fromkeys(ids[:2], 2)
        assert len(joined(walled, ids[0])) == 1
        assert not joined(walled, ids[2])
        assert not suggested(walled, ids[2])
        lone = walled.scalars(select(Complaint.id).order_by(Complaint.id.desc())).first() or 0
        assert len(suggested(walled, lone)) == 2
        assert candidates(walled, lone, [away]) == ()
        assert joining(walled, ids[2]).id == 0
    assert len(suggested(session, alone.id)) == 4


def test_nobody_outside_the_office_is_told_anything(
    session: Session, make: Make, officer: Staff, told: Complaint
) -> None:
    again = make.assigned(facts=TOLD)
    clusters.join(session, told, officer.as_actor(), [again.reference], reason="同因", now=NOW)
    compare(session)
    session.commit()
    own = told.id

    with acting(Actor.complainant(own)) as outside:
        assert joined(outside, own) == ()
        assert cluster_sizes(outside, [own]) == {}
        assert suggested(outside, own) == ()


def test_what_keeps_one_that_is_named_from_being_joined_is_said(
    session: Session, make: Make, officer: Staff, told: Complaint
) -> None:
    again, water, waiting = (
        make.assigned(facts=AGAIN), make.assigned(organ_code="water"), make.complaint(),
    )  # fmt: skip
    pairs = [[make.assigned() for _ in range(2)] for _ in range(2)]
    for one, other in (*pairs, (told, pairs[0][0])):
        clusters.join(session, one, officer.as_actor(), [other.reference], reason="同因", now=NOW)

    named = [told, again, water, waiting, pairs[0][1], pairs[1][1]]
    found = candidates(session, told.id, [each.reference for each in named])
    own = joining(session, told.id)

    assert [objection(own, each.joining) for each in found] == [
        Objection.ITSELF, None, Objection.OTHER_ORGAN, Objection.NOT_NOW, Objection.ALREADY,
        Objection.ELSEWHERE,
    ]  # fmt: skip
    assert found[1].percent >= 30
