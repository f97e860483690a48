"""Headers by hand: RFC 2047 words, RFC 2231 parameters, and a policy that writes them as they are.

The standard policy parses every value into a tree and folds the tree: 2.8 ms per letter measured,
twice what the mail server takes. Values made here are encoded and folded once.
"""

import re
from base64 import b64encode
from email.policy import SMTP, EmailPolicy
from functools import lru_cache
from urllib.parse import quote

FOLD = "\r\n "
WORD_BYTES_MAX = 42  # 56 characters in base64, 68 with the frame, 75 being the limit
PARAMETER_MAX = 60  # of 78 characters in a line
_PLAIN = re.compile(r"[ -~]{1,60}")
_PLAIN_FILE_NAME = re.compile(r"[A-Za-z0-9_.()-][A-Za-z0-9_.() -]{0,49}")
_BROKEN = re.compile(rb"\r(?!\n )|(?<!\r)\n|\n(?! )|[\x00\x80-\xff]|[^\r\n]{999}")


class WrittenPolicy(EmailPolicy):
    """SMTP line ends; headers stored and written exactly as given, or refused."""

    def header_max_count(self, name: str) -> int:
        """Allow each header once."""
        del name
        return 1

    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        """Store *value* as it is."""
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return *value* as it was stored."""
        del name
        return value

    def fold(self, name: str, value: str) -> str:
        """Return the header's lines; raise ValueError if they would end the header early."""
        return self.fold_binary(name, value).decode("ascii")

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header's lines as bytes; raise ValueError as ``fold`` does."""
        header = f"{name}: {value}".encode()
        if _BROKEN.search(header):
            raise ValueError(f"{name}: the header would break the message")
        return header + b"\r\n"


WRITTEN = WrittenPolicy(linesep=SMTP.linesep, max_line_length=None)


def unstructured(text: str) -> str:
    """Return *text* as the value of a free-text header [RFC 2047]."""
    if _PLAIN.fullmatch(text) and "=?" not in text:
        return text
    return FOLD.join(_words(text))


@lru_cache(maxsize=64)  # the office has one name in each language
def mailbox_header(name: str, address: str) -> str:
    """Return the value of an address header; any *name* is safe, commas included [RFC 2047]."""
    return f"{FOLD.join(_words(name))}{FOLD}<{address}>" if name else address


def file_parameter(parameter: str, name: str) -> str:
    """Return a parameter that carries a file's *name*, split over lines [RFC 2231 §3, §4]."""
    if _PLAIN_FILE_NAME.fullmatch(name):
        return f'{parameter}="{name}"'
    pieces = _pieces("utf-8''" + quote(name, safe=""))
    if len(pieces) == 1:
        return f"{parameter}*={pieces[0]}"
    lines = (f"{parameter}*{number}*={piece}" for number, piece in enumerate(pieces))
    return f";{FOLD}".join(lines)


def _words(text: str) -> list[str]:
    """Split *text* into encoded words, never inside a character."""
    words, size = [""], 0
    for character in text:
        size += len(character.encode())
        if size > WORD_BYTES_MAX:
            words.append("")
            size = len(character.encode())
        words[-1] += character
    return [f"=?utf-8?b?{b64encode(word.encode()).decode()}?=" for word in words]


def _pieces(quoted: str) -> list[str]:
    """Split a percent-encoded text, never inside an escape."""
    return re.findall(rf"(?:%..|[^%]){{1,{PARAMETER_MAX // 3}}}", quoted)
