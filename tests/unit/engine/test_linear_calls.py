"""Convolutions and batch norm with constant weights: outputs and both derivatives are autograd's own."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.profiler import ProfilerActivity, profile

from engine.gates import START
from engine.rules import RuleField

CONVOLUTIONS = {
    "plain": {},
    "same size": {"padding": 1},
    "stride, unlike sides": {"stride": (2, 1), "padding": (0, 1)},
    "dilated": {"dilation": 2, "padding": 2},
    "in groups": {"groups": 2, "bias": False},
    "depthwise": {"groups": 4, "padding": 1},
    "padding by name": {"padding": "same"},
    "edges mirrored": {"padding": 1, "padding_mode": "reflect"},
}
NORMS = {
    "with weights": nn.BatchNorm2d(4),
    "without": nn.BatchNorm2d(4, affine=False),
    "statistics of the batch": nn.BatchNorm2d(4, track_running_stats=False),
}


def derivatives(run, x, *, caught):
    """Output, the derivative to x of a sum over squares, and the derivative to x of a sum over that."""
    leaf = x.clone().requires_grad_()
    if caught:
        with RuleField(len(x), START, learned=True):
            output = run(leaf)
    else:
        output = run(leaf)
    weights = torch.linspace(-1, 2, output.numel(), dtype=x.dtype).view(output.shape).requires_grad_()
    (first,) = torch.autograd.grad((output * weights).sum(), leaf, create_graph=True)
    (second,) = torch.autograd.grad(first.square().sum(), weights)
    return output.detach(), first.detach(), second


def assert_as_autograd(run, x):
    for got, expected in zip(derivatives(run, x, caught=True), derivatives(run, x, caught=False), strict=True):
        torch.testing.assert_close(got, expected)
        assert got.stride() == expected.stride()


def frozen(module):
    torch.manual_seed(1)
    for tensor in [*module.parameters(), *module.buffers()]:
        if tensor.is_floating_point():
            nn.init.uniform_(tensor, 0.2, 1.5)
    return module.double().eval().requires_grad_(False)


@pytest.fixture
def x():
    torch.manual_seed(0)
    return torch.randn(3, 4, 9, 8, dtype=torch.float64)


@pytest.mark.parametrize("told", CONVOLUTIONS.values(), ids=CONVOLUTIONS)
def test_a_convolution(x, told):
    assert_as_autograd(frozen(nn.Conv2d(4, 8, 3, **told)), x)


SINGLE_PIXELS = {
    "all of them": {},
    "with strides": {"stride": 2},
    "unlike strides": {"stride": (3, 2), "bias": False},
    "a border": {"padding": 1},
    "in groups": {"groups": 2},
}
FIRST_LAYERS = {
    "residual net": (7, {"stride": 2, "padding": 3}),
    "residual net without a border": (7, {"stride": 2}),
    "patches": (5, {"stride": 5}),
    "unlike sides": ((7, 5), {"stride": (3, 2), "padding": (1, 4), "bias": False}),
    "single steps": (5, {"padding": 2}),
    "steps beyond the kernel": (5, {"stride": 7}),
    "dilated": (5, {"dilation": 2, "padding": 4}),
}


@pytest.mark.parametrize("form", [torch.contiguous_format, torch.channels_last])
@pytest.mark.parametrize("told", SINGLE_PIXELS.values(), ids=SINGLE_PIXELS)
def test_kernels_of_a_single_pixel(x, told, form):
    assert_as_autograd(frozen(nn.Conv2d(4, 8, 1, **told)).to(memory_format=form), x.contiguous(memory_format=form))


@pytest.mark.parametrize("form", [torch.contiguous_format, torch.channels_last])
@pytest.mark.parametrize(("kernel", "told"), FIRST_LAYERS.values(), ids=FIRST_LAYERS)
@pytest.mark.parametrize("side", [17, 22])
def test_a_first_layer_with_few_channels(kernel, told, form, side):
    torch.manual_seed(0)
    x = torch.randn(2, 3, side, side + 3, dtype=torch.float64).contiguous(memory_format=form)
    assert_as_autograd(frozen(nn.Conv2d(3, 6, kernel, **told)).to(memory_format=form), x)


def test_a_convolution_of_channels_last(x):
    module = frozen(nn.Conv2d(4, 8, 3, padding=1)).to(memory_format=torch.channels_last)
    assert_as_autograd(module, x.contiguous(memory_format=torch.channels_last))


@pytest.mark.parametrize("module", NORMS.values(), ids=NORMS)
def test_batch_norm(x, module):
    assert_as_autograd(frozen(module), x)


def test_batch_norm_of_features_without_positions(x):
    assert_as_autograd(frozen(nn.BatchNorm1d(4)), x[:, :, 0, 0])


def test_calls_of_an_exported_graph(x):
    conv, norm = frozen(nn.Conv2d(4, 4, 3, padding=1)), frozen(nn.BatchNorm2d(4))

    def run(image):
        y = torch.ops.aten.conv2d.default(image, conv.weight, conv.bias, [1, 1], [1, 1])
        return torch.ops.aten.batch_norm.default(
            y, norm.weight, norm.bias, norm.running_mean, norm.running_var, False, 0.1, 1e-5, True
        )

    assert_as_autograd(run, x)
    torch.testing.assert_close(run(x), norm(conv(x)))


def test_a_kernel_that_the_image_made(x):
    """Its derivative runs through the kernel too."""
    assert_as_autograd(lambda image: F.conv2d(image, image[:2, :, :3, :3], padding=1), x)


def test_a_single_image_without_a_batch_axis(x):
    module = frozen(nn.Conv2d(4, 8, 3))
    assert_as_autograd(lambda image: module(image[0])[None], x)


def test_a_model_that_counts_in_half_precision_inside(x):
    layers = nn.Conv2d(4, 4, 5, padding=1), nn.BatchNorm2d(4), nn.Conv2d(4, 4, 1), nn.Conv2d(4, 4, 3)
    module = frozen(nn.Sequential(*layers)).float()

    def run(image):
        with torch.autocast("cpu", torch.bfloat16):
            return module(image).float()

    for got, expected in zip(
        derivatives(run, x.float(), caught=True), derivatives(run, x.float(), caught=False), strict=True
    ):
        assert got.dtype == torch.float32
        torch.testing.assert_close(got, expected, rtol=0.02, atol=0.02 * float(expected.abs().max()))


def test_the_convolution_for_the_weights_is_not_made(x):
    module = frozen(nn.Sequential(nn.Conv2d(4, 4, 3), nn.Conv2d(4, 4, 3)))

    def convolutions(*, caught):
        with profile(activities=[ProfilerActivity.CPU]) as seen:
            derivatives(module, x, caught=caught)
        return sum(event.count for event in seen.key_averages() if event.key == "aten::convolution")

    assert convolutions(caught=True) == 2 + 2  # forward, and forward once more as the second derivative
    assert convolutions(caught=False) > 4
