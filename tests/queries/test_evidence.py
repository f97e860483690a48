"""The register of evidence: files by themselves, things as entered, numbers that stay [7.7]."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.evidence import EvidenceKind, Source
from portal.domain.filing import StoredFile
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.queries.evidence import manifest, pieces
from portal.services import evidence, messages
from portal.services.evidence import Piece
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder

PHOTO = StoredFile("ab" * 16, "照片.jpg", "image/jpeg", 3, "f" * 64)
LIST = StoredFile("cd" * 16, "清单.pdf", "application/pdf", 7, "e" * 64)
COPY = StoredFile("ef" * 16, "登记簿.pdf", "application/pdf", 9, "d" * 64)
BOOK = Piece(
    "窗口登记簿原件", EvidenceKind.OBJECT, Source.ORGAN, date(2026, 9, 21), "区住建局窗口",
    (Category.C03,), "封存于档案柜三号",
)  # fmt: skip


def talked(make: Make, office: Office) -> Complaint:
    """A complaint with a file, to which the complainant has sent another one."""
    complaint = make.assigned(attachments=(PHOTO,))
    messages.write(
        make.session, complaint, Actor.complainant(complaint.id), "补充清单。",
        files=[LIST], office=office, now=NOW + timedelta(hours=1),
    )  # fmt: skip
    return complaint


def test_files_are_in_the_register_as_they_come(
    session: Session, make: Make, office: Office
) -> None:
    found = pieces(session, talked(make, office).id)

    assert [(each.number, each.what, each.kind, each.source) for each in found] == [
        (1, "照片.jpg", EvidenceKind.PHOTO, Source.COMPLAINANT),
        (2, "清单.pdf", EvidenceKind.DOCUMENT, Source.COMPLAINANT),
    ]
    assert [each.came.en for each in found if each.came] == ["with the complaint", "with a message"]


def test_what_is_entered_later_changes_no_number(
    session: Session, make: Make, office: Office
) -> None:
    complaint = talked(make, office)
    who, later = holder(session, complaint), NOW + timedelta(hours=2)
    evidence.register(session, complaint.id, BOOK, who, now=later)
    first = pieces(session, complaint.id)[0].attachment_id or 0
    shown = Piece("窗口排队照片", EvidenceKind.PHOTO, Source.COMPLAINANT, NOW.date())

    for what in (shown, shown):  # said anew, it is one piece still
        evidence.describe(session, complaint.id, first, what, who, now=later)
    session.flush()

    found = pieces(session, complaint.id)
    assert [(each.number, each.what) for each in found] == [
        (1, "窗口排队照片"), (2, "清单.pdf"), (3, "窗口登记簿原件"),
    ]  # fmt: skip
    assert (found[2].supports, found[2].taken_by, found[2].sha256) == (
        (Category.C03,), who.name, "",
    )  # fmt: skip


def test_the_manifest_lists_files_and_nothing_else(
    session: Session, make: Make, office: Office
) -> None:
    complaint = talked(make, office)
    who, later = holder(session, complaint), NOW + timedelta(hours=2)
    evidence.register(session, complaint.id, BOOK, who, now=later)
    evidence.register(session, complaint.id, BOOK, who, now=later, file=COPY)
    session.flush()

    lines = manifest(session, complaint.id)

    assert [(line.name, line.sha256, line.size, line.source.en) for line in lines] == [
        ("照片.jpg", "f" * 64, 3, "the complainant"),
        ("清单.pdf", "e" * 64, 7, "the complainant"),
        ("登记簿.pdf", "d" * 64, 9, "the organ"),
    ]
