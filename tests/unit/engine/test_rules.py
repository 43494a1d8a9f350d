"""The rule field against autograd, against captum, and against sums written out in numpy."""

import copy

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from engine.gates import DECONVNET, GRADIENT, GUIDED, PASS_THROUGH, START, Gates
from engine.rules import RuleField

CORNERS = {"gradient": GRADIENT, "guided": GUIDED, "deconvnet": DECONVNET, "pass-through": PASS_THROUGH}


def relevance(module, x, gates, *, learned=False, tune=None):
    """d sum(output) / d x under the rules, and the field; ``tune(field)`` may move gates before the backward pass."""
    leaf = x.clone().requires_grad_()
    with RuleField(len(x), gates, learned=learned) as field:
        output = module(leaf.clone())
    if tune is not None:
        tune(field)
    (gradient,) = torch.autograd.grad(output.sum(), leaf)
    return gradient, field


# --- one ReLU between two fixed matrices: every number worked out in numpy ---------------------------------------

W1 = np.array([[1.0, -2.0, 0.5], [0.0, 1.0, -1.0], [2.0, 0.5, 1.0], [-1.0, -1.0, 3.0]])
W2 = np.array([[1.0, -1.0, 2.0, -3.0]])


def two_layers():
    net = nn.Sequential(nn.Linear(3, 4, bias=False), nn.ReLU(), nn.Linear(4, 1, bias=False)).double()
    net[0].weight.data = torch.tensor(W1)
    net[2].weight.data = torch.tensor(W2)
    return net


@pytest.mark.parametrize(
    "gates", [*CORNERS.values(), Gates(0.9, 0.4, 0.2, 0.05)], ids=[*CORNERS, "four different gates"]
)
def test_relevance_through_one_relu_equals_the_sum_written_out(gates):
    x = np.array([[1.0, 0.2, -0.3], [-1.0, 0.5, 0.7]])
    expected = np.zeros_like(x)
    for i in range(len(x)):
        for unit in range(4):
            alive = W1[unit] @ x[i] > 0
            arriving = W2[0, unit]
            if alive:
                gate = gates[0] if arriving > 0 else gates[1]
            else:
                gate = gates[2] if arriving > 0 else gates[3]
            expected[i] += gate * arriving * W1[unit]
    got, _ = relevance(two_layers(), torch.tensor(x), gates)
    np.testing.assert_allclose(got.numpy(), expected, atol=1e-12)


# --- the gradient corner is autograd, for every activation and every way of calling it ------------------------------


class Activate(nn.Module):
    """conv, the given activation, conv: so that relevance of both signs arrives at units in every state."""

    def __init__(self, call):
        super().__init__()
        self.before = nn.Conv2d(3, 8, 3, padding=1)
        self.after = nn.Conv2d(8, 2, 3, padding=1)
        self.call = call

    def forward(self, x):
        return self.after(self.call(self.before(x)))


def thrown_away(x):
    F.relu(x, inplace=True)
    return x


def elu_thrown_away(x):
    F.elu(x, inplace=True)
    return x


def twice(x):
    relu = nn.ReLU(inplace=True)
    return relu(-relu(x) + 0.1)


def on_a_view(x):
    F.relu_(x[:, :4])
    return x


