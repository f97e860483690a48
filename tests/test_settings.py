"""What production refuses to start with, by the name of the variable, never printing a secret."""

import base64
from typing import Any

import pytest
from pydantic import ValidationError

from portal.settings import Settings, SettingsError, read_settings

FINE: dict[str, Any] = {
    "portal_env": "production",
    "secret_key": "vQ2mXz81LpRt07KdWcYbNs54HgJfEuTa",
    "receipt_key": "Zk93PqLmWx72RtYvBn60CsDfGhJe18Ua",
    "database_url": "postgresql+psycopg://portal@/portal",
    "redis_url": "redis://127.0.0.1",
    "seal_keys": "k1:" + base64.urlsafe_b64encode(bytes(range(32))).decode(),
    "public_address": "https://complaints.example",
}


def test_a_sound_production_starts() -> None:
    assert Settings(_env_file=None, **FINE).production


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"secret_key": "change-me-change-me-change-me-0f3k"}, "SECRET_KEY"),
        ({"receipt_key": "abcdefghijklmnopqrstuvwxyzabcdefgh"}, "RECEIPT_KEY"),
        ({"receipt_key": FINE["secret_key"]}, "RECEIPT_KEY"),
        ({"seal_keys": "k1:" + base64.urlsafe_b64encode(b"0" * 32).decode()}, "SEAL_KEYS"),
        ({"seal_keys": "k1:not a key"}, "SEAL_KEYS"),
        ({"database_url": "sqlite:///x.db"}, "DATABASE_URL"),
        ({"public_address": "http://complaints.example"}, "PUBLIC_ADDRESS"),
        ({"public_address": "https://"}, "PUBLIC_ADDRESS"),
        ({"mail_sender": "the office"}, "MAIL_SENDER"),
        ({"mail_sender": "office <o@x.example>\r\nBcc: <a@b.example>"}, "MAIL_SENDER"),
        ({"debug": True}, "DEBUG"),
        ({"mail_catcher_dir": "mail"}, "MAIL_CATCHER_DIR"),
        ({"office_zone": "Nowhere/Land"}, "OFFICE_ZONE"),
    ],
)
def test_production_refuses_and_names_the_variable(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=None, **{**FINE, **changes})

    assert named in str(refused.value).upper()
    assert "input_value" not in str(refused.value)


def test_flask_cannot_be_told_to_debug_past_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")

    with pytest.raises(ValidationError, match="FLASK_DEBUG"):
        Settings(_env_file=None, **FINE)


@pytest.mark.parametrize("name", ["SECRET_KEY", "RECEIPT_KEY", "SEAL_KEYS", "DATABASE_URL"])
def test_a_start_without_a_setting_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for each, value in FINE.items():
        monkeypatch.setenv(each.upper(), value)
    monkeypatch.delenv(name)

    with pytest.raises(SettingsError, match=f"^{name}: Field required$"):
        read_settings()


def test_a_start_with_several_faults_names_each_and_prints_no_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for each, value in FINE.items():
        monkeypatch.setenv(each.upper(), value)
    monkeypatch.setenv("SEAL_KEYS", "k1:hunter2")
    monkeypatch.setenv("MAIL_PORT", "many")

    with pytest.raises(SettingsError) as refused:
        read_settings()

    assert {"SEAL_KEYS", "MAIL_PORT"} <= set(str(refused.value).replace(":", "").split())
    assert "hunter2" not in str(refused.value)
    assert "many" not in str(refused.value)
