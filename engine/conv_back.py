"""The derivative of a convolution to its image, on a CPU by ways that cost less there than the one that torch takes.

That one is slow for two kinds of layer (measured in docs/benchmarks.md): kernels of a single pixel, which are plain
matrix products, and the first layer, whose few input channels leave it little to do at once.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

FEW_CHANNELS, FEW_PIXELS = 4, 4


class Geometry(NamedTuple):
    """As F.conv2d takes it, height before width."""

    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]
    groups: int


class Image(NamedTuple):
    """What is known of a convolution's image: (N, C, H, W), and whether its channels lie side by side in memory."""

    shape: torch.Size
    form: torch.memory_format

    @classmethod
    def of(cls, image: Tensor, weight: Tensor) -> Image:
        side_by_side = _channels_last(image) or _channels_last(weight)
        return cls(image.shape, torch.channels_last if side_by_side else torch.contiguous_format)


def to_image(upstream: Tensor, image: Image, weight: Tensor, geometry: Geometry) -> Tensor:
    """(N, C, H, W), from upstream (N, K, h, w) and the kernels (K, C / groups, kh, kw); no graph."""
    if _is_plain(upstream, geometry):
        if weight.shape[2:] == (1, 1) and geometry.padding == (0, 0):
            return _of_single_pixels(upstream.contiguous(memory_format=image.form), image, weight, geometry.stride)
        few_channels = weight.shape[1] <= FEW_CHANNELS and min(weight.shape[2:]) > FEW_PIXELS
        if few_channels and image.form == torch.contiguous_format:
            return _by_phases(upstream, image, weight, geometry)
    only_shape = torch.empty(image.shape, dtype=upstream.dtype, device=upstream.device, memory_format=image.form)
    stride, padding, dilation, groups = geometry
    found: Tensor = torch.ops.aten.convolution_backward(
        upstream, only_shape, weight, None, stride, padding, dilation, False, (0, 0), groups, (True, False, False)
    )[0]
    return found


def _is_plain(upstream: Tensor, geometry: Geometry) -> bool:
    """On a CPU, with nothing that would make the products below others than the convolution's own."""
    on_cpu = upstream.device.type == "cpu" and not torch.is_autocast_enabled("cpu")
    return on_cpu and geometry.groups == 1 and geometry.dilation == (1, 1)


def _channels_last(x: Tensor) -> bool:
    return x.is_contiguous(memory_format=torch.channels_last) and not x.is_contiguous()


def _of_single_pixels(upstream: Tensor, image: Image, weight: Tensor, stride: tuple[int, int]) -> Tensor:
    """At each place that was looked at the kernels' matrix turned round; zero where none was, between the strides."""
    batch, kernels, height, width = upstream.shape
    matrix = weight.reshape(kernels, -1)
    if image.form == torch.channels_last:
        rows = upstream.permute(0, 2, 3, 1).reshape(-1, kernels) @ matrix
        seen = rows.view(batch, height, width, -1).permute(0, 3, 1, 2)
    else:
        turned = matrix.t().expand(batch, -1, -1)
        seen = torch.bmm(turned, upstream.reshape(batch, kernels, -1)).view(batch, -1, height, width)
    if stride == (1, 1):
        return seen
    whole = torch.empty(image.shape, dtype=upstream.dtype, memory_format=image.form).zero_()
    whole[:, :, : height * stride[0] : stride[0], : width * stride[1] : stride[1]] = seen
    return whole


def _by_phases(upstream: Tensor, image: Image, weight: Tensor, geometry: Geometry) -> Tensor:
    """As a convolution of the upstream: the pixels that lie alike within a stride share the taps that reach them, so
    each such phase is a channel of its own, and the channels are shuffled into place.

    With i + padding = stride q + r the derivative at i is the sum over t of upstream[q - t] weight[r + stride t].
    """
    (down, across), (top, left) = geometry.stride, geometry.padding
    kernels, channels, kernel_height, kernel_width = weight.shape
    high, wide = -(-kernel_height // down), -(-kernel_width // across)
    padded = F.pad(weight, (0, wide * across - kernel_width, 0, high * down - kernel_height))
    taps = padded.view(kernels, channels, high, down, wide, across).flip(2, 4)
    turned = taps.permute(1, 3, 5, 0, 2, 4).reshape(channels * down * across, kernels, high, wide)
    phases = F.conv2d(upstream, turned, padding=(high - 1, wide - 1))
    rows, columns = phases.shape[2:]
    apart = phases.view(-1, channels, down, across, rows, columns).permute(0, 1, 4, 2, 5, 3)
    whole = apart.reshape(-1, channels, rows * down, columns * across)
    height, width = image.shape[2:]
    found = whole[:, :, top : top + height, left : left + width]
    beyond = (0, width - found.shape[3], 0, height - found.shape[2])  # what no kernel reached
    return F.pad(found, beyond) if any(beyond) else found.contiguous()
