"""Explaining images: what comes back, and that nothing is left behind."""

import copy
import gc

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

import engine
from engine.explaining import PartlyExplained, explain, explain_batch, prepare_array
from engine.fit import ExplainError, fit
from engine.masks import blur, mask_of
from engine.methods import METHODS, FitSettings
from tests.unit.engine.nets import LeftOrRight, SmallResidual, photographs, wrap


@pytest.fixture(scope="module")
def lit():
    """Grey as the baseline, with light on the left in image 0, on the right in image 1, on both in image 2."""
    images = np.full((3, 16, 16, 3), 127, np.uint8)
    images[0, 4:12, 2:6] = 250
    images[1, 4:12, 10:14] = 250
    images[2, 4:12, 2:6] = 250
    images[2, 4:12, 10:14] = 250
    return images


@pytest.mark.parametrize("method", METHODS)
def test_an_explanation_says_what_was_asked_and_what_was_found(lit, method):
    made = explain(wrap(LeftOrRight(), 2), lit, method=method, steps=3)
    assert [e.prediction for e in made[:2]] == [0, 1]
    assert [e.target for e in made[:2]] == [0, 1]
    for e in made:
        assert e.map.shape == (16, 16)
        assert e.map.dtype == np.float32
        assert np.isfinite(e.map).all()
        assert e.map.max() > 0
        assert e.probabilities.shape == (2,)
        assert e.probabilities.sum() == pytest.approx(1, abs=1e-6)
        assert (e.gated, e.executed) == (0 if METHODS[method].kind == "peer" else 1, 1)
        assert len(e.losses) == (4 if method == "learned" else 0)
        assert e.seconds > 0
        assert 0 <= e.evidence.area <= 1
        assert 0 <= e.evidence.gini < 1


@pytest.mark.parametrize("inplace", [False, True])
def test_the_asked_class_is_where_the_map_lies(lit, inplace):
    model = wrap(LeftOrRight(inplace), 2)
    both = np.stack([lit[2], lit[2]])
    left, right = explain(model, both, targets=[0, 1], steps=10)
    assert left.map[:, :8].sum() > 0.9 * left.map.sum()
    assert right.map[:, 8:].sum() > 0.9 * right.map.sum()


def test_learning_lowers_every_images_loss():
    made = explain(wrap(SmallResidual(), 5), photographs(6), steps=10)
    for e in made:
        assert min(e.losses) < e.losses[0]


def test_the_loss_of_the_first_step_is_the_formula(lit):
    """The mask, the two masked passes and the loss, worked out again from the map of the starting gates; and what is
    told of the explanation from its own."""
    model = wrap(SmallResidual(), 5)
    start, learned = (explain(model, lit[:1], targets=[3], steps=n)[0] for n in (0, 1))
    (first,) = engine.watch(model, lit[0], target=3, steps=0)
    image = torch.tensor(lit[:1]).permute(0, 3, 1, 2) / 255
    hidden = torch.full_like(image, float(model.baseline.mean()))
    net = copy.deepcopy(model.module).eval()

    def seen(attribution):
        mask = np.minimum(1, attribution / (0.7 * attribution.max()))
        weight = torch.tensor(mask)[None, None]
        with torch.no_grad():
            log_keep = F.log_softmax(net(weight * image + (1 - weight) * hidden), dim=1)[0, 3]
            p_drop = F.softmax(net((1 - weight) * image + weight * hidden), dim=1)[0, 3]
        return log_keep, p_drop, mask.mean()

    log_keep, p_drop, area = seen(first.map)
    expected = -log_keep - torch.log(1 - p_drop) + 8 * area
    assert start.losses[0] == learned.losses[0] == pytest.approx(expected.item(), abs=1e-4)
    log_keep, p_drop, area = seen(start.map)
    whole = torch.softmax(net(image), dim=1)[0, 3].item()
    assert start.evidence.keep == pytest.approx(log_keep.exp().item() / whole, rel=1e-4)
    assert start.evidence.drop == pytest.approx(p_drop.item() / whole, rel=1e-4)
    assert start.evidence.area == pytest.approx(area, rel=1e-5)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("training", [False, True])
