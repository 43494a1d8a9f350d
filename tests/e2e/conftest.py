"""Runs the real command: in a process of its own where that matters, and otherwise through its entry point here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import main
from tests.e2e import world

HANSEL = Path(sys.executable).with_name("hansel")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def hansel(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """hansel(argument, ...) calls the command's entry point in this process, which has torch loaded already."""

    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["hansel", *map(str, arguments)])
        capfd.readouterr()
        code = main()
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return call


def start(*arguments: object) -> subprocess.Popen[str]:
    """The installed command in a process of its own; both outputs are pipes, and there is no screen."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.Popen(
        [str(HANSEL), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> Ran:
    out, err = process.communicate(timeout=120)
    return Ran(process.returncode, out, err)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model.toml of the net that knows colours."""
    return world.write_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nine images in three class folders."""
    images = tmp_path / "images"
    world.write_images(images, 3)
    return images


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """A folder with `images` and the finished project `done.hansel`; tests that change it use a copy."""
    home = tmp_path_factory.mktemp("audited")
    world.write_images(home / "images", 3)
    (home / "images" / "red" / "empty.jpg").write_bytes(b"")
    ran = finish(
        start("audit", home / "images", "--model", model, "--project", home / "done.hansel", "--method", "gradient",
              "--trust-code")
    )  # fmt: skip
    assert ran.code == 0, ran.err
    return home


@pytest.fixture
def project(audited: Path, tmp_path: Path) -> Path:
    """A copy of the finished project that a test may change; its images are those of `audited`."""
    return Path(shutil.copytree(audited / "done.hansel", tmp_path / "done.hansel"))


@pytest.fixture(scope="session")
def browser() -> str:
    """The path of a browser that reports are opened with."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser is installed to open the report with")
    return found
