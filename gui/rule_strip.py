"""The strip along the depth of a net: a column for each activation call, a row for each hand-made rule, and in it how
far the call's gates are from that rule.

A bar is as long as the distance: short is near. The rule that is nearest is in the accent's colour. A line across the
column is where learning began; a dot is a single position that is looked at on the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.records import GatesOfCall
from gui import rule_words
from gui.rule_words import CORNERS
from gui.style import px
from gui.tokens import CAPTION, DARK, S4, S8, Theme
from gui.words import count, tr, written

WIDEST_BAR = 56
LEAST_ROW = 42
DENSE = 6  # px a column; where there are less, a start is a hairline and gives way to what is looked at
TOP, WHOLE = 0.75, 1.0  # of the scale: the same for all nets, steps and positions, unless a bar is longer
STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_Home: -100_000, Qt.Key.Key_End: 100_000,
}  # fmt: skip


class RuleStrip(QWidget):
    """Arrows or a click choose a call. Signals: ``chosen(number from 0)``; ``left()``: Escape."""

    accessible_role = QAccessible.Role.Chart

    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self.at = 0
        self._calls: Sequence[GatesOfCall] = ()
        self._start: Sequence[GatesOfCall] = ()
        self._looked_at: Sequence[dict[str, float] | None] = ()
        self._over: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("The rule along the depth of the net"))

    # --- what is shown ---

    def show_calls(self, calls: Sequence[GatesOfCall], start: Sequence[GatesOfCall]) -> None:
        """The calls as they stand at a step, and as they stood before the first one; the image's side first."""
        self._calls, self._start = calls, start
        self.at = min(self.at, max(0, len(calls) - 1))
        self._tell()
        self.update()

    def show_position(self, distances: Sequence[dict[str, float] | None]) -> None:
        """How far a single position is from the rules, for each call; None where a call has no such position; empty
        where none is looked at."""
        self._looked_at = distances
        self.update()

    def choose(self, n: int) -> None:
        """Another call is at hand."""
        if self._calls and n != self.at:
            self.at = min(max(0, n), len(self._calls) - 1)
            self._tell()
            self.chosen.emit(self.at)
            self.update()

    def _tell(self) -> None:
        if not self._calls:
            self.setAccessibleDescription("")
            return
        chosen = rule_words.tip_of_call(self.at, self._calls).replace("\n", ". ")
        words = tr("{summary} Chosen: {call}").format(summary=rule_words.strip_in_words(self._calls), call=chosen)
        self.setAccessibleDescription(words)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    # --- where things lie ---

    def _small(self) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(px(CAPTION))
        return made

    def _field(self) -> QRectF:
        """Where the bars are: beside the names, over the positions."""
        metrics = QFontMetrics(self._small())
        left = max(metrics.horizontalAdvance(name) for name in CORNERS) + S8 + S4
        right = metrics.horizontalAdvance("0.00") + S8
        below = 2 * metrics.height() + S8
        return QRectF(left, S4, max(1, self.width() - left - right), max(1, self.height() - below - S4))

    def column(self, n: int) -> QRectF:
        """The whole column of a call, with all three rows."""
        field = self._field()
        each = field.width() / max(1, len(self._calls))
        left, right = round(field.left() + n * each), round(field.left() + (n + 1) * each)
        return QRectF(left, field.top(), max(1, right - left), field.height())

    def call_at(self, x: float) -> int | None:
        field = self._field()
        if not self._calls or not field.left() <= x < field.right():
            return None
        return min(int((x - field.left()) * len(self._calls) / field.width()), len(self._calls) - 1)

    def _top(self) -> float:
        """The end of the scale that all rows share."""
        found = [value for call in (*self._calls, *self._start) for value in rule_words.of_call(call).values()]
        return TOP if max(found, default=0.0) <= TOP else WHOLE

    # --- events ---

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            n = self.call_at(event.pos().x())
            if n is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), rule_words.tip_of_call(n, self._calls), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = STEPS.get(Qt.Key(event.key()))
        if by is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(min(max(0, self.at + by), max(0, len(self._calls) - 1)))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        n = self.call_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and n is not None:
            self.choose(n)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.call_at(event.position().x())
        if over != self._over:
            self._over = over
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._small())
        if self._calls:
            self._paint_columns(painter)
            for row, name in enumerate(CORNERS):
                self._paint_row(painter, row, name)
            self._paint_depth(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), self.theme.ring))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_columns(self, painter: QPainter) -> None:
        """The ground of the call at hand, and of the one under the pointer."""
        if self._over is not None and self._over != self.at:
            painter.fillRect(self.column(self._over), QColor(self.theme.raised))
            painter.setPen(QColor(self.theme.line))
            painter.drawRect(self.column(self._over))
        box = self.column(self.at)
        if box.width() < 6:  # a line's breadth would not be seen
            box.adjust(-2, 0, 2, 0)
        painter.fillRect(box, QColor(self.theme.selection))
        painter.setPen(QPen(QColor(self.theme.accent), 1))
        painter.drawRect(box)

    def _row(self, row: int) -> QRectF:
        field = self._field()
        height = field.height() / len(CORNERS)
        return QRectF(field.left(), field.top() + row * height + S8, field.width(), height - S8)

    def _paint_row(self, painter: QPainter, row: int, name: str) -> None:
        theme, box, top = self.theme, self._row(row), self._top()
        painter.setPen(QColor(theme.text))
        left = QRectF(0, box.top(), box.left() - S8, box.height())
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(QColor(theme.line), 1))
        for y in (box.top(), box.bottom()):
            painter.drawLine(QPointF(box.left(), round(y) + 0.5), QPointF(box.right(), round(y) + 0.5))
        if row == 0:  # the scale is that of all three
            painter.setPen(QColor(theme.quiet))
            height = QFontMetrics(painter.font()).height()
            aside = QRectF(box.right() + S4, box.top() - S4, self.width() - box.right() - S4, height)
            painter.drawText(aside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, written(f"{top:g}"))
            aside.moveBottom(box.bottom() + S4)
            painter.drawText(aside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, "0")
        for n, call in enumerate(self._calls):
            self._paint_bar(painter, n, name, call, box, top)
        self._paint_looked_at(painter, name, box, top)

    def _paint_bar(self, painter: QPainter, n: int, name: str, call: GatesOfCall, box: QRectF, top: float) -> None:
        column = self.column(n)
        gap = 1 if column.width() >= 3 else 0
        width = column.width() - gap if column.width() < 12 else min(0.6 * column.width(), px(WIDEST_BAR))
        left = round(column.center().x() - width / 2)
        found = rule_words.of_call(call)
        near = name in rule_words.nearest(found)
        height = max(1.0, found[name] / top * box.height())
        colour = self.theme.accent if near else self.theme.edge
        painter.fillRect(QRectF(left, box.bottom() - height, max(1, width), height), QColor(colour))
        dense = column.width() < DENSE
        if n < len(self._start) and not (dense and self._looked_at):
            began = box.bottom() - rule_words.of_call(self._start[n])[name] / top * box.height()
            thick = 1 if dense else 2
            across = QRectF(left - gap, round(began) - thick // 2, max(1, width) + 2 * gap, thick)
            painter.fillRect(across, QColor(self.theme.text))

    def _paint_looked_at(self, painter: QPainter, name: str, box: QRectF, top: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for n, one in enumerate(self._looked_at):
            if one is None or n >= len(self._calls):
                continue
            column = self.column(n)
            radius = min(4.0, max(1.5, column.width() / 2))
            spot = QPointF(column.center().x(), box.bottom() - min(1.0, one[name] / top) * box.height())
            painter.setPen(QPen(QColor(self.theme.ground), 1.5) if radius >= 3 else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.text))
            painter.drawEllipse(spot, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_depth(self, painter: QPainter) -> None:
        """Beneath: which calls have how many positions, and which side is the image's."""
        theme, field = self.theme, self._field()
        metrics = QFontMetrics(painter.font())
        y = field.bottom() + S4 + 1
        begin = 0
        for end in range(1, len(self._calls) + 1):
            here = self._calls[begin]
            if end < len(self._calls) and _size(self._calls[end]) == _size(here):
                continue
            left, right = self.column(begin).left(), self.column(end - 1).right()
            painter.setPen(QPen(QColor(theme.edge), 1))
            painter.drawLine(QPointF(left + 1, y), QPointF(right - 2, y))
            for words in (_size(here), str(here.rows)):
                if words and metrics.horizontalAdvance(words) <= right - left - S4:
                    place = QRectF(left, y, right - left, metrics.height() + 2)
                    painter.setPen(QColor(theme.quiet))
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
                    break
            begin = end
        foot = QRectF(field.left(), y + metrics.height() + 2, field.width(), metrics.height())
        painter.setPen(QColor(theme.quiet))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, tr("image"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, tr("output"))
        calls = tr("call {n} of {all}").format(n=count(self.at + 1), all=count(len(self._calls)))
        place = QRectF(foot)
        width = metrics.horizontalAdvance(calls)
        middle = self.column(self.at).center().x() - width / 2
        room = metrics.horizontalAdvance(tr("image")) + S8, metrics.horizontalAdvance(tr("output")) + S8
        place.setLeft(min(max(middle, field.left() + room[0]), field.right() - room[1] - width))
        painter.setPen(QColor(theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, calls)

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(3 * 44))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(3 * LEAST_ROW) + 2 * QFontMetrics(self._small()).height() + S8)


def _size(call: GatesOfCall) -> str:
    if call.rows == 0:
        return tr("tokens")
    return "1" if call.rows == call.columns == 1 else f"{call.rows} × {call.columns}"
