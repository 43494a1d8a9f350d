"""The run: every image reaches the sink once, bad ones cost nothing, and it can be paused and cancelled."""

import threading
import time

import numpy as np
import pytest
import torch
from PIL import Image

from engine import memory
from engine.audit import Control, MemoryFull, Work, audit, describe_run
from engine.evidence import energy_on, gini
from engine.fit import ExplainError
from engine.records import Explanation, Failure
from tests.unit.engine.nets import SmallResidual, photographs, wrap

PASSES = 4  # of a batch, with one step: the images, masked before the step and after it, and the outcome's


class Kept:
    """A sink that keeps what it takes, and may do something after each batch."""

    def __init__(self, after_batch=lambda: None):
        self.outcomes = []
        self.after_batch = after_batch

    def take(self, outcomes):
        self.outcomes.extend(outcomes)
        self.after_batch()


@pytest.fixture
def folder(tmp_path):
    for i, pixels in enumerate(photographs(11)):
        Image.fromarray(pixels).save(tmp_path / f"{i:02}.png")
    return tmp_path


@pytest.fixture
def model():
    return wrap(SmallResidual(), 5)


def work_of(folder):
    return [Work(key, str(path)) for key, path in enumerate(sorted(folder.iterdir()))]


def test_every_image_reaches_the_sink_once_and_in_order(folder, model):
    (folder / "03b.png").write_bytes(b"")
    (folder / "07b.png").write_bytes((folder / "07.png").read_bytes()[:60])
    sink, told = Kept(), []
    work = work_of(folder)
    summary = audit(model, work, sink, describe_run(model, folder, steps=1, batch_size=4), progress=told.append)
    assert [item for item, _ in sink.outcomes] == work
    failed = [item.path[-7:] for item, outcome in sink.outcomes if isinstance(outcome, Failure)]
    assert failed == ["03b.png", "07b.png"]
    assert (summary.explained, summary.failed, summary.cancelled) == (11, 2, False)
    assert told[-1].done == told[-1].total == 13
    assert [step.done for step in told] == sorted({step.done for step in told})


def test_a_folder_full_of_broken_images_still_shows_progress(tmp_path, model):
    for i in range(20):
        (tmp_path / f"{i:02}.png").write_bytes(b"")
    sink, told = Kept(), []
    audit(model, work_of(tmp_path), sink, describe_run(model, tmp_path, steps=1, batch_size=2), progress=told.append)
    assert [step.done for step in told] == [8, 16, 20]
    assert all(isinstance(outcome, Failure) for _, outcome in sink.outcomes)


def test_maps_do_not_depend_on_the_batch_they_fell_into(folder, model):
    spec = describe_run(model, folder, steps=2, batch_size=4)
    whole, later = Kept(), Kept()
    audit(model, work_of(folder), whole, spec)
    audit(model, work_of(folder)[5:], later, spec)
    for (_, one), (_, other) in zip(whole.outcomes[5:], later.outcomes, strict=True):
        assert one.map.tobytes() == other.map.tobytes()


class AfterBatches(Control):
    """Does something when the run asks for the third time whether it may go on: two batches are explained."""

    def __init__(self, then):
        super().__init__()
        self.asked, self.then = 0, then

    def may_go_on(self):
        self.asked += 1
        if self.asked == 3:
            self.then(self)
        return super().may_go_on()


def test_cancelling_keeps_the_batch_at_hand_and_stops(folder, model):
    control, sink = AfterBatches(Control.cancel), Kept()
    summary = audit(model, work_of(folder), sink, describe_run(model, folder, steps=1, batch_size=4), control=control)
    assert summary.cancelled
    assert len(sink.outcomes) == summary.explained == 8


def test_a_paused_run_waits_until_resumed(folder, model):
    paused = threading.Event()

    def pause(control):
        control.pause()
        paused.set()

    control, sink = AfterBatches(pause), Kept()
    spec = describe_run(model, folder, steps=1, batch_size=4)
    thread = threading.Thread(target=audit, args=(model, work_of(folder), sink, spec), kwargs={"control": control})
    thread.start()
    assert paused.wait(60)
    thread.join(0.5)
    assert thread.is_alive()
    assert len(sink.outcomes) == 8  # the last batch is written while the run waits
    control.resume()
    thread.join(60)
    assert len(sink.outcomes) == 11


@pytest.mark.parametrize("batch_size", [4, 11])
def test_a_sink_that_fails_ends_the_run_with_its_own_error(folder, model, batch_size):
    def full():
        raise OSError("disk full")

    sink, told = Kept(full), []
    spec = describe_run(model, folder, steps=1, batch_size=batch_size)
    with pytest.raises(OSError, match="disk full"):
        audit(model, work_of(folder), sink, spec, progress=told.append)
    assert len(sink.outcomes) == batch_size  # nothing is handed over after it
    assert told == []


def test_a_batch_is_explained_while_the_one_before_it_is_written(folder):
    begun = threading.Event()

    class Telling(SmallResidual):
        passes = 0

        def forward(self, x):
            self.passes += 1
            if self.passes > PASSES:
                begun.set()
            return super().forward(x)

    sink, model = Kept(after_batch=lambda: waited.append(begun.wait(60))), wrap(Telling(), 5)
    waited = []
    audit(model, work_of(folder), sink, describe_run(model, folder, steps=1, batch_size=4))
    assert waited == [True] * 3
    assert [item.key for item, _ in sink.outcomes] == list(range(11))


