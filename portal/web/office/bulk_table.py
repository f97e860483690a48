"""What a run exported, as a table for a spreadsheet: words, no codes, and no formulas."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.clock.wording import PROVISIONAL
from portal.domain.inquiry import Channel
from portal.domain.severity import Severity
from portal.domain.tabular import guarded
from portal.domain.text import Text
from portal.queries.export import exported
from portal.web.context import office
from portal.web.language import ENDONYMS, say


def table(session: Session, ids: Sequence[int]) -> str:
    """Return the table of those complaints, with its heads."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(_heads())
    for row in exported(session, ids):
        lines.writerow(guarded(str(cell or "")) for cell in _cells(row))
    return text.getvalue()


def _heads() -> tuple[str, ...]:
    return (
        _("Reference"), _("Filed on"), _("Organ"), _("Official"), _("Subject"), _("Categories"),
        _("Status"), _("Severity"), _("Investigator"), _("Next deadline"), _("Came in"),
        _("Language"), _("Next deadline provisional"), _("Tags"),
    )  # fmt: skip


def _cells(row: Row[Any]) -> tuple[object, ...]:
    return (
        row.reference, f"{row.filed_at.astimezone(office().zone):%Y-%m-%d}",
        say(Text(row.name_zh, row.name_en)), row.official_name, row.subject,
        "; ".join(f"{each} {say(Category(each).text)}" for each in row.categories or ()),
        say(row.status.text), say(Severity(row.severity).text), row.assignee, row.next_due_on,
        say(Channel(row.channel).text), ENDONYMS[row.language].full,
        say(PROVISIONAL) if row.next_due_provisional else "", "; ".join(row.tags or ()),
    )  # fmt: skip