def test_the_model_is_left_exactly_as_it_was_found(method, training):
    module = SmallResidual().train(training)
    module.head.weight.grad = torch.ones_like(module.head.weight)
    module.stem.weight.requires_grad_(False)
    before = copy.deepcopy(module.state_dict())
    modes = [part.training for part in module.modules()]
    flags = [parameter.requires_grad for parameter in module.parameters()]
    model = wrap(module, 5)
    explain(model, photographs(3), method=method, steps=2)
    assert [part.training for part in module.modules()] == modes
    assert [parameter.requires_grad for parameter in module.parameters()] == flags
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name]), name
    assert torch.equal(module.head.weight.grad, torch.ones_like(module.head.weight))
    assert all(parameter.grad is None for parameter in module.parameters() if parameter is not module.head.weight)
    for part in module.modules():
        hooks = (part._forward_hooks, part._backward_hooks, part._forward_pre_hooks, part._backward_pre_hooks)
        assert not any(hooks)


def test_the_model_is_left_as_found_when_it_fails():
    class Breaks(SmallResidual):
        def forward(self, x):
            super().forward(x)
            raise RuntimeError("broken")

    module = Breaks().train()
    with pytest.raises(RuntimeError, match="broken"):
        explain(wrap(module, 5), photographs(1))
    assert module.training
    assert all(parameter.requires_grad for parameter in module.parameters())


def test_an_image_does_not_depend_on_its_neighbours_or_its_place():
    model = wrap(SmallResidual(), 5)
    images = photographs(8)
    prepared = [prepare_array(model, image) for image in images]
    together = explain_batch(model, prepared, [-1] * 8, steps=5)
    turned = explain_batch(model, prepared[::-1], [-1] * 8, steps=5)[::-1]
    alone = [explain_batch(model, [entry], [-1], steps=5, pad_to=8)[0] for entry in prepared]
    for one, other, third in zip(together, turned, alone, strict=True):
        assert one.map.tobytes() == other.map.tobytes() == third.map.tobytes()


def test_same_seed_same_bytes():
    model = wrap(SmallResidual(), 5)
    one, two = (explain(model, photographs(3), seed=7)[2].map.tobytes() for _ in range(2))
    assert one == two


def test_the_graph_is_cut_after_a_batch():
    """Nothing keeps the fit's tensors alive: after a batch, with the collector off, no more tensors than before."""
    model = wrap(SmallResidual(), 5)
    explain(model, photographs(2), steps=2)
    gc.collect()
    was_on = gc.isenabled()  # off where a window was there before
    gc.disable()
    try:
        before = sum(issubclass(type(thing), torch.Tensor) for thing in gc.get_objects())
        for _ in range(3):
            explain(model, photographs(2), steps=2)
        after = sum(issubclass(type(thing), torch.Tensor) for thing in gc.get_objects())
    finally:
        if was_on:
            gc.enable()
    assert after == before


def test_targets_outside_the_classes_are_refused():
    with pytest.raises(ExplainError, match="no class 5: the model has 5 classes, 0 to 4"):
        explain(wrap(SmallResidual(), 5), photographs(1), targets=[5])


def test_one_class_has_no_odds():
    with pytest.raises(ExplainError, match="binary"):
        explain(wrap(SmallResidual(classes=1), 1), photographs(1))


def test_a_binary_model_is_explained_for_either_answer():
    model = wrap(SmallResidual(classes=1), 2, output="binary")
    no, yes = explain(model, photographs(2)[[0, 0]], targets=[0, 1], steps=2)
    assert no.probabilities.sum() == pytest.approx(1, abs=1e-6)
    assert not np.array_equal(no.map, yes.map)


class Linear(nn.Module):
    def __init__(self, activation=None):
        super().__init__()
        self.layer = nn.Linear(16 * 16 * 3, 3)
        self.activation = activation

    def forward(self, x):
        z = self.layer(x.flatten(1))
        return z if self.activation is None else self.activation(z)