CALLS = {
    "nn.ReLU": nn.ReLU(),
    "nn.ReLU in place": nn.ReLU(inplace=True),
    "F.relu": F.relu,
    "F.relu in place, result thrown away": thrown_away,
    "torch.relu": torch.relu,
    "torch.relu_": torch.relu_,
    "method": lambda x: x.relu(),
    "method in place": lambda x: x.relu_(),
    "one module twice": twice,
    "in place on a view": on_a_view,
    "aten overload": torch.ops.aten.relu.default,
    "aten overload in place": torch.ops.aten.relu_.default,
    "ReLU6": nn.ReLU6(),
    "ReLU6 in place": nn.ReLU6(inplace=True),
    "F.relu6": F.relu6,
    "LeakyReLU": nn.LeakyReLU(0.2),
    "LeakyReLU in place": nn.LeakyReLU(0.2, inplace=True),
    "F.leaky_relu": lambda x: F.leaky_relu(x, negative_slope=0.3),
    "PReLU": nn.PReLU(8),
    "RReLU": nn.RReLU().eval(),
    "Hardtanh": nn.Hardtanh(-0.5, 0.5),
    "ELU": nn.ELU(),
    "ELU in place": nn.ELU(inplace=True),
    "SELU": nn.SELU(),
    "SELU in place": nn.SELU(inplace=True),
    "CELU": nn.CELU(0.7),
    "CELU in place": nn.CELU(0.7, inplace=True),
    "F.elu in place, result thrown away": elu_thrown_away,
    "LogSigmoid": nn.LogSigmoid(),
    "Softsign": nn.Softsign(),
    "Softshrink": nn.Softshrink(0.2),
    "Hardshrink": nn.Hardshrink(0.2),
    "Tanhshrink": nn.Tanhshrink(),
    "Threshold": nn.Threshold(0.1, -0.3),
    "Threshold in place": nn.Threshold(0.1, -0.3, inplace=True),
    "Mish in place": nn.Mish(inplace=True),
    "method prelu": lambda x: x.prelu(torch.full((8,), 0.3, dtype=x.dtype)),
    "made inside forward": lambda x: nn.Softplus(beta=2).to(x.dtype)(x),
    "aten gelu": torch.ops.aten.gelu.default,
    "aten silu in place": torch.ops.aten.silu_.default,
    "GELU": nn.GELU(),
    "GELU tanh": nn.GELU(approximate="tanh"),
    "SiLU": nn.SiLU(),
    "SiLU in place": nn.SiLU(inplace=True),
    "Mish": nn.Mish(),
    "Hardswish": nn.Hardswish(),
    "Hardswish in place": nn.Hardswish(inplace=True),
    "Softplus": nn.Softplus(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_gradient_corner_equals_autograd(call):
    torch.manual_seed(0)
    net = Activate(call).double()
    x = torch.randn(2, 3, 6, 6, dtype=torch.float64)
    leaf = x.clone().requires_grad_()
    (expected,) = torch.autograd.grad(net(leaf).sum(), leaf)
    got, field = relevance(net, x, GRADIENT)
    assert field.executed == field.gated >= 1
    torch.testing.assert_close(got, expected, rtol=0, atol=1e-10)


@pytest.mark.parametrize("corner", CORNERS)
def test_every_way_of_calling_relu_follows_the_same_rule(corner):
    torch.manual_seed(1)
    x = torch.randn(2, 3, 6, 6, dtype=torch.float64)
    net = Activate(nn.ReLU()).double()
    expected, _ = relevance(net, x, CORNERS[corner])
    for name in (
        "nn.ReLU in place", "F.relu", "F.relu in place, result thrown away", "torch.relu_", "method in place",
        "aten overload in place",
    ):  # fmt: skip
        twin = Activate(CALLS[name])
        twin.before, twin.after = net.before, net.after
        got, _ = relevance(twin, x, CORNERS[corner])
        torch.testing.assert_close(got, expected, rtol=0, atol=0, msg=name)


@pytest.mark.parametrize(("corner", "method"), [(GUIDED, "GuidedBackprop"), (DECONVNET, "Deconvolution")])
def test_corners_equal_captum_where_captum_sees_the_activations(corner, method):
    attr = pytest.importorskip("captum.attr")
    torch.manual_seed(2)
    net = nn.Sequential(
        nn.Conv2d(3, 6, 3), nn.ReLU(), nn.Conv2d(6, 6, 3), nn.ReLU(), nn.Flatten(), nn.Linear(96, 5), nn.ReLU(),
        nn.Linear(5, 3),
    ).double()  # fmt: skip
    x = torch.randn(2, 3, 8, 8, dtype=torch.float64)
    with pytest.warns(UserWarning, match="backward hooks"):
        expected = getattr(attr, method)(copy.deepcopy(net)).attribute(x.clone().requires_grad_(), target=1)
    got, _ = relevance(lambda image: net(image)[:, 1], x, corner)
    torch.testing.assert_close(got, expected.detach(), rtol=0, atol=1e-12)


# --- positions ------------------------------------------------------------------------------------------------------


def close_gates_at(place):
    """Shut all four gates of the first call of image 0 at one position."""

    def tune(field):
        theta = field.calls[0].theta
        with torch.no_grad():
            theta[(slice(None), 0, *place)] = -1e9

    return tune


def test_gates_are_one_set_a_pixel_shared_by_the_channels():
    net = nn.Sequential(nn.Conv2d(3, 5, 1, bias=False), nn.ReLU(), nn.Conv2d(5, 1, 1, bias=False)).double()
    x = torch.randn(2, 3, 4, 4, dtype=torch.float64)
    open_, field = relevance(net, x, Gates(0.9, 0.9, 0.9, 0.9), learned=True)
    assert field.calls[0].theta.shape == (4, 2, 1, 4, 4)
    shut, _ = relevance(net, x, Gates(0.9, 0.9, 0.9, 0.9), learned=True, tune=close_gates_at((0, 1, 2)))
    changed = (open_ != shut).any(dim=1)
    assert changed.nonzero().tolist() == [[0, 1, 2]]
    assert not shut[0, :, 1, 2].any()


def test_after_pooling_an_image_has_one_gate_set():
    net = nn.Sequential(nn.Flatten(), nn.Linear(12, 7), nn.ReLU(), nn.Linear(7, 2))
    _, field = relevance(net, torch.randn(3, 3, 2, 2), START, learned=True)
    assert field.calls[0].theta.shape == (4, 3, 1)


def test_features_last_after_a_linear_layer():
    class Tokens(nn.Module):
        def __init__(self):
            super().__init__()
            self.linear = nn.Linear(3, 6)

        def forward(self, x):
            return F.relu(self.linear(x.permute(0, 2, 3, 1))).sum(dim=(1, 2))

    _, field = relevance(Tokens(), torch.randn(2, 3, 4, 5), START, learned=True)
    assert field.calls[0].theta.shape == (4, 2, 4, 5, 1)


# --- learning the gates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("activation", [nn.ReLU(), nn.ReLU(inplace=True), nn.GELU()], ids=["relu", "in place", "gelu"])
def test_gradient_of_the_gates_equals_finite_differences(activation):
    torch.manual_seed(3)
    net = nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), activation, nn.Conv2d(4, 4, 3, padding=1), activation, nn.Flatten(),
        nn.Linear(64, 1),
    ).double()  # fmt: skip
    x = torch.randn(1, 3, 4, 4, dtype=torch.float64)
    weights = torch.randn(1, 3, 4, 4, dtype=torch.float64)
    leaf = x.clone().requires_grad_()
    with RuleField(1, Gates(0.8, 0.5, 0.3, 0.2), learned=True) as field:
        output = net(leaf.clone())

    def judged(create_graph):
        (gradient,) = torch.autograd.grad(output.sum(), leaf, create_graph=create_graph, retain_graph=True)
        return (gradient * weights).sum()

    gradients = torch.autograd.grad(judged(True), field.thetas)
    step = 1e-6
    for theta, gradient in zip(field.thetas, gradients, strict=True):
        flat = theta.data.view(-1)
        for place in range(0, len(flat), 7):
            before = flat[place].item()
            flat[place] = before + step
            above = judged(False)
            flat[place] = before - step
            below = judged(False)
            flat[place] = before
            assert gradient.view(-1)[place].item() == pytest.approx(((above - below) / (2 * step)).item(), abs=1e-7)


