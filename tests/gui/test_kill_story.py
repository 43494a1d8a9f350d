"""The program is killed in the middle of reviewing, twice: what was shown as saved is there, and so is the place."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import main
from gui.preferences import Preferences
from tests.gui.conftest import audited, close
from tests.gui.helpers import WAIT_MS, current, mark, rows

IMAGES = 24


@pytest.fixture(scope="module")
def reviewed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audited(tmp_path_factory.mktemp("killed"), IMAGES) / "discs.hansel"


@dataclass
class Seen:
    """What the window showed before it was killed, and where it was during the last second."""

    marks: dict[str, str]
    lately: set[str]
    first: str


def review_and_kill(project: Path, marks: int, pause_ms: int) -> Seen:
    """Kill the program the moment that so many marks have been shown."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.driver", str(project), str(pause_ms)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    shown: dict[str, str] = {}
    places: list[tuple[float, str]] = []
    for line in process.stdout:
        what, at, *words = line.split()
        if what == "at":
            places.append((float(at), words[0]))
        elif what == "shown":
            shown[words[0]] = words[1]
        if len(shown) == marks:
            process.send_signal(signal.SIGKILL)
            break
    killed = time.monotonic()
    rest, said = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL, said
    assert len(shown) == marks, said
    for line in rest.splitlines():  # shown between our reading and its end
        what, at, *words = line.split()
        if what == "shown":
            shown[words[0]] = words[1]
        elif what == "at":
            places.append((float(at), words[0]))
    began = [name for at, name in places if at <= killed - 1.0][-1:]
    return Seen(shown, {name for at, name in places if at > killed - 1.0} | set(began), places[0][1])


def verdicts(project: Path) -> dict[str, str]:
    found = rows(
        project,
        "SELECT i.relative, r.verdict FROM reviews r JOIN explanations e ON e.id = r.explanation_id "
        "JOIN images i ON i.id = e.image_id WHERE r.verdict IS NOT NULL",
    )
    assert len(found) == len(dict(found))
    return dict(found)


def test_killed_twice_nothing_that_was_shown_is_lost(qtbot, open_window, reviewed_in, monkeypatch, capfd):
    project = reviewed_in
    preferences = Preferences()
    preferences.reviewer = "cleo"
    preferences.sync()
    first = review_and_kill(project, 8, 100)
    after_first = verdicts(project)
    assert first.marks.items() <= after_first.items()
    second = review_and_kill(project, len(first.marks) + 6, 60)
    # It began where the first one was cut off, and had its marks.
    assert second.first in first.lately
    after_second = verdicts(project)
    assert second.marks.items() <= after_second.items()
    assert set(after_first) <= set(after_second)

    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    assert current(window) in second.lately
    assert {name: mark(window, name) for name in after_second} == after_second
    assert window.review.items.reviewed() == len(after_second)
    assert window.status.reviewed_text() == f"{len(after_second)} of {IMAGES} reviewed"
    close(window)

    # Each key is one event: the verdicts of the first round are not said again by the second.
    events = rows(project, "SELECT explanation_id, payload FROM review_events ORDER BY id")
    said = [(explanation, json.loads(payload)["set"].get("verdict")) for explanation, payload in events]
    again = set(second.marks) & first.lately
    assert len(after_second) <= len(said) <= len(after_second) + len(again)
    assert rows(project, "SELECT count(*) FROM explanations") == [(IMAGES,)]

    monkeypatch.setattr(sys, "argv", ["hansel", "verify", str(project)])
    capfd.readouterr()
    code = main()
    out = capfd.readouterr().out
    assert code == 0, out
    assert "All is as it was written." in out
