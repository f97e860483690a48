"""The attachment store: files under random names, outside the web root, hashed on arrival."""

import hashlib
import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from portal.domain.filing import ATTACHMENT_BYTES_MAX, StoredFile
from portal.domain.text import Text

CHUNK = 64 * 1024


class FileTooLargeError(Exception):
    """Raised when a file is larger than ATTACHMENT_BYTES_MAX; *name* says which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is larger than {ATTACHMENT_BYTES_MAX} bytes")
        self.name = name


class Fixity(StrEnum):
    """Whether a file is still what came in."""

    INTACT = "intact"
    CHANGED = "changed"
    MISSING = "missing"

    @property
    def text(self) -> Text:
        """Return the finding in words."""
        return FIXITY_TEXTS[self]


FIXITY_TEXTS = {
    Fixity.INTACT: Text("与收到时一致", "unchanged"),
    Fixity.CHANGED: Text("与收到时不一致！", "changed since it came in!"),
    Fixity.MISSING: Text("文件缺失！", "missing!"),
}


class AttachmentStore:
    """Keeps files under *root*; a token is the only way back to one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, stream: BinaryIO, name: str, media_type: str) -> StoredFile:
        """Write *stream* to disk for good and return what is known of it."""
        token = secrets.token_hex(16)
        path = self.path(token)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            size, sha256 = self._write(stream, path, name)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return StoredFile(token, name, media_type, size, sha256)

    def _write(self, stream: BinaryIO, path: Path, name: str) -> tuple[int, str]:
        size, digest = 0, hashlib.sha256()
        with path.open("xb") as file:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > ATTACHMENT_BYTES_MAX:
                    raise FileTooLargeError(name)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return size, digest.hexdigest()

    def open(self, token: str) -> BinaryIO:
        """Return the file that *token* names, for reading."""
        return self.path(token).open("rb")

    def fixity(self, token: str, sha256: str) -> Fixity:
        """Return whether the file that *token* names is still the one with that hash."""
        try:
            with self.path(token).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return Fixity.MISSING
        return Fixity.INTACT if found == sha256 else Fixity.CHANGED

    def discard(self, token: str) -> None:
        """Remove a file that no complaint came to own."""
        self.path(token).unlink(missing_ok=True)

    def path(self, token: str) -> Path:
        """Return where the file of *token* lies."""
        return self.root / token[:2] / token
