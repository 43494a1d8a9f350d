"""Where learning begins: what each position's share is, and which gates it moves."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from engine.gates import START
from engine.methods import FitSettings
from engine.rules import RuleField
from engine.start import set_start

SHARP = FitSettings(share_blur_ratio=0.0)  # so that sums can be worked out for each position


class Stack(nn.Module):
    """Four convolutions with a ReLU behind each, then the sum of the first channel less that of the second."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(4)
        self.layers = nn.ModuleList([nn.Conv2d(3 if i == 0 else 6, 6, 3, padding=1) for i in range(4)])

    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return (x[:, 0] - x[:, 1]).sum(dim=(1, 2))


def passed(net, x):
    leaf = x.clone().requires_grad_()
    with RuleField(len(x), START, learned=True) as field:
        score = net(leaf.clone())
    with field.shares():
        (gradient,) = torch.autograd.grad(score.sum(), leaf, retain_graph=True)
    return field, gradient, leaf, score


@pytest.fixture
def images():
    torch.manual_seed(5)
    return torch.randn(2, 3, 8, 8, dtype=torch.float64)


def test_shares_are_output_times_gradient_summed_over_the_channels(images):
    net = Stack().double()
    field, _, _, _ = passed(net, images)
    below = images
    for depth, layer in enumerate(net.layers):
        output = F.relu(layer(below)).detach().requires_grad_()
        x = output
        for later in net.layers[depth + 1 :]:
            x = F.relu(later(x))
        (relevance,) = torch.autograd.grad((x[:, 0] - x[:, 1]).sum(), output)
        expected = (output * relevance).sum(dim=1).detach()
        torch.testing.assert_close(field.calls[depth].share, expected, rtol=0, atol=1e-10)
        below = output.detach()


def test_the_pass_for_the_shares_takes_the_plain_gradient(images):
    net = Stack().double()
    _, gradient, _, _ = passed(net, images)
    leaf = images.clone().requires_grad_()
    (expected,) = torch.autograd.grad(net(leaf).sum(), leaf)
    torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-12)


def test_gates_of_coarse_calls_open_where_the_share_is_positive_and_those_of_fine_ones_stay(images):
    field, _, leaf, score = passed(Stack().double(), images)
    start = torch.logit(torch.tensor(START, dtype=torch.float64)).view(4, 1, 1, 1, 1)
    set_start(field, SHARP, 31)  # 8 rows are more than a quarter of that
    for call in field.calls:
        torch.testing.assert_close(call.theta.detach(), start.expand_as(call.theta), rtol=0, atol=1e-12)

    field, _, leaf, score = passed(Stack().double(), images)
    shares = [call.share.clone() for call in field.calls]
    set_start(field, SHARP, 32)
    for call, share in zip(field.calls, shares, strict=True):
        moved = (call.theta - start).detach().squeeze(2).numpy()
        unit = np.abs(share.numpy()).mean(axis=(1, 2), keepdims=True)
        expected = 5 * np.tanh(share.numpy() / (2 * unit))
        np.testing.assert_allclose(moved, np.broadcast_to(expected, moved.shape), atol=1e-9)
    # The gates are still what is learned: the pass reaches them.
    (gradient,) = torch.autograd.grad(score.sum(), leaf, create_graph=True)
    reached = torch.autograd.grad(gradient.square().sum(), field.thetas)
    assert all(to_gates.abs().sum() > 0 for to_gates in reached)


@pytest.mark.parametrize(("tokens", "coarse"), [(16, True), (17, True), (25, False)])  # 17: one of them for the class
def test_tokens_are_as_coarse_as_a_square_of_them(tokens, coarse):
    torch.manual_seed(6)
    mix = nn.Linear(4, 4)
    leaf = torch.randn(2, tokens, 4, requires_grad=True)
    with RuleField(2, START, learned=True) as field:
        score = F.gelu(mix(leaf)).sum(dim=(1, 2))
    with field.shares():
        torch.autograd.grad(score.sum(), leaf, retain_graph=True)
    before = field.calls[0].theta.detach().clone()
    set_start(field, SHARP, 16)
    assert torch.equal(field.calls[0].theta.detach(), before) != coarse


def test_calls_without_positions_and_images_without_evidence_are_left_alone():
    class Pooled(nn.Module):
        def __init__(self):
            super().__init__()
            self.first = nn.Conv2d(3, 4, 3)
            self.second = nn.Linear(4, 4)

        def forward(self, x):
            return F.relu(self.second(F.relu(self.first(x)).mean(dim=(2, 3)))).sum(dim=1)

    net = Pooled()
    nn.init.constant_(net.first.bias, -100.0)  # nothing passes: every share is zero
    field, _, _, _ = passed(net, torch.randn(2, 3, 6, 6))
    set_start(field, SHARP, 64)
    for call in field.calls:
        start = torch.logit(torch.tensor(START)).view(4, *[1] * (call.theta.ndim - 1))
        torch.testing.assert_close(call.theta.detach(), start.expand_as(call.theta))
