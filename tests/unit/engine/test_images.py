"""Every kind of file comes out as the same upright RGB picture; every broken one as a plain reason."""

import hashlib
import io
import struct
import threading
import warnings
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from engine import images
from engine.images import ImageError

# A picture without symmetry: red top left, green top right, blue bottom left, white bottom right; wider than high.
CORNERS = np.zeros((16, 24, 3), np.uint8)
CORNERS[:8, :12] = (255, 0, 0)
CORNERS[:8, 12:] = (0, 255, 0)
CORNERS[8:, :12] = (0, 0, 255)
CORNERS[8:, 12:] = (255, 255, 255)
RAMP = np.tile(np.linspace(0, 255, 32).astype(np.uint8), (8, 1))


def png(width: int, height: int, depth: int, colour_type: int, rows: bytes, extra: bytes = b"") -> bytes:
    """A PNG written by hand, for what Pillow cannot write."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def rows16(values: np.ndarray) -> bytes:
    """Rows of big-endian 16-bit samples, each after a filter byte 0."""
    return b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)


def saved(tmp_path: Path, image: Image.Image, name: str, **options: object) -> Path:
    path = tmp_path / name
    image.save(path, **options)
    return path


# How a viewer must turn what is stored, for each EXIF orientation: written as what was done to the upright picture.
STORED = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a, 1),
    7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
    8: lambda a: np.rot90(a, -1),
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["png", "jpg", "tiff", "webp"])
def test_all_orientations_come_out_upright(tmp_path: Path, orientation: int, suffix: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.fromarray(np.ascontiguousarray(STORED[orientation](CORNERS)))
    options = {"jpg": {"quality": 95, "subsampling": 0}, "webp": {"lossless": True}}.get(suffix, {})
    path = saved(tmp_path, stored, f"turned.{suffix}", exif=exif, **options)
    pixels = images.decode(path)
    assert pixels.shape == CORNERS.shape
    assert np.abs(pixels.astype(int) - CORNERS).max() <= (40 if suffix == "jpg" else 0)
    small = images.thumbnail(path, 12)
    assert small.shape == (8, 12, 3)
    assert small[1, 1].argmax() == 0
    assert small[1, 10].argmax() == 1
    assert small[6, 1].argmax() == 2
    assert small[6, 10].min() > 200


def grey_alpha() -> Image.Image:
    return Image.merge("LA", (Image.fromarray(RAMP), Image.fromarray(np.full_like(RAMP, 51))))


OVER_WHITE = np.repeat((RAMP[:, :, None] * 0.2 + 255 * 0.8), 3, axis=2)
GREY = np.repeat(RAMP[:, :, None], 3, axis=2).astype(float)


def palette(transparent: bool) -> Image.Image:
    image = Image.new("P", (4, 2), 0)
    image.putpalette([10, 20, 30, 200, 100, 0])
    image.putpixel((3, 1), 1)
    if transparent:
        image.info["transparency"] = 0
    return image


PALETTE = np.full((2, 4, 3), (10, 20, 30), float)
PALETTE[1, 3] = (200, 100, 0)
PALETTE_CLEAR = np.full((2, 4, 3), 255.0)
PALETTE_CLEAR[1, 3] = (200, 100, 0)
ONE_BIT = np.zeros((2, 4, 3))
ONE_BIT[0, 1] = 255


def one_bit() -> Image.Image:
    image = Image.new("1", (4, 2), 0)
    image.putpixel((1, 0), 1)
    return image


def rgba() -> Image.Image:
    solid = np.zeros((4, 6, 4), np.uint8)
    solid[..., 0] = 100
    solid[:, 3:, 3] = 255
    return Image.fromarray(solid)


RGBA = np.zeros((4, 6, 3))
RGBA[:, 3:] = (100, 0, 0)
RGBA[:, :3] = 255

MODES = {
    "grey.png": (Image.fromarray(RAMP), GREY),
    "grey.bmp": (Image.fromarray(RAMP), GREY),
    "grey.pgm": (Image.fromarray(RAMP), GREY),
    "grey alpha.png": (grey_alpha(), OVER_WHITE),
    "palette.png": (palette(False), PALETTE),
    "palette.bmp": (palette(False), PALETTE),
    "palette clear.png": (palette(True), PALETTE_CLEAR),
    "palette clear.gif": (palette(True), PALETTE_CLEAR),
    "one bit.png": (one_bit(), ONE_BIT),
    "one bit.tif": (one_bit(), ONE_BIT),
    "one bit.pbm": (one_bit(), ONE_BIT),
    "rgba.png": (rgba(), RGBA),
    "rgba.tiff": (rgba(), RGBA),
    "colour.ppm": (Image.fromarray(CORNERS), CORNERS),
    "colour.dib": (Image.fromarray(CORNERS), CORNERS),
    "float.tiff": (Image.fromarray((RAMP / 255).astype(np.float32)), GREY),
    "32 bit.tiff": (Image.fromarray(RAMP.astype(np.int32) * 257), GREY),
    "beyond.tiff": (Image.fromarray(RAMP.astype(np.float32) * 1000 - 500), GREY),
    "cmyk.tiff": (
        Image.fromarray(np.full((4, 4, 4), (255, 0, 0, 0), np.uint8), "CMYK"),
        np.full((4, 4, 3), (0, 255, 255)),
    ),
}


@pytest.mark.parametrize("name", MODES)
def test_modes_come_out_as_rgb(tmp_path: Path, name: str) -> None:
    image, expected = MODES[name]
    pixels = images.decode(saved(tmp_path, image, name))
    assert pixels.dtype == np.uint8
    assert pixels.shape == expected.shape
    assert np.abs(pixels - expected.astype(float)).max() <= 1


@pytest.mark.parametrize("suffix", ["webp", "png"])
def test_half_clear_colours_lie_over_white(tmp_path: Path, suffix: str) -> None:
    flat = np.full((8, 8, 4), (200, 0, 0, 128), np.uint8)
    options = {"lossless": True} if suffix == "webp" else {}
    pixels = images.decode(saved(tmp_path, Image.fromarray(flat), f"half.{suffix}", **options))
    expected = np.array([200 * 128 + 255 * 127, 255 * 127, 255 * 127]) / 255
    assert np.abs(pixels - expected).max() <= 1


WIDE = np.linspace(0, 65535, 64).round().astype(np.uint16).reshape(4, 16)
WIDE_RGB = np.stack([WIDE, WIDE[::-1], 65535 - WIDE], axis=2)


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
@pytest.mark.parametrize("values", [WIDE, WIDE_RGB], ids=["grey", "rgb"])
def test_sixteen_bits_are_scaled_down_and_not_clipped(tmp_path: Path, suffix: str, values: np.ndarray) -> None:
    path = tmp_path / f"wide{suffix}"
    ordered = values if values.ndim == 2 else values[..., ::-1]  # OpenCV writes BGR
    path.write_bytes(cv2.imencode(suffix, np.ascontiguousarray(ordered))[1].tobytes())
    expected = (values if values.ndim == 3 else np.repeat(values[..., None], 3, axis=2)) / 257.0
    pixels = images.decode(path)
    assert np.abs(pixels - expected).max() <= 1
    assert (pixels.min(), pixels.max()) == (0, 255)
    assert np.abs(images.thumbnail(path, 16) - expected).max() <= 1


def test_sixteen_bits_with_alpha_or_a_clear_grey(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    grey_and_alpha = np.stack([np.full((3, 5), 20000), np.full((3, 5), 0)], axis=2)
    grey_and_alpha[:, 3:, 1] = 65535
    path.write_bytes(png(5, 3, 16, 4, rows16(grey_and_alpha.reshape(3, 10))))
    pixels = images.decode(path)
    assert (pixels[:, :3] == 255).all()
    assert np.abs(pixels[:, 3:] - 20000 / 257).max() <= 1
    grey = np.full((3, 5), 20000)
    grey[0] = 1234
    path.write_bytes(png(5, 3, 16, 0, rows16(grey), clear_grey(1234)))
    pixels = images.decode(path)
    assert (pixels[0] == 255).all()
    assert np.abs(pixels[1:] - 20000 / 257).max() <= 1


def clear_grey(value: int) -> bytes:
    content = b"tRNS" + struct.pack(">H", value)
    return struct.pack(">I", 2) + content + struct.pack(">I", zlib.crc32(content))


def test_big_endian_sixteen_bit_tiff(tmp_path: Path) -> None:
    data = WIDE.astype(">u2").tobytes()
    entries = [(256, 3, 16), (257, 3, 4), (258, 3, 16), (259, 3, 1), (262, 3, 1), (277, 3, 1), (278, 3, 4)]
    offset = 8 + 2 + 12 * (len(entries) + 2) + 4
    table = b"".join(struct.pack(">HHIHH", tag, kind, 1, value, 0) for tag, kind, value in entries[:5])
    table += struct.pack(">HHII", 273, 4, 1, offset)
    table += b"".join(struct.pack(">HHIHH", tag, kind, 1, value, 0) for tag, kind, value in entries[5:])
    table += struct.pack(">HHII", 279, 4, 1, len(data))
    path = tmp_path / "big.tif"
    path.write_bytes(b"MM\0*" + struct.pack(">IH", 8, len(entries) + 2) + table + b"\0\0\0\0" + data)
    assert np.abs(images.decode(path)[..., 0] - WIDE / 257.0).max() <= 1


def test_cmyk_jpeg_of_adobe_is_not_a_negative(tmp_path: Path) -> None:
    # As in Photoshop's files: an APP14 Adobe marker, and inks stored inverted. Pillow's writer does the same.
    inks = np.zeros((32, 32, 4), np.uint8)
    inks[:, :16] = (0, 255, 255, 0)  # magenta and yellow: red
    inks[:, 16:] = (0, 0, 0, 255)  # black
    path = saved(tmp_path, Image.fromarray(inks, "CMYK"), "inks.jpg", quality=95)
    assert b"Adobe" in path.read_bytes()
    for pixels in (images.decode(path), images.thumbnail(path, 32)):
        assert np.abs(pixels[4:-4, 4:12] - np.array([255.0, 0, 0])).max() < 20
        assert pixels[4:-4, 20:-4].max() < 20


def test_first_picture_of_an_animation(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (6, 4), colour) for colour in ("red", "blue")]
    for suffix in ("gif", "tiff", "webp"):
        options = {"lossless": True} if suffix == "webp" else {}
        path = saved(tmp_path, frames[0], f"moving.{suffix}", save_all=True, append_images=frames[1:], **options)
        assert (images.decode(path) == (255, 0, 0)).all(), suffix


def test_hash_belongs_to_the_bytes(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.fromarray(CORNERS), "ecken äöü 猫.png")
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert images.read(path).sha256 == expected
    assert images.fingerprint(path) == expected


def test_the_content_counts_and_not_the_suffix(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.fromarray(CORNERS), "x.png").rename(tmp_path / "x.jpg")
    assert (images.decode(path) == CORNERS).all()


def jpeg() -> bytes:
    stream = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(stream, "JPEG")
    return stream.getvalue()


def noisy_png() -> bytes:
    stream = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(stream, "PNG")
    return stream.getvalue()


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n"
BROKEN = {
    "empty": (b"", "empty"),
    "text": (b"hello, this is no picture", "not an image"),
    "postscript, which would start Ghostscript": (EPS, "not an image"),
    "jpeg cut": (jpeg()[:1500], "cut off"),
    "png cut": (noisy_png()[:5000], "cut off|damaged"),
    "png header only": (noisy_png()[:40], "cut off|damaged|not an image"),
    "png with a flipped byte": (
        bytes(b ^ 255 if i == 3000 else b for i, b in enumerate(noisy_png())),
        "damaged|cut off",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_give_a_plain_reason(tmp_path: Path, name: str) -> None:
    content, reason = BROKEN[name]
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    for attempt in (images.decode, lambda p: images.thumbnail(p, 32)):
        with pytest.raises(ImageError, match=reason) as caught:
            attempt(path)
        assert "Error" not in str(caught.value)
        assert "0x" not in str(caught.value)


def test_missing_folder_and_closed_files(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="does not exist"):
        images.decode(tmp_path / "gone.png")
    with pytest.raises(ImageError, match="folder"):
        images.decode(tmp_path)
    with pytest.raises(ImageError, match=r"cannot be read|does not exist"):
        images.fingerprint("a\0b.png")


def test_too_many_pixels_are_refused_before_decoding(tmp_path: Path) -> None:
    # A megabyte of nothing that would unfold to gigabytes: only the header may be looked at.
    path = tmp_path / "bomb.png"
    path.write_bytes(png(10_050, 10_000, 8, 2, b"\0"))
    with pytest.raises(ImageError, match="10,050 × 10,000"):
        images.decode(path)
    path.write_bytes(png(60_000, 60_000, 8, 2, b"\0"))
    with pytest.raises(ImageError, match="pixels"):
        images.thumbnail(path, 64)
    small = saved(tmp_path, Image.fromarray(CORNERS), "ok.png")
    assert images.decode(small, max_pixels=16 * 24).shape == CORNERS.shape
    with pytest.raises(ImageError, match="24 × 16"):
        images.decode(small, max_pixels=16 * 24 - 1)


def test_the_limit_of_pixels_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = saved(tmp_path, Image.fromarray(CORNERS), "ok.png")
    monkeypatch.setenv("HANSEL_MAX_MEGAPIXELS", "0.0003")
    with pytest.raises(ImageError, match=r"more than 300 in all are not read.*HANSEL_MAX_MEGAPIXELS"):
        images.decode(small)
    monkeypatch.setenv("HANSEL_MAX_MEGAPIXELS", "0.000384")
    assert images.decode(small).shape == CORNERS.shape
    monkeypatch.setenv("HANSEL_MAX_MEGAPIXELS", "many")
    with pytest.raises(ImageError, match="must be a number"):
        images.decode(small)


def test_damaged_exif_does_not_cost_the_picture(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.fromarray(CORNERS), "x.png", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\xff\x01\x12\0\x03\0\0")
    assert (images.decode(path) == CORNERS).all()


def test_pillows_warnings_stay_inside_and_filters_are_restored_across_threads(tmp_path: Path) -> None:
    path = tmp_path / "warns.tif"
    Image.fromarray(CORNERS).save(path)
    # 9,500 x 9,500 is above Pillow's own warning mark and below our limit.
    big = tmp_path / "big.png"
    Image.new("1", (9_500, 9_500)).save(big)
    before = list(warnings.filters)
    shapes = []
    threads = [threading.Thread(target=lambda: shapes.append(images.thumbnail(path, 8).shape)) for _ in range(6)]
    for thread in threads:
        thread.start()
    images.fingerprint(big)
    with pytest.raises(ImageError, match="9,500"):
        images.decode(big, max_pixels=90_000_000)
    for thread in threads:
        thread.join()
    assert shapes == [(5, 8, 3)] * 6
    assert warnings.filters == before


def test_thumbnails_are_the_same_picture_and_never_larger(tmp_path: Path) -> None:
    y, x = np.mgrid[0:900, 0:1200]
    smooth = np.stack([x * 255 / 1199, y * 255 / 899, 255 - x * 255 / 1199], axis=2).astype(np.uint8)
    path = saved(tmp_path, Image.fromarray(smooth), "photo.jpg", quality=92)
    small = images.thumbnail(path, 100)
    assert small.shape == (75, 100, 3)
    assert np.abs(small - cv2.resize(smooth, (100, 75), interpolation=cv2.INTER_AREA).astype(float)).max() < 12
    tiny = saved(tmp_path, Image.fromarray(CORNERS), "tiny.png")
    assert (images.thumbnail(tiny, 500) == CORNERS).all()
