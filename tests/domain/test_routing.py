from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.routing import Band, band, provisional_band, provisional_severity
from portal.domain.severity.scale import Severity

C = Category


@pytest.mark.parametrize(
    ("categories", "loss", "expected"),
    [
        ([C.C08], Loss.NONE, Band.STANDARD),
        ([C.C08], Loss.SOME, Band.STANDARD),
        ([C.C08], Loss.MAJOR, Band.DISCIPLINE),
        ([C.C03], Loss.NONE, Band.STANDARD),
        ([C.C04], Loss.NONE, Band.DISCIPLINE),
        ([C.C05], Loss.SOME, Band.DISCIPLINE),
        ([C.C06], Loss.MAJOR, Band.REFERRAL),
        ([C.C11], Loss.SOME, Band.STANDARD),
        ([C.C11], Loss.MAJOR, Band.REFERRAL),
        ([C.C13], Loss.NONE, Band.DISCIPLINE),
        ([C.C14], Loss.NONE, Band.DISCIPLINE),
        ([C.C16], Loss.NONE, Band.DISCIPLINE),
        ([C.C03, C.C08, C.C05], Loss.NONE, Band.DISCIPLINE),
        ([], Loss.NONE, Band.STANDARD),
    ],
)
def test_what_is_claimed_chooses_the_queue(
    categories: Sequence[Category], loss: Loss, expected: Band
) -> None:
    assert provisional_band(categories, loss) is expected


def test_rudeness_alone_is_guessed_as_an_apology_and_delay_as_a_warning() -> None:
    assert provisional_severity([C.C03], Loss.NONE) is Severity.APOLOGY
    assert provisional_severity([C.C08], Loss.NONE) is Severity.WARNING


@pytest.mark.parametrize("category", Category)
def test_a_greater_claimed_loss_never_lowers_the_guess(category: Category) -> None:
    ranks = [provisional_severity([category], loss).rank for loss in Loss]

    assert ranks == sorted(ranks)


@given(st.lists(st.sampled_from(Category)), st.sampled_from(Category), st.sampled_from(Loss))
def test_one_more_category_never_lowers_the_guess(
    categories: list[Category], extra: Category, loss: Loss
) -> None:
    before = provisional_severity(categories, loss) if categories else Severity.NO_FAULT
    after = provisional_severity([*categories, extra], loss)

    assert after.rank >= before.rank


def test_every_category_and_loss_has_a_band_that_names_its_queue() -> None:
    found = {provisional_band([c], loss).value for c, loss in product(Category, Loss)}

    assert found == {"standard", "discipline", "referral"}


def test_only_discipline_and_referral_leave_the_standard_band() -> None:
    assert {severity: band(severity) for severity in Severity if band(severity) != "standard"} == {
        Severity.DISCIPLINE: Band.DISCIPLINE,
        Severity.REFERRAL: Band.REFERRAL,
    }
