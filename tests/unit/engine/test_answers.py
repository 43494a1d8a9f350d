"""The map weighed by what the masked images answer, worked out again from a watched fit with autograd alone."""

import copy

import numpy as np
import pytest
import torch

import engine
from engine.answers import weighed
from engine.explaining import explain
from tests.unit.engine.nets import SmallResidual, photographs, wrap


def gain(net, image, hidden, mask, target):
    """d log-odds / d mask of the image seen through the mask; (16, 16)."""
    weight = torch.tensor(mask)[None, None].requires_grad_()
    scores = net(weight * image + (1 - weight) * hidden)[0]
    others = torch.cat((scores[:target], scores[target + 1 :]))
    return torch.autograd.grad(scores[target] - others.logsumexp(0), weight)[0][0, 0].numpy()


@pytest.mark.parametrize("steps", [0, 1, 4])
def test_the_best_map_is_weighed_by_what_unhiding_adds_on_average(steps):
    model = wrap(SmallResidual(), 5)
    picture = photographs(1)[0]
    watched = list(engine.watch(model, picture, target=2, steps=steps))
    image = torch.tensor(picture).permute(2, 0, 1)[None] / 255
    hidden = model.baseline
    net = copy.deepcopy(model.module).eval()
    answer = gain(net, image, hidden, np.ones((16, 16), np.float32), 2)
    for step in watched[:-1]:  # the last one is not learned from
        mask = np.minimum(1, step.map / (0.7 * step.map.max()))
        answer += (gain(net, image, hidden, mask, 2) + gain(net, image, hidden, 1 - mask, 2)) / steps
    best = [step for step in watched if step.best][-1].map
    # the blur, a sixth of a pixel, is none here
    speaks_for = np.maximum(0, answer / np.abs(answer).mean())
    expected = best * (1 + 2 * speaks_for / (1 + speaks_for))
    np.testing.assert_allclose(watched[-1].explanation.map, expected, rtol=2e-3, atol=1e-6 * expected.max())


def test_answers_are_counted_in_their_mean_size_and_only_where_they_speak_for_the_class():
    attribution = torch.tensor([[[1.0, 2.0], [3.0, 4.0]]])
    answers = torch.tensor([[[4.0, -4.0], [0.0, 12.0]]])  # mean size 5
    found = weighed(attribution, answers, weight=2.0, blur_ratio=0.0)
    torch.testing.assert_close(found, torch.tensor([[[1 + 2 * 4 / 9, 2.0], [3.0, 4 * (1 + 2 * 12 / 17)]]]))


def test_no_answer_outweighs_the_map():
    answers = torch.zeros(1, 8, 8)
    answers[0, 0, 0] = 1e6
    assert weighed(torch.ones(1, 8, 8), answers, weight=2.0, blur_ratio=0.0).max() < 3


def test_answers_are_blurred_as_the_map_is():
    answers = torch.zeros(1, 32, 32)
    answers[0, 16, 16] = 1.0
    found = weighed(torch.ones(1, 32, 32), answers, weight=1.0, blur_ratio=1 / 16)[0] - 1
    found = found / (1 - found)  # r, from r / (1 + r)
    across = found.sum(dim=0) / found.sum()
    assert (across * (torch.arange(32) - 16.0) ** 2).sum().item() == pytest.approx(2**2, rel=0.05)


@pytest.mark.parametrize("value", [0.0, float("nan"), float("inf")])
def test_answers_that_say_nothing_leave_the_map_as_it_is(value):
    attribution = torch.rand(2, 8, 8)
    answers = torch.rand(2, 8, 8)
    answers[1] = value
    found = weighed(attribution, answers, 1.0, 0.0)
    assert torch.equal(found[1], attribution[1])
    assert (found[0] > attribution[0]).all()


def test_a_picture_that_is_the_baseline_everywhere_answers_nothing_and_keeps_its_map():
    model = wrap(SmallResidual(), 5)
    grey = np.full((16, 16, 3), 127, np.uint8)
    found = explain(model, grey[None], targets=[1], steps=2)[0]
    assert np.isfinite(found.map).all()
