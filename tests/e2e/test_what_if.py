"""`hansel what-if`: the answers before and after on a terminal and for a program, and refusals before any work."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cli.what_if import FILLINGS
from engine.taking_away import FILLINGS as KNOWN
from resources import demo
from resources.demo import world
from tests.e2e.conftest import Command

MODEL = Path(demo.__file__).parent / "model.toml"  # its code is the program's own


def test_the_fillings_are_the_engines() -> None:
    assert FILLINGS == KNOWN


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A leaf that its stamp makes a fish of, and where the stamp is."""
    shot = next(shot for shot in world.plan(40) if shot.relative == "leaf/0002.jpg")
    scene = world.scene_of(shot)
    file = tmp_path_factory.mktemp("leaf") / "leaf.png"
    Image.fromarray(scene.pixels).save(file)
    y, x = np.nonzero(scene.stamp_mask)
    left, top = int(x.min()) - 2, int(y.min()) - 2
    return file, f"{left},{top},{int(x.max()) + 3 - left},{int(y.max()) + 3 - top}"


def test_without_the_stamp_the_leaf_is_a_leaf(hansel: Command, picture: tuple[Path, str], tmp_path: Path) -> None:
    file, region = picture
    ran = hansel("what-if", file, "--model", MODEL, "--region", region, "--out", tmp_path / "w.png")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[0].startswith("as it is: fish ")
    assert lines[1].startswith("without the region: leaf ")
    assert lines[2].startswith("fish: ")
    assert "log-odds -" in lines[2]
    assert lines[4] == "The prediction changes."
    with Image.open(file) as before, Image.open(tmp_path / "w.png") as after:
        left, top, width, height = (int(one) for one in region.split(","))
        first, second = np.asarray(before).copy(), np.asarray(after)
        assert (second[top : top + height, left : left + width] == (115, 107, 97)).all()
        first[top : top + height, left : left + width] = (115, 107, 97)
        assert (first == second).all()


@pytest.mark.parametrize("filling", FILLINGS)
def test_the_stamp_alone_is_a_fish_and_a_program_can_read_it(
    hansel: Command, picture: tuple[Path, str], filling: str
) -> None:
    file, region = picture
    ran = hansel("what-if", file, "--model", MODEL, "--region", region, "--only", "--filling", filling, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    fish = found["labels"].index("fish")
    assert (found["way"], found["filling"], found["target"]) == ("only", filling, fish)
    assert found["before"]["prediction"] == fish
    assert found["flips"] == (found["after"]["prediction"] != fish)
    assert 0.5 < found["hidden"] < 1
    change = found["after"]["log_odds"] - found["before"]["log_odds"]
    assert found["log_odds_change"] == pytest.approx(change)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--region", "1,2,3"), "left, top, width and height"),
        (("--region", "1,2,0,4"), "left, top, width and height"),
        (("--region", "nan,2,3,4"), "left, top, width and height"),
        (("--region", "5000,5000,3,4"), "covers no pixel"),
        (("--region", "0,0,5000,5000"), "nothing would be left"),
        (("--region", "1,2,3,4", "--target", "6"), "no class 6"),
        (("--region", "1,2,3,4", "--out", "w.jpg"), "ends in .png"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    hansel: Command, picture: tuple[Path, str], more: tuple[str, ...], words: str
) -> None:
    ran = hansel("what-if", picture[0], "--model", MODEL, *more)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_an_image_that_is_not_there_and_a_file_that_is(
    hansel: Command, picture: tuple[Path, str], tmp_path: Path
) -> None:
    file, region = picture
    ran = hansel("what-if", tmp_path / "no.png", "--model", MODEL, "--region", region)
    assert (ran.code, "There is no image at" in ran.err) == (2, True)
    (tmp_path / "w.png").write_bytes(b"mine")
    ran = hansel("what-if", file, "--model", MODEL, "--region", region, "--out", tmp_path / "w.png")
    assert (ran.code, "there already" in ran.err) == (2, True)
    assert (tmp_path / "w.png").read_bytes() == b"mine"
