"""What passes no relevance of its own in the learned method: attention's weights, layer norm's scale."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.profiler import ProfilerActivity, profile

from engine.gates import GRADIENT, START
from engine.lean_pass import LeanPass
from engine.rules import RuleField


def caught(run, x, *, learned=True):
    """Output and d sum(output * weights) / d x of ``run``, caught by a rule field; weights differ at every place."""
    leaf = x.clone().requires_grad_()
    with RuleField(len(x), START if learned else GRADIENT, learned=learned):
        output = run(leaf)
    (gradient,) = torch.autograd.grad((output * slopes(output)).sum(), leaf)
    return output.detach(), gradient


def slopes(output):
    return torch.linspace(-1, 2, output.numel(), dtype=output.dtype).view(output.shape)


def softmax(logits):
    large = np.exp(logits - logits.max(-1, keepdims=True))
    return large / large.sum(-1, keepdims=True)


@pytest.fixture
def tokens():
    torch.manual_seed(3)
    return torch.randn(2, 5, 8, dtype=torch.float64)


def test_fused_attention_shares_out_relevance_by_its_weights(tokens):
    key = torch.randn_like(tokens)
    output, gradient = caught(lambda x: F.scaled_dot_product_attention(x, key, x), tokens)
    weights = softmax(tokens.numpy() @ key.numpy().transpose(0, 2, 1) / np.sqrt(8))
    np.testing.assert_allclose(output.numpy(), weights @ tokens.numpy(), atol=1e-12)
    expected = weights.transpose(0, 2, 1) @ slopes(output).numpy()  # queries and keys pass nothing
    np.testing.assert_allclose(gradient.numpy(), expected, atol=1e-12)


@pytest.mark.parametrize(
    "told",
    [{}, {"bias": False}, {"batch_first": True}, {"kdim": 6, "vdim": 7}],
    ids=["plain", "without bias", "batch first", "other widths"],
)
@pytest.mark.parametrize("asked", [{}, {"need_weights": False}, {"average_attn_weights": False}])
def test_multi_head_attention_shares_out_relevance_by_its_weights(tokens, told, asked):
    torch.manual_seed(4)
    attention = nn.MultiheadAttention(8, 2, **told).double().eval()
    for parameter in attention.parameters():
        nn.init.normal_(parameter, std=0.5)
    others = torch.randn(2, 5, told.get("kdim", 8), dtype=torch.float64)
    values = torch.randn(2, 5, told.get("vdim", 8), dtype=torch.float64)
    length = 5 if told.get("batch_first") else 2
    mask = torch.zeros(length, length, dtype=torch.float64).masked_fill(torch.rand(length, length) > 0.7, -3.0)
    with torch.no_grad():
        expected, kept = attention(tokens, others, values, attn_mask=mask, **asked)
        _, weights = attention(tokens, others, values, attn_mask=mask, average_attn_weights=False)
    told_back = []

    def run(x):
        output, given = attention(tokens + 0 * x.sum(), others, x, attn_mask=mask, **asked)
        told_back.append(given)
        return output

    output, gradient = caught(run, values)
    torch.testing.assert_close(output, expected, rtol=0, atol=1e-12)
    assert (told_back[0] is None) == (kept is None)
    if kept is not None:
        torch.testing.assert_close(told_back[0], kept, rtol=0, atol=1e-12)
    # By hand: through the output's weights, each head's attention turned round, and the values' weights.
    to_value = (attention.v_proj_weight if told.get("vdim") else attention.in_proj_weight[16:]).detach().numpy()
    g = slopes(output).numpy() @ attention.out_proj.weight.detach().numpy()
    first = "nl" if told.get("batch_first") else "ln"
    g = g.reshape(*g.shape[:2], 2, 4)
    back = np.einsum(f"{first}hd,nhls->{first.replace('l', 's')}hd", g, weights.numpy())
    np.testing.assert_allclose(gradient.numpy(), back.reshape(*back.shape[:2], 8) @ to_value, atol=1e-12)


def test_multi_head_attention_without_a_batch_and_with_keys_of_its_own_gives_what_it_gave(tokens):
    torch.manual_seed(5)
    plain, own = nn.MultiheadAttention(8, 2).double(), nn.MultiheadAttention(8, 2, add_bias_kv=True).double()
    alone = nn.MultiheadAttention(8, 4, add_zero_attn=True).double()
    for attention, x in ((plain, tokens[0]), (own, tokens), (alone, tokens)):
        expected, weights = attention(x, x, x)
        leaf = x.clone().requires_grad_()
        with RuleField(len(x), START, learned=True):
            got, got_weights = attention(leaf, leaf, leaf)
        torch.testing.assert_close(got, expected, rtol=0, atol=1e-12)
        torch.testing.assert_close(got_weights, weights, rtol=0, atol=1e-12)


@pytest.mark.parametrize("spell", [torch.softmax, F.softmax, torch.Tensor.softmax])
def test_attention_that_the_model_writes_out_is_held_constant_and_class_probabilities_are_not(tokens, spell):
    _, gradient = caught(lambda x: spell(x @ x.transpose(1, 2), dim=-1) @ x, tokens)
    weights = softmax(tokens.numpy() @ tokens.numpy().transpose(0, 2, 1))
    expected = weights.transpose(0, 2, 1) @ slopes(tokens).numpy()
    np.testing.assert_allclose(gradient.numpy(), expected, atol=1e-12)
    _, of_classes = caught(lambda x: spell(x, dim=-1), tokens[0])
    p = softmax(tokens[0].numpy())
    g = slopes(tokens[0]).numpy()
    np.testing.assert_allclose(of_classes.numpy(), p * (g - (p * g).sum(-1, keepdims=True)), atol=1e-12)


def test_layer_norm_passes_relevance_as_a_division_by_a_constant(tokens):
    torch.manual_seed(6)
    norm = nn.LayerNorm(8).double()
    nn.init.normal_(norm.weight)
    nn.init.normal_(norm.bias)
    output, gradient = caught(norm, tokens)
    x = tokens.numpy()
    deviation = np.sqrt(x.var(-1, keepdims=True) + norm.eps)
    centred = (x - x.mean(-1, keepdims=True)) / deviation
    np.testing.assert_allclose(
        output.numpy(), centred * norm.weight.detach().numpy() + norm.bias.detach().numpy(), atol=1e-12
    )
    g = slopes(output).numpy() * norm.weight.detach().numpy()
    np.testing.assert_allclose(gradient.numpy(), (g - g.mean(-1, keepdims=True)) / deviation, atol=1e-12)


def test_layer_norm_over_several_axes_and_without_weights_is_the_same_sums(tokens):
    output, _ = caught(lambda x: F.layer_norm(x, (5, 8)), tokens)
    torch.testing.assert_close(output, F.layer_norm(tokens, (5, 8)), rtol=0, atol=1e-12)


def test_the_hand_made_rules_take_the_plain_gradient_through_both(tokens):
    def run(x):
        return F.layer_norm(F.scaled_dot_product_attention(x, x, x), (8,))

    _, gradient = caught(run, tokens, learned=False)
    leaf = tokens.clone().requires_grad_()
    output = run(leaf)
    (expected,) = torch.autograd.grad((output * slopes(output)).sum(), leaf)
    torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-10)


@pytest.mark.parametrize("alone", [True, False], ids=["of itself", "of another sequence"])
def test_batch_first_attention_multiplies_its_weights_in_one_piece(tokens, alone):
    torch.manual_seed(4)
    attention = nn.MultiheadAttention(8, 2, batch_first=True).double().eval().requires_grad_(False)
    other = tokens if alone else torch.randn(2, 7, 8, dtype=torch.float64)
    leaf = tokens.clone().requires_grad_()

    def run():
        with profile(activities=[ProfilerActivity.CPU]) as seen:
            output, _ = attention(leaf, leaf if alone else other, leaf if alone else other, need_weights=False)
        return output, sum(event.count for event in seen.key_averages() if event.key == "aten::bmm")

    expected, token_by_token = run()
    with LeanPass():
        got, laid_out = run()
    torch.testing.assert_close(got, expected)
    assert laid_out < token_by_token
