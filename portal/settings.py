"""What the deployment decides: read once, checked at start, frozen.

The only reader of the environment.
"""

import base64
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOCAL_FILE = "var/local.env"
SECRET_LENGTH_MIN = 32
WEAK_SECRETS = (
    "changeme", "secret", "password", "example", "development", "0123456789", "abcdefgh",
)  # fmt: skip
FERNET_KEY_BYTES = 32
WEB_ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?", re.IGNORECASE)
SENDER = re.compile(r"[^\r\n<>]*<[!-;=?A-~]+@[\w.-]+>|[!-;=?A-~]+@[\w.-]+", re.ASCII)


class SettingsError(Exception):
    """The portal cannot start as it is set; the message names each variable at fault."""


def opened(key: str) -> bytes:
    """Return the bytes of a key in urlsafe base64, or none if it is no such thing."""
    try:
        return base64.urlsafe_b64decode(key)
    except ValueError:
        return b""


class Settings(BaseSettings):
    """One deployment's settings; each field is the environment variable of the same name."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    portal_env: Literal["local", "test", "production"] = "local"
    debug: bool = False
    secret_key: SecretStr
    database_url: SecretStr
    database_pool: int = Field(default=8, ge=1)
    redis_url: SecretStr
    public_address: str = "http://127.0.0.1:8000"
    trusted_proxies: int = Field(default=0, ge=0, le=3)

    reference_prefix: str = Field(default="XN", pattern=r"^[A-Z]{1,6}$")
    office_zone: str = "Asia/Shanghai"
    office_name_zh: str = "行政效能投诉中心"
    office_name_en: str = "Administrative Efficiency Complaints Centre"
    office_phone: str = "000-0000-0000"
    office_post_address: str = ""

    seal_keys: SecretStr
    receipt_key: SecretStr
    attachments_dir: Path = Path("var/attachments")

    mail_server: str = "127.0.0.1"
    mail_port: int = Field(default=25, ge=1, le=65535)
    mail_username: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_use_tls: bool = False
    mail_use_ssl: bool = False
    mail_sender: str = "no-reply@portal.example"
    mail_timeout: float = Field(default=10, gt=0)
    mail_catcher_dir: Path | None = None

    demo_password: SecretStr = SecretStr("")

    outbox_backoff: str = "30,120,600,3600,3600,14400,43200,86400"
    outbox_batch: int = Field(default=50, ge=1)
    outbox_lease: float = Field(default=120, gt=0)
    drain_budget: float = Field(default=20, gt=0)
    drain_linger: float = Field(default=1, ge=0)
    relay_poll: float = Field(default=1, gt=0)

    @field_validator("public_address")
    @classmethod
    def _address_leads_somewhere(cls, address: str) -> str:
        if not WEB_ADDRESS.fullmatch(address):
            raise ValueError("expected an address like https://complaints.example")
        return address

    @field_validator("mail_sender")
    @classmethod
    def _sender_has_an_address(cls, sender: str) -> str:
        if not SENDER.fullmatch(sender):
            raise ValueError("expected an address, or NAME <address>")
        return sender

    @field_validator("office_zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("names no time zone, like Asia/Shanghai") from None
        return name

    @field_validator("seal_keys")
    @classmethod
    def _seal_keys_fit(cls, keys: SecretStr) -> SecretStr:
        for entry in keys.get_secret_value().split(","):
            name, _, key = entry.strip().partition(":")
            if not name or len(opened(key)) != FERNET_KEY_BYTES:
                raise ValueError("expected NAME:KEY,… with keys of 32 bytes in urlsafe base64")
        return keys

    @field_validator("outbox_backoff")
    @classmethod
    def _backoff_fits(cls, steps: str) -> str:
        if any(float(step) < 0 for step in steps.split(",")):
            raise ValueError("expected seconds separated by commas")
        return steps

    @model_validator(mode="after")
    def _production_is_safe(self) -> Self:
        if self.portal_env == "production":
            self._refuse_debug()
            self._refuse_plain_address()
            self._refuse_catcher()
            self._refuse_other_databases()
            for name in ("secret_key", "receipt_key"):
                self._refuse_weak(name, getattr(self, name).get_secret_value())
            self._refuse_shared_keys()
        return self

    def _refuse_debug(self) -> None:
        if self.debug or os.environ.get("FLASK_DEBUG", "0").lower() not in {"", "0", "false", "no"}:
            raise ValueError("DEBUG and FLASK_DEBUG must be off in production")

    def _refuse_other_databases(self) -> None:
        if not self.database_url.get_secret_value().startswith("postgresql+psycopg://"):
            raise ValueError("DATABASE_URL must start with postgresql+psycopg:// in production")

    def _refuse_shared_keys(self) -> None:
        if self.secret_key == self.receipt_key:
            raise ValueError("RECEIPT_KEY must be another secret than SECRET_KEY in production")
        for entry in self.seal_keys.get_secret_value().split(","):
            if len(set(opened(entry.strip().partition(":")[2]))) < FERNET_KEY_BYTES // 4:
                raise ValueError("SEAL_KEYS is too weak for production: give random keys")

    def _refuse_plain_address(self) -> None:
        if not self.public_address.startswith("https://"):
            raise ValueError("PUBLIC_ADDRESS must start with https:// in production")

    def _refuse_catcher(self) -> None:
        if self.mail_catcher_dir:
            raise ValueError("MAIL_CATCHER_DIR must not be set in production")

    def _refuse_weak(self, name: str, secret: str) -> None:
        plain = "".join(sign for sign in secret.lower() if sign.isalnum())
        short = len(secret) < SECRET_LENGTH_MIN or len(set(secret)) < SECRET_LENGTH_MIN // 4
        if short or any(word in plain for word in WEAK_SECRETS):
            raise ValueError(
                f"{name.upper()} is too weak for production: "
                f"give at least {SECRET_LENGTH_MIN} random characters"
            )

    @property
    def production(self) -> bool:
        """Tell whether this is the real thing."""
        return self.portal_env == "production"

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone in which the office counts its days."""
        return ZoneInfo(self.office_zone)

    @property
    def backoff_seconds(self) -> tuple[float, ...]:
        """Return how many seconds to wait after the first, second, … failure."""
        return tuple(float(step) for step in self.outbox_backoff.split(","))


def read_settings() -> Settings:
    """Return the settings of this process.

    Outside production what ``make run`` wrote to ``var/local.env`` fills in what the environment
    leaves out. Raises SettingsError.
    """
    local_file = None if os.environ.get("PORTAL_ENV") == "production" else LOCAL_FILE
    try:
        return Settings(_env_file=local_file)
    except ValidationError as error:
        raise SettingsError("; ".join(_faults(error))) from None


def _faults(error: ValidationError) -> Iterator[str]:
    """Yield what is wrong, by the name of the variable and without any value."""
    for fault in error.errors(include_input=False, include_url=False):
        names = [str(name).upper() for name in fault["loc"]]
        yield ": ".join([*names, fault["msg"].removeprefix("Value error, ")])
