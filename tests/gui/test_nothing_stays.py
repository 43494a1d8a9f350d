"""Projects, rooms, the rule, views side by side and reports come and go; what they were made of goes with them."""

from __future__ import annotations

import gc
import os
import threading
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import trusted
from tests.gui.helpers import WAIT_MS, pause, press, rows

ROUNDS, SETTLED = 8, 2
SHIFT = Qt.KeyboardModifier.ShiftModifier


def counted() -> dict[str, Counter[str]]:
    """What there is by now: widgets, objects of Qt, threads, open files, each by its kind."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    application = QApplication.instance()
    assert application is not None
    objects = [application, *application.findChildren(QObject)]
    for top in QApplication.topLevelWidgets():
        objects += [top, *top.findChildren(QObject)]
    found = {
        "widgets": Counter(type(one).__name__ for one in QApplication.allWidgets()),
        "objects": Counter(one.metaObject().className() for one in objects),
        "Python threads": Counter(one.name.rstrip("0123456789") for one in threading.enumerate()),
    }
    if Path("/proc/self/fd").is_dir():
        found["threads"] = Counter({"all": len(list(Path("/proc/self/task").iterdir()))})
        found["files"] = Counter(open_files())
    return found


def open_files() -> list[str]:
    names = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            names.append(os.readlink(link).split(":[")[0])
        except OSError:
            continue  # the one that lists them
    return names


def test_what_comes_and_goes_leaves_nothing_behind(qtbot, open_window, project, tmp_path):
    trusted(Path(rows(project, "SELECT file FROM models")[0][0]))
    window = open_window()
    canvas, rule, exporting = window.review.canvas, window.rule, window.exporting
    out = tmp_path / "report.html"
    after: list[dict[str, Counter[str]]] = []
    for _ in range(ROUNDS):
        window.open_paths([project])
        qtbot.waitUntil(lambda: window.desk.store is not None and canvas.picture is not None, timeout=WAIT_MS)
        canvas.setFocus()
        press(canvas, Qt.Key.Key_J)
        press(canvas, Qt.Key.Key_K)
        press(canvas, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: rule.view is not None and rule.view.learned is not None, timeout=WAIT_MS)
        press(rule.view.canvas, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: not window.review.covered, timeout=WAIT_MS)
        press(canvas, Qt.Key.Key_C, SHIFT)
        assert window.review.comparing
        pause(50)
        press(window.review.picture_at_hand(), Qt.Key.Key_C, SHIFT)
        assert not window.review.comparing
        for key in (Qt.Key.Key_F4, Qt.Key.Key_F7, Qt.Key.Key_F2, Qt.Key.Key_F3):
            press(window, key)
            pause(30)
        for name in ("palette", "keys", "settings"):
            window.actions_[name].trigger()
            press(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        window.actions_["export-report"].trigger()
        qtbot.waitUntil(lambda: exporting.dialog is not None and exporting.dialog.extent is not None, timeout=WAIT_MS)
        press(exporting.dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: exporting.dialog is None, timeout=WAIT_MS)
        out.unlink(missing_ok=True)
        exporting.write(out)
        qtbot.waitUntil(out.exists, timeout=WAIT_MS)
        window.close_project()
        window.desk.stores.wait()
        for toast in window.toasts.shown():
            window.toasts.remove(toast)
        pause(100)
        after.append(counted())
    for what, now in after[-1].items():
        more = now - after[SETTLED - 1][what]
        assert not more, f"{what} that stayed: {more}"
