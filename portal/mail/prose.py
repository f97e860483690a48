"""What people wrote, kept as they set it out: paragraphs, blank lines and indents."""

import re

from markupsafe import escape

from portal.mail.cleaning import clipped, printable, visible

PROSE_MAX = 20_000
INDENT_MAX = 12  # columns: more would leave a phone no room for the words
BLANKS = re.compile(r"\n{4,}")
GAP = re.compile(r"  +")
TAB = 4
IDEOGRAPHIC = "\u3000"
NO_BREAK = "\u00a0"


class Prose(str):
    """A text of several lines, fit for a letter; each part of a letter sets it in its own way."""

    __slots__ = ()


def prose(text: str) -> Prose:
    """Return what somebody wrote, fit for a letter: at most two blank lines in a row."""
    fit = visible(printable(clipped(text, PROSE_MAX)))
    lines = "\n".join(_indented(line.rstrip()) for line in fit.split("\n"))
    return Prose(BLANKS.sub("\n\n\n", lines.strip("\n")))


def as_html(words: Prose) -> str:
    """Return *words* as paragraphs that break where they were broken, and where a screen ends."""
    return "".join(
        f'<p dir="auto" style="margin: 0 0 12px;">{_broken(block)}</p>'
        for block in words.split("\n\n")
    )


def _broken(block: str) -> str:
    return "<br>".join(str(escape(_unbroken(line))) for line in block.split("\n"))


def _unbroken(line: str) -> str:
    """Return *line* with spaces that HTML would run together kept apart, but breakable."""
    words = line.lstrip(" ")
    indent = NO_BREAK * (len(line) - len(words))
    return indent + GAP.sub(lambda gap: NO_BREAK * (len(gap[0]) - 1) + " ", words)


def _indented(line: str) -> str:
    """Return *line* with its indent in spaces, plain or ideographic, and no deeper than a limit."""
    words = line.lstrip()
    indent = line[: len(line) - len(words)].replace("\t", " " * TAB)
    kept, columns = "", 0
    for space in indent:
        columns += 2 if space == IDEOGRAPHIC else 1
        if columns > INDENT_MAX:
            break
        kept += space if space == IDEOGRAPHIC else " "
    return kept + words.replace("\t", " " * TAB)
