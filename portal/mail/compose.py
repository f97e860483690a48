"""Composing: one function per letter, from facts to a Letter, in the reader's language.

Works in an application context without a request: addresses are joined from the public address.
Every function raises MissingFactError when what its letter must tell is not among the facts.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from portal.mail.contents import CONTENTS
from portal.mail.facts import LetterFacts, MissingFactError
from portal.mail.letter import Letter
from portal.mail.message import thread_root
from portal.mail.rendering import rendered
from portal.mail.wording import common_words


def receipt(facts: LetterFacts) -> Letter:
    """Return the letter that says a complaint has arrived, and what comes next."""
    return _letter("receipt", facts)


def accepted(facts: LetterFacts) -> Letter:
    """Return the letter that says a complaint is taken up, by whom and until when."""
    return _letter("accepted", facts)


def declined(facts: LetterFacts) -> Letter:
    """Return the letter that says why a complaint is not taken up, and the way to challenge it."""
    return _letter("declined", facts)


def transferred(facts: LetterFacts) -> Letter:
    """Return the letter that says where a complaint went, why, and who answers now [7.12].

    Of what was referred it only says that it is with the competent organ.
    """
    return _letter("transferred", facts)


def clarification(facts: LetterFacts) -> Letter:
    """Return the letter that asks for more, and says that the clock stands still meanwhile."""
    return _letter("clarification", facts)


def message(facts: LetterFacts) -> Letter:
    """Return the letter that says what the office has written, and where to answer."""
    return _letter("message", facts)


def extended(facts: LetterFacts) -> Letter:
    """Return the letter that tells why a promised day moved, and the new one [1.3(b)]."""
    return _letter("extended", facts)


def progress(facts: LetterFacts) -> Letter:
    """Return the interim reply: why the answer is late, and the new day [1.3(b), 4.6]."""
    return _letter("progress", facts)


def outcome(facts: LetterFacts) -> Letter:
    """Return the letter that tells the outcome point by point, and the right to a review [2.4(d)].

    What was referred is only said to be with the competent organ.
    """
    return _letter("outcome", facts)


def disposal(facts: LetterFacts) -> Letter:
    """Return the letter that tells how another body finally disposed of the matter [2.4(d)]."""
    return _letter("disposal", facts)


def review_result(facts: LetterFacts) -> Letter:
    """Return the letter that tells what a review came to, and what can follow [7.10]."""
    return _letter("review_result", facts)


def rating(facts: LetterFacts) -> Letter:
    """Return the letter that asks how the handling was, apart from the result [8.4]."""
    return _letter("rating", facts)


def assigned(facts: LetterFacts) -> Letter:
    """Return the letter that tells an officer of a new case; it holds nothing of its content."""
    return _letter("assigned", facts)


def reminder(facts: LetterFacts) -> Letter:
    """Return the letter that reminds an officer of a day that is near."""
    if facts.next_on is None:
        raise MissingFactError("reminder: no day is given")
    return _letter("reminder", facts)


def overdue(facts: LetterFacts) -> Letter:
    """Return the letter that tells staff what was not done in time, and what follows [4.6]."""
    return _letter("overdue", facts)


def approval(facts: LetterFacts) -> Letter:
    """Return the letter that asks somebody to approve a decision; it holds nothing of it."""
    return _letter("approval", facts)


def enquiry(facts: LetterFacts) -> Letter:
    """Return the letter that puts an investigator's questions to an organ [7.5].

    What the complainant wrote, and when, does not even reach the template.
    """
    return _letter("enquiry", replace(facts, subject="", officer="", filed_at=facts.written_at))


def organ_news(facts: LetterFacts) -> Letter:
    """Return the letter that tells an organ of what was put to it, without its content [7.5]."""
    bare = replace(facts, subject="", officer="", filed_at=facts.written_at)
    return _letter("organ_news", bare)


def organ_work(facts: LetterFacts) -> Letter:
    """Return the letter that tells staff what an organ did, or did not do in time [7.12]."""
    return _letter("organ_work", facts)


LETTERS: Mapping[str, Callable[[LetterFacts], Letter]] = {
    letter.__name__: letter
    for letter in (
        receipt,
        accepted,
        declined,
        transferred,
        clarification,
        message,
        extended,
        progress,
        outcome,
        disposal,
        review_result,
        rating,
        assigned,
        reminder,
        overdue,
        approval,
        enquiry,
        organ_news,
        organ_work,
    )
}


def _letter(name: str, facts: LetterFacts) -> Letter:
    words = {**common_words(facts), **_own_words(name, facts)}
    subject, text, html = rendered(name, facts.language, words)
    return Letter(
        name=name,
        to=facts.to,
        subject=subject,
        text=text,
        html=html,
        message_id=facts.message_id,
        reference=facts.reference,
        language=facts.language,
        written_at=facts.written_at,
        references=(thread_root(facts.message_id, facts.reference),),
        reply_to=facts.reply_to,
        sender_name=words["office_name"],
    )


def _own_words(name: str, facts: LetterFacts) -> dict[str, Any]:
    """Return what this letter alone says, under its own name."""
    if name not in CONTENTS:
        return {}
    told = getattr(facts, name)
    if told is None:
        raise MissingFactError(f"{name}: what it must tell is not known")
    return {name: CONTENTS[name](told, facts.language)}
