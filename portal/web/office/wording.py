"""Canned texts in the language of the complaint, with what is known of it filled in."""

from flask_babel import force_locale

from portal.domain.canned import Canned
from portal.queries.casefile import Casefile
from portal.web.context import office
from portal.web.language import due_day, say


def in_words(canned: Canned, file: Casefile) -> str:
    """Return a canned text as whoever complained about *file* would read it."""
    with force_locale(file.matter.language.replace("-", "_")):
        return say(canned.filled(values_of(file)))


def values_of(file: Casefile) -> dict[str, str]:
    """Return what the placeholders stand for, in the language of the moment."""
    return {
        "reference": file.reference,
        "subject": file.matter.subject,
        "organ": say(file.matter.organ),
        "officer": file.assignee or "",
        "phone": office().phone,
        "day": _promised_day(file),
    }


def _promised_day(file: Casefile) -> str:
    """Return the next day that whoever complained is told of: not that of a clue of crime."""
    if file.promised_on is None:
        return ""
    return due_day(file.promised_on, file.promised_provisional, office().zone).striptags()
