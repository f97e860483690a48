from decimal import Decimal

import pytest

from portal.domain.filing import Loss
from portal.domain.severity.screening import Casualties, bribery_clue, suggested_loss


@pytest.mark.parametrize(
    ("amount", "loss"),
    [
        (Decimal(0), Loss.NONE),
        (Decimal("0.01"), Loss.SOME),
        (Decimal("299999.99"), Loss.SOME),
        (Decimal(300_000), Loss.MAJOR),
    ],
)
def test_a_loss_of_300_000_yuan_is_major(amount: Decimal, loss: Loss) -> None:
    assert suggested_loss(amount) is loss


@pytest.mark.parametrize(
    ("casualties", "loss"),
    [
        (Casualties(), Loss.NONE),
        (Casualties(slight=1), Loss.SOME),
        (Casualties(slight=8), Loss.SOME),
        (Casualties(slight=9), Loss.MAJOR),
        (Casualties(serious=2, slight=2), Loss.SOME),
        (Casualties(serious=2, slight=3), Loss.MAJOR),
        (Casualties(serious=1, slight=6), Loss.MAJOR),
        (Casualties(serious=3), Loss.MAJOR),
        (Casualties(killed=1), Loss.MAJOR),
    ],
)
def test_casualties_make_a_loss_major_along_five_lines(casualties: Casualties, loss: Loss) -> None:
    assert suggested_loss(casualties=casualties) is loss


def test_favours_are_a_clue_from_30_000_yuan_and_aggravated_from_10_000() -> None:
    assert bribery_clue(Decimal(30_000), aggravated=False)
    assert not bribery_clue(Decimal(29_999), aggravated=False)
    assert bribery_clue(Decimal(10_000), aggravated=True)
