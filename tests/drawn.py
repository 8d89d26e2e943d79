"""Images of a few pixels, made in code."""

import io

from PIL import Image, PngImagePlugin

_DESCRIPTION, _TAKEN = 0x010E, 0x9003


def png(width=64, height=48, colour="red", **said):
    """A PNG with text chunks."""
    about = PngImagePlugin.PngInfo()
    for key, text in said.items():
        about.add_text(key, text)
    return _saved(width, height, colour, "PNG", pnginfo=about)


def jpeg(width=64, height=48, colour="blue", caption="", taken=""):
    exif = Image.Exif()
    exif[_DESCRIPTION], exif[_TAKEN] = caption, taken
    return _saved(width, height, colour, "JPEG", exif=exif)


def _saved(width, height, colour, kind, **options):
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind, **options)
    return file.getvalue()
