"""Delivery: each letter's fate is told apart, and one letter's trouble is not another's."""

import time
import traceback
from collections.abc import Callable

import pytest

from deploy.local.faulty_smtp import FaultySmtp, Mode
from portal.mail.delivery import (
    LetterDeferredError,
    LetterRefusedError,
    MailUnreachableError,
)
from portal.mail.letter import Enclosure
from tests.mail.samples import make_letter
from tests.mail.servers import Answer, Desk, free_port, post_to

OpenDesk = Callable[..., Desk]

GOOD = make_letter(to="good@example.org")
BAD = make_letter(to="bad@example.org")

either_way = pytest.mark.parametrize("pipelining", [False, True])


def to_bad(words: str) -> Answer:
    """Answer *words* when the bad address is named, and nothing to the good one."""
    return lambda address: words if address == BAD.to else None


@either_way
def test_a_letter_arrives_as_it_was_written(open_desk: OpenDesk, *, pipelining: bool) -> None:
    desk = open_desk(pipelining=pipelining)
    letter = make_letter(
        text="长" * 30_000 + "\n.\n😀\n",
        attachments=(Enclosure("投" * 200, "application/pdf", b"%PDF\n.\n" * 999),),
    )

    with post_to(desk.port).open() as carrier:
        accepted = carrier.deliver(letter)

    (arrived,) = desk.office.letters
    (enclosure,) = arrived.iter_attachments()
    text = arrived.get_body(("plain",))
    assert accepted == "2.0.0 taken as 1"
    assert desk.office.recipients == ["reader@example.org"]
    assert arrived["Subject"] == letter.subject
    assert text
    assert text.get_content().replace("\r\n", "\n") == letter.text
    assert enclosure.get_content() == letter.attachments[0].content
    assert enclosure.get_filename() == letter.attachments[0].name


@either_way
def test_a_batch_shares_one_connection(open_desk: OpenDesk, *, pipelining: bool) -> None:
    desk = open_desk(pipelining=pipelining)

    with post_to(desk.port).open() as carrier:
        for _ in range(20):
            carrier.deliver(GOOD)

    assert len(desk.office.letters) == 20
    assert len(desk.office.callers) == 1


@either_way
@pytest.mark.parametrize("place", ["to_recipient", "to_content"])
@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("450 4.2.1 mailbox busy", LetterDeferredError),
        ("452 4.2.2 mailbox full", LetterDeferredError),
        ("421 4.7.0 try later", LetterDeferredError),
        ("503 bad sequence of commands", LetterDeferredError),
        ("550 5.1.1 no such mailbox", LetterRefusedError),
        ("554 5.7.1 not wanted", LetterRefusedError),
    ],
)
def test_a_letter_that_is_not_taken_leaves_the_others_alone(
    open_desk: OpenDesk, place: str, words: str, fate: type[Exception], *, pipelining: bool
) -> None:
    desk = open_desk(pipelining=pipelining, **{place: to_bad(words)})

    with post_to(desk.port).open() as carrier:
        with pytest.raises(fate, match=words):
            carrier.deliver(BAD)
        carrier.deliver(GOOD)
        with pytest.raises(fate, match=words):
            carrier.deliver(BAD)
        carrier.deliver(GOOD)

    assert desk.office.recipients == [GOOD.to, GOOD.to]


def test_words_that_name_the_address_are_told_without_it(open_desk: OpenDesk) -> None:
    desk = open_desk(to_recipient=to_bad("550 5.1.1 <bad@example.org>: no such bad@example.org"))

    with post_to(desk.port).open() as carrier, pytest.raises(LetterRefusedError) as refused:
        carrier.deliver(BAD)

    assert refused.value.words == "550 5.1.1 <address>: no such <address>"
    assert refused.value.code == 550


@either_way
@pytest.mark.parametrize("words", ["451 4.3.0 disk full", "550 5.7.1 not allowed to send"])
def test_a_server_that_refuses_the_office_itself_is_unreachable(
    open_desk: OpenDesk, words: str, *, pipelining: bool
) -> None:
    desk = open_desk(pipelining=pipelining, to_sender=lambda _: words)

    with post_to(desk.port).open() as carrier, pytest.raises(MailUnreachableError, match=words):
        carrier.deliver(GOOD)


def test_a_letter_too_large_for_the_server_is_refused(open_desk: OpenDesk) -> None:
    desk = open_desk(to_sender=lambda _: "552 5.3.4 message too large")

    with post_to(desk.port).open() as carrier, pytest.raises(LetterRefusedError, match="too large"):
        carrier.deliver(GOOD)


def test_a_server_that_wants_us_to_sign_in_is_unreachable(open_desk: OpenDesk) -> None:
    desk = open_desk(to_recipient=lambda _: "530 5.7.0 authentication required")

    with post_to(desk.port).open() as carrier, pytest.raises(MailUnreachableError, match="530"):
        carrier.deliver(GOOD)


@either_way
def test_a_connection_that_went_stale_is_opened_again(
    open_desk: OpenDesk, *, pipelining: bool
) -> None:
    desk = open_desk(pipelining=pipelining)

    with post_to(desk.port).open() as carrier:
        carrier.deliver(GOOD)
        desk.hang_up()
        carrier.deliver(GOOD)

    assert len(desk.office.letters) == 2
    assert len(desk.office.callers) == 2


