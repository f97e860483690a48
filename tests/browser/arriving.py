"""Waiting for what the machine sends."""

from collections.abc import Callable
from email.message import EmailMessage

from tests.faults.processes import until

Letters = Callable[[], list[EmailMessage]]


def arrived(letters: Letters, name: str, to: str = "") -> EmailMessage:
    """Wait for the letter called *name*, the first to *to* if that is given, and return it."""

    def there() -> list[EmailMessage]:
        named = [letter for letter in letters() if letter["X-Portal-Letter"] == name]
        return [letter for letter in named if to in letter["To"]]

    until(there, what=f"the letter {name}")
    return there()[0]
