"""The phrases of the letters: all in Chinese, in one voice with the pages."""

import pytest

from portal.domain.letters import LETTER_TEXTS
from portal.mail.compose import LETTERS
from tools import catalogues


def test_every_letter_has_a_name_in_the_office() -> None:
    assert set(LETTERS) == set(LETTER_TEXTS)


def test_every_phrase_of_the_letters_has_its_chinese() -> None:
    written = catalogues.read("mail", catalogues.WRITTEN)
    phrases = {message.id for message in catalogues.template("mail") if message.id}

    assert phrases == {message.id for message in written if message.id and message.string}


def test_the_traditional_catalogue_is_generated_from_what_is_written() -> None:
    kept = catalogues.read("mail", catalogues.GENERATED)
    generated = catalogues.converted("mail")

    assert {m.id: m.string for m in kept if m.id} == {m.id: m.string for m in generated if m.id}


@pytest.mark.parametrize("word", ["迴避", "答覆", "回覆"])
def test_words_that_converters_get_wrong_are_written_as_taiwan_writes_them(word: str) -> None:
    simplified = {"迴避": "回避", "答覆": "答复", "回覆": "回复"}[word]

    assert catalogues.in_traditional(f"申请{simplified}。") == f"申請{word}。"


@pytest.mark.parametrize("area", ["public", "office"])
def test_a_phrase_that_pages_use_too_reads_the_same_there(area: str) -> None:
    letters, pages = (catalogues.read(name, catalogues.WRITTEN) for name in ("mail", area))
    shared = {message.id for message in pages if message.id} & {message.id for message in letters}

    assert [phrase for phrase in shared if letters[phrase].string != pages[phrase].string] == []


@pytest.mark.parametrize("area", catalogues.AREAS)
def test_no_generated_phrase_holds_a_sign_that_taiwan_would_not_write(area: str) -> None:
    said = "".join(str(message.string) for message in catalogues.read(area, catalogues.GENERATED))

    assert [wrong for wrong in ("回複", "答複", "恢覆") if wrong in said] == []
