"""`flask seal renew`: an old key can go once everything stands under the new one."""

from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Session

from portal.models.base import Base
from portal.models.complainant import Complainant
from portal.services import resealing
from portal.services.office import Office
from portal.services.resealing import SEALED
from portal.services.sealing import Sealer
from tests.factories import Make

RENEW = ["seal", "renew"]
TOTP = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def newer(app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch) -> Sealer:
    """The sealer after a new key was put first, in the commands too."""
    sealer = Sealer({"new": Fernet(Fernet.generate_key()), **office.sealer.keys})
    monkeypatch.setitem(app.extensions, "office", replace(office, sealer=sealer))
    return sealer


def alone(sealer: Sealer) -> Sealer:
    """Return a sealer that has nothing but the newest key."""
    return Sealer({sealer.newest: sealer.keys[sealer.newest]})


def test_after_a_renewal_the_new_key_alone_opens_everything(
    app: Flask, session: Session, make: Make, office: Office, newer: Sealer
) -> None:
    complaint = make.complaint()
    staff = make.staff(totp_secret=office.sealer.seal(TOTP))
    session.commit()

    result = app.test_cli_runner().invoke(args=RENEW)

    assert result.output == "Sealed 2 rows anew; all of them now stand under new.\n"
    session.expire_all()
    who = session.get_one(Complainant, complaint.id)
    opened = [alone(newer).open(value) for value in (who.name_sealed, who.email_sealed)]
    assert opened == ["王某", "wang@example.org"]
    assert alone(newer).open(staff.totp_secret) == TOTP


def test_a_second_renewal_finds_nothing(
    app: Flask, session: Session, make: Make, newer: Sealer
) -> None:
    make.complaint()
    session.commit()
    app.test_cli_runner().invoke(args=RENEW)

    result = app.test_cli_runner().invoke(args=RENEW)

    assert result.output == f"Sealed 0 rows anew; all of them now stand under {newer.newest}.\n"


def test_many_are_renewed_batch_by_batch(
    app: Flask, session: Session, make: Make, newer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    for _ in range(5):
        make.complaint()
    session.commit()

    result = app.test_cli_runner().invoke(args=RENEW)

    assert result.output == f"Sealed 5 rows anew; all of them now stand under {newer.newest}.\n"


def test_a_key_that_is_still_needed_is_named_and_nothing_is_lost(
    app: Flask, session: Session, make: Make, office: Office, newer: Sealer
) -> None:
    complaint = make.complaint()
    session.commit()
    app.extensions["office"] = replace(office, sealer=alone(newer))

    result = app.test_cli_runner().invoke(args=RENEW)

    assert (result.exit_code, result.output.split(":")[:2]) == (1, ["Error", " SEAL_KEYS"])
    session.expire_all()
    assert newer.open(session.get_one(Complainant, complaint.id).name_sealed) == "王某"


def test_every_sealed_column_is_renewed() -> None:
    renewed = {f"{column.class_.__tablename__}.{column.key}" for row in SEALED for column in row}

    named = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name.endswith(("_sealed", "_secret"))
    }
    assert renewed == named
