"""The list of organs on the filing page: narrowed by a search, grouped by kind."""

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from portal.domain.permissions import Actor
from portal.domain.text import Text
from portal.queries import directory
from portal.queries.directory import OrganEntry
from portal.transaction import reading

Groups = list[tuple[Text, list[OrganEntry]]]


def organ_groups(search: str, chosen: str) -> tuple[Groups, bool]:
    """Return the organs that *search* finds, with the *chosen* one, and whether it found any.

    A search that finds nothing leaves the whole list.
    """
    with reading(Actor.complainant(None)) as session:
        entries = directory.organs(session)
    found = [entry for entry in entries if matches(entry, search)]
    shown = [entry for entry in entries if entry in found or entry.code == chosen]
    return grouped(shown if found else entries), bool(found)


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
