"""Files that come with a form: which kinds are taken, and whether each is what its name says."""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

import puremagic
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from portal.domain.filing import ATTACHMENT_BYTES_MAX, StoredFile
from portal.services.attachments import AttachmentStore
from portal.web.fields import BREAKS, REORDERING, UNSTORABLE

HEAD_BYTES = 1024
STEM_MAX = 100
UNSAFE = re.compile(r'[\\/:*?"<>|]+')
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a]")
CERTAIN = 0.8
"""From here on puremagic's guess that a text is no text is believed."""

OLE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = rb"PK\x03\x04"
MPEG_BOX = rb".{4}(ftyp|moov|mdat|wide|free|skip)"
FITS: dict[str, tuple[str, bytes]] = {
    "jpg": ("image/jpeg", rb"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", rb"\xff\xd8\xff"),
    "png": ("image/png", rb"\x89PNG\r\n\x1a\n"),
    "webp": ("image/webp", rb"RIFF.{4}WEBP"),
    "gif": ("image/gif", rb"GIF8[79]a"),
    "heic": ("image/heic", rb".{4}ftyp(hei|hev|mif1|msf1)"),
    "pdf": ("application/pdf", rb"(\xef\xbb\xbf)?\s{0,1000}%PDF-"),
    "doc": ("application/msword", OLE),
    "xls": ("application/vnd.ms-excel", OLE),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP),
    "txt": ("text/plain", rb""),
    "mp3": ("audio/mpeg", rb"ID3|\xff[\xe2-\xff]"),
    "m4a": ("audio/mp4", MPEG_BOX),
    "aac": ("audio/aac", rb"\xff[\xf0-\xf9]"),
    "amr": ("audio/amr", rb"#!AMR"),
    "wav": ("audio/wav", rb"RIFF.{4}WAVE"),
    "mp4": ("video/mp4", MPEG_BOX),
    "mov": ("video/quicktime", MPEG_BOX),
    "3gp": ("video/3gpp", MPEG_BOX),
}
"""Ending of the name → media type, and how the content must begin."""
MARKED = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<!doctype|<\?|<(html|head|body|script|svg|xml)\b|\{\\rtf|%PDF-|%!PS|#!)",
    re.IGNORECASE,
)
"""How text begins that a program reads, not a person."""
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/"}
ACCEPT = ",".join(f".{ending}" for ending in FITS)

NO_NAME = _l("“%(name)s” has no ending that says what kind of file it is")
KIND = _l("“%(name)s” is not a kind of file we can take")
EMPTY = _l("“%(name)s” is empty")
LARGE = _l("“%(name)s” is larger than 10 MB")
OTHER = _l("“%(name)s” is not what its name says: its content is of another kind")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form, under a *name* that is safe to show and to save."""

    name: str
    stream: IO[bytes]

    @property
    def ending(self) -> str:
        """Return the ending of the name, in lower case and without the dot."""
        return PurePosixPath(self.name).suffix[1:].lower()

    @property
    def media_type(self) -> str:
        """Return the media type that the name promises."""
        return FITS[self.ending][0]

    def fault(self) -> str | None:
        """Return what is wrong with the file, in the language of the page, or None."""
        fault = next((message for message, wrong in FAULTS if wrong(self)), None)
        return str(fault) % {"name": self.name} if fault else None

    def keep(self, store: AttachmentStore) -> StoredFile:
        """Put the file into *store*."""
        self.stream.seek(0)
        return store.keep(cast("BinaryIO", self.stream), self.name, self.media_type)


def uploads(files: Iterable[FileStorage]) -> list[Upload]:
    """Return the files that were chosen; browsers send a nameless one when none was."""
    return [Upload(safe_name(file.filename), file.stream) for file in files if file.filename]


def safe_name(given: str) -> str:
    """Return the last part of a *given* file name, without what could mislead a reader or a disk.

    The ending is kept however long the name is.
    """
    text = UNSTORABLE.sub("", unicodedata.normalize("NFC", given))
    text = REORDERING.sub("", BREAKS.sub(" ", text))
    name = UNSAFE.sub("_", re.split(r"[\\/]", text)[-1]).strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:STEM_MAX]}{dot}{ending[:10]}" if dot else name[:STEM_MAX]


def size_of(upload: Upload) -> int:
    """Return the size of an *upload* in bytes."""
    return upload.stream.seek(0, 2)


def head_of(upload: Upload) -> bytes:
    """Return how an *upload* begins."""
    upload.stream.seek(0)
    return upload.stream.read(HEAD_BYTES)


def differs(upload: Upload) -> bool:
    """Tell whether the content does not fit the name."""
    head = head_of(upload)
    if not re.match(FITS[upload.ending][1], head, re.DOTALL):
        return True
    if upload.ending == "txt":
        return not reads_as_text(head)
    folder = OFFICE_FOLDERS.get(upload.ending)
    return folder is not None and not holds(upload.stream, folder)


def reads_as_text(head: bytes) -> bool:
    """Tell whether *head* is plain text: no control characters, no markup, nothing known."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "latin-1", "ignore")
    if CONTROLS.search(text) or MARKED.match(head):
        return False
    with suppress(puremagic.PureError, ValueError):
        return bool(puremagic.magic_string(head)[0].confidence < CERTAIN)
    return True


def holds(stream: IO[bytes], folder: str) -> bool:
    """Tell whether *stream* is a zip file with something under *folder*."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return any(name.startswith(folder) for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


FAULTS: tuple[tuple[object, Callable[[Upload], bool]], ...] = (
    (NO_NAME, lambda upload: not upload.ending),
    (KIND, lambda upload: upload.ending not in FITS),
    (EMPTY, lambda upload: size_of(upload) == 0),
    (LARGE, lambda upload: size_of(upload) > ATTACHMENT_BYTES_MAX),
    (OTHER, differs),
)
"""What can be wrong, the first that applies being told."""
