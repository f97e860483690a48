"""The evidence register: what a piece is, and where it is from [practice 7.7]."""

from enum import StrEnum

from portal.domain.text import Text

WHAT_MAX = 200
FROM_MAX = 200
REMARK_MAX = 2_000


class Source(StrEnum):
    """Where a piece of evidence is from."""

    COMPLAINANT = "complainant"
    ORGAN = "organ"
    OFFICIAL = "official"
    WITNESS = "witness"
    OFFICE = "office"
    OTHER = "other"

    @property
    def text(self) -> Text:
        """Return the source in words."""
        return SOURCE_TEXTS[self]


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    DOCUMENT = "document"
    PHOTO = "photo"
    RECORDING = "recording"
    STATEMENT = "statement"
    OBJECT = "object"
    INSPECTION = "inspection"
    OTHER = "other"

    @property
    def text(self) -> Text:
        """Return the kind in words."""
        return KIND_TEXTS[self]


SOURCE_TEXTS = {
    Source.COMPLAINANT: Text("投诉人", "the complainant"),
    Source.ORGAN: Text("被投诉机关", "the organ"),
    Source.OFFICIAL: Text("被投诉人", "the official"),
    Source.WITNESS: Text("证人", "a witness"),
    Source.OFFICE: Text("本办公室收集", "gathered by this office"),
    Source.OTHER: Text("其他单位或者个人", "another body or person"),
}
KIND_TEXTS = {
    EvidenceKind.DOCUMENT: Text("书证", "document"),
    EvidenceKind.PHOTO: Text("照片", "photo"),
    EvidenceKind.RECORDING: Text("视听资料", "sound or video"),
    EvidenceKind.STATEMENT: Text("陈述、证言", "statement"),
    EvidenceKind.OBJECT: Text("物证", "thing"),
    EvidenceKind.INSPECTION: Text("现场检查笔录", "record of an inspection"),
    EvidenceKind.OTHER: Text("其他", "other"),
}
FOUND_BY_TYPE = {
    "image": EvidenceKind.PHOTO,
    "audio": EvidenceKind.RECORDING,
    "video": EvidenceKind.RECORDING,
}


def kind_of(media_type: str) -> EvidenceKind:
    """Return what a file of that media type is taken for until somebody describes it."""
    return FOUND_BY_TYPE.get(media_type.partition("/")[0], EvidenceKind.DOCUMENT)
