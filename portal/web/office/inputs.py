"""What has to be asked about a point: what the rows of the severity table look at, and no more."""

from portal.domain.category import Category
from portal.domain.severity import PolicyVersion, policy_on
from portal.domain.severity.labels import INPUTS_BY_NAME
from portal.domain.severity.rows import Case
from portal.domain.text import Text
from portal.web.context import today

CHOICES = ("verified", "loss", "impact", "circumstances", "intent", "crime")
"""Inputs with several values; the others are answered by yes or no, or counted."""
FLAGS = ("special_reason", "barred_by_policy", "exempt", "subordinate_disciplined")
COUNTED = "prior_12m"
NEEDED = {
    "yes": frozenset(CHOICES),
    "undetermined": frozenset({"verified", "crime"}),
    "no": frozenset({"verified"}),
}
"""What must be answered, by whether the point was verified; the rest takes the mildest value."""


def asked(category: Category) -> frozenset[str]:
    """Return the inputs that can make a difference today to a point of *category*."""
    return asked_by(policy_on(today()), category)


def asked_by(policy: PolicyVersion, category: Category) -> frozenset[str]:
    """Return the inputs at which *policy* looks for a point of *category*."""
    seen = {category} | {each.read_as for each in policy.readings if each.category is category}
    cases = [case for row in policy.rows for case in row.cases if _speaks_of(case, seen)]
    return frozenset(condition.input for case in cases for condition in case)


def _speaks_of(case: Case, categories: set[Category]) -> bool:
    about = [condition.allowed for condition in case if condition.input == "category"]
    return not about or bool(categories & set(about[0]))


def label(name: str) -> Text:
    """Return what an input is called."""
    return INPUTS_BY_NAME["repeated" if name == COUNTED else name].text


def options(name: str) -> dict[str, Text]:
    """Return the values that an input can have, the mildest first."""
    return {str(value): text for value, text in INPUTS_BY_NAME[name].values.items()}


def input_text(name: str, value: object) -> Text:
    """Return an input with the value that it had: `loss: some`."""
    known = {} if name == COUNTED else options(name)
    said = known.get(str(value)) or Text(str(value), str(value))
    return Text(f"{label(name).zh}：{said.zh}", f"{label(name).en}: {said.en}")