def test_a_server_that_closes_after_some_letters_is_called_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.office.to_sender = lambda _: (
        "421 4.7.0 too many letters" if len(desk.office.letters) % 2 and _once(desk) else None
    )

    with post_to(desk.port).open() as carrier:
        for _ in range(5):
            carrier.deliver(GOOD)

    assert len(desk.office.letters) == 5


def _once(desk: Desk) -> bool:
    """Tell whether this number of letters is met for the first time."""
    first = len(desk.office.letters) not in desk.office.callers
    desk.office.callers.add(len(desk.office.letters))
    return first


def test_nobody_listening_is_unreachable() -> None:
    with pytest.raises(MailUnreachableError, match="refused"), post_to(free_port()).open():
        pass


def test_an_unknown_server_is_unreachable() -> None:
    with (
        pytest.raises(MailUnreachableError),
        post_to(25, server="no-such-server.example").open(),
    ):
        pass


def test_a_server_gone_for_good_in_the_middle_of_a_batch_is_unreachable(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk()

    with post_to(desk.port).open() as carrier:
        carrier.deliver(GOOD)
        desk.close()
        with pytest.raises(MailUnreachableError):
            carrier.deliver(GOOD)


@pytest.mark.parametrize("mode", [Mode.REFUSE, Mode.HANG, Mode.CLOSED])
def test_a_server_that_takes_nobody_is_unreachable_and_soon_known_to_be(
    faulty: FaultySmtp, mode: Mode
) -> None:
    faulty.become(mode)

    began = time.monotonic()
    with pytest.raises(MailUnreachableError), post_to(faulty.port).open():
        pass

    assert time.monotonic() - began < 2


@pytest.mark.parametrize("mode", [Mode.REFUSE, Mode.HANG, Mode.CLOSED])
def test_a_server_that_turns_bad_in_the_middle_of_a_batch_is_unreachable(
    faulty: FaultySmtp, mode: Mode
) -> None:
    faulty.become(Mode.ACCEPT)

    with post_to(faulty.port).open() as carrier:
        carrier.deliver(GOOD)
        faulty.become(mode)
        with pytest.raises(MailUnreachableError):
            carrier.deliver(GOOD)


@pytest.mark.parametrize("mode", [Mode.DROP_MID_DATA, Mode.DROP_AFTER_DATA])
def test_a_letter_whose_connection_is_lost_is_deferred_not_taken_for_sent(
    faulty: FaultySmtp, mode: Mode
) -> None:
    faulty.become(mode)

    with post_to(faulty.port).open() as carrier:
        with pytest.raises(LetterDeferredError):
            carrier.deliver(GOOD)
        faulty.become(Mode.ACCEPT)
        carrier.deliver(GOOD)


def test_a_letter_repeated_after_a_lost_answer_has_the_same_message_id(faulty: FaultySmtp) -> None:
    before = len(faulty.letters())
    faulty.become(Mode.DROP_AFTER_DATA)

    with post_to(faulty.port).open() as carrier:
        with pytest.raises(LetterDeferredError):
            carrier.deliver(GOOD)
        faulty.become(Mode.ACCEPT)
        carrier.deliver(GOOD)

    first, second = (letter.read_bytes() for letter in faulty.letters()[before:])
    assert f"Message-ID: {GOOD.message_id}".encode() in first
    assert f"Message-ID: {GOOD.message_id}".encode() in second


def test_a_server_that_keeps_breaking_off_is_not_given_the_whole_batch(faulty: FaultySmtp) -> None:
    faulty.become(Mode.DROP_MID_DATA)

    with post_to(faulty.port).open() as carrier:
        for _ in range(2):
            with pytest.raises(LetterDeferredError):
                carrier.deliver(GOOD)
        with pytest.raises(MailUnreachableError):
            carrier.deliver(GOOD)


def test_a_server_that_thinks_long_about_a_letter_is_waited_for(open_desk: OpenDesk) -> None:
    desk = open_desk(to_content=lambda _: time.sleep(0.7))

    with post_to(desk.port, timeout=0.4).open() as carrier:
        carrier.deliver(GOOD)

    assert len(desk.office.letters) == 1


def test_a_failure_carries_no_address_into_the_log(open_desk: OpenDesk) -> None:
    desk = open_desk(to_recipient=to_bad("550 5.1.1 <bad@example.org> unknown"))

    with post_to(desk.port).open() as carrier, pytest.raises(LetterRefusedError) as refused:
        carrier.deliver(BAD)

    assert "bad@example.org" not in "".join(traceback.format_exception(refused.value))


def test_a_letter_that_cannot_be_built_leaves_the_others_alone(open_desk: OpenDesk) -> None:
    desk = open_desk()
    broken = make_letter()
    object.__setattr__(broken, "message_id", "<broken\r\nBcc: x@example.org>")

    with post_to(desk.port).open() as carrier:
        with pytest.raises(ValueError, match="Message-ID"):
            carrier.deliver(broken)
        carrier.deliver(GOOD)

    assert desk.office.recipients == [GOOD.to]
