"""What a demo complaint's investigator asks the organ, and what the organ answers."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.demo.shapes import DemoComplaint
from portal.models.complaint import Complaint
from portal.models.liaison_wall import liaisons_for
from portal.models.staff import Staff
from portal.services import enquiries
from portal.services.enquiries import Question
from portal.services.office import Office

THOUGHT_ABOUT = timedelta(days=2)


def enquire(
    session: Session, office: Office, story: DemoComplaint, complaint: Complaint, at: datetime
) -> None:
    """Ask the organ, where it has a liaison and the story asks; it answers two days later."""
    readers = liaisons_for(session, complaint.organ_id, complaint.id)
    if not (story.enquiry and readers and complaint.assignee_id):
        return
    asker = session.get_one(Staff, complaint.assignee_id).as_actor()
    question = Question(story.organ, story.enquiry)
    row = enquiries.ask(session, complaint, asker, question, office=office, now=at)
    if story.organ_answer:
        liaison, later = readers[0].as_actor(), at + THOUGHT_ABOUT
        enquiries.answer(session, row.number, liaison, story.organ_answer, office=office, now=later)
