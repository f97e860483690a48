"""Filing: one statement, everything owed with it, and never twice."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Identity, StoredFile
from portal.domain.lifecycle import Status
from portal.domain.routing import Band
from portal.models.allegation import Allegation
from portal.models.attachment import Attachment
from portal.models.case_log import CaseLog
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.services import intake
from portal.services.intake import AlreadyFiledError, UnknownOrganError
from portal.services.office import Office
from tests.factories import NOW, Make


def test_a_filed_complaint_is_stored_whole(session: Session, make: Make) -> None:
    complaint = make.complaint(facts="第一行\n\t第二行　全角", loss_amount=None)

    assert complaint.reference == "XN-2026-000001"
    assert complaint.status is Status.RECEIVED
    assert complaint.facts == "第一行\n\t第二行　全角"
    categories = session.scalars(select(Allegation.category).order_by(Allegation.category))
    assert list(categories) == [Category.C03, Category.C12]
    assert session.scalars(select(CaseLog.action)).all() == ["file"]


def test_the_acceptance_decision_is_promised_in_five_working_days(make: Make) -> None:
    complaint = make.complaint()  # on a Monday, the Mid-Autumn holiday on the Friday after

    assert complaint.next_due_kind == "decide_acceptance"
    assert complaint.next_due_on is not None
    assert complaint.next_due_on.isoformat() == "2026-09-29"


def test_assignment_and_receipt_are_owed_in_the_same_statement(
    session: Session, make: Make
) -> None:
    make.complaint(categories=(Category.C06,))

    rows = session.scalars(select(OutboxRow).order_by(OutboxRow.kind)).all()
    assert [(row.kind, row.queue) for row in rows] == [
        ("assign", Band.DISCIPLINE.value),
        ("letter", "mail"),
    ]
    assert rows[1].payload == {"letter": "receipt"}


def test_no_letter_is_owed_to_somebody_without_an_address(session: Session, make: Make) -> None:
    make.complaint(identity=Identity("王某", "", "000"))

    assert session.scalars(select(OutboxRow.kind)).all() == ["assign"]


def test_the_identity_is_stored_sealed_and_apart(
    session: Session, make: Make, office: Office
) -> None:
    make.complaint()

    who = session.scalars(select(Complainant)).one()
    assert who.name_sealed is not None
    assert "王某".encode() not in who.name_sealed
    assert office.sealer.open(who.email_sealed) == "wang@example.org"


def test_an_anonymous_filing_leaves_no_identity_row(session: Session, make: Make) -> None:
    make.complaint(identity=Identity(), anonymous=True)

    assert session.scalars(select(Complainant)).all() == []


def test_the_same_form_sent_twice_is_one_complaint_with_one_receipt(
    session: Session, make: Make, office: Office
) -> None:
    make.organ()
    filing = make.filing()

    first = intake.file_complaint(session, filing, office=office, now=NOW)
    second = intake.file_complaint(session, filing, office=office, now=NOW)

    assert first == second
    assert len(session.scalars(select(Complaint)).all()) == 1
    assert len(session.scalars(select(OutboxRow)).all()) == 2


def test_the_same_form_with_other_words_is_told_apart(
    session: Session, make: Make, office: Office
) -> None:
    make.organ()
    intake.file_complaint(session, make.filing(filing_key="k"), office=office, now=NOW)

    with pytest.raises(AlreadyFiledError, match="XN-2026-000001"):
        intake.file_complaint(
            session, make.filing(filing_key="k", facts="别的话"), office=office, now=NOW
        )


def test_an_unknown_organ_is_refused(session: Session, make: Make, office: Office) -> None:
    with pytest.raises(UnknownOrganError):
        intake.file_complaint(session, make.filing(organ_code="nowhere"), office=office, now=NOW)


def test_attachments_come_along(session: Session, make: Make) -> None:
    make.complaint(attachments=(StoredFile("ab12", "照片.jpg", "image/jpeg", 3, "f" * 64),))

    assert session.scalars(select(Attachment.name)).all() == ["照片.jpg"]
