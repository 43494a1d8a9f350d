"""One way of reading image files for everything: engine, canvas, thumbnails and reports. Imports no torch.

Every picture comes out as uint8 (height, width, 3) RGB, upright by its EXIF orientation:

- grey, 1-bit and palette images are spread over the three channels;
- 16-bit images keep their upper eight bits, so that white stays white;
- 32-bit integer and float images are stretched so that 0..65535 or 0..1 or, beyond these, their own range fills 0..255;
- CMYK is turned round without colour profiles, and Adobe's inverted inks are known;
- transparent pixels are laid over white;
- of animations and multi-page files the first picture counts.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from engine.records import ByteArray, PlainError

# fmt: off
IMAGE_SUFFIXES = frozenset((
    ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".bmp", ".dib", ".gif", ".tif", ".tiff", ".webp",
    ".ppm", ".pgm", ".pbm", ".pnm",
))
# fmt: on
MAX_PIXELS = 100_000_000
LIMIT_VARIABLE = "HANSEL_MAX_MEGAPIXELS"
MAX_FILE_BYTES = 2**30

# Only these: some of Pillow's other readers start outside programs.
_FORMATS = ("JPEG", "PNG", "BMP", "DIB", "GIF", "TIFF", "WEBP", "PPM")


# RGB, Pillow's own four bytes while it decodes, and some on the way to the model's input.
_BYTES_A_PIXEL = 8

_REMEDY = f"Make it smaller, or allow more with {LIMIT_VARIABLE}."

# Pillow's own limit lies below what may be allowed here; sizes are checked here instead, before anything is decoded.
Image.MAX_IMAGE_PIXELS = None


class ImageError(PlainError):
    """An image cannot be read; the text is the reason in plain words, without the file's name."""


@dataclass(frozen=True, slots=True, eq=False)
class DecodedImage:
    """pixels: uint8 (H, W, 3) RGB, upright; sha256: hex, of the file's bytes."""

    pixels: ByteArray
    sha256: str


def pixel_limit() -> int:
    """Pixels above which an image is not read: 100 million, or what HANSEL_MAX_MEGAPIXELS says, in millions.

    Raises:
        ImageError: the variable is not a number above 0.
    """
    said = os.environ.get(LIMIT_VARIABLE, "").strip()
    if not said:
        return MAX_PIXELS
    try:
        limit = int(float(said) * 1_000_000)
    except (ValueError, OverflowError):
        limit = 0
    if limit <= 0:
        raise ImageError(f"{LIMIT_VARIABLE} is {said!r}; it must be a number of millions of pixels, such as 200.")
    return limit


class OpenedImage:
    """An image file whose bytes were read and whose size is known, not decoded yet.

    sha256: hex, of the file's bytes; decoding_bytes: what decoding it takes, about
    """

    def __init__(self, content: bytes, image: Image.Image) -> None:
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.decoding_bytes = _BYTES_A_PIXEL * image.width * image.height
        self._image = image

    def decode(self) -> ByteArray:
        """uint8 (H, W, 3) RGB, upright. Raises ImageError."""
        with _plain_reasons():
            return _pixels(self._image)


@contextmanager
def opened(path: str | os.PathLike[str], max_pixels: int | None = None) -> Iterator[OpenedImage]:
    """Read an image file, to be decoded inside; its bytes are read once, so pixels and hash belong together.

    Raises:
        ImageError: missing, unreadable, empty, not an image, or above ``max_pixels`` (None: ``pixel_limit``);
            cut off or damaged, when it is decoded.
    """
    content = _bytes(path)
    with _plain_reasons():
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
        _check_size(image, max_pixels)
    with image:
        yield OpenedImage(content, image)


def read(path: str | os.PathLike[str], max_pixels: int | None = None) -> DecodedImage:
    """Read and decode an image file. Raises ImageError, as ``opened`` does."""
    with opened(path, max_pixels) as image:
        return DecodedImage(image.decode(), image.sha256)


def decode(path: str | os.PathLike[str], max_pixels: int | None = None) -> ByteArray:
    """The pixels of ``read``."""
    return read(path, max_pixels).pixels


def fingerprint(path: str | os.PathLike[str]) -> str:
    """SHA-256 (hex) of the file's bytes, as in ``read``. Raises ImageError if it cannot be read."""
    return hashlib.sha256(_bytes(path)).hexdigest()


def thumbnail(path: str | os.PathLike[str], side_px: int, max_pixels: int | None = None) -> ByteArray:
    """A small picture, uint8 (h, w, 3), longer side at most ``side_px``; never enlarged. Raises ImageError.

    JPEG files are decoded at an eighth to a half of their size where that is enough.
    """
    content = _bytes(path)
    with _plain_reasons(), Image.open(io.BytesIO(content), formats=_FORMATS) as image:
        _check_size(image, max_pixels)
        if image.format in ("JPEG", "MPO"):
            image.draft(None, (2 * side_px, 2 * side_px))  # twice the size, so that the shrinking stays smooth
        whole = Image.fromarray(_pixels(image))
    whole.thumbnail((side_px, side_px), Image.Resampling.BICUBIC, reducing_gap=3.0)
    return np.array(whole)


