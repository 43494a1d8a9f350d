"""A fit watched step by step: the same bytes as without, distances worked out by hand, and nothing left behind."""

import gc

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

import engine
from engine import watching
from engine.audit import describe_run
from engine.explaining import PartlyExplained, explain, prepare_array
from engine.fit import ExplainError, learning, left_as_found
from engine.images import ImageError
from engine.methods import FitSettings
from engine.models import InputSpec, Model
from engine.packing import learn_pack
from engine.records import FitStep, PlainError
from engine.rerun import make_again
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


class Fine(nn.Module):
    """Gates on 70 x 130 positions, on tokens behind a class token, on positions with the channels last, on vectors."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(3)
        self.stem = nn.Conv2d(3, 2, 3, padding=1)
        self.patch = nn.Conv2d(2, 4, 10, stride=10)
        self.first = nn.Parameter(torch.randn(1, 1, 4))
        self.mix, self.last, self.head = nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 3)

    def forward(self, x):
        x = self.patch(torch.relu(self.stem(x))).permute(0, 2, 3, 1)
        x = torch.relu(self.mix(x))
        tokens = torch.cat([self.first.expand(len(x), 1, 4), x.flatten(1, 2)], dim=1)
        tokens = torch.nn.functional.gelu(self.last(tokens))
        return 4 * self.head(torch.nn.functional.silu(tokens.mean(dim=1)))


def block_means(values, block):
    """(4, rows, columns) -> means over blocks, counted one by one."""
    _, rows, columns = values.shape
    return np.array([
        [[values[k, r : r + block, c : c + block].mean() for c in range(0, columns, block)]
         for r in range(0, rows, block)]
        for k in range(4)
    ])  # fmt: skip


def test_the_gates_by_position_are_those_of_the_fit_where_they_lie_over_the_image():
    rng = np.random.default_rng(7)
    picture = rng.integers(0, 256, (70, 130, 3)).astype(np.uint8)
    model = Model.from_module(Fine(), labels=["a", "b", "c"], input=InputSpec(size=(70, 130)))
    entry = prepare_array(model, picture)
    thetas = []
    with left_as_found(model.module):
        for step in learning(model, entry.tensor[None], torch.tensor([1]), FitSettings.for_steps(2)):
            thetas.append([call.theta.detach().numpy().astype(float) for call in step.field.calls])
    watched = list(engine.watch(model, picture, target=1, steps=2, positions=True))
    laid = [
        lambda t: t.reshape(4, 70, 130),
        lambda t: t.reshape(4, 7, 13),
        lambda t: t.reshape(4, 92)[:, 1:].reshape(4, 7, 13),
        lambda t: t.reshape(4, 1, 1),
    ]
    for number, step in enumerate(watched):
        assert [(call.name, call.rows, call.columns, call.block) for call in step.calls] == [
            ("relu", 70, 130, 3), ("relu", 7, 13, 1), ("gelu", 7, 13, 1), ("silu", 1, 1, 1),
        ]  # fmt: skip
        for call, theta, lay in zip(step.calls, thetas[number], laid, strict=True):
            gates = 1 / (1 + np.exp(-theta))
            assert call.mean == pytest.approx(gates.reshape(4, -1).mean(axis=1), abs=1e-6)
            expected = block_means(lay(gates), call.block)
            assert call.grid.dtype == np.uint8
            assert call.grid.shape == expected.shape
            assert np.abs(call.grid / 255 - expected).max() <= 0.5 / 255 + 1e-5
    assert watched[0].calls[1].grid.std() > 0  # the lean: not all positions are alike
    plain = list(engine.watch(model, picture, target=1, steps=2))
    assert all(call.grid is None for step in plain for call in step.calls)
    assert [step.calls for step in plain] == [step.calls for step in watched]


@pytest.mark.parametrize(("tokens", "size", "laid"), [
    (197, (224, 224), (14, 14)), (201, (224, 224), (14, 14)), (196, (224, 224), (14, 14)), (50, (224, 224), (7, 7)),
    (141, (320, 448), (10, 14)), (2, (224, 224), (1, 1)), (215, (224, 224), None), (140, (224, 224), None),
])  # fmt: skip
def test_tokens_are_laid_out_as_the_image_is_or_not_at_all(tokens, size, laid):
    gates = torch.linspace(0, 1, tokens).expand(4, -1)
    found = watching._laid_out(gates, size)
    if laid is None:
        assert found is None
        assert watching._stands("gelu", gates, gates, size, True).grid is None
        return
    assert tuple(found.shape[1:]) == laid
    assert found[0].flatten().tolist() == gates[0, tokens - laid[0] * laid[1] :].tolist()


def test_a_run_is_watched_again_with_its_steps_and_its_pack(tmp_path):
    Image.fromarray(photographs(1)[0]).save(tmp_path / "a.png")
    model = wrap(SmallResidual(), 5)
    pack = learn_pack(model, [prepare_array(model, image) for image in photographs(2)], hansel="", steps=3)
    spec = describe_run(model, tmp_path, steps=4, batch_size=1, pack=pack.start)
    made = make_again(model, str(tmp_path / "a.png"), 3, spec)
    watched = list(watching.watch_again(model, tmp_path / "a.png", 3, spec))
    assert len(watched) == 5
    assert watched[-1].explanation.map.tobytes() == made.map.tobytes()
    assert watched[-1].explanation.target == 3
    assert all(call.grid is not None for step in watched for call in step.calls)
    with pytest.raises(ExplainError, match="no class 7"):
        watching.watch_again(model, tmp_path / "a.png", 7, spec)


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