def test_what_is_explained_when_a_later_batch_breaks_the_run_is_kept(folder):
    class Breaks(SmallResidual):
        def forward(self, x):
            if self.left == 0:
                raise RuntimeError("a fault of its own")
            self.left -= 1
            return super().forward(x)

    breaking, sink = wrap(Breaks(), 5), Kept(after_batch=lambda: time.sleep(0.2))
    breaking.module.left = PASSES
    with pytest.raises(RuntimeError, match="of its own"):
        audit(breaking, work_of(folder), sink, describe_run(breaking, folder, steps=1, batch_size=4))
    assert len(sink.outcomes) == 4


def test_a_target_that_the_model_does_not_have_is_refused_before_the_work(folder, model):
    sink = Kept()
    with pytest.raises(ExplainError, match="no class 9"):
        audit(model, [Work(0, str(folder / "00.png"), target=9)], sink, describe_run(model, folder))
    assert sink.outcomes == []


def test_a_run_says_all_that_is_needed_to_repeat_it(folder, model):
    spec = describe_run(model, folder, steps=7, batch_size=3, seed=5)
    assert spec.parameters["steps"] == 7
    assert {"learning_rate", "area_weight", "saturation", "blur_ratio", "start", "baseline"} <= set(spec.parameters)
    assert spec.model_fingerprint == model.fingerprint
    assert (spec.seed, spec.batch_size, spec.device) == (5, 3, "cpu")
    assert {"torch", "torchvision", "numpy", "python", "hansel"} <= set(spec.versions)
    assert describe_run(model, folder, method="guided").parameters["gates"] == [1, 0, 0, 0]


def test_stored_parameters_are_those_that_made_the_map(folder, model):
    sink = Kept()
    audit(model, work_of(folder)[:1], sink, describe_run(model, folder, steps=3))
    (_, outcome), *_ = sink.outcomes
    assert isinstance(outcome, Explanation)
    assert len(outcome.losses) == 4


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1.0, 1.0, 1.0, 1.0], 0.0),
        ([0.0, 0.0, 0.0, 5.0], 0.75),
        ([1.0, 2.0, 3.0, 4.0], 0.25),  # (-3*1 - 1*2 + 1*3 + 3*4) / (4 * 10)
        ([-4.0, 3.0, -2.0, 1.0], 0.25),
        ([0.0, 0.0, 0.0, 0.0], 0.0),
    ],
)
def test_gini_of_maps_worked_out_by_hand(values, expected):
    assert gini(np.array(values).reshape(2, 2)) == pytest.approx(expected)


def test_energy_on_a_region():
    a = np.array([[1.0, 3.0], [-2.0, 4.0]])
    assert energy_on(a, np.array([[True, False], [True, True]])) == pytest.approx(5 / 8)
    assert np.isnan(energy_on(np.zeros((2, 2)), np.ones((2, 2), bool)))


class Hungry(SmallResidual):
    """Has room for so many images at once and no more; seen through their masks an image goes in twice."""

    def __init__(self, room):
        super().__init__()
        self.room, self.tried = room, []

    def forward(self, x):
        self.tried.append(len(x))
        if len(x) > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return super().forward(x)


def maps_of(sink):
    return [outcome.map.tobytes() for _, outcome in sink.outcomes]


def test_where_the_memory_is_full_the_batch_is_halved_and_the_run_goes_on(folder, model):
    roomy, tight, told = Kept(), Kept(), []
    audit(model, work_of(folder), roomy, describe_run(model, folder, steps=1, batch_size=2))
    hungry = wrap(Hungry(room=5), 5)
    spec = describe_run(hungry, folder, steps=1, batch_size=8)
    summary = audit(hungry, work_of(folder), tight, spec, smaller=told.append)
    assert told == [4, 2]
    assert summary.explained == 11
    assert [item for item, _ in tight.outcomes] == work_of(folder)
    assert maps_of(tight) == maps_of(roomy)
    # Eight at once are tried as a batch, and as keep and drop of four, but not again with every batch.
    assert hungry.module.tried.count(8) == 2


def test_a_run_begins_with_the_batch_that_was_found_before(folder):
    hungry, sink, told = wrap(Hungry(room=5), 5), Kept(), []
    spec = describe_run(hungry, folder, steps=1, batch_size=8)
    audit(hungry, work_of(folder), sink, spec, at_once=2, smaller=told.append)
    assert told == []
    assert len(sink.outcomes) == 11
    assert max(hungry.module.tried) == 4


def test_no_room_for_a_single_image_is_said(folder):
    hungry, sink = wrap(Hungry(room=1), 5), Kept()
    with pytest.raises(MemoryFull, match="single image"):
        audit(hungry, work_of(folder), sink, describe_run(hungry, folder, steps=1, batch_size=4))
    assert sink.outcomes == []


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")
def test_between_batches_nothing_of_them_is_held_on_the_card(folder):
    class Reading(Control):
        def __init__(self):
            super().__init__()
            self.held = []

        def may_go_on(self):
            self.held.append(torch.cuda.memory_allocated())
            return super().may_go_on()

    model, reading, sink = wrap(SmallResidual().cuda(), 5), Reading(), Kept()
    audit(model, work_of(folder), sink, describe_run(model, folder, steps=2, batch_size=2), control=reading)
    assert len(sink.outcomes) == 11
    after_first, *later = reading.held[1:]
    assert later == [after_first] * len(later)


def test_other_faults_are_not_taken_for_a_full_memory():
    with pytest.raises(RuntimeError) as full:
        torch.empty(2**55, dtype=torch.uint8)
    with pytest.raises(RuntimeError) as wrong:
        torch.zeros(2) @ torch.zeros(3)
    assert memory.is_full(full.value)
    assert not memory.is_full(wrong.value)
