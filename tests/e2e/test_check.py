"""`hansel check`: what was loaded, and whether the preprocessing can be right."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.e2e import world
from tests.e2e.conftest import Command


def test_tells_what_was_loaded_and_how_right_it_is(hansel: Command, audited: Path, model: Path) -> None:
    ran = hansel("check", model, audited / "images", "--trust-code")
    assert ran.code == 0, ran.err
    for words in ("colours version 1", "96 parameters", "logits, 3 classes", "red, green, blue", "24 × 24 px"):
        assert words in ran.out
    assert re.search(r"Fingerprint +[0-9a-f]{64}", ran.out)
    assert "1 of 1 calls were given gates" in ran.out
    # 9 of 9: Wilson 70.1 % to 100 %
    assert "100.0\u202f% (70.1\u202f% to 100.0\u202f%; 9 of 9)" in ran.out
    assert "Mixed up" not in ran.out
    assert "red/empty.jpg" in ran.err


def test_a_wrong_channel_order_shows_in_the_figures(
    hansel: Command, audited: Path, model: Path, tmp_path: Path
) -> None:
    shutil.copytree(model.parent, tmp_path / "model")
    wrong = tmp_path / "model" / "wrong.toml"
    wrong.write_text(model.read_text() + 'channels = "bgr"\n')
    ran = hansel("check", wrong, audited / "images", "--trust-code")
    assert "3 of 9" in ran.out
    assert "red: 0 of 3 right; taken for blue 3" in ran.out
    assert "blue: 0 of 3 right; taken for red 3" in ran.out


def test_works_without_images(hansel: Command, model: Path) -> None:
    ran = hansel("check", model, "--trust-code")
    assert ran.code == 0
    assert "an image of random colours" in ran.out
    assert "Accuracy" not in ran.out


def test_folders_that_are_no_classes_are_said_to_be(hansel: Command, model: Path, tmp_path: Path) -> None:
    world.write_images(tmp_path, 1)
    (tmp_path / "red").rename(tmp_path / "crimson")
    ran = hansel("check", model, tmp_path, "--trust-code")
    assert "The model has no class called crimson." in ran.err
    assert "2 of 2" in ran.out
