"""The measures of the quality bench, on maps whose figures can be worked out by hand."""

import numpy as np
import pytest
import torch
from torch import nn

from bench import measuring
from bench.worlds import Pair, Single
from engine.models import InputSpec, Model

SIDE = 8


def halves():
    left = np.zeros((SIDE, SIDE), bool)
    left[2:6, 0:3] = True
    return left, left[:, ::-1].copy()


class Brighter(nn.Module):
    """Two classes: how bright the left half is, and the right one."""

    def __init__(self):
        super().__init__()
        self.gain = nn.Parameter(torch.full((2,), 0.5))

    def forward(self, x):
        grey = torch.relu(x).mean(dim=1)
        return torch.stack([grey[:, :, :4].sum((1, 2)), grey[:, :, 4:].sum((1, 2))], dim=1) * self.gain


@pytest.fixture
def model():
    spec = InputSpec(size=(SIDE, SIDE), mean=(0.0,) * 3, std=(1.0,) * 3)
    return Model.from_module(Brighter().eval(), labels=["left", "right"], input=spec)


def picture():
    return np.random.default_rng(3).integers(0, 256, (SIDE, SIDE, 3)).astype(np.uint8)


def test_own_energy_and_wins_by_hand():
    mine, other = halves()
    found = np.zeros((SIDE, SIDE))
    found[2, 0], found[3, 7], found[0, 4] = 3.0, 1.0, 4.0
    found[5, 7] = -9.0  # what speaks against the class has no energy
    assert measuring.own_energy_wins(found, mine, other) == (0.75, 0.375, 1.0)
    assert measuring.own_energy_wins(found, other, mine) == (0.25, 0.125, 0.0)
    elsewhere = np.zeros((SIDE, SIDE))
    elsewhere[0, 4] = 1.0
    assert measuring.own_energy_wins(elsewhere, mine, other) == (0.5, 0.0, 0.5)


def test_each_pair_is_asked_for_both_of_its_things(model):
    asked = []

    def on_the_left(_, images, targets):
        asked.append(targets.tolist())
        found = torch.zeros(len(images), SIDE, SIDE)
        found[:, 2:6, 0:3] = 1.0
        return found

    pairs = [Pair(picture(), halves(), ("left", "right")) for _ in range(measuring.BATCH + 1)]
    found = measuring.on_pairs(model, on_the_left, pairs)
    assert asked == [[0] * 16, [1] * 16, [0], [1]]
    assert found.values["own"].mean() == pytest.approx(0.5)
    assert found.values["wins"].tolist() == [1.0, 0.0] * 17
    assert found.seconds > 0


def test_singles_get_every_figure_against_their_thing(model):
    mask = halves()[0]

    def on_the_thing(_, images, __):
        return torch.from_numpy(mask.astype(np.float32)).expand(len(images), -1, -1)

    found = measuring.on_singles(model, on_the_thing, [Single(picture(), mask, "left")]).values
    assert (found["mass"].item(), found["rank"].item(), found["pointing"].item()) == (1.0, 1.0, 1.0)
    assert found["ins-del"].item() == pytest.approx(found["insertion"].item() - found["deletion"].item())


def test_randomisation_tells_a_map_that_hears_the_weights_from_one_that_does_not(model):
    singles = [Single(picture(), halves()[0], "left") for _ in range(3)]

    def deaf(_, images, __):
        return images.sum(dim=1)

    def hearing(model, images, targets):
        torch.manual_seed(int(1e6 * model.module.gain.detach().double().prod().abs()))
        return torch.rand(len(images), SIDE, SIDE)

    model.module.gain.data = torch.tensor([0.3, 0.7])
    before = model.module.gain.detach().clone()
    found = {
        name: measuring.under_randomisation(model, maps, singles, (1.0,)).values["random 1"]
        for name, maps in (("deaf", deaf), ("hearing", hearing))
    }
    assert found["deaf"] == pytest.approx(1.0)
    assert np.abs(found["hearing"]).max() < 0.6
    assert torch.equal(model.module.gain, before)


def test_sensitivity_is_the_largest_move(model):
    def grey(_, images, __):
        return images.mean(dim=1)

    found = measuring.sensitivity(model, grey, [Single(picture(), halves()[0], "left")]).values["sensitivity"]
    assert 0 < found.item() < 0.1
    still = measuring.sensitivity(model, lambda _, x, __: torch.ones(len(x), SIDE, SIDE), [
        Single(picture(), halves()[0], "left")
    ]).values["sensitivity"]  # fmt: skip
    assert still.item() == 0
