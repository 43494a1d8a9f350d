"""Processes that are killed or cancelled in the middle: the same command ends with every image exactly once."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e import world
from tests.e2e.conftest import Command, finish, start

WAIT_S = 60


@pytest.fixture
def slow_audit(tmp_path: Path) -> tuple[object, ...]:
    """A command over 40 images, five batches of about half a second."""
    world.write_images(tmp_path / "images", 20, ("red", "blue"))
    model = world.write_model(tmp_path / "model", "slow")
    return (
        "audit", tmp_path / "images", "--model", model, "--project", tmp_path / "p.hansel", "--method", "gradient",
        "--trust-code",
    )  # fmt: skip


def wait_for_first_rows(process: subprocess.Popen[str], project: Path) -> None:
    """Returns once some but not all images are in the database."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()
        if (project / "audit.sqlite").exists() and _count(project):
            return
        time.sleep(0.05)
    raise AssertionError("no explanation came")


def _count(project: Path) -> int:
    try:
        return len(world.explained(project))
    except Exception:  # the tables are being made
        return 0


def test_kill_in_the_middle_and_go_on(hansel: Command, slow_audit: tuple[object, ...], tmp_path: Path) -> None:
    project = tmp_path / "p.hansel"
    first = start(*slow_audit)
    wait_for_first_rows(first, project)
    meanwhile = hansel(*slow_audit)
    assert meanwhile.code == 2
    assert "in use" in meanwhile.err
    first.kill()
    first.communicate()
    kept = world.explained(project)
    assert 0 < len(kept) < 40

    second = finish(start(*slow_audit))
    assert second.code == 0, second.err
    assert f"Going on with run 1: {len(kept)} of 40 images are done, {40 - len(kept)} to go." in second.err
    done = world.explained(project)
    expected = sorted(f"{label}/{label}-{number:02d}.png" for label in ("red", "blue") for number in range(20))
    assert done == [(1, name) for name in expected]
    assert set(kept) <= set(done)


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(slow_audit: tuple[object, ...], tmp_path: Path) -> None:
    project = tmp_path / "p.hansel"
    process = start(*slow_audit)
    wait_for_first_rows(process, project)
    process.send_signal(signal.SIGINT)
    ran = finish(process)
    assert ran.code == 130
    assert "Cancelled" in ran.out
    assert "The same command goes on from there." in ran.out
    assert "Traceback" not in ran.err
    kept = len(world.explained(project))
    assert 0 < kept < 40
    assert f"{40 - kept} left" in ran.out


def test_ctrl_c_twice_stops_at_once(slow_audit: tuple[object, ...], tmp_path: Path) -> None:
    process = start(*slow_audit)
    wait_for_first_rows(process, tmp_path / "p.hansel")
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    while "Ctrl+C again" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    ran = finish(process)
    assert ran.code == 130
    assert "Traceback" not in ran.err
    assert "kept" in ran.err
    assert world.explained(tmp_path / "p.hansel")
