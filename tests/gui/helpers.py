"""Small steps that the window's stories are told in."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.window import Window

WAIT_MS = 40_000


def pause(milliseconds: int) -> None:
    """Let the event loop run (QTest.qWait would keep Python's other threads waiting)."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def drop(window: Window, *paths: Path) -> None:
    """Drop files onto the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert event.isAccepted()


def rows(project: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the file holds, read by sqlite3 itself."""
    connection = sqlite3.connect(f"file:{project / 'audit.sqlite'}?mode=ro", uri=True)
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


def verdict_in_file(project: Path, relative: str) -> str | None:
    found = rows(
        project,
        "SELECT r.verdict FROM reviews r JOIN explanations e ON e.id = r.explanation_id "
        "JOIN images i ON i.id = e.image_id WHERE i.relative = ?",
        relative,
    )
    return found[0][0] if found else None


def current(window: Window) -> str:
    row = window.review.current()
    assert row is not None
    return row.relative


def mark(window: Window, relative: str) -> str | None:
    """The verdict that the list shows for an image."""
    at = window.review.items.position_of_relative(relative)
    assert at is not None
    row = window.review.items.row(at)
    assert row is not None
    return row.verdict
