"""What goes to a terminal, what to a pipe, and what a full disk says."""

from __future__ import annotations

import errno
import os
import pty
import subprocess
from pathlib import Path

import pytest

from db import maps
from tests.e2e import world
from tests.e2e.conftest import HANSEL, Command, finish, start


def test_a_pipe_gets_words_and_no_bar(folder: Path, model: Path, tmp_path: Path) -> None:
    ran = finish(
        start("audit", folder, "--model", model, "--project", tmp_path / "p.hansel", "--method", "gradient",
              "--trust-code")
    )  # fmt: skip
    assert ran.code == 0
    assert ran.err == f"Run 1: 9 images.\n{folder} is read as class folders, 3 classes.\n"
    assert "9 images explained" in ran.out
    assert not {"\r", "\x1b", "█"} & set(ran.out + ran.err)


def test_a_terminal_gets_a_bar_that_is_gone_at_the_end(folder: Path, model: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [HANSEL, "explain", *sorted(folder.rglob("*.png")), "--model", model, "--method", "gradient", "--trust-code",
         "--out", tmp_path / "out"],
        stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError as error:
            assert error.errno == errno.EIO  # noqa: PT017 - how Linux tells that the other end is closed
        out = process.communicate()[0]
    os.close(ours)
    assert process.returncode == 0
    assert "8 of 9" in shown.decode()
    assert shown.endswith(b"\r\x1b[2K")
    assert out.startswith("9 images explained")


def test_a_full_disk_ends_the_run_with_3_and_says_what_is_kept(
    hansel: Command, folder: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all, calls = maps.write_all, []

    def full_at_the_second_batch(*arguments: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_all(*arguments)

    command = ("audit", folder, "--model", model, "--project", tmp_path / "p.hansel", "--method", "gradient")
    monkeypatch.setattr(maps, "write_all", full_at_the_second_batch)
    ran = hansel(*command, "--trust-code")
    assert ran.code == 3
    assert "8 images of this call are done and kept; the same command goes on from there." in ran.err
    assert len(world.explained(tmp_path / "p.hansel")) == 8
    assert hansel(*command, "--trust-code").code == 0
    assert len(world.explained(tmp_path / "p.hansel")) == 9
