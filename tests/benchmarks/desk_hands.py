"""Hands and eyes for tests.benchmarks.desk and soak: real key, wheel and mouse events, and when their effect is seen.

A wait ends one turn of the event loop after the paint event whose state was looked at: by then it has been painted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider, QWidget

from engine.records import ByteArray
from gui import app
from gui.items import Role
from gui.preferences import Preferences
from gui.window import Window

PATIENCE_S = 60.0


def wait(milliseconds: int) -> None:
    """Let the window live (QTest.qWait would keep Python's other threads waiting)."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def new_window(home: Path, reviewer: str) -> Window:
    """The real window, as the program shows it, with settings of its own."""
    app.application()
    preferences = Preferences(home / "window.ini")
    preferences.reviewer = reviewer
    window = Window(preferences, device="cpu")
    window.resize(1280, 800)
    window.show()
    return window


def wait_until(done: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + patience_s
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain for: {what}")
        wait(5)


class Seen(QObject):
    """Notes when a widget was first painted in a state that ``holds``."""

    def __init__(self, widget: QWidget, holds: Callable[[], bool]) -> None:
        super().__init__()
        self.at: float | None = None
        self._widget, self._holds, self._coming = widget, holds, False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._coming and self._holds():
            self._coming = True
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self.at = time.perf_counter()
        self._widget.removeEventFilter(self)


def painted_s(act: Callable[[], object], seen: Sequence[Seen], what: str) -> list[float]:
    """Seconds from just before ``act`` until each was painted. TimeoutError after a minute."""
    deadline = time.perf_counter() + PATIENCE_S
    loop, look = QEventLoop(), QTimer()
    look.setTimerType(Qt.TimerType.PreciseTimer)
    look.timeout.connect(lambda: loop.quit() if all(one.at for one in seen) or time.perf_counter() > deadline else None)
    began = time.perf_counter()
    act()
    look.start(2)
    loop.exec()
    look.stop()
    if any(one.at is None for one in seen):
        raise TimeoutError(f"not painted within {PATIENCE_S:.0f} s: {what}")
    return [one.at - began for one in seen if one.at is not None]


class Hands:
    """At one window's review room."""

    def __init__(self, window: Window) -> None:
        self.window, self.page = window, window.review
        self.canvas, self.list, self.items = self.page.canvas, self.page.list, self.page.items

    # --- what is seen ---

    def at(self) -> int:
        """The place of the image at hand in the list."""
        return self.list.currentIndex().row()

    def picture_of(self, place: Callable[[], int | None]) -> Seen:
        """The canvas with the picture of a place of the list, with its map over it where it is explained."""

        def holds() -> bool:
            wanted, picture = place(), self.canvas.picture
            row = self.items.row(wanted) if wanted is not None else None
            if row is None or picture is None or picture.wish.path != row.path or picture.image.isNull():
                return False
            if row.state != "explained":
                return True
            shown = picture.wish.explanation_id == row.explanation_id and picture.map is not None
            return shown and picture.wish.look.mode == "overlay"

        return Seen(self.canvas, holds)

    def rows_in_sight(self) -> range:
        """Places of the rows that the list shows now, also in part."""
        height = self.list.viewport().height()
        first, last = self.list.indexAt(QPoint(2, 1)), self.list.indexAt(QPoint(2, height - 2))
        if not first.isValid():
            return range(0)
        return range(first.row(), (last.row() if last.isValid() else self.items.rowCount() - 1) + 1)

    def gaps(self) -> int:
        """Rows in sight without a name or a state in words."""
        missing = 0
        for place in self.rows_in_sight():
            index = self.items.index(place)
            words = index.data(), index.data(Role.CAPTION)
            missing += index.data(Role.ROW) is None or not all(words)
        return missing

    def empty_rows(self) -> int:
        """Whole rows in sight that are one colour where name and prediction belong, in what is really painted."""
        shown = pixels_of(self.list.viewport().grab().toImage())
        ratio, empty = self.list.devicePixelRatioF(), 0
        for place in self.rows_in_sight():
            box = self.list.visualRect(self.items.index(place))
            if box.top() < 0 or box.bottom() >= self.list.viewport().height():
                continue
            part = shown[int(box.top() * ratio) : int(box.bottom() * ratio), int(60 * ratio) :]
            for half in np.array_split(part, 2):
                empty += int(half.astype(np.int16).std() < 4)
        return empty

    def without_thumbnail(self) -> int:
        """Rows in sight whose thumbnail is not in memory; asking is what painting does too."""
        return sum(self.items.index(place).data(Role.THUMBNAIL) is None for place in self.rows_in_sight())

    def shows(self, place: int, others: Sequence[int]) -> bool:
        """Whether what is painted on the canvas is more like the file of that place than like those of others."""
        port, row = self.canvas.port(), self.items.row(place)
        if port is None or row is None:
            return False
        shown = pixels_of(self.canvas.grab(port.target().toAlignedRect()).toImage()).mean(axis=2).astype(np.float32)

        def likeness(path: str) -> float:
            file = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
            grey = cv2.resize(shown, file.shape[::-1], interpolation=cv2.INTER_AREA)
            return float(np.corrcoef(grey.ravel(), file.ravel().astype(np.float32))[0, 1])

        rows = [self.items.row(one) for one in others if one != place]
        return likeness(row.path) > max(0.2, *(likeness(one.path) for one in rows if one is not None))

    # --- what is done ---

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """On whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def on_canvas(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.canvas, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def wheel(self, notches: int) -> None:
        """Over the list; down is negative."""
        view = self.list.viewport()
        middle = QPointF(view.width() / 2, view.height() / 2)
        event = QWheelEvent(
            middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)

    def handle(self) -> QPoint:
        """The middle of the scroll bar's handle."""
        bar, option = self.list.verticalScrollBar(), QStyleOptionSlider()
        bar.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        return bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar).center()


def pixels_of(image: QImage) -> ByteArray:
    """uint8 (h, w, 3), RGB."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    whole = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return np.asarray(whole[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy(), dtype=np.uint8)


def resident_mb() -> float:
    """Memory of this process that is in RAM."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
