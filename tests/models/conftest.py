"""What the tests of the wall look at."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from tests.factories import Make
from tests.models.scene import Scene


@pytest.fixture
def scene(session: Session, make: Make) -> Scene:
    tied, free = make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    complaint = make.assigned()
    session.commit()
    return Scene(complaint.id, tied.as_actor(), free.as_actor())
