"""`hansel demo` without a screen: the audit runs, and its stamp is there to be found."""

from __future__ import annotations

import functools
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resources.demo import world
from tests.e2e.conftest import Command

PICTURES = 40  # the fewest that hold every group; the demo itself draws 200


def test_without_a_screen_the_demo_leaves_project_overlays_and_report(
    hansel: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(world, "make_folder", functools.partial(world.make_folder, n=PICTURES))
    home = tmp_path / "demo"
    ran = hansel("demo", "--dir", home)
    assert ran.code == 0, ran.err
    assert "there is no screen" in ran.err
    for what in (home / "demo.hansel", home / "overlays", home / "report.html"):
        assert str(what) in ran.out
        assert what.exists()
    assert len(list((home / "overlays").rglob("*.png"))) == PICTURES

    shots = {shot.relative: shot for shot in world.plan(PICTURES)}
    with sqlite3.connect(home / "demo.hansel" / "audit.sqlite") as database:
        rows = database.execute(
            "SELECT i.relative, e.prediction FROM explanations e JOIN images i ON i.id = e.image_id"
        ).fetchall()
    database.close()
    assert {name for name, _ in rows} == set(shots)
    fish = world.CLASSES.index(world.STAMPED)
    fooled = [name for name, prediction in rows if shots[name].stamp_only and prediction == fish]
    assert fooled, "no picture with the stamp alone was taken for the stamped class"
    assert np.mean([_stamp_is_brightest(home, shots[name]) for name in fooled]) > 0.5

    again = hansel("demo", "--dir", home, "--headless")
    assert again.code == 0
    assert "Nothing to do" in again.out


def _stamp_is_brightest(home: Path, shot: world.Shot) -> bool:
    """Whether the overlay's most yellow spot, the top of the colour scale, lies on the stamp."""
    with Image.open(home / "overlays" / f"{shot.relative}.png") as opened:
        pixels = np.asarray(opened.convert("RGB"), np.float32)
    yellow = pixels[..., 1] - pixels[..., 2]  # viridis ends in yellow: much green, little blue
    return bool(world.scene_of(shot).stamp_mask.flat[int(yellow.argmax())])