def _bytes(path: str | os.PathLike[str]) -> bytes:
    file = Path(path)
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ImageError("This is not a file." if not file.is_dir() else "This is a folder, not an image.")
        if about.st_size > MAX_FILE_BYTES:
            raise ImageError(f"The file is larger than {MAX_FILE_BYTES // 2**20:,} MB.")
        content = file.read_bytes()
    except FileNotFoundError:
        raise ImageError("The file does not exist. Was it moved or deleted?") from None
    except PermissionError:
        raise ImageError("The file may not be read: permission denied.") from None
    except (OSError, ValueError) as error:
        raise ImageError(f"The file cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if not content:
        raise ImageError("The file is empty (0 bytes).")
    return content


@contextmanager
def _plain_reasons() -> Iterator[None]:
    """Pillow's many kinds of exceptions as one, in plain words; its warnings stay inside."""
    try:
        with _no_pillow_warnings():
            yield
    except ImageError:
        raise
    except UnidentifiedImageError:
        raise ImageError(
            "The file is not an image, or of a kind that is not read. JPEG, PNG, TIFF, WebP, BMP, GIF and PNM are."
        ) from None
    except MemoryError:
        raise ImageError("The image is too large for the memory that is free.") from None
    except Exception as error:  # damaged files make Pillow raise whatever its parsers raise
        text = str(error).strip()
        if "truncated" in text.lower() or isinstance(error, EOFError):
            raise ImageError("The file is cut off: part of the picture is missing. Copy it again.") from None
        raise ImageError(f"The file is damaged and cannot be decoded ({text or type(error).__name__}).") from None


_quiet_lock = threading.Lock()
_quiet_count = 0
_quiet_filters = warnings.catch_warnings()


@contextmanager
def _no_pillow_warnings() -> Iterator[None]:
    """Silence Pillow's warnings while any thread decodes.

    Python's warning filters belong to the whole process: with one catch_warnings a thread, the last to leave could
    restore another's filters. So the first one in sets them and the last one out restores them.
    """
    global _quiet_count, _quiet_filters  # noqa: PLW0603
    with _quiet_lock:
        if _quiet_count == 0:
            _quiet_filters = warnings.catch_warnings()
            _quiet_filters.__enter__()
            warnings.filterwarnings("ignore", module=r"PIL\b")
        _quiet_count += 1
    try:
        yield
    finally:
        with _quiet_lock:
            _quiet_count -= 1
            if _quiet_count == 0:
                _quiet_filters.__exit__(None, None, None)


def _check_size(image: Image.Image, max_pixels: int | None) -> None:
    width, height = image.size
    limit = pixel_limit() if max_pixels is None else max_pixels
    if width * height > limit:
        raise ImageError(
            f"The image is {width:,} × {height:,} pixels; more than {limit:,} in all are not read. {_REMEDY}"
        )


def _pixels(image: Image.Image) -> ByteArray:
    image.load()
    with suppress(Exception):  # a damaged EXIF block says nothing about the picture
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I") or image.mode == "F":
        return _deep_grey(image)
    if image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        return np.array(_over_white(image))
    return np.array(image.convert("RGB"))


def _over_white(image: Image.Image) -> Image.Image:
    if image.mode == "La":
        image = image.convert("LA")
    solid = image.convert("RGBA")
    white = Image.new("RGBA", solid.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, solid).convert("RGB")


def _deep_grey(image: Image.Image) -> ByteArray:
    """Grey images of 16 bits and more, as RGB."""
    values = np.asarray(image)
    if values.dtype.kind == "f":
        grey = _stretched(np.nan_to_num(values.astype(np.float64), posinf=0.0, neginf=0.0), full=1.0)
    elif values.dtype.itemsize == 2 and values.dtype.kind == "u":
        grey = (values >> 8).astype(np.uint8)  # the upper byte, as Pillow does for 16-bit colour
    else:
        grey = _stretched(values.astype(np.float64), full=65535.0)
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        grey = np.where(values == clear, np.uint8(255), grey)
    return np.repeat(grey[:, :, None], 3, axis=2)


def _stretched(values: npt.NDArray[np.float64], full: float) -> ByteArray:
    """0..full onto 0..255; where values go beyond, their own lowest and highest instead."""
    low, high = float(values.min()), float(values.max())
    if low >= 0.0 and high <= full:
        low, high = 0.0, full
    return ((values - low) * (255.0 / (high - low)) + 0.5).astype(np.uint8)
