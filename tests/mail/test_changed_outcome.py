"""What was decided otherwise than the table is told in plain words, its internal reason is not."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.permissions import Role
from portal.domain.severity import Modifier, Severity
from portal.mail.compose import approval, outcome
from portal.mail.gathering import Order, gather
from portal.mail.telling_change import GROUNDS, tell_change
from portal.services import overrides
from portal.services.office import Office
from portal.services.overrides import Proposal
from tests.factories import NOW, Make
from tests.holding import holder
from tests.signing import LATER, Signing, complaint_points

pytestmark = pytest.mark.usefixtures("letter_app")
REASON = "张三当天已补登，内部核对无误"


def test_the_complainant_reads_that_and_on_which_ground_but_not_the_internal_reason(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    second = make.staff()
    supervisor, director = make.staff(Role.SUPERVISOR), make.staff(Role.DIRECTOR)
    signing = Signing(session, make, office)
    complaint = signing.found(Category.C12)
    (point,) = complaint_points(session, complaint)
    proposal = Proposal(point, Severity.ADVICE, Modifier.JUDGEMENT, REASON, "6.13", second.id)
    overrides.propose(session, complaint, holder(session, complaint), proposal, now=LATER)
    overrides.answer(session, complaint, second.as_actor(), agreed=True, reason="", now=LATER)
    signing.submit(complaint)
    signing.sign(complaint, supervisor)
    signing.sign(complaint, director)
    signing.decide(complaint)

    facts = gather(session, Order("outcome", complaint.id, "<1@x.example>"), office=office, now=NOW)
    assert facts is not None
    text = outcome(facts).text

    assert "按规则本应为“告诫”" in text
    assert "经另一人复核同意，改为“批评教育、改进建议”" in text
    assert "6.13" in text
    assert "对责任人批评教育" in text
    assert "对责任人予以告诫" not in text
    assert REASON not in text


def test_whoever_signs_next_is_told_by_whom_it_was_put_up_and_nothing_of_it(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(name="毕少卿")
    supervisor = make.staff(Role.SUPERVISOR)
    signing = Signing(session, make, office)
    complaint = signing.found(Category.C12)
    signing.submit(complaint)

    order = Order("approval", complaint.id, "<1@x.example>", staff_id=supervisor.id)
    facts = gather(session, order, office=office, now=NOW)

    assert facts is not None
    assert facts.to == supervisor.email
    text = approval(facts).text
    assert "毕少卿" in text
    assert complaint.subject not in text


def test_every_ground_that_can_be_chosen_has_plain_words() -> None:
    assert set(GROUNDS) == set(Modifier) - {Modifier.LEADER}
    same = {"before": "warning", "after": "warning", "ground": "M5"}
    assert "责任由下达命令的上级承担" in tell_change(same).zh
