"""Parameter randomisation on toy nets, and that a model comes out of it as it went in."""

import io

import numpy as np
import pytest
import torch
from torch import nn

from engine.evidence.randomisation import layers_from_the_top, parameter_randomisation, randomised, spearman
from engine.exported import read_export
from tests.unit.engine.nets import SmallResidual

IMAGE = np.random.default_rng(0).normal(size=(3, 16, 16)).astype(np.float32)


class ListedTheWrongWayRound(nn.Module):
    """Calls stem, middle, head; lists them from head to stem; reads a scale of its own."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(1)
        self.head = nn.Linear(4, 3)
        self.middle = nn.Conv2d(4, 4, 3)
        self.stem = nn.Conv2d(3, 4, 3)
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return self.head(self.middle(self.stem(x * self.scale).relu()).relu().mean(dim=(2, 3)))


def gradient_of(module):
    def maps(images):
        leaf = torch.from_numpy(images.copy()).requires_grad_()
        (gradient,) = torch.autograd.grad(module(leaf)[:, 0].sum(), leaf)
        return gradient.abs().amax(dim=1).numpy()

    return maps


@pytest.mark.parametrize(("one", "other", "expected"), [
    ([1, 2, 3, 4], [10, 20, 30, 4000], 1),
    ([1, 2, 3, 4], [4, 3, 2, 1], -1),
    ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], 0.8),  # 1 - 6 (1 + 1 + 1 + 1) / (5 * 24)
    ([1, 2, 2, 3], [1, 2, 3, 4], 4.5 / np.sqrt(4.5 * 5)),  # ranks 1, 2.5, 2.5, 4
    ([1, 1, 1, 1], [1, 2, 3, 4], None),
])  # fmt: skip
def test_rank_correlation_by_hand(one, other, expected):
    made = spearman(np.array(one, float), np.array(other, float))
    assert made == (pytest.approx(expected) if expected is not None else None)


def test_the_top_is_what_is_called_last():
    net = ListedTheWrongWayRound()
    assert layers_from_the_top(net, IMAGE) == (net.head, net.middle, net.stem, net)
    assert not any(part._forward_pre_hooks for part in net.modules())


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")  # torch.export's own
def test_layers_of_an_exported_net_are_found_though_it_calls_none_of_them():
    archive = io.BytesIO()
    torch.export.save(torch.export.export(SmallResidual().eval(), (torch.zeros(2, 3, 16, 16),)), archive)
    net = read_export(archive.getvalue(), "net.pt2")
    names = {part: name.rpartition(".")[2] for name, part in net.named_modules()}
    assert [names[part] for part in layers_from_the_top(net, IMAGE)] == ["head", "conv", "norm", "stem"]


@pytest.mark.parametrize("fails", [False, True])
def test_every_bit_comes_back(fails):
    net = SmallResidual().train()
    net.stem.weight.grad = torch.ones_like(net.stem.weight)
    with torch.no_grad():
        net.stem.bias[0] = float("nan")  # bits that no comparison of numbers would see
        net.stem.bias[1] = -0.0
    before = {name: value.numpy().tobytes() for name, value in net.state_dict().items()}
    generator = torch.get_rng_state()
    layers = layers_from_the_top(net, IMAGE)
    try:
        with randomised(layers, seed=0):
            assert not np.array_equal(net.head.weight.detach().numpy().tobytes(), before["head.weight"])
            if fails:
                raise KeyError
    except KeyError:
        assert fails
    assert {name: value.numpy().tobytes() for name, value in net.state_dict().items()} == before
    assert torch.equal(torch.get_rng_state(), generator)
    assert net.training
    assert all(parameter.requires_grad for parameter in net.parameters())
    assert torch.equal(net.stem.weight.grad, torch.ones_like(net.stem.weight))


def test_layers_below_stay_and_the_draw_has_the_tensors_own_spread():
    net = ListedTheWrongWayRound()
    stem, spread = net.stem.weight.clone(), net.middle.weight.std().item()
    layers = layers_from_the_top(net, IMAGE)
    with randomised(layers[:2], seed=0):
        assert torch.equal(net.stem.weight, stem)
        assert net.middle.weight.std().item() == pytest.approx(spread, rel=0.3)
        head = net.head.weight.clone()
    with randomised(layers[:1], seed=0):
        assert torch.equal(net.head.weight, head)
    with randomised(layers[:1], seed=1):
        assert not torch.equal(net.head.weight, head)


def test_a_map_of_the_model_changes_and_a_map_of_the_image_alone_does_not():
    net = SmallResidual().eval()

    def edges(images):
        return np.abs(np.diff(images.sum(axis=1), axis=2))

    made = parameter_randomisation(net, IMAGE, gradient_of(net), beside={"edges": edges})
    assert [measure.parameters["layers"] for measure in made] == [1, 2, 4]
    assert all(measure.parameters["of"] == 4 for measure in made)
    assert made[-1].value < 0.9
    assert all(measure.beside == {"edges": pytest.approx(1)} for measure in made)


def test_the_figure_is_the_rank_correlation_with_the_randomised_nets_map():
    net = ListedTheWrongWayRound()
    before = gradient_of(net)(IMAGE[None])[0]
    (made,) = parameter_randomisation(net, IMAGE, gradient_of(net), depths=[2], seed=5)
    with randomised([net.head, net.middle], seed=5):
        after = gradient_of(net)(IMAGE[None])[0]
    ranks = [np.argsort(np.argsort(a.ravel(), kind="stable"), kind="stable") for a in (before, after)]
    assert made.value == pytest.approx(np.corrcoef(*ranks)[0, 1], abs=0.01)  # ties are few: borders of zero gradient


def test_a_map_that_breaks_has_no_value():
    net = SmallResidual().eval()
    made = parameter_randomisation(net, IMAGE, lambda images: np.ones((1, 16, 16)))
    assert {measure.value for measure in made} == {None}
    made = parameter_randomisation(net, IMAGE, lambda images: np.full((1, 16, 16), np.nan))
    assert "not numbers" in made[0].note


def test_a_depth_that_the_model_does_not_have_is_refused():
    with pytest.raises(ValueError, match="4 layers, not 5"):
        parameter_randomisation(SmallResidual(), IMAGE, lambda images: images[:, 0], depths=[5])


def test_a_model_without_parameters_has_no_value():
    (made,) = parameter_randomisation(nn.ReLU(), IMAGE, lambda images: images[:, 0])
    assert (made.value, made.note) == (None, "The model has no parameters.")
