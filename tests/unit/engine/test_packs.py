"""Rule packs: what is written, what is refused, and where learning begins with one."""

import hashlib
import json

import numpy as np
import pytest
import torch
from torch import nn

from engine.audit import describe_run
from engine.explaining import explain, explain_batch, prepare_array
from engine.fit import ExplainError, learning, left_as_found
from engine.gates import START, Gates
from engine.methods import FitSettings, parameters
from engine.packing import learn_pack
from engine.packs import LARGEST_BYTES, PackedCall, PackedStart, PackError, RulePack, read, start_of
from tests.unit.engine.nets import LeftOrRight, SmallResidual, photographs, wrap

CALLS = (PackedCall("relu", Gates(0.9, 0.25, 0.0, 1.0)), PackedCall("relu", Gates(0.5, 0.1, 0.2, 0.3)))
SETTINGS = {"steps": 10, "learning_rate": 0.5, "start": [0.88, 0.5, 0.02, 0.02]}


def a_pack(calls=CALLS, **about):
    given = {"model_name": "wölfe", "model_version": "3", "fingerprint": "ab" * 32, "hansel": "0.1.0"}
    return RulePack(**(given | about), settings=SETTINGS, seed=4, images=("11" * 32, "22" * 32), calls=calls)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "p.pack"
    path.write_bytes(a_pack().to_bytes())
    return path


def rewritten(file, change, *, hashed=False):
    """The file with its content changed; with its hash made right again if ``hashed``."""
    content = json.loads(file.read_text("utf-8"))
    change(content)
    if hashed:
        content.pop("sha256")
        plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        content["sha256"] = hashlib.sha256(plain.encode()).hexdigest()
    file.write_text(json.dumps(content), encoding="utf-8")


def test_what_is_written_is_read_and_its_hash_is_that_of_the_canonical_content(file):
    assert read(file) == a_pack()
    content = json.loads(file.read_text("utf-8"))
    kept = content.pop("sha256")
    assert content == {
        "format": "hansel rule pack",
        "version": 1,
        "model": {"name": "wölfe", "version": "3", "fingerprint": "ab" * 32},
        "hansel": "0.1.0",
        "settings": SETTINGS,
        "seed": 4,
        "images": ["11" * 32, "22" * 32],
        "calls": [{"name": "relu", "gates": [0.9, 0.25, 0.0, 1.0]}, {"name": "relu", "gates": [0.5, 0.1, 0.2, 0.3]}],
    }
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert kept == hashlib.sha256(plain.encode("utf-8")).hexdigest() == read(file).sha256


def test_spaces_and_order_do_not_matter_but_every_value_does(file):
    rewritten(file, lambda content: None)  # spaces after commas
    assert read(file) == a_pack()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["calls"][1]["gates"].__setitem__(0, 0.51),
        lambda content: content["calls"].pop(),
        lambda content: content["model"].update(fingerprint="cd" * 32),
        lambda content: content.update(sha256="0" * 64),
        lambda content: content.update(note="something of mine"),
        lambda content: content.pop("sha256"),
        lambda content: content.pop("images"),
        lambda content: content.update(calls="none"),
        lambda content: content.update(model=3),
    ],
)
def test_an_altered_pack_is_refused(file, change):
    rewritten(file, change)
    with pytest.raises(PackError, match="damaged or was altered") as refused:
        read(file)
    assert "Nothing was explained" in str(refused.value)


