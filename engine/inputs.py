"""From pixels to what the model takes, and the geometry that leads back."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torchvision.transforms import InterpolationMode
from torchvision.transforms.v2 import functional

from engine.images import ImageError
from engine.model_spec import InputSpec
from engine.records import ByteArray, Geometry

# "nearest" is the exact one: pixel centres stay aligned, as in Pillow, so the geometry holds.
_MODES = {
    "nearest": InterpolationMode.NEAREST_EXACT,
    "bilinear": InterpolationMode.BILINEAR,
    "bicubic": InterpolationMode.BICUBIC,
}
LUMA = (0.299, 0.587, 0.114)  # ITU-R 601, as Pillow's "L"
_MAX_RESIZED_PIXELS = 100_000_000


def geometry_of(spec: InputSpec, image_height: int, image_width: int) -> Geometry:
    """The geometry of an image of that size; rounding as torchvision's Resize and CenterCrop do it.

    Raises:
        ImageError: the image is so long and thin that resizing it would take gigabytes.
    """
    height, width = _resized(spec, image_height, image_width)
    if height * width > _MAX_RESIZED_PIXELS:
        raise ImageError(
            f"The image is {image_width} × {image_height} px. With its shorter side resized to {spec.resize} px "
            f"it would be {width} × {height} px, too large for memory. Cut it to a less elongated shape."
        )
    return Geometry(
        image_width=image_width,
        image_height=image_height,
        resized_width=width,
        resized_height=height,
        crop_left=_centre_offset(width, spec.width),
        crop_top=_centre_offset(height, spec.height),
        input_width=spec.width,
        input_height=spec.height,
    )


def prepare(spec: InputSpec, pixels: ByteArray) -> tuple[Tensor, Geometry]:
    """Turn an upright image into the model's input.

    Args:
        pixels: uint8 (H, W, 3), RGB.

    Returns:
        float32 (spec.planes, spec.height, spec.width) on the CPU, and the geometry.

    Raises:
        ImageError: not such an array, or too elongated.
    """
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8 or 0 in pixels.shape:
        raise ImageError(
            f"An image must be a uint8 array (height, width, 3) in RGB, not {pixels.dtype} {tuple(pixels.shape)}."
        )
    geometry = geometry_of(spec, pixels.shape[0], pixels.shape[1])
    # A copy where numpy says read-only or strided backwards: torch would warn or refuse.
    plain = np.require(pixels, requirements=["C", "W"])
    image = torch.from_numpy(plain).permute(2, 0, 1)
    size = [geometry.resized_height, geometry.resized_width]
    if size != list(image.shape[1:]):
        # Resized as bytes, not as floats: rounds and clips where Pillow does.
        image = functional.resize(image, size, interpolation=_MODES[spec.interpolation], antialias=spec.antialias)
    image = _crop(image, geometry)
    values = image.to(torch.float32)
    if spec.channels == "grey":
        values = (values * torch.tensor(LUMA).view(3, 1, 1)).sum(dim=0, keepdim=True).round()
    low, high = spec.range
    values = values.mul_((high - low) / 255.0).add_(low)
    if spec.channels == "bgr":
        values = values.flip(0)
    return ((values - _column(spec.mean)) / _column(spec.std)).contiguous(), geometry


def baseline(spec: InputSpec) -> Tensor:
    """The colour that hides, as (spec.planes, 1, 1) after normalisation: the mean colour, which is zero.

    A model that is not centred (its mean is not inside its range) has no mean colour of its own: mid-grey instead,
    since zero would be black or white.
    """
    return (_column(_hiding(spec)) - _column(spec.mean)) / _column(spec.std)


def baseline_colour(spec: InputSpec) -> tuple[int, int, int]:
    """The same colour as pixels of an image have it: R, G, B, 0 to 255, to the nearest whole number."""
    low, high = spec.range
    colours = [round((value - low) * 255.0 / (high - low)) for value in _hiding(spec)]
    red, green, blue = colours * 3 if len(colours) == 1 else colours
    return (blue, green, red) if spec.channels == "bgr" else (red, green, blue)


def _hiding(spec: InputSpec) -> list[float]:
    """By channel in the model's order, in units of the range."""
    low, high = spec.range
    return [mean if low < mean < high else (low + high) / 2.0 for mean in spec.mean]


def _resized(spec: InputSpec, image_height: int, image_width: int) -> tuple[int, int]:
    if spec.resize is None:
        return spec.height, spec.width
    if isinstance(spec.resize, tuple):
        return spec.resize
    short, long = sorted((image_height, image_width))
    longer = max(1, int(spec.resize * long / short))
    return (spec.resize, longer) if image_height <= image_width else (longer, spec.resize)


def _centre_offset(have: int, want: int) -> int:
    """Left or top of the centred window; negative where the image is smaller and gets padded."""
    return round((have - want) / 2.0) if have >= want else -((want - have) // 2)


def _crop(image: Tensor, geometry: Geometry) -> Tensor:
    height, width = geometry.input_height, geometry.input_width
    top, left = geometry.crop_top, geometry.crop_left
    if (top, left) == (0, 0) and image.shape[1:] == (height, width):
        return image
    canvas = image.new_zeros((image.shape[0], height, width))
    part = image[:, max(0, top) : top + height, max(0, left) : left + width]
    y, x = max(0, -top), max(0, -left)
    canvas[:, y : y + part.shape[1], x : x + part.shape[2]] = part
    return canvas


def _column(values: tuple[float, ...] | list[float]) -> Tensor:
    return torch.tensor(values, dtype=torch.float32).view(-1, 1, 1)