def test_a_model_without_activations_is_told_what_to_do():
    with pytest.raises(ExplainError, match="--method gradient"):
        explain(wrap(Linear(), 3), photographs(1))
    assert explain(wrap(Linear(), 3), photographs(1), method="gradient")[0].gated == 0


def test_nan_in_one_output_fails_that_image_alone():
    class NanWhenWhite(SmallResidual):
        def forward(self, x):
            z = super().forward(x)
            return torch.where(x.mean(dim=(1, 2, 3))[:, None] > 0.99, torch.nan, z)

    model = wrap(NanWhenWhite(), 5)
    images = photographs(3)
    images[1] = 255
    with pytest.raises(PartlyExplained, match="not a number") as caught:
        explain(model, images, steps=2)
    assert len(caught.value.explanations) == 2
    clean = explain(model, images[[0, 2]], steps=2)
    np.testing.assert_allclose(caught.value.explanations[1].map, clean[1].map, rtol=1e-4, atol=1e-8)


@pytest.mark.parametrize("scale", [1e-6, 1e4])
def test_extreme_scores_stay_finite(scale):
    class Scaled(SmallResidual):
        def forward(self, x):
            return scale * super().forward(x)

    for e in explain(wrap(Scaled(), 5), photographs(3), steps=20):
        assert np.isfinite(e.map).all()
        assert np.isfinite(e.losses).all()


def test_files_and_arrays_give_the_same_map(tmp_path):
    model = engine.Model.from_module(SmallResidual(), labels=list("abcde"))
    pixels = photographs(1, side=40)
    Image.fromarray(pixels[0]).save(tmp_path / "one.png")
    from_file = explain(model, [tmp_path / "one.png"], steps=2)[0]
    from_array = explain(model, pixels, steps=2)[0]
    assert from_file.map.tobytes() == from_array.map.tobytes()
    assert from_file.source == str(tmp_path / "one.png")
    assert len(from_file.sha256) == 64


def test_unreadable_files_are_named_and_the_others_kept(tmp_path):
    Image.fromarray(photographs(1)[0]).save(tmp_path / "fine.png")
    (tmp_path / "empty.png").touch()
    with pytest.raises(PartlyExplained, match="empty") as caught:
        explain(wrap(SmallResidual(), 5), [tmp_path / "empty.png", tmp_path / "fine.png"], steps=1)
    assert [e.source for e in caught.value.explanations] == [str(tmp_path / "fine.png")]


def test_mask_of_a_known_map():
    a = torch.tensor([[[0.0, 0.35], [0.7, 1.0]], [[0.0, 0.0], [0.0, 0.0]]])
    torch.testing.assert_close(mask_of(a), torch.tensor([[[0.0, 0.5], [1.0, 1.0]], [[0.0, 0.0], [0.0, 0.0]]]))


def test_blur_keeps_the_sum_and_spreads_by_sigma():
    spot = torch.zeros(1, 41, 41)
    spot[0, 20, 20] = 1
    blurred = blur(spot, 2.0)[0]
    assert blurred.sum().item() == pytest.approx(1, abs=1e-5)
    across = blurred.sum(dim=0)
    variance = (across * (torch.arange(41) - 20.0) ** 2).sum().item()
    assert variance == pytest.approx(4, rel=0.05)


def test_a_fit_can_be_asked_for_without_steps_and_equals_the_start():
    model = wrap(SmallResidual(), 5)
    images = torch.stack([prepare_array(model, image).tensor for image in photographs(2)])
    fitted = fit(model, images, torch.tensor([1, 2]), FitSettings.for_steps(0))
    assert fitted.losses.shape == (1, 2)
    assert fitted.targets.tolist() == [1, 2]


def test_an_explanation_owns_its_map_and_not_the_whole_batch(lit):
    assert all(e.map.base is None for e in explain(wrap(LeftOrRight(), 2), lit, steps=1))