@pytest.mark.parametrize("gates", [[0.5, 0.1, 0.2], [0.5, 0.1, 0.2, 1.1], [-0.1, 0, 0, 0], [None, 0, 0, 0]])
def test_gates_that_are_none_are_refused_though_the_hash_is_right(file, gates):
    rewritten(file, lambda content: content["calls"][0].update(gates=gates), hashed=True)
    with pytest.raises(PackError, match="damaged or was altered"):
        read(file)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff\x10", b"{", b"[]", b"[" * 100_000, b'{"format": "else"}', b"NaN", b" " * (LARGEST_BYTES + 1)],
)
def test_a_file_that_is_something_else_is_refused(tmp_path, content):
    (tmp_path / "p.pack").write_bytes(content)
    with pytest.raises(PackError, match="not a rule pack, or is damaged"):
        read(tmp_path / "p.pack")


def test_a_cut_off_file_a_missing_one_and_a_folder(file, tmp_path):
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(PackError, match="not a rule pack, or is damaged"):
        read(file)
    for path in (tmp_path / "none.pack", tmp_path):
        with pytest.raises(PackError, match="cannot be read"):
            read(path)


def test_a_newer_format_is_told_before_its_hash(file):
    rewritten(file, lambda content: content.update(version=2, calls={"another": "shape"}))
    with pytest.raises(PackError, match=r"newer Hansel \(format 2; this one reads 1\)"):
        read(file)


def test_what_a_run_keeps_is_read_back():
    start = a_pack().start
    kept = json.loads(json.dumps(parameters("learned", 3, start)))
    assert kept["pack"] == {"sha256": a_pack().sha256, "calls": [["relu", list(call.gates)] for call in CALLS]}
    assert start_of(kept) == start
    assert start_of(parameters("gradient", 0)) is None
    for damaged in ({"sha256": "a"}, {"sha256": "a", "calls": [["relu", [2, 0, 0, 0]]]}, 5):
        with pytest.raises(PackError, match="cannot be read"):
            start_of({"pack": damaged})


def test_a_run_without_a_pack_has_the_parameters_that_it_always_had():
    """Written out, since runs are found again by them."""
    assert parameters("learned", 10) == {
        "steps": 10, "learning_rate": 0.5, "area_weight": 8.0, "saturation": 0.7, "blur_ratio": 1 / 96,
        "start": [0.88, 0.5, 0.02, 0.02], "coarse_ratio": 1 / 4, "share_strength": 5.0, "share_softness": 2.0,
        "share_blur_ratio": 1 / 12, "answer_weight": 2.0, "baseline": "mean colour", "score": "log-odds",
        "held_constant": ["attention", "layer norm's scale"],
    }  # fmt: skip


def test_methods_that_do_not_learn_take_no_pack():
    for method in ("gradient", "grad-cam"):
        with pytest.raises(PackError, match=f"{method} does not learn"):
            parameters(method, 0, a_pack().start)
        with pytest.raises(PackError, match=f"{method} does not learn"):
            explain(wrap(SmallResidual(), 5), photographs(1), method=method, pack=a_pack())


def test_another_models_pack_is_refused_and_both_are_named():
    model = wrap(SmallResidual(), 5, name="residual", version="7")
    with pytest.raises(PackError) as refused:
        explain(model, photographs(1), pack=a_pack())
    words = str(refused.value)
    assert "of the model wölfe 3 (fingerprint abababababab…)" in words
    assert f"the model given is residual 7 ({model.fingerprint[:12]}…)" in words


def test_a_pack_that_says_the_common_start_changes_nothing():
    model = wrap(SmallResidual(), 5)
    same = a_pack(tuple(PackedCall("relu", START) for _ in range(2)), fingerprint=model.fingerprint)
    plain, packed = (explain(model, photographs(2), steps=3, pack=pack) for pack in (None, same))
    for one, other in zip(plain, packed, strict=True):
        np.testing.assert_allclose(one.map, other.map, rtol=1e-4, atol=1e-6 * one.map.max())


def test_every_call_begins_with_its_own_gates_and_the_lean_comes_on_top():
    model = wrap(SmallResidual(), 5)
    images = torch.stack([prepare_array(model, image).tensor for image in photographs(2)])
    targets = torch.tensor([0, 1])

    def begun(pack, strength):
        settings = FitSettings(steps=0, share_strength=strength, coarse_ratio=1.0, pack=pack)
        with left_as_found(model.module):
            stepping = learning(model, images, targets, settings)
            step = next(stepping)
            thetas = [call.theta.detach().clone() for call in step.field.calls]
            stepping.close()
        return thetas

    own = begun(a_pack().start, 0.0)
    for theta, call in zip(own, CALLS, strict=True):
        for gate, value in zip(torch.sigmoid(theta), call.gates, strict=True):
            torch.testing.assert_close(gate, torch.full_like(gate, min(max(value, 1e-3), 1 - 1e-3)))
    leaning, plain = begun(a_pack().start, 5.0), begun(None, 5.0)
    start = torch.logit(torch.tensor(START)).view(4, 1, 1, 1, 1)
    for packed, alike, common in zip(leaning, own, plain, strict=True):
        torch.testing.assert_close(packed - alike, common - start, rtol=0, atol=1e-5)
    assert (leaning[1] - own[1]).abs().max() > 1


@pytest.mark.parametrize(
    ("calls", "words"),
    [
        (CALLS[:1], "holds 1 activation calls and the model made 2"),
        ((*CALLS, CALLS[0]), "holds 3 activation calls and the model made 2"),
        ((CALLS[0], PackedCall("silu", CALLS[1].gates)), "call 2 is relu here and silu in the pack"),
    ],
)
def test_calls_that_do_not_fit_are_refused(calls, words):
    model = wrap(SmallResidual(), 5)
    with pytest.raises(PackError, match=words):
        explain(model, photographs(1), steps=1, pack=a_pack(calls, fingerprint=model.fingerprint))
    assert all(parameter.requires_grad for parameter in model.module.parameters())


def test_a_pack_is_the_mean_movement_from_each_images_own_start():
    model = wrap(SmallResidual(), 5)
    entries = [prepare_array(model, image) for image in photographs(5)]
    told = []
    pack = learn_pack(model, entries, hansel="0.1.0", steps=4, seed=9, progress=lambda last, done: told.append(done))
    moved = []
    for entry in entries:
        history, losses = [], []
        with left_as_found(model.module):
            for step in learning(model, entry.tensor[None], torch.tensor([-1]), FitSettings.for_steps(4)):
                history.append([call.theta.detach().numpy().copy() for call in step.field.calls])
                losses.append(float(step.judged.loss))
        best = history[int(np.argmin(losses))]
        moved.append([(end - begin).mean(axis=(1, 2, 3, 4)) for end, begin in zip(best, history[0], strict=True)])
    z = np.log(np.array(START) / (1 - np.array(START))) + np.mean(moved, axis=0)
    np.testing.assert_allclose([call.gates for call in pack.calls], 1 / (1 + np.exp(-z)), atol=2e-4)
    assert [call.name for call in pack.calls] == ["relu", "relu"]
    assert pack.images == tuple(entry.sha256 for entry in entries)
    assert (pack.fingerprint, pack.seed, pack.hansel) == (model.fingerprint, 9, "0.1.0")
    assert pack.settings == parameters("learned", 4)
    assert told == [5]
    assert np.abs(np.array([call.gates for call in pack.calls]) - START).max() > 0.01


def test_the_gates_that_were_learned_give_a_lower_loss_to_begin_with():
    model = wrap(SmallResidual(), 5)
    pack = learn_pack(model, [prepare_array(model, image) for image in photographs(16, seed=1)], hansel="")
    fresh = photographs(16, seed=2)
    plain, packed = (
        np.mean([made.losses[0] for made in explain(model, fresh, steps=0, pack=one)]) for one in (None, pack)
    )
    assert packed < plain


def test_images_without_a_number_are_left_out_and_none_at_all_is_refused():
    class NanWhenWhite(SmallResidual):
        def forward(self, x):
            z = super().forward(x)
            return torch.where(x.mean(dim=(1, 2, 3))[:, None] > 0.99, torch.nan, z)

    model = wrap(NanWhenWhite(), 5)
    images = photographs(3)
    images[1] = 255
    entries = [prepare_array(model, image) for image in images]
    out = []
    pack = learn_pack(model, entries, hansel="", steps=2, left_out=lambda entry, reason: out.append(entry.sha256))
    assert out == [entries[1].sha256]
    assert pack.images == (entries[0].sha256, entries[2].sha256)
    clean = learn_pack(model, [entries[0], entries[2]], hansel="", steps=2)
    np.testing.assert_allclose([c.gates for c in pack.calls], [c.gates for c in clean.calls], atol=2e-5)
    for nothing in ([], [entries[1]]):
        with pytest.raises(PackError, match="no image to learn"):
            learn_pack(model, nothing, hansel="", steps=1)


def test_a_model_without_activations_has_no_pack():
    model = wrap(nn.Sequential(nn.Flatten(), nn.Linear(16 * 16 * 3, 3)), 3)
    with pytest.raises(ExplainError, match="no activation call"):
        learn_pack(model, [prepare_array(model, photographs(1)[0])], hansel="")


def test_a_run_is_described_with_its_pack_and_explains_as_explain_does():
    model = wrap(LeftOrRight(), 2)
    entries = [prepare_array(model, image) for image in photographs(2)]
    pack = learn_pack(model, entries, hansel="", steps=3)
    spec = describe_run(model, "", steps=2, pack=pack.start)
    assert isinstance(start_of(spec.parameters), PackedStart)
    by_batch = explain_batch(model, entries, [-1, -1], steps=2, pack=start_of(spec.parameters))
    by_file = explain(model, photographs(2), steps=2, pack=pack)
    plain = explain(model, photographs(2), steps=2)
    for one, other, without in zip(by_batch, by_file, plain, strict=True):
        assert one.map.tobytes() == other.map.tobytes() != without.map.tobytes()


def test_the_full_evidence_makes_its_maps_with_the_pack():
    model = wrap(SmallResidual(), 5)
    entries = [prepare_array(model, image) for image in photographs(2)]
    pack = learn_pack(model, entries, hansel="", steps=3)
    figures = []
    for one in (None, pack):
        (made,) = explain(model, photographs(1), steps=0, evidence="full", pack=one)
        found = {(m.name, m.title): m for m in made.measures}
        figures.append(next(m.value for (name, _), m in found.items() if name == "max-sensitivity"))
    assert figures[0] != figures[1]
