"""Who takes a complaint: the least loaded of the tier that nothing ties to it, never nobody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """One member of staff as the choice sees them; *walled* says why not, if so."""

    staff_id: int
    username: str
    role: Role
    tier: Band
    open: int
    walled: Text | None = None


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
        walled_zh = "；".join(f"{who.username} 回避：{_zh(who)}" for who in self.walled)
        walled_en = "; ".join(f"{who.username} walled: {_en(who)}" for who in self.walled)
        return Text(
            f"{self.tier.zh}，在办 {self.chosen.open} 件，{self.among} 人中最少"
            + (f"；{walled_zh}" if walled_zh else ""),
            f"{self.tier.en}, {self.chosen.open} open, least of {self.among}"
            + (f"; {walled_en}" if walled_en else ""),
        )


class NobodyLeftError(Exception):
    """Raised when not even the superior body has an account that can take the complaint."""


def _zh(who: Candidate) -> str:
    return who.walled.zh if who.walled else ""


def _en(who: Candidate) -> str:
    return who.walled.en if who.walled else ""


WEIGHT = {Band.STANDARD: 0, Band.DISCIPLINE: 1, Band.REFERRAL: 2}


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of the ladder: its name, and who stands on it for a band."""

    name: Text
    holds: Callable[[Candidate, Band], bool]


LADDER: Sequence[Tier] = (
    Tier(
        Text("承办人", "officers"),
        lambda who, band: who.role is Role.OFFICER and WEIGHT[who.tier] >= WEIGHT[band],
    ),
    Tier(Text("科长", "supervisors"), lambda who, _: who.role is Role.SUPERVISOR),
    Tier(Text("主任", "director"), lambda who, _: who.role is Role.DIRECTOR),
    Tier(Text("上级机关", "superior body"), lambda who, _: who.role is Role.SUPERIOR),
)
"""Read downwards: where everyone on a step is walled, the next step takes the complaint
[practice 7.2, 7.6].
"""

BAND_NAMES = {
    Band.STANDARD: Text("一般级", "standard tier"),
    Band.DISCIPLINE: Text("处分级", "discipline tier"),
    Band.REFERRAL: Text("移送级", "referral tier"),
}


def choose(candidates: Sequence[Candidate], band: Band) -> Choice:
    """Return who takes a complaint of *band*; raises NobodyLeftError."""
    walled: list[Candidate] = []
    for tier in LADDER:
        standing = [who for who in candidates if tier.holds(who, band)]
        free = [who for who in standing if who.walled is None]
        walled += [who for who in standing if who.walled is not None]
        if free:
            chosen = min(free, key=lambda who: (who.open, who.staff_id))
            return Choice(chosen, _tier_name(tier, band), len(free), tuple(walled))
    raise NobodyLeftError(f"nobody can take a complaint of the {band} band")


def _tier_name(tier: Tier, band: Band) -> Text:
    if tier is LADDER[0]:
        return BAND_NAMES[band]
    return Text(f"升至{tier.name.zh}", f"raised to {tier.name.en}")
