"""Folders for Unix sockets, whose paths the kernel keeps short."""

import hashlib
import os
import tempfile
from pathlib import Path

FOLDER_MAX = 80  # characters; the kernel allows 107 for the whole path of a socket


class ForeignFolderError(Exception):
    """A folder that must be ours belongs to another account."""


def socket_folder(wanted: Path) -> Path:
    """Make and return `wanted`, or a short private folder standing for it when it is too long."""
    folder = wanted if len(str(wanted)) <= FOLDER_MAX else _short(wanted)
    return private_folder(folder)


def private_folder(folder: Path) -> Path:
    """Make `folder` for us alone; raise ForeignFolderError when somebody else was first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid() or folder.is_symlink():
        raise ForeignFolderError(f"{folder} belongs to another account; remove it and start again")
    folder.chmod(0o700)
    return folder


def _short(wanted: Path) -> Path:
    return Path(tempfile.gettempdir()) / f"portal-{short_name(wanted)}"


def short_name(path: Path) -> str:
    """Return twelve characters that stand for `path` and the account we are."""
    return hashlib.sha256(f"{os.geteuid()}:{path}".encode()).hexdigest()[:12]
