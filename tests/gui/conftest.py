"""The window's tests run the real window over the real store and engine; a test that leaves something behind fails."""

from __future__ import annotations

import gc
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from db.store import Store
from engine import audit, consent, datasets, load_model
from engine.images import fingerprint
from engine.model_spec import CodeFile
from gui import app as gui_app
from gui.garbage import Collector
from gui.preferences import Preferences
from gui.window import Window
from tests.gui import world
from tests.gui.helpers import WAIT_MS

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # The offscreen platform says the first of every dialog, as it has no window manager to give sizes to, and
            # the others of every list of completions that opens.
            ignored = ("does not support propagateSizeHints", r"does not support (raise\(\)|grabbing the keyboard)")
            item.add_marker(pytest.mark.qt_log_ignore(*ignored))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, caches and logs of this test only."""
    home = tmp_path / "home"
    for name, folder in (("CONFIG", "config"), ("CACHE", "cache"), ("STATE", "state"), ("DATA", "data")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    return home


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No thread of ours, no widget of its own window and no running timer survives a test."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline and (left := _threads_since(before)):
        time.sleep(0.02)
    left = _threads_since(before)
    assert not left, f"threads left running: {left}"
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        windows = QApplication.topLevelWidgets()
        assert not windows, f"windows left: {windows}"
        # By its type: isinstance asks objects of other packages for their class, and some of them warn then.
        timers = [t for t in gc.get_objects() if issubclass(type(t), QTimer) and shiboken6.isValid(t) and t.isActive()]
        timers = [t for t in timers if not isinstance(t.parent(), Collector)]  # goes with the application
        assert not timers, f"timers left running: {[(t, t.parent(), t.interval()) for t in timers]}"


def _threads_since(before: set[threading.Thread]) -> list[threading.Thread]:
    # Python keeps a stand-in for each foreign thread that ever ran Python code; the QThread itself is checked apart.
    stand_in = threading._DummyThread  # type: ignore[attr-defined]
    return [t for t in threading.enumerate() if t not in before and t.is_alive() and not isinstance(t, stand_in)]


@pytest.fixture
def open_window(qtbot) -> Iterator[Callable[..., Window]]:  # type: ignore[no-untyped-def]
    """Opens the real window, as ``hansel`` does; closes what is still open at the end."""
    gui_app.application()
    opened: list[Window] = []

    def make(*paths: Path, reviewer: str = "cleo") -> Window:
        preferences = Preferences()
        if reviewer and not preferences.reviewer:
            preferences.reviewer = reviewer
        window = Window(preferences, device="cpu")
        opened.append(window)
        window.resize(1280, 800)
        with qtbot.waitSignal(window.painted, timeout=5000):
            window.show()
        if paths:
            window.open_paths(list(paths))
        return window

    yield make
    for window in opened:
        close(window)


def close(window: Window) -> None:
    """Close a window as the user does, and see that its worker has ended."""
    if not shiboken6.isValid(window):
        return
    window.saves.unsaved.clear()
    window.close()
    assert not window.audits._worker.isRunning()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # The next window is made in a program without a style, as the first one is; under one it takes half a second more.
    gui_app.application().setStyleSheet("")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model.toml whose code this test's user has agreed to."""
    return trusted(world.write_model(tmp_path / "model"))


@pytest.fixture
def slow_model(tmp_path: Path) -> Path:
    return trusted(world.write_model(tmp_path / "slow-model", builder="slow"))


def trusted(model: Path) -> Path:
    code = model.parent / "nets.py"
    consent.remember([CodeFile(code, fingerprint(code))])
    return model


@pytest.fixture(scope="session")
def _audited_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of seven images, one of them broken, audited by the engine into a project."""
    return audited(tmp_path_factory.mktemp("audited"), 6, broken=True)


def audited(home: Path, images: int, *, broken: bool = False) -> Path:
    """``home`` with the folder discs, audited by the engine into discs.hansel."""
    folder = world.write_folder(home / "discs", images, broken=broken)
    loaded = load_model(world.write_model(home / "model"), trust_code=True, device="cpu")
    spec = audit.describe_run(loaded, folder, steps=2)
    with Store.create(home / "discs.hansel") as store:
        plan = store.begin_run(spec, datasets.scan_nonempty(folder))

        class Sink:
            def take(self, outcomes) -> None:  # type: ignore[no-untyped-def]
                for work, outcome in outcomes:
                    if hasattr(outcome, "map"):
                        store.add_explanation(plan.run_id, work.key, outcome)
                    else:
                        store.add_failure(plan.run_id, work.key, outcome)

        audit.audit(loaded, [audit.Work(item.key, item.path) for item in plan.pending], Sink(), spec)
        store.finish_run(plan.run_id, "finished")
    return home


@pytest.fixture
def project(_audited_once: Path, tmp_path: Path) -> Path:
    """A copy of the audited project, free to be changed."""
    copy = tmp_path / "discs.hansel"
    shutil.copytree(_audited_once / "discs.hansel", copy, ignore=shutil.ignore_patterns(".lock"))
    return copy


@pytest.fixture
def window(qtbot, open_window: Callable[..., Window], project: Path) -> Window:  # type: ignore[no-untyped-def]
    """The audited project in a window, its first image painted and the keyboard on it."""
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window
