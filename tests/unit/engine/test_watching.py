"""A fit watched step by step: the same bytes as without, distances worked out by hand, and nothing left behind."""

import gc

import numpy as np
import pytest
import torch
from PIL import Image

import engine
from engine.explaining import PartlyExplained, explain, prepare_array
from engine.fit import ExplainError, learning, left_as_found
from engine.images import ImageError
from engine.methods import FitSettings
from engine.packing import learn_pack
from engine.records import FitStep, PlainError
from tests.unit.engine.nets import SmallResidual, photographs, wrap


def tensors():
    return sum(issubclass(type(thing), torch.Tensor) for thing in gc.get_objects())


@pytest.mark.parametrize("steps", [0, 1, 10])
def test_the_best_steps_map_is_the_explanations(steps):
    model = wrap(SmallResidual(), 5)
    for picture in photographs(4):
        watched = list(engine.watch(model, picture, steps=steps))
        (made,) = explain(model, picture[None], steps=steps)
        assert [step.number for step in watched] == list(range(steps + 1))
        best = [step for step in watched if step.best][-1]
        assert (made.map >= best.map).all()  # it is weighed at the end (test_answers.py), and nothing loses by that
        assert (made.map == best.map).any()
        assert best.loss == min(step.loss for step in watched)
        assert tuple(step.loss for step in watched) == made.losses
        last = watched[-1].explanation
        assert all(step.explanation is None for step in watched[:-1])
        assert last.map.tobytes() == made.map.tobytes()
        assert last.evidence == made.evidence
        assert (last.prediction, last.target, last.losses, last.sha256) == (
            made.prediction, made.target, made.losses, made.sha256,
        )  # fmt: skip


def test_each_map_is_the_one_that_its_mask_and_loss_are_of():
    model = wrap(SmallResidual(), 5)
    watched = list(engine.watch(model, photographs(1)[0], target=2, steps=4))
    assert len({step.map.tobytes() for step in watched}) == 5
    for step in watched:
        assert isinstance(step, FitStep)
        assert (step.map.dtype, step.map.shape) == (np.float32, (16, 16))
        assert step.area == pytest.approx(np.minimum(1, step.map / (0.7 * step.map.max())).mean(), rel=1e-5)
    assert watched[-1].explanation.target == 2
    (fewer,) = engine.watch(model, photographs(1)[0], target=2, steps=0)
    assert watched[0].map.tobytes() == fewer.map.tobytes()


def test_distances_are_mean_absolute_differences_of_the_gates():
    """Of the lower call, which does not lean: .88, .5, .02, .02 to begin with, and Adam's first step is the rate."""
    first, second = engine.watch(wrap(SmallResidual(), 5), photographs(1)[0], steps=1)
    assert [call.name for call in first.calls] == ["relu", "relu"]
    lower = first.calls[0]
    assert lower.gradient == pytest.approx((0.12 + 0.5 + 0.02 + 0.02) / 4, abs=1e-6)
    assert lower.guided == pytest.approx((0.12 + 0.5 + 0.02 + 0.02) / 4, abs=1e-6)
    assert lower.deconvnet == pytest.approx((0.12 + 0.5 + 0.98 + 0.02) / 4, abs=1e-6)
    assert [call.moved for call in first.calls] == [0, 0]
    z = np.log(np.array([0.88, 0.5, 0.02, 0.02]) / np.array([0.12, 0.5, 0.98, 0.98]))
    sigmoid = lambda t: 1 / (1 + np.exp(-t))  # noqa: E731
    up, down = sigmoid(z + 1) - sigmoid(z), sigmoid(z) - sigmoid(z - 1)
    moved = second.calls[0].moved
    assert 0 < moved <= np.maximum(up, down).mean() + 1e-6
    for step in (first, second):
        for call in step.calls:
            assert all(0 <= value <= 1 for value in (call.gradient, call.guided, call.deconvnet, call.moved))


def test_the_distances_are_those_of_the_gates_that_the_map_was_made_with():
    model = wrap(SmallResidual(), 5)
    picture = photographs(1)[0]
    entry = prepare_array(model, picture)
    gates = []
    with left_as_found(model.module):
        for step in learning(model, entry.tensor[None], torch.tensor([-1]), FitSettings.for_steps(3)):
            gates.append([1 / (1 + np.exp(-call.theta.detach().numpy().astype(float))) for call in step.field.calls])
    corners = {"gradient": (1, 1, 0, 0), "guided": (1, 0, 0, 0), "deconvnet": (1, 0, 1, 0)}
    for number, step in enumerate(engine.watch(model, picture, steps=3)):
        for n, call in enumerate(step.calls):
            for name, corner in corners.items():
                away = np.mean([np.abs(gates[number][n][k] - corner[k]).mean() for k in range(4)])
                assert getattr(call, name) == pytest.approx(away, abs=1e-6)
            assert call.moved == pytest.approx(np.abs(gates[number][n] - gates[0][n]).mean(), abs=1e-6)


