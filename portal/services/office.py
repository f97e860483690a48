"""What the use cases need to know of this office and its keys."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from portal.domain.text import Text
from portal.services.attachments import AttachmentStore
from portal.services.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Office:
    """One supervision office: how it numbers, where it counts days, what it seals with."""

    name: Text
    phone: str
    post_address: str
    prefix: str
    zone: ZoneInfo
    public_address: str
    receipt_key: bytes
    sealer: Sealer
    store: AttachmentStore
