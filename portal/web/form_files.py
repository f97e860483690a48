"""Forms that files come with: how many, of which kind, and which must be chosen again.

No browser keeps the files of a form that comes back, so their names are kept instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import ValidationError

from portal.domain.filing import ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, StoredFile
from portal.services.attachments import AttachmentStore
from portal.web.uploads import ACCEPT, Upload, uploads

FILES_TAKEN = {"accept": ACCEPT, "largest": ATTACHMENT_BYTES_MAX, "most": ATTACHMENTS_MAX}
"""What a page says of the files that can be sent."""
BETWEEN_NAMES = "/"
"""No name of a file holds this sign."""

TOO_MANY = _l("You chose %(count)d files; you can send %(limit)d")
CHOOSE_AGAIN = _l("Choose your files again, or send the form once more without them")


class WithFiles:
    """What a form does that has the fields *attachments* and *chosen_before*."""

    attachments: Any
    chosen_before: Any

    @property
    def files(self) -> list[Upload]:
        """Return the files that came with the form."""
        return uploads(self.attachments.data or ())

    @property
    def files_before(self) -> list[str]:
        """Return the names of the files that came with an earlier try and were lost with it."""
        return [name for name in self.chosen_before.data.split(BETWEEN_NAMES) if name]

    def recall(self, names: Iterable[str]) -> None:
        """Remember the *names* of files that must be chosen again."""
        self.chosen_before.data = BETWEEN_NAMES.join(names)

    def remember(self, *, checked: bool) -> list[str]:
        """Return the names of the files that the browser has lost, to be shown beside the field.

        They must be chosen again, or left away knowingly: a form that was *checked* says so once.
        """
        names = [file.name for file in self.files]
        lost = names or self.files_before
        self.recall(names if names or checked else lost)
        return lost

    def validate_attachments(self, field: Field) -> None:
        """Check how many files there are, and what each of them is."""
        files = self.files
        if len(files) > ATTACHMENTS_MAX:
            counts = {"count": len(files), "limit": ATTACHMENTS_MAX}
            raise ValidationError(str(TOO_MANY) % counts)
        if self.files_before and not files:
            raise ValidationError(str(CHOOSE_AGAIN))
        field.errors = [fault for file in files if (fault := file.fault())]


def chosen_files(form: object) -> dict[str, object]:
    """Return what a page shows beside the files of *form*; nothing for one that takes none."""
    if not isinstance(form, WithFiles):
        return {}
    checked = bool(getattr(form, "errors", None))
    lost = form.remember(checked=checked)
    return {"lost_files": lost, **FILES_TAKEN}


@contextmanager
def kept(files: Sequence[Upload], store: AttachmentStore) -> Iterator[list[StoredFile]]:
    """Keep *files* while the block stores what they came with; if it fails, keep none of them."""
    tokens: list[StoredFile] = []
    try:
        tokens.extend(upload.keep(store) for upload in files)
        yield tokens
    except BaseException:
        for each in tokens:
            store.discard(each.token)
        raise
