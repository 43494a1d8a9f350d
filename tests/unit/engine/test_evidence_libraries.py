"""The measures beside public implementations: torchcam's metrics, captum's sensitivity, grad-cam's imputer."""

from contextlib import nullcontext

import numpy as np
import pytest
import torch
from captum.metrics import sensitivity_max
from pytorch_grad_cam.metrics.road import NoisyLinearImputer
from torchcam.metrics import ClassificationMetric, DeletionInsertionMetric

from engine.evidence import deletion, drop_and_increase, fill_in, insertion, max_sensitivity
from tests.unit.engine.nets import SmallResidual

TARGET = 3


@pytest.fixture(scope="module")
def net():
    return SmallResidual().eval()


@pytest.fixture
def image():
    return np.random.default_rng(0).normal(size=(3, 16, 16)).astype(np.float32)


@pytest.fixture
def a():
    """A map with many equal pixels, so that the order of ties counts."""
    return np.random.default_rng(1).integers(0, 20, (16, 16)) / 20


def score_of(net):
    def score(images):
        with torch.no_grad():
            return net(torch.from_numpy(images)).softmax(dim=1)[:, TARGET].numpy()

    return score


class GivenMap:
    """What torchcam asks of an extractor, around a map that is already there."""

    def __init__(self, model, a):
        self.model, self._map = model, torch.tensor(a, dtype=torch.float32)[None]

    def __call__(self, *_, **__):
        return [self._map]

    def fuse_cams(self, cams):
        return cams[0]

    def _hooks_off(self):
        return nullcontext()


def softmax(logits):
    return torch.softmax(logits, dim=-1)


@pytest.mark.parametrize("steps", [4, 32, 256])
def test_curves_are_torchcams(net, image, a, steps):
    metric = DeletionInsertionMetric(GivenMap(net, a), softmax, steps=steps)
    metric.update(torch.from_numpy(image)[None], class_idx=TARGET)
    theirs, zero = metric.summary(), np.zeros((3, 1, 1))
    assert deletion(score_of(net), image, a, zero, steps).value == pytest.approx(theirs["deletion_auc"], abs=1e-6)
    assert insertion(score_of(net), image, a, zero, steps).value == pytest.approx(theirs["insertion_auc"], abs=1e-6)


@pytest.mark.parametrize("strength", [0.3, 1.0, 3.0])
def test_average_drop_and_increase_are_torchcams(net, image, a, strength):
    mask = a * strength
    metric = ClassificationMetric(GivenMap(net, mask), softmax)
    metric.update(torch.from_numpy(image)[None], class_idx=TARGET)
    theirs = metric.summary()
    drop, increase = drop_and_increase(score_of(net), image, mask)
    assert drop.value == pytest.approx(theirs["avg_drop"], abs=1e-5)
    assert increase.value == theirs["conf_increase"]


def test_max_sensitivity_is_captums_on_the_same_draws(net, image):
    def maps(images):
        leaf = torch.as_tensor(images).clone().requires_grad_()
        with torch.enable_grad():
            (gradient,) = torch.autograd.grad(net(leaf)[:, TARGET].sum(), leaf)
        return gradient.abs().amax(dim=1)

    def in_captums_way(images):
        """A tuple for a tuple, a tensor for a tensor."""
        return (maps(images[0]),) if isinstance(images, tuple) else maps(images)

    draws = np.random.default_rng(4).uniform(-0.05, 0.05, (10, 3, 16, 16))

    def same_draws(images):
        return (images + torch.from_numpy(draws)).float()

    theirs = sensitivity_max(
        in_captums_way, torch.from_numpy(image)[None], perturb_func=same_draws, n_perturb_samples=10, norm_ord=2
    )
    ours = max_sensitivity(lambda images: maps(images).numpy(), image, radius=0.05, draws=10, seed=4)
    assert ours.value == pytest.approx(theirs.item(), rel=1e-4)
    assert ours.value > 0


@pytest.mark.filterwarnings("ignore:__array_wrap__:DeprecationWarning")  # the library, with numpy 2
@pytest.mark.parametrize("percent", [10, 50, 90, 99])
def test_filling_in_is_grad_cams(image, a, percent):
    order = np.argsort(-a.ravel(), kind="stable")
    missing = np.zeros(256, bool)
    missing[order[: percent * 256 // 100]] = True
    missing = missing.reshape(16, 16)
    theirs = NoisyLinearImputer(noise=0.0)(torch.from_numpy(image), torch.from_numpy(~missing).float())
    ours = fill_in(image, missing, 0.0, np.random.default_rng(0))
    np.testing.assert_allclose(ours, theirs.numpy(), atol=1e-5)
