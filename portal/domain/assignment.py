"""Who takes a complaint: the least loaded of the tier that nothing ties to it, never nobody.

A wall is never lifted, but absence is: where nobody else is left, the director or the superior body
takes it though they are away [practice 7.2, 7.6].
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.domain.desks import Desk, Step
from portal.domain.filing import Language
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """One member of staff as the choice sees them; *walled* says why not, if so.

    *skills* are desks and languages; *open* is how many open complaints they have; *absent* says
    that they are away.
    """

    staff_id: int
    username: str
    role: Role
    tier: Band
    open: int
    walled: Text | None = None
    skills: frozenset[str] = frozenset()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What a complaint asks of whoever takes it."""

    band: Band
    step: Step = Step.OFFICER
    desk: Desk = Desk.GENERAL
    language: Language = Language.SIMPLIFIED


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen, from which tier, among how many, and who stood behind the wall."""

    chosen: Candidate
    tier: Text
    among: int
    walled: tuple[Candidate, ...]

    @property
    def reason(self) -> Text:
        """Return the sentence that the case log keeps."""
        walled = [(who.username, who.walled) for who in self.walled if who.walled]
        zh = "".join(f"；{name} 回避：{why.zh}" for name, why in walled)
        en = "".join(f"; {name} walled: {why.en}" for name, why in walled)
        load, among = self.chosen.open, self.among
        away = AWAY if self.chosen.absent else Text("", "")
        return Text(
            f"{self.tier.zh}，在办 {load} 件，{among} 人中最少{away.zh}{zh}",
            f"{self.tier.en}, {load} open, least of {among}{away.en}{en}",
        )


AWAY = Text("；本人不在岗，但别无他人可办", "; away, but nobody else is left")


class NobodyLeftError(Exception):
    """Raised when not even the superior body has an account that can take the complaint."""


WEIGHT: Mapping[Band, int] = {Band.STANDARD: 0, Band.DISCIPLINE: 1, Band.REFERRAL: 2}

STEP_OF: Mapping[Role, Step] = {
    Role.OFFICER: Step.OFFICER,
    Role.SUPERVISOR: Step.SUPERVISOR,
    Role.DIRECTOR: Step.DIRECTOR,
    Role.SUPERIOR: Step.SUPERIOR,
}

STEP_NAMES: Mapping[Step, Text] = {
    Step.OFFICER: Text("承办人", "officers"),
    Step.SUPERVISOR: Text("科长", "supervisors"),
    Step.DIRECTOR: Text("主任", "director"),
    Step.SUPERIOR: Text("上级机关", "superior body"),
}

BAND_NAMES: Mapping[Band, Text] = {
    Band.STANDARD: Text("一般级", "standard tier"),
    Band.DISCIPLINE: Text("处分级", "discipline tier"),
    Band.REFERRAL: Text("移送级", "referral tier"),
}


def choose(candidates: Sequence[Candidate], need: Need) -> Choice:
    """Return who takes a complaint: where a step is all walled, the next one [practice 7.2, 7.6].

    Whoever is away comes last, and only from the director up. Raises NobodyLeftError.
    """
    walled: list[Candidate] = []
    here = [who for who in candidates if not who.absent]
    away = [who for who in candidates if who.absent]
    for people, lowest in ((here, need.step), (away, max(need.step, Step.DIRECTOR))):
        choice = _climb(people, need, lowest, walled)
        if choice is not None:
            return choice
    raise NobodyLeftError(f"nobody can take a complaint of the {need.band} band")


def _climb(
    people: Sequence[Candidate], need: Need, lowest: int, walled: list[Candidate]
) -> Choice | None:
    """Return who of *people* takes it, from the *lowest* step up; note who was *walled* off."""
    for step in range(lowest, Step.SUPERIOR + 1):
        standing = [who for who in people if stands_on(who, Step(step), need.band)]
        walled += [who for who in standing if who.walled is not None]
        free = suited([who for who in standing if who.walled is None], need)
        if free:
            chosen = min(free, key=lambda who: (who.open, who.staff_id))
            return Choice(chosen, _tier_name(Step(step), need), len(free), tuple(walled))
    return None


def stands_on(who: Candidate, step: Step, band: Band) -> bool:
    """Tell whether somebody stands on *step* and, an officer, is trusted with *band*."""
    trusted = who.role is not Role.OFFICER or WEIGHT[who.tier] >= WEIGHT[band]
    return STEP_OF.get(who.role) is step and trusted


def suited(free: Sequence[Candidate], need: Need) -> Sequence[Candidate]:
    """Return those who read the language and know the desk, as far as anybody does."""
    foreign = need.language is not Language.SIMPLIFIED
    for skill in ((need.language.value,) if foreign else ()) + (need.desk.value,):
        free = [who for who in free if skill in who.skills] or free
    return free


def _tier_name(step: Step, need: Need) -> Text:
    if step is Step.OFFICER:
        return BAND_NAMES[need.band]
    name = STEP_NAMES[step]
    if step is need.step:
        return Text(f"按规定由{name.zh}办理", f"for the {name.en}")
    return Text(f"升至{name.zh}", f"raised to {name.en}")