def test_a_pack_is_where_the_watch_begins():
    model = wrap(SmallResidual(), 5)
    pack = learn_pack(model, [prepare_array(model, image) for image in photographs(2)], hansel="", steps=3)
    watched = list(engine.watch(model, photographs(1)[0], steps=2, pack=pack))
    (made,) = explain(model, photographs(1), steps=2, pack=pack)
    assert watched[-1].explanation.map.tobytes() == made.map.tobytes()
    assert watched[0].calls[0].gradient == pytest.approx(
        np.abs(np.array(pack.calls[0].gates) - (1, 1, 0, 0)).mean(), abs=1e-5
    )


@pytest.mark.parametrize("training", [False, True])
def test_between_two_steps_and_when_abandoned_the_model_is_as_it_was_found(training):
    module = SmallResidual().train(training)
    module.stem.weight.requires_grad_(False)
    before = {name: value.clone() for name, value in module.state_dict().items()}
    modes = [part.training for part in module.modules()]
    flags = [parameter.requires_grad for parameter in module.parameters()]

    def check():
        assert [part.training for part in module.modules()] == modes
        assert [parameter.requires_grad for parameter in module.parameters()] == flags
        assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())
        assert all(parameter.grad is None for parameter in module.parameters())

    watched = engine.watch(wrap(module, 5), photographs(1)[0], steps=5)
    check()
    for _ in range(3):
        next(watched)
        check()
    watched.close()
    check()
    assert list(watched) == []


@pytest.mark.parametrize("taken", [0, 1, 3])
def test_an_abandoned_watch_lets_go_of_its_memory(taken):
    model = wrap(SmallResidual(), 5)
    list(engine.watch(model, photographs(1)[0], steps=2))
    gc.collect()
    was_on = gc.isenabled()  # off where a window was there before
    gc.disable()
    try:
        before = tensors()
        watched = engine.watch(model, photographs(1)[0], steps=5)
        steps = [next(watched) for _ in range(taken)]
        if taken:
            assert tensors() > before
        watched.close()
        assert tensors() == before, "closed"
        watched = engine.watch(model, photographs(1)[0], steps=5)
        steps += [next(watched) for _ in range(taken)]
        del watched
        assert tensors() == before, "dropped"
        list(engine.watch(model, photographs(1)[0], steps=3))
        assert tensors() == before, "at its end"
    finally:
        if was_on:
            gc.enable()
    assert len(steps) == 2 * taken


def test_two_watches_and_an_explanation_in_turns_do_not_disturb_each_other():
    model = wrap(SmallResidual().train(), 5)
    one, two = photographs(2)
    alone = [list(engine.watch(model, image, steps=3))[-1].explanation.map.tobytes() for image in (one, two)]
    first, second = engine.watch(model, one, steps=3), engine.watch(model, two, steps=3)
    next(first)
    next(second)
    explain(model, one[None], steps=1)
    ends = [list(first)[-1], list(second)[-1]]
    assert [step.explanation.map.tobytes() for step in ends] == alone
    assert model.module.training
    assert all(parameter.requires_grad for parameter in model.module.parameters())


def test_who_watches_may_have_gradients_switched_off():
    model = wrap(SmallResidual(), 5)
    with torch.no_grad():
        watched = list(engine.watch(model, photographs(1)[0], steps=2))
        assert not torch.is_grad_enabled()
    assert watched[-1].explanation.map.tobytes() == explain(model, photographs(1), steps=2)[0].map.tobytes()


def test_a_file_is_watched_and_one_that_cannot_be_read_is_refused_at_once(tmp_path):
    Image.fromarray(photographs(1)[0]).save(tmp_path / "a.png")
    model = wrap(SmallResidual(), 5)
    *_, last = engine.watch(model, tmp_path / "a.png", steps=1)
    assert last.explanation.source == str(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("no picture")
    with pytest.raises(ImageError):
        engine.watch(model, tmp_path / "b.png")


def test_what_cannot_be_is_refused_at_once():
    model = wrap(SmallResidual(), 5)
    with pytest.raises(ExplainError, match="no class 5"):
        engine.watch(model, photographs(1)[0], target=5)
    with pytest.raises(PlainError, match="between 0 and 1000"):
        engine.watch(model, photographs(1)[0], steps=-1)


def test_what_fails_on_the_way_leaves_the_model_as_found():
    class Nan(SmallResidual):
        def forward(self, x):
            return super().forward(x) * torch.nan

    class Breaks(SmallResidual):
        def forward(self, x):
            raise RuntimeError("broken")

    with pytest.raises(PartlyExplained, match="not a number"):
        list(engine.watch(wrap(Nan(), 5), photographs(1)[0], steps=1))
    module = Breaks().train()
    with pytest.raises(RuntimeError, match="broken"):
        next(engine.watch(wrap(module, 5), photographs(1)[0]))
    assert module.training
    assert all(parameter.requires_grad for parameter in module.parameters())
