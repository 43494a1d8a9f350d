"""Models and images at the edges: one input channel, four, thousands of classes, tiny images, no double backward."""

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn
from torch.autograd.function import once_differentiable

from engine.explaining import explain
from engine.fit import ExplainError
from engine.methods import METHODS
from engine.models import InputSpec, Model, ModelError, load_model
from tests.unit.engine.nets import SmallResidual, photographs, wrap

NETS = """
from torch import nn


def build(planes=3):
    return nn.Sequential(
        nn.Conv2d(planes, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3)
    )
"""


def model_file(folder, planes, channels):
    (folder / "nets.py").write_text(NETS)
    (folder / "model.toml").write_text(
        'name = "n"\nversion = "1"\narch = "nets.py:build"\nweights = "random:0"\noutput = "logits"\n'
        'labels = ["a", "b", "c"]\n'
        f'arch_options = {{ planes = {planes} }}\n[input]\nsize = 16\nchannels = "{channels}"\n'
    )
    return folder / "model.toml"


def test_a_model_with_one_channel_is_given_grey(tmp_path):
    model = load_model(model_file(tmp_path, 1, "grey"), trust_code=True)
    pixels = photographs(1)[0]
    tensor, _ = model.prepare(pixels)
    grey = np.asarray(Image.fromarray(pixels).convert("L"), np.float32) / 255
    assert tensor.shape == (1, 16, 16)
    np.testing.assert_allclose(tensor[0], grey, atol=1.01 / 255)
    assert explain(model, pixels[None], steps=1)[0].map.shape == (16, 16)


def test_one_number_normalises_a_grey_image():
    spec = InputSpec(size=(16, 16), channels="grey", mean=(0.5,), std=(0.25,))
    model = Model.from_module(nn.Identity(), labels=["a", "b"], input=spec)
    assert model.prepare(np.full((16, 16, 3), 255, np.uint8))[0].unique().tolist() == pytest.approx([2.0])
    with pytest.raises(ModelError, match='mean has 3 numbers; "grey" needs 1'):
        InputSpec(channels="grey", mean=(0.5, 0.5, 0.5))


@pytest.mark.parametrize(
    ("planes", "channels", "told"),
    [(1, "rgb", 'say channels = "grey"'), (3, "grey", 'say channels = "rgb"'), (4, "rgb", "RGB, BGR or grey only")],
)
def test_another_number_of_channels_is_told_with_its_remedy(tmp_path, planes, channels, told):
    with pytest.raises(ModelError, match=told):
        load_model(model_file(tmp_path, planes, channels), trust_code=True)


def test_more_than_ten_thousand_classes():
    model = wrap(SmallResidual(classes=12_000), 12_000)
    e = explain(model, photographs(1), targets=[11_999], steps=1)[0]
    assert e.target == 11_999
    assert e.probabilities.shape == (12_000,)
    assert np.isfinite(e.map).all()


@pytest.mark.parametrize("size", [(1, 1), (2, 7), (7, 3)])
def test_images_under_eight_pixels(tmp_path, size):
    pixels = np.random.default_rng(0).integers(0, 256, (*size, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "tiny.png")
    e = explain(wrap(SmallResidual(), 5), [tmp_path / "tiny.png"], steps=1)[0]
    assert (e.geometry.image_height, e.geometry.image_width) == size
    assert e.map.shape == (16, 16)


class _OnceOnly(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    @once_differentiable
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return 2 * x * upstream


class NoSecondDerivative(SmallResidual):
    def forward(self, x):
        return super().forward(_OnceOnly.apply(x))


def test_a_model_that_cannot_be_differentiated_twice_is_told_which_methods_can():
    model = wrap(NoSecondDerivative(), 5)
    with pytest.raises(ExplainError, match="--method gradient, guided or deconvnet") as caught:
        explain(model, photographs(1), steps=1)
    assert "once_differentiable" in str(caught.value)
    for method in ("gradient", "guided", "deconvnet"):
        assert method in METHODS
        assert explain(model, photographs(1), method=method)[0].map.any()


class WithUnusedBranch(SmallResidual):
    def forward(self, x):
        self.relu(self.stem(x))  # as an auxiliary head that nobody asks
        return super().forward(x)


def test_a_branch_that_the_output_does_not_depend_on_changes_nothing():
    branched, plain = (explain(wrap(kind(), 5), photographs(2), steps=3) for kind in (WithUnusedBranch, SmallResidual))
    for one, other in zip(branched, plain, strict=True):
        assert (one.gated, other.gated) == (3, 2)
        np.testing.assert_allclose(one.map, other.map, rtol=1e-5)
