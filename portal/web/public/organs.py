"""The list of organs on the filing page: narrowed by a search, grouped by kind."""

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from sqlalchemy.exc import OperationalError

from portal.domain.permissions import Actor
from portal.domain.text import Text
from portal.queries import directory
from portal.queries.directory import OrganEntry
from portal.transaction import reading

Groups = list[tuple[Text, list[OrganEntry]]]

last_known: list[OrganEntry] = []
"""What the list was when it could last be read."""


def organ_groups(search: str, chosen: str) -> tuple[Groups, bool]:
    """Return the organs that *search* finds, with the *chosen* one, and whether it found any.

    A search that finds nothing leaves the whole list.
    """
    entries = known_organs(chosen)
    found = [entry for entry in entries if matches(entry, search)]
    shown = [entry for entry in entries if entry in found or entry.code == chosen]
    return grouped(shown if found else entries), bool(found)


def known_organs(chosen: str) -> list[OrganEntry]:
    """Return the organs, or those known last while the database is away."""
    try:
        with reading(Actor.complainant(None)) as session:
            last_known[:] = directory.organs(session)
    except OperationalError:
        known = {entry.code for entry in last_known}
        nameless = [] if not chosen or chosen in known else [chosen]
        return last_known + [OrganEntry(code, Text(code, code), Text("", "")) for code in nameless]
    return list(last_known)


def matches(entry: OrganEntry, search: str) -> bool:
    """Tell whether every word of *search* stands in one of the names of *entry*."""
    names = folded(f"{entry.name.zh} {entry.name.en} {entry.code}")
    return all(word in names for word in folded(search).split())


def folded(text: str) -> str:
    """Return *text* so that width and case make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()


def grouped(entries: Iterable[OrganEntry]) -> Groups:
    """Return *entries*, which are in order, under their kinds."""
    return [(kind, list(group)) for kind, group in groupby(entries, key=lambda entry: entry.kind)]
