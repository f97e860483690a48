"""Which files are taken."""

import zipfile
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from portal.domain.filing import ATTACHMENT_BYTES_MAX
from portal.web.uploads import FITS, Upload, safe_name
from tests.web.browsing import Fill, Page, Visitor


def image(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


def archive(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name in names:
            zipped.writestr(name, "<x/>")
    return file.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
GENUINE = {
    "照片.jpg": image("JPEG"),
    "photo.JPEG": image("JPEG"),
    "a.png": image("PNG"),
    "a.webp": image("WEBP"),
    "a.gif": image("GIF"),
    "a.heic": b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic",
    "a.pdf": b"%PDF-1.7\n",
    "a.doc": OLE,
    "a.xls": OLE,
    "a.docx": archive("[Content_Types].xml", "word/document.xml"),
    "a.xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "a.txt": "经过：\r\n\t第一次".encode(),
    "gb.txt": "经过：第一次".encode("gb18030"),
    "wide.txt": "经过：第一次".encode("utf-16"),
    "a.mp3": b"ID3\3\0\0",
    "b.mp3": b"\xff\xfb\x90\x64",
    "a.m4a": b"\0\0\0\x18ftypM4A ",
    "a.aac": b"\xff\xf1\x50\x80",
    "a.amr": b"#!AMR\n",
    "a.wav": b"RIFF\1\1\1\1WAVEfmt ",
    "a.mp4": b"\0\0\0\x18ftypmp42",
    "a.mov": b"\0\0\0\x14ftypqt  ",
    "a.3gp": b"\0\0\0\x14ftyp3gp4",
}


@pytest.mark.parametrize("name", GENUINE)
def test_every_kind_on_the_list_is_taken(name: str) -> None:
    upload = Upload(name, BytesIO(GENUINE[name]))

    assert upload.fault() is None
    assert "/" in upload.media_type


def test_every_kind_on_the_list_is_tried() -> None:
    assert {name.rpartition(".")[2].lower() for name in GENUINE} == set(FITS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("program.exe", b"MZ", "is not a kind of file"),
        ("page.html", b"<html>", "is not a kind of file"),
        ("drawing.svg", b"<svg/>", "is not a kind of file"),
        ("photo.jpg.exe", image("JPEG"), "is not a kind of file"),
        ("photo", image("JPEG"), "no ending"),
        ("photo.jpg", b"", "is empty"),
        ("photo.jpg", b"<html>", "not what its name says"),
        ("photo.jpg", image("PNG"), "not what its name says"),
        ("notes.txt", b"MZ\x90\0\3", "not what its name says"),
        ("notes.txt", b"<!DOCTYPE html><html><body>", "not what its name says"),
        ("notes.txt", b"\n <HTML><script>", "not what its name says"),
        ("notes.txt", b"%PDF-1.4 1 0 obj", "not what its name says"),
        ("a.pdf", b"MZ\0\0%PDF-1.7", "not what its name says"),
        ("notes.docx", archive("xl/workbook.xml"), "not what its name says"),
        ("notes.docx", b"PK\3\4 broken", "not what its name says"),
        ("film.mp4", bytes(ATTACHMENT_BYTES_MAX + 1), "larger than 10 MB"),
    ],
)
def test_anything_else_is_refused_by_name(app: Flask, name: str, content: bytes, said: str) -> None:
    with app.test_request_context("/?language=en"):
        fault = Upload(name, BytesIO(content)).fault()

    assert fault
    assert said in fault
    assert name in fault


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("C:\\照片\\窗口.jpg", "窗口.jpg"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ('a"<script>.pdf', "a_script_.pdf"),
        ("a\r\nb\0c.pdf", "a bc.pdf"),
        ("gpj.\u202efdp.pdf", "gpj.fdp.pdf"),
        (" . .hidden. ", "hidden"),
        ("字" * 300 + ".docx", "字" * 100 + ".docx"),
    ],
)
def test_names_are_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_faults_of_files_stand_beside_the_field(client: Visitor, fill: Fill) -> None:
    files = [(BytesIO(b"MZ"), "程序.exe"), (BytesIO(b"x"), "照片.jpg"), (BytesIO(b"a"), "好.txt")]

    page = Page.of(client.send("/complaints/new", fill(attachments=files)))

    assert "“程序.exe”不是可以接收的文件类型" in page.errors()["attachments"]
    assert "“照片.jpg”的内容与扩展名不符" in page.errors()["attachments"]
    assert "“好.txt”" not in page.errors()["attachments"]


def test_no_more_than_five_files_are_taken(client: Visitor, fill: Fill) -> None:
    files = [(BytesIO(b"a"), f"{number}.txt") for number in range(6)]

    page = Page.of(client.send("/complaints/new", fill(attachments=files)))

    assert "您选了 6 个文件，最多只能提交 5 个" in page.errors()["attachments"]


def test_a_file_just_within_the_limit_is_taken(client: Visitor, fill: Fill) -> None:
    content = b"#!AMR\n" + bytes(ATTACHMENT_BYTES_MAX - 6)

    response = client.send("/complaints/new", fill(attachments=[(BytesIO(content), "录音.amr")]))

    assert response.status_code == 303
