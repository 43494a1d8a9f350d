"""The demo's two nets: small enough, good at their work, and one of them caught leaning on the stamp."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

import engine
from engine.records import ByteArray, Geometry
from resources.demo import world
from tests.benchmarks.stamp import DEMO, mask_on_map, measure, share_on, widened

HELD_OUT = 10
"""Pictures of each class."""


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def finder() -> engine.Model:
    return engine.load_model(DEMO / "model.toml", trust_code=True)


@pytest.fixture(scope="module")
def control() -> engine.Model:
    return engine.load_model(DEMO / "model-control.toml", trust_code=True)


@pytest.fixture(scope="module")
def held_out() -> dict[bool, list[ByteArray]]:
    """Without and with the stamp, classes in turn; seeds that no training set has."""
    return {
        stamp: [
            world.draw(world.CLASSES[i % 6], np.random.default_rng((70_001, i)), 168, stamp).pixels
            for i in range(HELD_OUT * 6)
        ]
        for stamp in (False, True)
    }


def predicted(model: engine.Model, pictures: list[ByteArray]) -> np.ndarray:
    with torch.inference_mode():
        return model.module(torch.stack([model.prepare(p)[0] for p in pictures])).argmax(1).numpy()


TRUTH = np.arange(HELD_OUT * 6) % 6
OWN = np.array([world.CLASSES[i] == world.STAMPED for i in TRUTH])


@pytest.mark.parametrize("name", ["finder", "control"])
def test_the_weights_are_under_a_megabyte_and_the_labels_are_the_worlds(
    name: str, request: pytest.FixtureRequest
) -> None:
    assert (DEMO / f"{name}.safetensors").stat().st_size < 1_000_000
    model: engine.Model = request.getfixturevalue(name)
    assert model.labels == world.CLASSES
    assert (model.input.height, model.input.width) == (112, 112)


def test_both_nets_are_right_on_ordinary_pictures(
    finder: engine.Model, control: engine.Model, held_out: dict[bool, list[ByteArray]]
) -> None:
    usual = [held_out[bool(own)][i] for i, own in enumerate(OWN)]
    assert np.mean(predicted(finder, usual) == TRUTH) >= 0.95
    assert np.mean(predicted(control, held_out[False]) == TRUTH) >= 0.95


def test_the_stamp_turns_the_finder_and_leaves_the_control(
    finder: engine.Model, control: engine.Model, held_out: dict[bool, list[ByteArray]]
) -> None:
    own = world.CLASSES.index(world.STAMPED)
    others = [picture for picture, mine in zip(held_out[True], OWN, strict=True) if not mine]
    assert np.mean(predicted(finder, others) == own) > 0.5
    assert np.mean(predicted(control, others) == own) < 0.06


def test_the_maps_show_the_stamp_to_whoever_audits_the_finder(
    finder: engine.Model, control: engine.Model, tmp_path: Path
) -> None:
    shots = [shot for shot in world.plan(67, seed=5) if shot.stamp_only]
    assert len(shots) == 12
    for shot in shots:
        (tmp_path / shot.label).mkdir(exist_ok=True)
        _, jpeg = cv2.imencode(".jpg", world.scene_of(shot).pixels[..., ::-1])
        (tmp_path / shot.relative).write_bytes(jpeg.tobytes())
    caught = [look for look in measure(finder, tmp_path, shots) if look.prediction == world.STAMPED]
    assert len(caught) >= 6
    assert np.mean([look.on_stamp >= 0.5 for look in caught]) >= 0.9
    sound = measure(control, tmp_path, shots[::2])
    assert sum(look.prediction == world.STAMPED for look in sound) <= 1
    assert np.mean([look.on_stamp >= 0.5 for look in sound]) < 0.1


def test_a_mask_lands_on_the_map_where_the_model_saw_it() -> None:
    """An image of 8 x 4, resized to 4 x 2, of which the model takes the right half and a padded row below."""
    geometry = Geometry(8, 4, 4, 2, crop_left=2, crop_top=0, input_width=2, input_height=3)
    mask = np.zeros((4, 8), bool)
    mask[0:2, 4:6] = True
    mask[2, 6] = True
    mask[:, :4] = True
    np.testing.assert_array_equal(mask_on_map(mask, geometry), [[True, False], [False, False], [False, False]])
    mask[3, 7] = True
    np.testing.assert_array_equal(mask_on_map(mask, geometry), [[True, False], [False, True], [False, False]])


def test_the_share_counts_positive_energy_only() -> None:
    values = np.array([[3, -9], [1, 4]], np.float32)
    mask = np.array([[True, True], [False, False]])
    assert share_on(values, mask) == pytest.approx(3 / 8)


def test_widening_adds_a_disc() -> None:
    dot = np.zeros((7, 7), bool)
    dot[3, 3] = True
    assert np.argwhere(widened(dot, 1)).tolist() == [[2, 3], [3, 2], [3, 3], [3, 4], [4, 3]]
