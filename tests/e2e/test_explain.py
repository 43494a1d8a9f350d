"""`hansel explain`: three files for each image, and refusals before any work."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.e2e.conftest import Command


def test_writes_map_overlay_and_numbers(hansel: Command, audited: Path, model: Path, tmp_path: Path) -> None:
    image = audited / "images" / "red" / "red-00.png"
    out = tmp_path / "new" / "out"
    ran = hansel("explain", image, "--model", model, "--trust-code", "--steps", 2, "--out", out)
    assert ran.code == 0, ran.err
    assert sorted(file.name for file in out.iterdir()) == ["red-00.json", "red-00.npy", "red-00.png"]
    values = np.load(out / "red-00.npy", allow_pickle=False)
    assert (values.dtype, values.shape) == (np.float32, (24, 24))
    assert values.max() > 0
    with Image.open(out / "red-00.png") as overlay, Image.open(image) as original:
        assert overlay.size == original.size
    record = json.loads((out / "red-00.json").read_text("utf-8"))
    assert record["prediction"]["label"] == "red"
    assert record["target"]["index"] == 0
    assert record["map"]["high"] == pytest.approx(float(values.max()))
    assert sum(record["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert len(record["losses"]) == 3  # before each step and after the last
    assert record["activations"] == {"executed": 1, "gated": 1, "plain": []}
    assert record["method"]["parameters"]["steps"] == 2


def test_explains_the_class_asked_for_each_image(hansel: Command, audited: Path, model: Path, tmp_path: Path) -> None:
    images = [audited / "images" / "red" / f"red-{number:02d}.png" for number in range(3)]
    table = tmp_path / "targets.csv"
    table.write_text("image,target\nred-02.png,1\nred-00.png,2\nred-01.png,0\n", encoding="utf-8-sig")
    rest = ("--model", model, "--trust-code", "--method", "gradient", "--out", tmp_path)
    assert hansel("explain", *images, "--targets", table, *rest).code == 0
    targets = [json.loads((tmp_path / f"{image.stem}.json").read_text())["target"]["index"] for image in images]
    assert targets == [2, 0, 1]
    assert hansel("explain", images[0], "--target", 1, *rest).code == 0
    assert json.loads((tmp_path / "red-00.json").read_text())["target"]["label"] == "green"


def test_the_same_seed_writes_the_same_bytes(hansel: Command, audited: Path, model: Path, tmp_path: Path) -> None:
    image = audited / "images" / "blue" / "blue-01.png"
    for name in ("one", "two"):
        rest = ("--trust-code", "--steps", 3, "--seed", 5, "--out", tmp_path / name)
        assert hansel("explain", image, "--model", model, *rest).code == 0
    assert (tmp_path / "one" / "blue-01.npy").read_bytes() == (tmp_path / "two" / "blue-01.npy").read_bytes()


def test_unreadable_images_are_counted_and_named(hansel: Command, audited: Path, model: Path, tmp_path: Path) -> None:
    images = [audited / "images" / "red" / name for name in ("empty.jpg", "red-00.png")]
    rest = ("--model", model, "--trust-code", "--method", "gradient", "--out", tmp_path / "out")
    (tmp_path / "text.png").write_text("no picture")
    ran = hansel("explain", *images, tmp_path / "text.png", *rest)
    assert ran.code == 0
    assert "1 image explained" in ran.out
    assert "2 images could not be explained" in ran.out
    assert "empty.jpg" in ran.err
    assert "text.png" in ran.err
    assert len(list((tmp_path / "out").iterdir())) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("red/red-00.png", "green/red-00.jpg"), "would write the same files"),
        (("red/red-00.png", "red/typo.png"), "nothing at red/typo.png"),
        (("red",), "red: a folder"),
        (("red/red-00.png", "--target", "3"), "no class 3"),
        (("red/red-00.png", "--seed", "-1"), "from 0 to 2^63 - 1"),
        (("red/red-00.png", "--seed", str(2**63)), "from 0 to 2^63 - 1"),
        (("red/red-00.png", "--steps", "1001"), "between 0 and 1000"),
        (("red/red-00.png", "--target", "-1"), "no class -1"),
        (("red/red-00.png", "--target", "0", "--targets", "t.csv"), "not both"),
        (("red/red-00.png", "--targets", "missing.csv"), "cannot be read"),
        ((), "Missing argument"),
    ],
)
def test_refuses_before_any_work(
    hansel: Command, audited: Path, model: Path, tmp_path: Path, arguments: tuple[str, ...], words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(audited / "images")
    ran = hansel("explain", *arguments, "--model", model, "--trust-code", "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert not (tmp_path / "out").exists()


def test_an_out_that_is_a_file_is_named(hansel: Command, audited: Path, model: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    image = audited / "images" / "red" / "red-00.png"
    ran = hansel("explain", image, "--model", model, "--trust-code", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "cannot be made" in ran.err
    assert (tmp_path / "out").read_text() == "mine"


def test_watch_writes_every_step_and_the_same_map(hansel: Command, audited: Path, model: Path, tmp_path: Path) -> None:
    images = [audited / "images" / "red" / name for name in ("red-00.png", "empty.jpg", "red-01.png")]
    rest = ("--model", model, "--trust-code", "--steps", 4)
    ran = hansel("explain", *images, *rest, "--watch", "--out", tmp_path / "watched")
    assert ran.code == 0, ran.err
    assert "2 images explained" in ran.out
    assert "empty.jpg" in ran.err
    names = sorted(file.name for file in (tmp_path / "watched").iterdir())
    assert names == [f"red-0{n}.{end}" for n in (0, 1) for end in ("json", "npy", "png", "steps.npy")]
    for image in (images[0], images[2]):
        assert hansel("explain", image, *rest, "--out", tmp_path / "plain").code == 0
        name = f"{image.stem}.npy"
        assert (tmp_path / "watched" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
        plain = json.loads((tmp_path / "plain" / f"{image.stem}.json").read_text("utf-8"))
        record = json.loads((tmp_path / "watched" / f"{image.stem}.json").read_text("utf-8"))
        assert "steps" not in plain
        steps = record["steps"]
        values = np.load(tmp_path / "watched" / steps["file"], allow_pickle=False)
        assert (values.dtype, values.shape) == (np.float32, (5, 24, 24))
        made = np.load(tmp_path / "watched" / name)  # of the best step, weighed at the end: by 1 or more everywhere
        assert (made >= values[steps["best"]]).all()
        assert steps["calls"] == ["relu"]
        assert [step["loss"] for step in steps["each"]] == record["losses"] == plain["losses"]
        assert steps["best"] == int(np.argmin(record["losses"]))
        assert steps["each"][0]["moved"] == [0]
        assert 0 <= steps["each"][-1]["moved"][0] <= 1
        assert {"keep", "drop", "area", "gradient", "guided", "deconvnet"} < set(steps["each"][0])
        assert record["evidence"] == plain["evidence"]


def test_watch_is_for_the_method_that_learns_and_its_files_get_in_nobodys_way(
    hansel: Command, audited: Path, model: Path, tmp_path: Path
) -> None:
    image = tmp_path / "a.png"
    image.write_bytes((audited / "images" / "red" / "red-00.png").read_bytes())
    (tmp_path / "a.steps.png").write_bytes(image.read_bytes())
    rest = ("--model", model, "--trust-code", "--watch", "--out", tmp_path / "out")
    ran = hansel("explain", image, *rest, "--method", "guided")
    assert (ran.code, ran.out) == (2, "")
    assert "guided does not learn" in ran.err
    ran = hansel("explain", image, tmp_path / "a.steps.png", *rest)
    assert (ran.code, ran.out) == (2, "")
    assert "would write the same files" in ran.err
    assert not (tmp_path / "out").exists()
