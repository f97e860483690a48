import pytest

from portal.domain.referral import Body, Clue, Standing, competent_body, discipline_bodies


@pytest.mark.parametrize(
    ("clue", "body"),
    [
        (Clue.DUTY_CRIME, Body.SUPERVISORY_COMMISSION),
        (Clue.DUTY_CRIME_PROVEN, Body.PROCURATORATE),
        (Clue.JUDICIAL_ABUSE, Body.PROCURATORATE),
        (Clue.ORDINARY_CRIME, Body.PUBLIC_SECURITY),
    ],
)
def test_a_clue_of_crime_goes_to_the_body_the_law_names_today(clue: Clue, body: Body) -> None:
    assert competent_body(clue) is body


def test_every_clue_has_a_destination_with_its_law() -> None:
    assert all(clue.text.zh for clue in Clue)


def test_a_party_member_answers_to_the_party_as_well() -> None:
    assert Body.PARTY_DISCIPLINE in discipline_bodies(Standing.PARTY_OFFICIAL)
    assert Body.PARTY_DISCIPLINE not in discipline_bodies(Standing.OFFICIAL)


def test_contract_staff_answer_to_their_employer_only() -> None:
    assert discipline_bodies(Standing.CONTRACT_STAFF) == (Body.EMPLOYER,)


@pytest.mark.parametrize("word", [*Body, *Clue, *Standing])
def test_bodies_clues_and_standings_have_labels(word: Body | Clue | Standing) -> None:
    assert word.text.zh
    assert word.text.en
