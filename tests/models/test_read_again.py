"""A row that somebody holds is read again only through the wall of who acts then."""

from random import Random

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import ObjectDeletedError

from portal.domain.permissions import Role
from portal.domain.statuses import Status
from portal.models.complaint import Complaint
from portal.models.inquiry import Inquiry
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.services.office import Office
from portal.transaction import acting
from tests.factories import Make
from tests.hanging import file
from tests.models.test_every_table import HANGING, key


def test_no_row_held_by_one_can_be_read_again_by_the_next(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(), make.staff()
    file(make, office, Random(3), Status.DECIDED)  # noqa: S311 -- the same each time
    tied = make.staff(Role.DIRECTOR)
    for organ in ("housing", "water", "supervision"):
        make.tie(tied, organ=make.organ(organ))
    session.commit()
    held = {table: session.scalars(select(table).limit(1)).first() for table in HANGING}
    rows = {table: row for table, row in held.items() if row is not None}
    assert set(rows) > {Complaint, OutboxRow, Inquiry, LetterLog}

    with acting(tied.as_actor()):
        for table, row in rows.items():
            assert inspect(row).expired, table
            with pytest.raises(ObjectDeletedError):
                getattr(row, key(table).key)
