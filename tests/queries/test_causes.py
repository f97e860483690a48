"""Shared causes in the whole office: groups that wait to be joined, and what is joined."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.actors import Actor
from portal.domain.lifecycle import Status
from portal.models.complaint import Complaint, Recusal
from portal.models.likeness import Likeness
from portal.models.staff import Staff
from portal.queries import causes
from portal.queries.causes import CausePage, joined_causes, suggested_causes
from portal.queries.cluster_events import cluster_events
from portal.services import clusters, comparing
from portal.services.office import Office
from portal.transaction import acting
from tests.factories import NOW, Make
from tests.lives import lead_to
from tests.queries.test_clusters import AGAIN, ELSE, TOLD, compare


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def alike(make: Make, officer: Staff) -> list[Complaint]:
    """Three that say much the same, with something else in between."""
    found = [make.assigned(subject="窗口拒收", facts=TOLD), make.assigned(facts=ELSE)]
    found += [make.assigned(facts=each) for each in (AGAIN, TOLD)]
    return [found[0], *found[2:]]


def join(session: Session, who: Staff, first: Complaint, *others: Complaint) -> None:
    references = [each.reference for each in others]
    clusters.join(session, first, who.as_actor(), references, reason="同因", now=NOW)
    session.flush()


def groups(page: CausePage) -> list[list[int]]:
    return [[row.id for row in cause.rows] for cause in page.causes]


def test_what_is_alike_is_one_group_and_what_is_not_is_in_none(
    session: Session, alike: list[Complaint]
) -> None:
    compare(session)

    (cause,) = suggested_causes(session).causes

    assert [row.id for row in cause.rows] == [each.id for each in alike]
    assert cause.base.id == cause.leading == alike[0].id
    assert cause.others == tuple(each.reference for each in alike[1:])


def test_one_that_waits_is_shown_beside_those_that_are_joined(
    session: Session, officer: Staff, alike: list[Complaint]
) -> None:
    compare(session)
    join(session, officer, alike[1], alike[2])

    (cause,) = suggested_causes(session).causes

    assert cause.base.id == alike[1].id
    assert cause.others == (alike[0].reference,)
    assert groups(joined_causes(session)) == [[alike[1].id, alike[2].id]]


def test_all_joined_or_over_nothing_waits(
    session: Session, make: Make, office: Office, officer: Staff, alike: list[Complaint]
) -> None:
    lead_to(session, make, Status.WITHDRAWN, office=office, facts=TOLD)
    compare(session)
    join(session, officer, *alike)

    assert suggested_causes(session) == CausePage((), None)
    assert groups(joined_causes(session)) == [[each.id for each in alike]]


def test_groups_are_paged_the_newest_first_and_each_stands_once(
    session: Session, make: Make, officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(causes, "PAGE", 2)
    pairs = [
        [make.assigned(facts=TOLD + each, organ_code=f"o{n}").id for each in "甲乙"]
        for n in range(5)
    ]
    compare(session)

    found, before = [], None
    for _ in pairs:
        page = suggested_causes(session, before=before)
        found += groups(page)
        before = page.before
        if before is None:
            break

    assert found == pairs[::-1]


def test_so_many_are_looked_at_for_a_page_and_the_next_goes_on(
    session: Session, alike: list[Complaint], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(causes, "LOOKED_AT", 1)
    compare(session)

    first = suggested_causes(session)

    assert len(first.causes[0].rows) == 3
    assert first.before == alike[2].id
    assert suggested_causes(session, before=first.before).causes == ()


def test_a_group_is_no_larger_than_a_screen(
    session: Session, make: Make, officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(causes, "GROUP_MAX", 3)
    for _ in range(5):
        make.assigned(facts=TOLD)
    compare(session)

    assert {len(each) for each in groups(suggested_causes(session))} == {3}


def test_behind_the_wall_no_group_is_shown_nor_held_together(
    session: Session, make: Make, officer: Staff, alike: list[Complaint]
) -> None:
    compare(session)
    who = make.staff()
    session.add(Recusal(complaint_id=alike[2].id, staff_id=who.id, reason="亲属", at=NOW))
    session.commit()
    ids, actor = [each.id for each in alike], who.as_actor()

    with acting(actor) as walled:
        assert groups(suggested_causes(walled)) == [ids[:2]]
    session.add(Recusal(complaint_id=ids[1], staff_id=who.id, reason="亲属", at=NOW))
    join(session, officer, *alike)
    session.commit()
    with acting(actor) as walled:
        assert joined_causes(walled) == suggested_causes(walled) == CausePage((), None)
        events = [each.reference for each in cluster_events(walled, ids[0])]
    assert events == [session.get_one(Complaint, ids[0]).reference]
    with acting(Actor.complainant(ids[0])) as outside:
        assert suggested_causes(outside) == CausePage((), None)


def test_the_history_tells_who_came_and_went_and_why(
    session: Session, officer: Staff, alike: list[Complaint]
) -> None:
    join(session, officer, *alike)
    later = NOW + timedelta(days=1)
    clusters.take_out(session, alike[0], officer.as_actor(), reason="原因不同", now=later)
    session.flush()

    events = cluster_events(session, alike[0].id)

    assert (events[0].reference, events[0].out) == (alike[0].reference, True)
    assert (events[0].reason, events[0].by) == ("原因不同", officer.name)
    assert len(events) == 4


def test_each_is_compared_once_and_kept_from_both_sides(
    session: Session, make: Make, alike: list[Complaint]
) -> None:
    compare(session)
    before = session.scalar(select(func.count()).select_from(Likeness))
    compare(session)
    again = make.assigned(facts=TOLD)
    compare(session)

    rows = session.execute(select(Likeness.complaint_id, Likeness.other_id))
    pairs = {(row.complaint_id, row.other_id) for row in rows}
    assert before == 6
    assert {(other, one) for one, other in pairs} == pairs
    assert {one for one, other in pairs if other == again.id} == {each.id for each in alike}


def test_what_was_only_just_filed_waits_and_is_not_passed_over(
    session: Session, make: Make, alike: list[Complaint]
) -> None:
    late = make.assigned(facts=TOLD, now=NOW + timedelta(hours=1))
    session.flush()

    assert not comparing.compare_next(session, now=NOW + timedelta(hours=1))
    session.flush()
    kept = select(func.count()).select_from(Likeness).where(Likeness.complaint_id == late.id)
    assert session.scalar(kept) == 0
    compare(session)
    assert session.scalar(kept) == 3


def test_batches_make_no_difference(
    session: Session, alike: list[Complaint], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "BATCH", 1)
    compare(session)

    assert groups(suggested_causes(session)) == [[each.id for each in alike]]
