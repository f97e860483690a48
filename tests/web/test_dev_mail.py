"""The page of caught letters."""

import os
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from portal.web import dev
from tests.web.browsing import Visitor


@pytest.fixture(autouse=True)
def maildir(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Maildir of one's own."""
    caught = app.extensions["settings"].model_copy(update={"mail_catcher_dir": tmp_path})
    monkeypatch.setattr(dev, "settings", lambda: caught)
    (tmp_path / "new").mkdir()
    return tmp_path


def catch(maildir: Path, subject: str, at: int) -> str:
    message = EmailMessage()
    message["Subject"], message["To"] = subject, "wang@example.org"
    message["X-Portal-Letter"] = "receipt"
    message["Date"] = "Fri, 25 Sep 2026 06:30:00 +0000"
    message.set_content("您好：\n　正文\n")
    message.add_alternative("<p>您好<script>alert(1)</script></p>", subtype="html")
    path = maildir / "new" / f"{at}.letter"
    path.write_bytes(message.as_bytes())
    os.utime(path, (at, at))
    return path.name


def test_the_newest_letter_comes_first(client: Visitor, maildir: Path) -> None:
    catch(maildir, "旧的 <一>", 1)
    catch(maildir, "新的", 2)

    said = client.page("/dev/mail").said("ol")

    assert said.index("新的") < said.index("旧的 <一>")
    assert "收件回执" in said
    assert "2026年9月25日 14:30" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-Hans", "还没有信件。"), ("zh-Hant", "還沒有信件。"), ("en", "None yet.")],
)
def test_no_letters_is_no_fault_in_any_language(client: Visitor, language: str, words: str) -> None:
    assert words in client.page(f"/dev/mail?language={language}").said("main")


def test_a_letter_without_date_or_subject_is_shown_too(client: Visitor, maildir: Path) -> None:
    (maildir / "new" / "bare").write_bytes(b"To: wang@example.org\r\n\r\nhello\r\n")

    assert "（无主题）" in client.page("/dev/mail").said("ol")
    assert "（无主题）" in client.page("/dev/mail/bare").said("h1")


def test_a_letter_shows_its_headers_and_both_parts(client: Visitor, maildir: Path) -> None:
    key = catch(maildir, "回执", 1)

    page = client.page(f"/dev/mail/{key}")

    assert "X-Portal-Letter" in page.said("dl")
    assert "您好：\n　正文" in page.said("pre")
    assert page.attribute("iframe", "src") == f"/dev/mail/{key}/html"
    assert "sandbox" in next(known for tag, known in page.elements if tag == "iframe")


def test_the_html_of_a_letter_may_do_nothing(client: Visitor, maildir: Path) -> None:
    response = client.get(f"/dev/mail/{catch(maildir, '回执', 1)}/html")

    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "您好" in response.get_data(as_text=True)


def test_an_unknown_letter_is_not_found(client: Visitor) -> None:
    assert client.get("/dev/mail/..%2F..%2Fetc").status_code == 404
    assert client.get("/dev/mail/nothing").status_code == 404
