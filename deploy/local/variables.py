"""The variables of a local run: secrets made once, and the file that other commands read."""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that a person mistakes for another


def read_variables(file: Path) -> dict[str, str]:
    """Read a file that `write_variables` wrote; empty when there is none."""
    if not file.exists():
        return {}
    pairs = (line.partition("=") for line in file.read_text("utf-8").splitlines())
    return {name: value.strip("'") for name, _, value in pairs}


def write_variables(file: Path, variables: Mapping[str, str]) -> None:
    """Write NAME='value' lines for us alone, all or nothing."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{name}='{value}'\n" for name, value in sorted(variables.items()))
        lines.flush()
        os.fsync(lines.fileno())
    fresh.rename(file)


def kept_secrets(file: Path) -> dict[str, str]:
    """Return the secrets of this checkout; those missing are made and written to `file`."""
    kept = read_variables(file)
    if missing := {name: value for name, value in fresh_secrets().items() if name not in kept}:
        kept |= missing
        write_variables(file, kept)
    return kept


def fresh_secrets() -> dict[str, str]:
    """Make secrets that nobody has used."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(32),
        "RECEIPT_KEY": secrets.token_urlsafe(32),
        "SEAL_KEYS": f"k1:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}",
        "DEMO_PASSWORD": "-".join(_word() for _ in range(4)),
    }


def _word() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(4))
