"""An address that letters cannot be sent to is refused when it is typed, not when one is due."""

import pytest

from portal.mail.cleaning import mailbox
from portal.web.public.forms import deliverable


@pytest.mark.parametrize("address", ["wang@example.org", "a.b+c@example.org", "wang@例子.example"])
def test_an_address_that_the_form_takes_can_be_written_to(address: str) -> None:
    assert deliverable(address)
    assert mailbox(address)


@pytest.mark.parametrize(
    "address", ["王某@example.org", "wang", "wang@", "a b@example.org", "a@example.org\nb"]
)
def test_an_address_that_cannot_be_written_to_is_refused(address: str) -> None:
    assert not deliverable(address)
    with pytest.raises(ValueError, match="address"):
        mailbox(address)
