"""Pictures shown to an organ: drawn anew, so that nothing but what is seen goes with them [7.5].

Where and when a picture was taken, with whose device, and what its file was called, stays behind.
"""

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageOps

from portal.web.uploads import Upload

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
"""Endings of the pictures that can be drawn anew."""
PIXELS_MAX = 60_000_000
NEUTRAL = "picture"
BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def bare(upload: Upload) -> Upload | None:
    """Return the picture without any trace of where it came from; None if it is not one."""
    kind = FORMATS.get(upload.ending)
    if kind is None:
        return None
    upload.stream.seek(0)
    with suppress(*BROKEN), Image.open(upload.stream, formats=[kind]) as picture:
        if picture.width * picture.height <= PIXELS_MAX:
            return Upload(f"{NEUTRAL}.{upload.ending}", _drawn(picture, kind))
    return None


def _drawn(picture: Image.Image, kind: str) -> BytesIO:
    upright = ImageOps.exif_transpose(picture).convert("RGB" if kind == "JPEG" else "RGBA")
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    drawn = BytesIO()
    fresh.save(drawn, kind)
    drawn.seek(0)
    return drawn
