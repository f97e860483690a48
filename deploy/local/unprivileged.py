"""PostgreSQL refuses to run as root: find an account for it, and a place that account reaches."""

import contextlib
import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from deploy.local.child import OURSELVES, Account
from deploy.local.sockets import short_name

NAMESPACE = Account(("unshare", "-U", "--map-user=65534", "--map-group=65534", "--"))
NOBODY = Account(user="nobody", group="nogroup")
LASTING = Path("/var/tmp")  # noqa: S108  outlives a restart; the folder made in it is checked


def account(folder: Path) -> Account:
    """Return how to start a server over `folder` that must not run as root."""
    if os.geteuid() != 0:
        return OURSELVES
    return NOBODY if folder.is_symlink() or not namespaces_allowed() else NAMESPACE


@functools.cache
def namespaces_allowed() -> bool:
    """Tell whether this machine lets us take another name in a namespace of our own."""
    return _runs(NAMESPACE, "true")


def _runs(who: Account, *command: str) -> bool:
    with contextlib.suppress(OSError):
        done = subprocess.run(
            [*who.prefix, *command],
            check=False,
            capture_output=True,
            user=who.user,
            group=who.group,
            extra_groups=who.extra_groups,
            cwd="/",
        )
        return done.returncode == 0
    return False


def home(who: Account, wanted: Path) -> Path:
    """Return the folder where `who` may keep what we would like to keep under `wanted`.

    It is `wanted` itself unless `who` is another account: that one reaches neither root's home
    nor a private temporary folder, so it gets a folder of its own and `wanted` links to it.
    """
    if who.user is None:
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        return wanted
    place = LASTING / f"portal-{short_name(wanted)}"
    _give_folder(place, who.user)
    wanted.parent.mkdir(parents=True, exist_ok=True)
    if not wanted.is_symlink():
        wanted.symlink_to(place)
    return place


def remove_link(wanted: Path) -> None:
    """Remove the link that `home` made, if it made one."""
    if wanted.is_symlink():
        wanted.unlink()


def _give_folder(place: Path, user: str) -> None:
    with contextlib.suppress(FileExistsError):
        place.mkdir(mode=0o700)
        shutil.chown(place, user, NOBODY.group)
    if place.is_symlink() or place.owner() not in {user, "root"}:
        raise PermissionError(f"{place} belongs to another account; remove it and start again")
    shutil.chown(place, user, NOBODY.group)


def reachable(who: Account, binaries: Path) -> Path:
    """Return `binaries` (a wheel's bin folder), or a copy of it that `who` can run."""
    if who.user is None or _runs(who, str(binaries / "postgres"), "--version"):
        return binaries
    install, wheel = binaries.parent, binaries.parent.parent
    copy = LASTING / f"portal-{short_name(binaries)}-binaries"
    if not copy.exists():
        _copy_out([install, wheel.with_name(f"{wheel.name}.libs")], wheel.parent, copy)
    return copy / binaries.relative_to(wheel.parent)


def _copy_out(folders: list[Path], root: Path, copy: Path) -> None:
    fresh = Path(tempfile.mkdtemp(dir=copy.parent))
    fresh.chmod(0o755)
    for folder in folders:
        shutil.copytree(folder, fresh / folder.relative_to(root), symlinks=True)
    with contextlib.suppress(OSError):  # somebody else was faster: theirs is the same
        fresh.rename(copy)
