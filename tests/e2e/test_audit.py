"""`hansel audit` as a user meets it: going on, adding, starting over."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e import world
from tests.e2e.conftest import Command

GRADIENT = ("--method", "gradient", "--trust-code")


def test_the_same_command_again_does_only_what_is_new_or_changed(
    hansel: Command, audited: Path, project: Path, model: Path, tmp_path: Path
) -> None:
    command = ("audit", audited / "images", "--model", model, "--project", project, *GRADIENT)
    again = hansel(*command)
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("Nothing to do: 10 images of")
    before = world.explained(project)
    assert len(before) == 9

    added = audited / "images" / "green" / "added.png"
    world.picture("green", 77).save(added)
    try:
        third = hansel(*command, "--json")
    finally:
        added.unlink()
    found = json.loads(third.out)
    assert (found["explained"], found["new"], found["changed"], found["done_before"]) == (1, 1, 0, 10)
    assert set(world.explained(project)) - set(before) == {(1, "green/added.png")}


def test_a_changed_image_is_explained_anew(hansel: Command, folder: Path, model: Path, tmp_path: Path) -> None:
    command = ("audit", folder, "--model", model, "--project", tmp_path / "p.hansel", *GRADIENT)
    assert hansel(*command).code == 0
    world.picture("blue", 5).save(folder / "red" / "red-01.png")
    found = hansel(*command, "--json")
    assert json.loads(found.out)["explained"] == 1
    assert "only what is new or changed: 0 new, 1 changed" in found.err


def test_new_run_starts_over_beside_the_old_one(hansel: Command, project: Path, audited: Path, model: Path) -> None:
    ran = hansel("audit", audited / "images", "--model", model, "--project", project, *GRADIENT, "--new-run", "--json")
    assert json.loads(ran.out)["run"] == 2
    runs = [run for run, _ in world.explained(project)]
    assert (runs.count(1), runs.count(2)) == (9, 9)


def test_a_limit_takes_the_first_images_and_can_be_lifted(
    hansel: Command, folder: Path, model: Path, tmp_path: Path
) -> None:
    command = ("audit", folder, "--model", model, "--project", tmp_path / "p.hansel", *GRADIENT)
    hansel(*command, "--limit", 4)
    assert [name for _, name in world.explained(tmp_path / "p.hansel")] == [
        "blue/blue-00.png", "blue/blue-01.png", "blue/blue-02.png", "green/green-00.png",
    ]  # fmt: skip
    assert json.loads(hansel(*command, "--json").out)["explained"] == 5
    assert len(world.explained(tmp_path / "p.hansel")) == 9


def test_broken_images_are_counted_named_and_kept_with_their_reason(
    hansel: Command, folder: Path, model: Path, tmp_path: Path
) -> None:
    whole = (folder / "red" / "red-00.png").read_bytes()
    (folder / "red" / "empty.png").write_bytes(b"")
    (folder / "red" / "half.png").write_bytes(whole[: len(whole) // 2])
    (folder / "red" / "text.jpg").write_text("no image")
    ran = hansel("audit", folder, "--model", model, "--project", tmp_path / "p.hansel", *GRADIENT)
    assert ran.code == 0
    assert "9 images explained" in ran.out
    assert "3 images could not be" in ran.out
    for name in ("empty.png", "half.png", "text.jpg"):
        assert any(name in line and len(line.split(": ", 1)[1]) > 10 for line in ran.err.splitlines())
    again = hansel("audit", folder, "--model", model, "--project", tmp_path / "p.hansel", *GRADIENT)
    assert again.out.startswith("Nothing to do")


def test_an_output_that_is_no_number_is_a_row_with_its_reason(hansel: Command, folder: Path, tmp_path: Path) -> None:
    model = world.write_model(tmp_path / "model", "spoilt")
    white = folder / "red" / "white.png"
    world.picture("red", 1).point(lambda _: 255).save(white)
    ran = hansel("audit", folder, "--model", model, "--project", tmp_path / "p.hansel", *GRADIENT)
    assert ran.code == 0
    assert "9 images explained" in ran.out
    assert f"{white}: The model's output for this image is not a number." in ran.err


def test_an_older_run_with_another_method_stays(hansel: Command, project: Path, audited: Path, model: Path) -> None:
    ran = hansel(
        "audit", audited / "images", "--model", model, "--project", project, "--method", "guided", "--trust-code"
    )
    assert "Run 2" in ran.out
    assert len(world.explained(project)) == 18


def test_what_could_not_be_looked_at_is_named(hansel: Command, folder: Path, model: Path, tmp_path: Path) -> None:
    odd = os.fsencode(folder / "red") + b"/\xff.png"
    try:
        os.rename(next(iter((folder / "red").iterdir())), odd)
    except OSError:
        pytest.skip("this disk takes no names that are not Unicode")
    rest = ("--model", model, "--trust-code")
    ran = hansel("audit", folder, *rest, "--project", tmp_path / "p.hansel", "--method", "gradient")
    assert ran.code == 0
    assert "8 images explained" in ran.out
    assert "red/\\udcff.png was left out: its name is not valid Unicode; rename it." in ran.err
    assert "was left out" in hansel("check", rest[1], folder, "--trust-code").err