def test_calls_that_do_not_depend_on_the_image_are_left_alone():
    class PositionBias(nn.Module):
        def __init__(self):
            super().__init__()
            self.table = nn.Parameter(torch.randn(4), requires_grad=False)
            self.linear = nn.Linear(12, 4)

        def forward(self, x):
            return F.relu(self.linear(x.flatten(1))) + F.relu(self.table)

    _, field = relevance(PositionBias(), torch.randn(2, 3, 2, 2), GUIDED)
    assert (field.executed, field.gated, field.missed) == (1, 1, [])


def test_a_call_whose_first_axis_is_not_the_batch_is_counted_as_missed():
    def folded(x):
        return F.relu(x.reshape(-1, 3)).reshape(len(x), -1).sum(dim=1)

    _, field = relevance(folded, torch.randn(2, 3, 2, 2), GUIDED)
    assert (field.executed, field.gated, field.missed) == (1, 0, ["relu"])


def test_other_threads_and_later_passes_are_not_caught():
    net = two_layers()
    x = torch.randn(2, 3, dtype=torch.float64)
    _, field = relevance(net, x, DECONVNET)
    leaf = x.clone().requires_grad_()
    (after,) = torch.autograd.grad(net(leaf).sum(), leaf)
    expected, _ = relevance(net, x, GRADIENT)
    torch.testing.assert_close(after, expected)
    assert field.executed == 1


