"""What people typed, made fit for a letter: no control or half characters, no excess length."""

import re
import unicodedata
from collections.abc import Iterator

from email_validator import EmailNotValidError, validate_email

ELLIPSIS = "…"
LINE_BYTES_MAX = 900  # of 998 that a line of plain text may have
JOINER = "\u200d"
REPLACEMENT = "\ufffd"
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
# Direction overrides and invisible characters can make a name read as another one.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_STOPS = re.compile(r".*[\s，。；：、！？,;]", re.DOTALL)
_PLAIN_MAILBOX = re.compile(
    r"(?=[^@]{1,64}@)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?=.{4,180}\Z)(?!.*--)(?!.*\.(?:arpa|invalid|local|localhost|onion|test)\Z)"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
)
_LINKS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s\u2e80-\uffef]*"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[:/?#][^\s\u2e80-\uffef]*)?",
    re.IGNORECASE | re.ASCII,
)


def printable(text: str) -> str:
    """Return *text* without control characters, with plain line ends and whole characters."""
    if not _UNFIT.search(text):
        return text
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", _SURROGATES.sub(REPLACEMENT, text)))


def visible(text: str) -> str:
    """Return *text* without characters that show nothing, or turn the direction of others."""
    return _INVISIBLE.sub("", text)


def one_line(text: str, limit: int) -> str:
    """Return *text* as one line of at most *limit* characters, invisible ones left out."""
    spaced = visible(_CONTROLS.sub(" ", _SURROGATES.sub(REPLACEMENT, text)))
    return clipped(" ".join(spaced.split()), limit)


def clipped(text: str, limit: int) -> str:
    """Return *text*, cut to *limit* characters with an ellipsis, never inside an emoji."""
    if len(text) <= limit:
        return text
    end = limit - len(ELLIPSIS)
    while end > 0 and _joins(text[end]):
        end -= 1
    return text[:end].rstrip(JOINER + " ") + ELLIPSIS


def folded(text: str) -> str:
    """Return *text* with no line longer than mail programs take, broken where it can be."""
    return "\n".join(
        piece
        for line in text.split("\n")
        for piece in ([line] if 4 * len(line) <= LINE_BYTES_MAX else _pieces(line))
    )


def _pieces(line: str) -> Iterator[str]:
    while len(line.encode()) > LINE_BYTES_MAX:
        end = len(line.encode()[:LINE_BYTES_MAX].decode("utf-8", "ignore"))
        stop = _STOPS.match(line, end // 2, end)
        cut = stop.end() if stop else _between(line, end)
        yield line[:cut].rstrip(" ")
        line = line[cut:]
    yield line


def _between(line: str, end: int) -> int:
    """Return the last place up to *end* that is not inside an emoji or a letter with its marks."""
    place = end
    while place > end // 2 and (_joins(line[place]) or line[place - 1] == JOINER):
        place -= 1
    return place if place > end // 2 else end


def quotable(text: str, limit: int) -> str:
    """Return *text* fit for quoting in a letter: one line, clipped, links taken out.

    Anybody can file under somebody else's address; our letters must not carry their links there.
    """
    return one_line(_LINKS.sub(ELLIPSIS, text[: 4 * limit]), limit)


def mailbox(address: str) -> str:
    """Return *address* as mail servers take it, its domain in ASCII; raise ValueError if none.

    No name server is asked. Addresses outside ASCII before the @ are refused: few servers on the
    way take them, and a letter must not be lost on the way. The plain form, nearly all there are,
    is known by sight: the library takes twenty times as long, for every letter.
    """
    if _PLAIN_MAILBOX.fullmatch(address):
        return address
    try:
        valid = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise ValueError("not an e-mail address") from None
    return str(valid.ascii_email)


def _joins(character: str) -> bool:
    return character == JOINER or unicodedata.category(character) in {"Mn", "Me", "Sk"}
