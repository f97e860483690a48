"""The end of a demo complaint's story: what its complainant thought of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.demo.shapes import DemoComplaint
from portal.domain.permissions import Actor
from portal.domain.rating import Satisfaction
from portal.models.complaint import Complaint
from portal.services import ratings


def rate(session: Session, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
    """Let the complainant rate, if the story has a rating."""
    if story.rating is None:
        return
    ratings.rate(
        session,
        complaint,
        Actor.complainant(complaint.id),
        handling=Satisfaction.of_points(story.rating.handling),
        result=Satisfaction.of_points(story.rating.result),
        comment=story.rating.comment,
        now=at,
    )