def test_hardsigmoid_as_a_multiplier_can_be_differentiated_twice_and_stays_what_it_was():
    class Squeeze(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 4, 3, padding=1)

        def forward(self, x):
            y = F.relu(self.conv(x))
            return y * F.hardsigmoid(4 * y.mean((2, 3), keepdim=True) - 1)

    torch.manual_seed(0)
    net = Squeeze().double()
    x = torch.randn(2, 3, 6, 6, dtype=torch.float64)
    leaf = x.clone().requires_grad_()
    (expected,) = torch.autograd.grad(net(leaf).sum(), leaf)
    got, field = relevance(net, x, GRADIENT)
    assert field.plain == {"hard sigmoid": 1}
    # torch's own kernel multiplies by a float32 sixth even in float64.
    torch.testing.assert_close(got, expected, rtol=1e-6, atol=0)
    leaf = x.clone().requires_grad_()
    with RuleField(2, START, learned=True) as field:
        output = net(leaf.clone())
    (gradient,) = torch.autograd.grad(output.sum(), leaf, create_graph=True)
    (to_gates,) = torch.autograd.grad(gradient.square().sum(), field.thetas)
    assert to_gates.abs().sum() > 0


@pytest.mark.parametrize(("causal", "mask"), [(False, None), (True, None), (False, "bool"), (False, "float")])
def test_attention_is_the_same_sums(causal, mask):
    torch.manual_seed(0)
    q, k, v = (torch.randn(2, 3, 5, 4, dtype=torch.float64, requires_grad=True) for _ in range(3))
    given = {None: None, "bool": torch.rand(5, 5) > 0.3, "float": torch.randn(5, 5, dtype=torch.float64)}[mask]
    if mask == "bool":
        given.fill_diagonal_(True)
    expected = F.scaled_dot_product_attention(q, k, v, given, is_causal=causal)
    with RuleField(2, START, learned=True):
        got = F.scaled_dot_product_attention(q, k, v, given, is_causal=causal)
    torch.testing.assert_close(got, expected, rtol=0, atol=1e-12)


def test_multi_head_attention_gives_what_it_gave():
    torch.manual_seed(0)
    attention = nn.MultiheadAttention(8, 2, batch_first=True).eval()
    x = torch.randn(2, 5, 8)
    for wanted in (True, False):
        expected, weights = attention(x, x, x, need_weights=wanted)
        with RuleField(2, START, learned=True):
            got, got_weights = attention(x, x, x, need_weights=wanted)
        torch.testing.assert_close(got, expected)
        assert (got_weights is None) == (weights is None)
