"""A commitment, for tests."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from portal.domain.clock import Limit
from portal.domain.commitment import Commitment
from portal.domain.text import Text
from portal.models.commitment import PublishedCommitment
from portal.models.staff import Staff
from portal.services import commitments
from tests.factories import NOW, Make

LICENCE = Commitment(
    organ_code="housing",
    service=Text("食品经营许可证新办", "A new food licence"),
    limit=Limit.parse("5wd"),
    fee=Text("不收费", "free of charge"),
    documents=Text("申请书、营业执照", "application, business licence"),
    steps=Text("受理、核查、发证", "intake, inspection, licence"),
    post=Text("登记注册窗口", "registration counter"),
    manner=Text("一次性告知", "everything is told at once"),
    basis="食品安全法第三十五条",
)


def publish(
    make: Make,
    admin: Staff,
    *,
    now: datetime = NOW,
    replaces: int | None = None,
    **changes: Any,
) -> PublishedCommitment:
    """Publish LICENCE with *changes* for an organ, which is made if there is none."""
    promise = replace(LICENCE, **changes)
    make.organ(promise.organ_code)
    row = commitments.publish(
        make.session, promise, admin.as_actor(),
        now=now, zone=make.office.zone, replaces=replaces,
    )  # fmt: skip
    make.session.flush()  # gives row.id
    return row
