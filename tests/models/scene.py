"""A complaint with two people: one whom the wall keeps from it, one whom it does not."""

from dataclasses import dataclass

from portal.domain.permissions import Actor


@dataclass
class Scene:
    """A complaint, somebody who must not know of it, and somebody who may."""

    complaint_id: int
    tied: Actor
    free: Actor
