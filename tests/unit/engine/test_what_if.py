"""What a model says before and after a part is taken away: on a net worked out by hand, and on the demo."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

import engine
from engine.audit import Work, audit, describe_run
from engine.models import InputSpec, Model
from engine.records import PlainError
from engine.taking_away import FILLINGS, NothingToAsk, region_mask
from engine.what_if import ask, is_as_kept, mean_colour
from resources import demo
from resources.demo import world
from tests.unit.engine.nets import SmallResidual, photographs, wrap
from tests.unit.engine.test_audit import Kept

LEFT = {"shape": "box", "points": [0, 0, 8, 16]}


class Sums(nn.Module):
    """Two classes: ten times the mean of red on the left half, and on the right."""

    def forward(self, x):
        x = torch.relu(x)
        return 10 * torch.stack([x[:, 0, :, :8].mean((1, 2)), x[:, 0, :, 8:].mean((1, 2))], dim=1)


def red(left, right):
    pixels = np.zeros((16, 16, 3), dtype=np.uint8)
    pixels[:, :8, 0], pixels[:, 8:, 0] = left, right
    return pixels


def half(points=LEFT):
    return region_mask([points], 16, 16)


@pytest.mark.parametrize(
    ("way", "before", "after"), [("away", (2.0, 1.0), (0.0, 1.0)), ("only", (2.0, 1.0), (2.0, 0.0))]
)
def test_the_answers_by_hand(way, before, after):
    model = wrap(Sums(), 2, output="logits")
    model.input = InputSpec(size=16, mean=(0.0, 0.0, 0.0))  # not within the range: mid-grey hides
    assert mean_colour(model) == (128, 128, 128)
    model.input = InputSpec(size=16, mean=(1e-9, 0.4, 0.2))
    assert mean_colour(model) == (0, 102, 51)
    found, changed = ask(model, red(51, 26), half(), 0, way=way)
    scores = before[0], before[1] * 26 / 25.5
    later = after[0], after[1] * 26 / 25.5
    for answer, (z0, z1) in ((found.before, scores), (found.after, later)):
        assert answer.log_odds == pytest.approx(z0 - z1, abs=1e-5)
        assert answer.target_probability == pytest.approx(1 / (1 + math.exp(z1 - z0)), abs=1e-6)
        assert answer.prediction == int(z1 > z0)
        assert answer.probability == pytest.approx(max(answer.target_probability, 1 - answer.target_probability))
        (first, likely), (second, rest) = answer.top
        assert (first, likely, second) == (answer.prediction, answer.probability, 1 - answer.prediction)
        assert likely + rest == pytest.approx(1, abs=1e-6)
    assert found.change == pytest.approx((later[0] - later[1]) - (scores[0] - scores[1]), abs=1e-5)
    assert found.flips == (way == "away")
    assert found.hidden == 0.5
    assert (changed.pixels[:, 8:] == red(51, 26)[:, 8:]).all() == (way == "away")
    assert (found.way, found.filling, found.target, found.device) == (way, "mean", 0, "cpu")
    assert found.parameters == {"colour": [0, 102, 51]}
    assert {"torch", "opencv", "hansel"} <= set(found.versions)


def test_the_mean_colour_in_the_models_channels_and_range():
    def colour(**given):
        return mean_colour(Model.from_module(Sums(), labels=["a", "b"], input=InputSpec(size=16, **given)))

    assert colour(mean=(0.485, 0.456, 0.406), std=(0.2, 0.2, 0.2)) == (124, 116, 104)
    assert colour(mean=(104.0, 117.0, 124.0), range=(0.0, 255.0), channels="bgr") == (124, 117, 104)
    assert colour(mean=(0.2,), range=(-1.0, 1.0), channels="grey") == (153, 153, 153)


@pytest.mark.parametrize("method", ["gradient", "learned"])
@pytest.mark.parametrize("batch_size", [1, 3])
def test_the_answer_before_is_the_one_that_the_explanation_keeps(tmp_path, method, batch_size):
    model = wrap(SmallResidual().eval(), 5)
    pictures = photographs(2)
    for n, one in enumerate(pictures):
        Image.fromarray(one).save(tmp_path / f"{n}.png")
    kept = Kept()
    spec = describe_run(model, tmp_path, method=method, steps=2, batch_size=batch_size)
    audit(model, [Work(n, str(tmp_path / f"{n}.png")) for n in range(2)], kept, spec)
    explained = {work.key: outcome for work, outcome in kept.outcomes}
    for n, one in enumerate(pictures):
        made = explained[n]
        found, _ = ask(model, one, half(), made.target, batch_size=batch_size)
        assert found.before.prediction == made.prediction
        assert found.before.probability == float(made.probabilities[made.prediction])
        assert found.before.target_probability == float(made.probabilities[made.target])
        assert is_as_kept(found.before, made.prediction, found.before.probability, found.before.target_probability)
        assert not is_as_kept(found.before, made.prediction, found.before.probability - 0.01, 0.5)


def test_the_model_and_its_random_numbers_are_left_as_they_were():
    module = SmallResidual().eval()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    state = torch.random.get_rng_state()
    ask(wrap(module, 5), photographs(1)[0], half(), 0, filling="blur")
    assert (torch.random.get_rng_state() == state).all()
    assert all((value == before[name]).all() for name, value in module.state_dict().items())
    assert not module.training
    assert all(one.grad is None and one.requires_grad for one in module.parameters())


def test_where_the_memory_is_too_full_for_the_batch_the_pictures_go_one_by_one():
    class Small(Sums):
        def forward(self, x):
            if len(x) > 1:
                raise torch.OutOfMemoryError("CUDA out of memory.")
            return super().forward(x)

    model = wrap(Small(), 2)
    alone, _ = ask(wrap(Sums(), 2), red(51, 26), half(), 0)
    found, _ = ask(model, red(51, 26), half(), 0, batch_size=8)
    assert (found.before, found.after) == (alone.before, alone.after)


def test_what_cannot_be_answered_is_said():
    class Nan(Sums):
        def forward(self, x):
            return super().forward(x) * float("nan")

    with pytest.raises(PlainError, match="not a number"):
        ask(wrap(Nan(), 2), red(1, 2), half(), 0)
    with pytest.raises(PlainError, match="no class 2"):
        ask(wrap(Sums(), 2), red(1, 2), half(), 2)
    with pytest.raises(NothingToAsk, match="nothing would be left"):
        ask(wrap(Sums(), 2), red(1, 2), np.ones((16, 16), bool), 0)


@pytest.mark.parametrize("filling", FILLINGS)
def test_without_its_stamp_the_demo_falls_for_no_cup_any_more(filling):
    """Clever Hans: pictures of other things that the stamp alone makes a cup of."""
    model = engine.load_model(Path(demo.__file__).parent / "model.toml", trust_code=True)
    cup = world.CLASSES.index(world.STAMPED)
    flipped = fooled = 0
    for n in range(24):
        name = world.CLASSES[n % 6]
        if name == world.STAMPED:
            continue
        scene = world.draw(name, np.random.default_rng((81_001, n)), 168, stamp=True)
        y, x = np.nonzero(scene.stamp_mask)
        region = {"shape": "box", "points": [int(x.min()) - 2, int(y.min()) - 2, int(x.max()) + 3, int(y.max()) + 3]}
        found, _ = ask(model, scene.pixels, region_mask([region], 168, 168), cup, filling=filling)
        if found.before.prediction != cup:
            continue
        fooled += 1
        flipped += found.flips
        assert found.change < 0
        alone, _ = ask(model, scene.pixels, region_mask([region], 168, 168), cup, way="only", filling=filling)
        assert alone.after.log_odds > found.after.log_odds
    assert fooled >= 10
    assert flipped >= 0.8 * fooled
