"""The inputs by name: what each is called, and its values from the mildest to the gravest."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity.inputs import Circumstances, Crime, Impact, Intent, Verified
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the table: its *name*, its label, and its values with theirs.

    *rises*: a later value is a graver one and must never lead to a milder outcome.
    """

    name: str
    text: Text
    values: Mapping[str | bool, Text]
    rises: bool = False


NO_OR_YES: Mapping[str | bool, Text] = {False: Text("否", "no"), True: Text("是", "yes")}

VERDICTS: Mapping[str | bool, Text] = {
    Verified.NO: Text("不属实", "not substantiated"),
    Verified.UNDETERMINED: Text("无法查清", "undetermined"),
    Verified.YES: Text("属实", "substantiated"),
}
"""What a finding says of the point complained of."""

INPUTS = (
    Input("category", Text("类别", "category"), {each: each.text for each in Category}),
    Input("verified", Text("核查结论", "verified"), VERDICTS),
    Input(
        "loss",
        Text("损失", "loss"),
        {
            Loss.NONE: Text("无损失", "none"),
            Loss.SOME: Text("有损失", "some"),
            Loss.MAJOR: Text("重大损失", "major"),
        },
        rises=True,
    ),
    Input(
        "impact",
        Text("影响", "influence"),
        {
            Impact.NONE: Text("无不良影响", "none"),
            Impact.ADVERSE: Text("不良影响", "adverse"),
            Impact.ODIOUS: Text("恶劣影响", "odious"),
        },
        rises=True,
    ),
    Input(
        "circumstances",
        Text("情节", "circumstances"),
        {
            Circumstances.SLIGHT: Text("轻微", "slight"),
            Circumstances.ORDINARY: Text("一般", "ordinary"),
            Circumstances.SERIOUS: Text("严重", "serious"),
        },
        rises=True,
    ),
    Input(
        "intent",
        Text("主观方面", "intent"),
        {
            Intent.NEGLIGENT: Text("过失", "negligent"),
            Intent.DELIBERATE: Text("故意", "deliberate"),
        },
        rises=True,
    ),
    Input(
        "crime",
        Text("涉嫌犯罪", "crime"),
        {
            Crime.NO: Text("无犯罪线索", "no clue"),
            Crime.SUSPECTED: Text("有犯罪线索", "suspected"),
        },
        rises=True,
    ),
    Input("special_reason", Text("逾期有特殊原因", "special reason for lateness"), NO_OR_YES),
    Input("violation", Text("本身违纪违法", "a violation in itself"), NO_OR_YES, rises=True),
    Input(
        "barred_by_policy",
        Text("诉求不符合政策且已耐心解释", "request barred by policy, patiently explained"),
        NO_OR_YES,
    ),
    Input("exempt", Text("依法不予公开", "exempt from disclosure"), NO_OR_YES),
    Input(
        "repeated",
        Text("十二个月内多次被告诫", "repeatedly warned within twelve months"),
        NO_OR_YES,
        rises=True,
    ),
    Input(
        "subordinate_disciplined",
        Text("下属已达处分档", "a subordinate reaches discipline"),
        NO_OR_YES,
        rises=True,
    ),
)
"""What a row may ask about; *repeated* is `prior_12m` measured by the policy's threshold."""

INPUTS_BY_NAME = {each.name: each for each in INPUTS}
