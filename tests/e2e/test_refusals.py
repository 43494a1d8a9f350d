"""Bad input: exit code 2, plain words on stderr, nothing on stdout, and nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import world
from tests.e2e.conftest import Command


def refused(hansel: Command, *arguments: object) -> str:
    """What a command that must be refused says."""
    ran = hansel(*arguments)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert "Traceback" not in ran.err
    return ran.err


def test_code_that_a_model_brings_does_not_run_unasked(hansel: Command, folder: Path, tmp_path: Path) -> None:
    model = world.write_model(tmp_path / "model")
    code = tmp_path / "model" / "nets.py"
    code.write_text(code.read_text() + "\nopen(__file__ + '.ran', 'w').close()\n")
    words = refused(hansel, "audit", folder, "--model", model, "--project", tmp_path / "p.hansel")
    assert "nets.py" in words
    assert "sha256" in words
    assert "--trust-code" in words
    assert not (tmp_path / "model" / "nets.py.ran").exists()
    assert not (tmp_path / "p.hansel").exists()


def test_a_folder_that_is_missing_empty_or_without_images(hansel: Command, model: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("a")
    rest = ("--model", model, "--project", tmp_path / "p.hansel", "--trust-code")
    assert "does not exist" in refused(hansel, "audit", tmp_path / "missing", *rest)
    assert "is empty" in refused(hansel, "audit", tmp_path / "empty", *rest)
    assert "holds no images" in refused(hansel, "audit", tmp_path / "texts", *rest)
    assert not (tmp_path / "p.hansel").exists()


def test_a_project_that_is_something_else(hansel: Command, folder: Path, model: Path, tmp_path: Path) -> None:
    (tmp_path / "file.hansel").write_text("mine")
    (tmp_path / "full.hansel").mkdir()
    (tmp_path / "full.hansel" / "letter.txt").write_text("mine")
    for name in ("file.hansel", "full.hansel"):
        words = refused(hansel, "audit", folder, "--model", model, "--project", tmp_path / name, "--trust-code")
        assert "not a Hansel project" in words
    assert (tmp_path / "file.hansel").read_text() == "mine"
    assert [entry.name for entry in (tmp_path / "full.hansel").iterdir()] == ["letter.txt"]
    words = refused(hansel, "audit", folder, "--model", model, "--project", tmp_path / "plain", "--trust-code")
    assert "ends in .hansel" in words


def test_weights_that_do_not_fit(hansel: Command, folder: Path, tmp_path: Path) -> None:
    model = world.write_model(tmp_path / "model", weights="other.safetensors")
    words = refused(hansel, "audit", folder, "--model", model, "--project", tmp_path / "p.hansel", "--trust-code")
    assert "head.weight" in words
    assert not (tmp_path / "p.hansel").exists()


def test_a_model_without_activations_names_the_remedy(hansel: Command, folder: Path, tmp_path: Path) -> None:
    model = world.write_model(tmp_path / "model", "straight")
    words = refused(hansel, "audit", folder, "--model", model, "--project", tmp_path / "p.hansel", "--trust-code")
    assert "activation" in words
    assert "gradient" in words or "torch.relu" in words or "nn.ReLU" in words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--method", "magic"), "no method called"),
        (("--steps", "-1"), "Steps must be"),
        (("--steps", "ten"), "not a valid integer"),
        (("--device", "cuda:99"), "cuda:99 was asked for"),
        (("--limit", "0"), "0 is not in the range"),
        (("--colour", "red"), "No such option"),
    ],
)
def test_options_that_cannot_be(
    hansel: Command, folder: Path, model: Path, tmp_path: Path, options: tuple[str, str], words: str
) -> None:
    rest = ("--model", model, "--project", tmp_path / "p.hansel", "--trust-code")
    assert words in refused(hansel, "audit", folder, *rest, *options)


def test_a_model_file_that_is_missing_or_no_toml(hansel: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = ")
    project = tmp_path / "p.hansel"
    assert "does not exist" in refused(hansel, "audit", folder, "--model", tmp_path / "no.toml", "--project", project)
    assert "not valid TOML" in refused(hansel, "audit", folder, "--model", tmp_path / "bad.toml", "--project", project)


def test_there_is_no_window_without_a_screen(hansel: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in refused(hansel)
    assert "nothing at" in refused(hansel, "missing.hansel")


def test_a_command_that_does_not_exist(hansel: Command) -> None:
    assert "No such command" in refused(hansel, "bake")
