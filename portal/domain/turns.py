"""Whose turn it is: one person filing a hundred a day slows only that person.

What is owed after a filing is taken the later by a minute for each that the same person filed
before on that day, as far as TURNS_MAX. Nothing is refused, and no clock of a complaint starts
later for it.
"""

import re

from portal.domain.filing import Filing

TURNS_MAX = 60
"""So many turns, each a minute, somebody is put behind others at most."""
NOT_DIGITS = re.compile(r"\D+")
NATIONAL = 11
"""So many figures at the end of a telephone number tell it from others."""


def filer(filing: Filing) -> str:
    """Return what stands for whoever files: by address or number, never by where they sit.

    Of who leaves neither nothing is known and nothing may be: about one organ they are as one.
    """
    local, _, domain = filing.identity.email.strip().casefold().rpartition("@")
    digits = NOT_DIGITS.sub("", filing.identity.phone)[-NATIONAL:]
    if domain:
        return f"email:{local.partition('+')[0]}@{domain}"
    return f"phone:{digits}" if digits else f"nobody:{filing.organ_code}"
