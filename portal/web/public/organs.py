"""The list of organs on the filing page: narrowed by a search, grouped by kind.

People know an organ by an everyday name (人社局) or by what they went there for (a licence). So a
word is looked for in its names, in its kind and in the services it has made promises for; a word of
Chinese also as an abbreviation, its signs in their order but not side by side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.exc import OperationalError

from portal.domain.permissions import Actor
from portal.domain.search_signs import FOLDING
from portal.domain.text import Text
from portal.queries import directory
from portal.queries.commitments import BriefCommitment
from portal.queries.directory import OrganEntry
from portal.transaction import reading
from portal.web.language import say

Groups = list[tuple[Text, list[OrganEntry]]]

last_known: list[OrganEntry] = []
"""What the list was when it could last be read."""


@dataclass(frozen=True, slots=True)
class OrganList:
    """What is listed, kind by kind; by what each organ is *known*; whether the search *found* any.

    A search that finds nothing leaves the whole list.
    """

    groups: Groups
    known: dict[str, list[str]]
    found: bool


def list_organs(search: str, chosen: str, promised: Sequence[BriefCommitment]) -> OrganList:
    """Return the organs that *search* finds, with the *chosen* one, by name or by what they do."""
    entries = known_organs(chosen)
    known = {entry.code: known_by(entry, promised) for entry in entries}
    found = [entry for entry in entries if matches(known[entry.code], search)]
    shown = [entry for entry in entries if entry in found or entry.code == chosen]
    return OrganList(grouped(shown if found else entries), known, bool(found))


def known_by(entry: OrganEntry, promised: Iterable[BriefCommitment]) -> list[str]:
    """Return by what people may know an organ, in both languages and in the script of the page."""
    done = [each.text for each in promised if each.organ_code == entry.code]
    texts = [entry.name, entry.kind, *done]
    parts = [part for text in texts for part in (text.zh, say(text), text.en)]
    return list(dict.fromkeys([*parts, entry.code]))


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


def matches(known: Iterable[str], search: str) -> bool:
    """Tell whether every word of *search* is found in what an organ is *known* by."""
    parts = [part.translate(FOLDING) for part in known]
    words = search.translate(FOLDING).split()
    return all(any(stands_in(word, part) for part in parts) for word in words)


def stands_in(word: str, part: str) -> bool:
    """Tell whether *word* is in *part*, or in Chinese short for it."""
    return word in part or (not word.isascii() and short_for(word, part))


def short_for(word: str, part: str) -> bool:
    """Tell whether the signs of *word* are in *part* in their order."""
    rest = iter(part)
    return all(sign in rest for sign in word)


def grouped(entries: Iterable[OrganEntry]) -> Groups:
    """Return *entries*, which are in order, under their kinds."""
    return [(kind, list(group)) for kind, group in groupby(entries, key=lambda entry: entry.kind)]
