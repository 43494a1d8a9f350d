"""`hansel relink`: the images were moved, and nobody sits at a window."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.e2e import world
from tests.e2e.conftest import Command

GRADIENT = ("--method", "gradient", "--trust-code")


def test_a_moved_folder_is_relinked_and_the_audit_has_nothing_to_do(
    hansel: Command, folder: Path, model: Path, tmp_path: Path
) -> None:
    project, new = tmp_path / "p.hansel", tmp_path / "archive" / "pictures"
    assert hansel("audit", folder, "--model", model, "--project", project, *GRADIENT).code == 0
    before = world.explained(project)
    new.parent.mkdir()
    shutil.move(folder, new)
    assert hansel("relink", project).out == f"gone   9  {folder}\n"

    ran = hansel("relink", project, folder, new)
    assert (ran.code, ran.err) == (0, "9 of 9 images found. Contents compared: all of them.\n")
    again = hansel("audit", new, "--model", model, "--project", project, *GRADIENT)
    assert again.out.startswith("Nothing to do: 9 images of")
    assert world.explained(project) == before
    assert hansel("verify", project).code == 0

    assert str(folder) in hansel("relink", project, "--undo").out
    assert hansel("relink", project).out == f"gone   9  {folder}\n"


def test_an_incomplete_folder_needs_a_yes(hansel: Command, folder: Path, model: Path, tmp_path: Path) -> None:
    project, new = tmp_path / "p.hansel", tmp_path / "pictures"
    assert hansel("audit", folder, "--model", model, "--project", project, *GRADIENT).code == 0
    shutil.move(folder, new)
    next(new.rglob("*.png")).unlink()
    ran = hansel("relink", project, folder, new)
    assert ran.code == 2
    assert "8 of 9 images found. 1 not found" in ran.err
    assert "Nothing was changed" in ran.err
    assert hansel("relink", project).out == f"gone   9  {folder}\n"
    assert hansel("relink", project, folder, new, "--yes").code == 0
    assert hansel("relink", project).out == f"there  9  {new}\n"
    assert hansel("relink", project, "/nowhere", tmp_path).code == 2
