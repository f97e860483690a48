"""Composing: one function per letter, from facts to a Letter, in the reader's language.

Works in an application context without a request: addresses are joined from the public address.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from portal.mail.facts import LetterFacts
from portal.mail.letter import Letter
from portal.mail.message import thread_root
from portal.mail.rendering import rendered
from portal.mail.wording import common_words, declined_words, outcome_words


class MissingFactError(ValueError):
    """Raised when a letter is asked for without the facts that it must tell."""


def receipt(facts: LetterFacts) -> Letter:
    """Return the letter that says a complaint has arrived, and what comes next."""
    return _letter("receipt", facts)


def accepted(facts: LetterFacts) -> Letter:
    """Return the letter that says a complaint is taken up, by whom and until when."""
    return _letter("accepted", facts)


def declined(facts: LetterFacts) -> Letter:
    """Return the letter that says why a complaint is not taken up, and the way to challenge it."""
    if facts.declined is None:
        raise MissingFactError("declined: no reason is given")
    return _letter("declined", facts, declined=declined_words(facts.declined, facts.language))


def outcome(facts: LetterFacts) -> Letter:
    """Return the letter that tells the outcome point by point, and the right to a review [2.4(d)].

    What was referred is only said to be with the competent organ.
    """
    if facts.outcome is None:
        raise MissingFactError("outcome: no decision is given")
    return _letter("outcome", facts, outcome=outcome_words(facts.outcome, facts.language))


def assigned(facts: LetterFacts) -> Letter:
    """Return the letter that tells an officer of a new case; it holds nothing of its content."""
    return _letter("assigned", facts)


LETTERS: Mapping[str, Callable[[LetterFacts], Letter]] = {
    letter.__name__: letter for letter in (receipt, accepted, declined, outcome, assigned)
}


def _letter(name: str, facts: LetterFacts, **words: object) -> Letter:
    subject, text, html = rendered(name, facts.language, {**common_words(facts), **words})
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
        references=(_root(facts),),
        reply_to=facts.reply_to,
    )


def _root(facts: LetterFacts) -> str:
    return thread_root(urlsplit(facts.public_address).hostname or "localhost", facts.reference)
