"""The environment of the processes: short limits, and nothing of ours that would be a setting."""

import base64
import os
from pathlib import Path

from deploy.local.faulty_smtp import FaultySmtp
from deploy.local.redis import Redis
from portal.settings import Settings

SEAL_KEY = base64.urlsafe_b64encode(b"k" * 32).decode()
SHORT = {
    "OUTBOX_BACKOFF": "0.5,0.5,1,1,2,2,4,4,8,8,8,8",
    "OUTBOX_LEASE": "3",
    "DRAIN_BUDGET": "5",
    "DRAIN_LINGER": "0.3",
    "RELAY_POLL": "0.3",
    "MAIL_TIMEOUT": "1",
}
NAMES = {name.upper(): name for name in Settings.model_fields}


def variables(redis: Redis, smtp: FaultySmtp, folder: Path) -> dict[str, str]:
    """Return the variables of every process."""
    return {
        **{name: value for name, value in os.environ.items() if name not in NAMES},
        **SHORT,
        **compiled(folder),
        "PORTAL_ENV": "test",
        "SECRET_KEY": "a secret for tests only",
        "RECEIPT_KEY": "another secret for tests only",
        "SEAL_KEYS": f"k1:{SEAL_KEY}",
        "REDIS_URL": redis.url,
        "MAIL_SERVER": smtp.host,
        "MAIL_PORT": str(smtp.port),
        "ATTACHMENTS_DIR": str(folder / "attachments"),
    }


def compiled(folder: Path) -> dict[str, str]:
    """Return what lets all processes but the first start in a third of the time."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def settings_of(variables: dict[str, str]) -> Settings:
    """Return the settings that a process with these *variables* has."""
    known = {NAMES[name]: value for name, value in variables.items() if name in NAMES}
    return Settings.model_validate(known)
