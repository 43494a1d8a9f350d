"""Scores, probabilities and log-odds of every output kind, against formulas written out."""

from collections import namedtuple
from types import SimpleNamespace

import pytest
import torch

from engine import outputs
from engine.model_spec import ModelError

Z = torch.tensor([[2.0, -1.0, 0.5], [0.0, 3.0, -200.0]], dtype=torch.float64)


def test_logits() -> None:
    z = outputs.scores(Z, "logits", None, 3)
    assert torch.equal(z, Z)
    p = outputs.probabilities(z, "logits")
    assert torch.allclose(p, Z.exp() / Z.exp().sum(1, keepdim=True))
    # log(p / (1 - p)) is what log-odds means
    odds = outputs.log_odds(z, torch.tensor([0, 1]), "logits")
    own = p[[0, 1], [0, 1]]
    assert torch.allclose(odds, (own / (1 - own)).log())


def test_probabilities() -> None:
    p = Z.softmax(1)
    z = outputs.scores(p, "probabilities", None, 3)
    assert torch.allclose(outputs.probabilities(z, "probabilities"), p, atol=1e-9)
    own = p[[0, 1], [2, 0]]
    assert torch.allclose(outputs.log_odds(z, torch.tensor([2, 0]), "probabilities"), (own / (1 - own)).log())


def test_multilabel() -> None:
    z = outputs.scores(Z, "multilabel", None, 3)
    assert torch.allclose(outputs.probabilities(z, "multilabel"), 1 / (1 + (-Z).exp()))
    assert torch.equal(outputs.log_odds(z, torch.tensor([1, 0]), "multilabel"), Z[[0, 1], [1, 0]])


@pytest.mark.parametrize("shape", [(3,), (3, 1)])
def test_binary_logit_becomes_two_columns(shape: tuple[int, ...]) -> None:
    logit = torch.tensor([-2.0, 0.0, 5.0])
    z = outputs.scores(logit.view(shape), "binary", None, 2)
    assert torch.equal(z, torch.stack([-logit, logit], dim=1))
    p = outputs.probabilities(z, "binary")
    positive = 1 / (1 + (-logit).exp())
    assert torch.allclose(p, torch.stack([1 - positive, positive], dim=1), atol=1e-6)
    for target, sign in ((0, -1), (1, 1)):
        odds = outputs.log_odds(z, torch.full((3,), target), "binary")
        assert torch.equal(odds, sign * logit)


@pytest.mark.parametrize("kind", ["logits", "probabilities"])
@pytest.mark.parametrize("gap", [0.0, 10.0, 90.0, 1e4])
def test_log_odds_and_both_derivatives_stay_finite(kind: str, gap: float) -> None:
    logits = torch.tensor([[gap, 0.0, -gap, 1.0], [-gap, 0.0, gap, 1.0]], requires_grad=True)
    raw = logits.softmax(1) if kind == "probabilities" else logits
    s = outputs.log_odds(outputs.scores(raw, kind, None, 4), torch.tensor([0, 0]), kind)
    (first,) = torch.autograd.grad(s.sum(), logits, create_graph=True)
    (second,) = torch.autograd.grad(first.square().sum(), logits)
    for value in (s, first, second):
        assert value.isfinite().all()


def test_log_odds_derivatives_are_right() -> None:
    z = torch.randn(3, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(0), requires_grad=True)
    targets = torch.tensor([4, 0, 2])
    assert torch.autograd.gradcheck(lambda v: outputs.log_odds(v, targets, "logits"), z)
    assert torch.autograd.gradgradcheck(lambda v: outputs.log_odds(v, targets, "logits"), z)


def test_half_precision_is_scored_in_single() -> None:
    assert outputs.scores(Z.half(), "logits", None, 3).dtype == torch.float32
    assert outputs.scores(Z.bfloat16(), "logits", None, 3).dtype == torch.float32


Pair = namedtuple("Pair", ["features", "out"])


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ((Z, None), 0),
        ([None, Z], -1),
        ({"out": Z, "aux": None}, "out"),
        ({0: Z}, 0),
        (Pair(None, Z), "out"),
        (Pair(None, Z), 1),
        (SimpleNamespace(logits=Z), "logits"),
    ],
)
def test_the_entry_asked_for_is_taken(raw: object, key: object) -> None:
    assert outputs.pick(raw, key) is Z


@pytest.mark.parametrize(
    ("raw", "key", "reason"),
    [
        ((Z, Z), None, r"a tuple of 2.*does not say which.*key = 0"),
        ((Z, Z), 2, r"a tuple of 2, and 2 is not one"),
        ({"out": Z, "aux": Z}, None, r"'out', 'aux'.*key = \"out\""),
        ({"out": Z}, "logits", r"'logits' is not one"),
        (Z, "out", r"one tensor.*Remove the key"),
        ({"out": "text"}, "out", r"is a str, not a tensor"),
        (None, None, r"is a NoneType"),
    ],
)
def test_a_missing_or_needless_key_is_told(raw: object, key: object, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        outputs.pick(raw, key)


@pytest.mark.parametrize(
    ("raw", "kind", "classes", "reason"),
    [
        (Z, "logits", 4, r"gives 3 scores an image, but labels names 4"),
        (torch.zeros(2, 1), "logits", 2, r'output = "binary"'),
        (torch.zeros(2), "logits", 2, r"must be \(N, 2\)"),
        (torch.zeros(2, 3, 8, 8), "logits", 3, r"\(2, 3, 8, 8\)"),
        (torch.zeros(2, 2), "binary", 2, r'say "logits"'),
        (torch.zeros(2, 3, dtype=torch.int64), "logits", 3, r"floating point"),
    ],
)
def test_shapes_that_do_not_fit_are_told(raw: torch.Tensor, kind: str, classes: int, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        outputs.scores(raw, kind, None, classes)


def test_a_single_class_has_no_odds() -> None:
    with pytest.raises(ModelError, match="no odds"):
        outputs.log_odds(torch.zeros(2, 1), torch.zeros(2, dtype=torch.int64), "logits")
    assert outputs.log_odds(torch.ones(2, 1), torch.zeros(2, dtype=torch.int64), "multilabel").tolist() == [1.0, 1.0]
