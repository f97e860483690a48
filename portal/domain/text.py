"""Words that the tables of the domain carry, in both languages they are written in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One label, in Simplified Chinese and in English."""

    zh: str
    en: str
