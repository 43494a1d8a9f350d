"""Masked images go through the model in pieces on a CPU: the answers are those of one batch."""

import pytest
import torch

from engine import judging
from tests.unit.engine.nets import SmallResidual, wrap


class Counted(SmallResidual):
    def forward(self, x):
        self.seen = [*getattr(self, "seen", []), len(x)]
        return super().forward(x)


@pytest.mark.parametrize("learn", [True, False])
@pytest.mark.parametrize(("at_once", "expected"), [(1, [1] * 10), (4, [4, 4, 2]), (10, [10]), (0.5, [1] * 10)])
def test_pieces_say_what_one_batch_says(monkeypatch, learn, at_once, expected):
    torch.manual_seed(0)
    model = wrap(Counted(), 5)
    model.module.eval().requires_grad_(False)
    images, mask = torch.randn(5, 3, 32, 32), torch.rand(5, 32, 32)
    targets = torch.tensor([0, 1, 2, 3, 4])
    whole = judging.judge(model, images, targets, mask, 0.1, learn=learn)
    assert model.module.seen == [10]
    monkeypatch.setattr(judging, "PIECE_BYTES", int(at_once * 3 * 32 * 32 * 4))
    apart = judging.judge(model, images, targets, mask, 0.1, learn=learn)
    assert model.module.seen[1:] == expected
    for name in ("loss", "keep", "drop", "to_mask", "answer"):
        one, other = getattr(whole, name), getattr(apart, name)
        assert (one is None) == (other is None) == (not learn and name in ("to_mask", "answer"))
        if one is not None:
            torch.testing.assert_close(other, one, rtol=1e-4, atol=1e-6)
            assert not other.requires_grad
