"""The set-up script, run for real in a copy of its own, with a few commands of the system played by others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NEEDED = ("bash", "dirname", "grep", "cmp", "awk", "sort", "tr", "find", "uname", "cp", "cat")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script looks after Linux's libraries only")


class House:
    """A folder with the script and pyproject.toml, and a PATH that holds nothing but what is put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "hansel"
        self.commands = folder / "bin"
        self.commands.mkdir()
        (self.folder / "packaging").mkdir(parents=True)
        shutil.copy(ROOT / "packaging" / "bootstrap.sh", self.folder / "packaging")
        shutil.copy(ROOT / "pyproject.toml", self.folder)
        for name in NEEDED:
            found = shutil.which(name)
            assert found, name
            (self.commands / name).symlink_to(found)

    def play(self, where: Path, script: str) -> None:
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(f"#!/bin/bash\n{script}\n")
        where.chmod(0o755)

    def install(self) -> None:
        """As if an earlier call had finished."""
        bin_folder = self.folder / ".venv" / "bin"
        self.play(bin_folder / "python", f'exec "{sys.executable}" "$@"')
        self.play(bin_folder / "hansel", f"# {self.folder}/.venv")
        shutil.copy(ROOT / "pyproject.toml", self.folder / ".venv" / ".installed-demo")

    def call(self, purpose: str = "demo", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(self.folder / "packaging" / "bootstrap.sh"), purpose],
            env={"PATH": str(self.commands), "HOME": os.environ.get("HOME", "/"), **environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_an_old_python_is_told_plainly(house: House) -> None:
    house.play(house.commands / "python3", "exit 1")  # what an older one answers when asked whether it is new enough
    ran = house.call()
    assert ran.returncode == 1
    assert "Python 3.11 or newer" in ran.stderr
    assert not (house.folder / ".venv").exists()


def test_a_second_call_installs_nothing_and_says_nothing(house: House) -> None:
    house.install()
    house.play(house.commands / "ldd", "echo 'libc.so.6 => /lib/libc.so.6'")
    ran = house.call()
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_changed_pyproject_is_installed_again(house: House) -> None:
    house.install()
    house.play(house.folder / ".venv" / "bin" / "python", 'case "$*" in *"pip install"*) echo "pip: $*" ;; esac')
    house.play(house.commands / "ldd", "")
    (house.folder / "pyproject.toml").write_text("# other dependencies\n")
    ran = house.call()
    assert "pip install" in ran.stdout
    assert house.call().stdout == ""


def test_who_is_not_root_gets_the_line_to_run(house: House) -> None:
    house.install()
    house.play(house.commands / "ldd", "echo '  libxcb-cursor.so.0 => not found'")
    house.play(house.commands / "id", "echo 1000")
    house.play(house.commands / "apt-get", "echo called >&2; exit 1")
    headless = house.call()
    assert headless.returncode == 0
    assert "libxcb-cursor.so.0" in headless.stderr
    assert "sudo apt-get install --no-install-recommends" in headless.stderr
    assert "libxcb-cursor0" in headless.stderr
    assert "called" not in headless.stderr
    windowed = house.call(DISPLAY=":0")
    assert windowed.returncode == 1
    assert "--headless" in windowed.stderr


def test_root_has_debians_packages_installed_once(house: House) -> None:
    house.install()
    done = house.folder / "done"
    house.play(house.commands / "ldd", f"[ -e {done} ] || echo '  libxcb-cursor.so.0 => not found'")
    house.play(house.commands / "id", "echo 0")
    house.play(house.commands / "apt-get", f'echo "$*" >> {house.folder}/asked; case "$*" in install*) >{done} ;; esac')
    assert house.call().returncode == 0
    assert house.call().stderr == ""
    update, install = (house.folder / "asked").read_text().splitlines()
    assert update.startswith("update")
    assert "--no-install-recommends" in install
    assert "libxcb-cursor0" in install
