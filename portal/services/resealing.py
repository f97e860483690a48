"""Sealing anew: what stands under an older key goes under the newest, so that the older can go."""

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.models.complainant import Complainant
from portal.models.inquiry import Inquiry
from portal.models.staff import Staff
from portal.services.sealing import Sealer

Column = InstrumentedAttribute[bytes | None]
Columns = tuple[Column, ...]
SEALED: tuple[Columns, ...] = (
    (Complainant.name_sealed, Complainant.email_sealed, Complainant.phone_sealed),
    (Inquiry.contact_sealed,),
    (Staff.totp_secret,),
)
"""Every column that `Sealer.seal` fills, table by table."""
BATCH = 200


def reseal(session: Session, columns: Columns, sealer: Sealer) -> int:
    """Seal the next values of one table's *columns* anew; return of how many rows, 0 at the end.

    Raises SealError when a value stands under a key that *sealer* does not have.
    """
    rows = session.scalars(
        select(columns[0].class_)
        .where(or_(*(_older(column, sealer) for column in columns)))
        .limit(BATCH)
        .with_for_update(of=columns[0].class_)
    ).all()
    for row in rows:
        for column in columns:
            _reseal_value(row, column.key, sealer)
    session.flush()
    return len(rows)


def _older(column: Column, sealer: Sealer) -> ColumnElement[bool]:
    """Return the condition under which a value stands under another key than the newest."""
    return func.substring(column, 1, len(sealer.mark)) != sealer.mark


def _reseal_value(row: object, name: str, sealer: Sealer) -> None:
    sealed = getattr(row, name)
    if sealer.stale(sealed):
        setattr(row, name, sealer.seal(sealer.open(sealed)))
