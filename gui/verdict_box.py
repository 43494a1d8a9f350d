"""The three verdicts side by side, and what the same reviewer said elsewhere without knowing of this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from db.review_state import SINGLE
from db.rows import ReviewRow
from gui import terms
from gui.commands import Actions, command_named
from gui.item_list import paint_mark
from gui.labels import column, label
from gui.style import px
from gui.tokens import DARK, S4, S8, Theme
from gui.words import tr
from resources.tokens import VERDICTS

_MARK = 16
_RIGHT = 6


class VerdictButton(QPushButton):
    """Icon, word, and the key at the right. Checked while this is the verdict that is saved."""

    def __init__(self, verdict: str, parent: QWidget | None = None) -> None:
        super().__init__(command_named(verdict).shown, parent)
        self.verdict = verdict
        self.theme: Theme = DARK
        self._key = self._hint = self._why_not = ""
        self.setProperty("kind", "verdict")
        self.setCheckable(True)
        self.set_theme(DARK)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_theme(self, theme: Theme) -> None:
        """The mark grows with the text."""
        self.theme = theme
        self.setIconSize(QSize(px(_MARK), px(_MARK)))
        self.setIcon(self._mark())
        self.update()

    def needed(self) -> int:
        """How wide it must be for mark, word and key."""
        words = QFontMetrics(self.font()).horizontalAdvance(f"{self.text()} {self._key}")
        return S8 + px(_MARK) + S4 + _RIGHT + words

    def show_key(self, key: str, hint: str) -> None:
        """The key of its command, and what the tooltip says of both."""
        self._key, self._hint = key, hint
        self.setToolTip(self._why_not or hint)
        self.update()

    def _mark(self) -> QIcon:
        made, side = QIcon(), px(_MARK)
        for ratio in (1, 2, 3):
            picture = QPixmap(side * ratio, side * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_mark(painter, QRect(0, 0, side, side), self.verdict)
            painter.end()
            made.addPixmap(picture)
        return made

    def allow(self, allowed: bool, why_not: str = "") -> None:
        """Grey it, or not; why_not is its tooltip then."""
        self._why_not = why_not
        self.setEnabled(allowed)
        self.setToolTip(why_not or self._hint)
        self.setAccessibleDescription(why_not)

    def nextCheckState(self) -> None:
        """The mark follows the commit, never the click."""

    def show_saved(self, saved: bool) -> None:
        if saved == self.isChecked() and self.accessibleName():
            return
        self.setChecked(saved)
        word = terms.verdict(self.verdict)
        self.setAccessibleName(tr("{verdict}, your verdict").format(verdict=word) if saved else word)

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self.theme.quiet if self.isEnabled() else self.theme.edge))
        room = self.rect().adjusted(0, 0, -_RIGHT, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._key)
        painter.end()


class VerdictBox(QWidget):
    """Sound, flawed, unsure: side by side where mark, word and key have room, else one beneath the other."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.buttons = {verdict: VerdictButton(verdict) for verdict in VERDICTS}
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S4)
        for verdict, button in self.buttons.items():
            button.clicked.connect(actions[verdict].trigger)
            row.addWidget(button, 1)
        actions.follow(self, lambda: self._show_keys(actions))

    def _show_keys(self, actions: Actions) -> None:
        for verdict, button in self.buttons.items():
            button.show_key(actions.shown_keys(verdict), actions.tooltip(verdict))
        self._arrange()

    def show_verdict(self, verdict: str | None) -> None:
        for name, button in self.buttons.items():
            button.show_saved(name == verdict)

    def set_theme(self, theme: Theme) -> None:
        for button in self.buttons.values():
            button.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = 3 * max(button.needed() for button in self.buttons.values()) + 2 * S4 <= self.width()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)


class ConflictBox(QWidget):
    """Where the reviewer said two things on two machines: both, and which one to keep. Empty it takes no room."""

    keep_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, S4)
        self._parts: list[QWidget] = []
        self.setVisible(False)

    def show_review(self, mine: ReviewRow | None) -> None:
        conflicts: Mapping[str, tuple[Any, ...]] = mine.conflicts if mine is not None else {}
        if not conflicts and not self._parts:
            return
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if conflicts:
            self._add(label("", wrap=True, text=tr("On another machine you said something else, not knowing of this:")))
        for name in (name for name in SINGLE if name in conflicts):
            for value in (getattr(mine, name), *conflicts[name]):
                words = _words(name, value)
                button = QPushButton(tr("Keep this one"))
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(tr("Keep {what}").format(what=words))
                button.clicked.connect(self._keep(name, value))
                text = label("quiet", wrap=True, text=words if len(words) <= 120 else f"{words[:119]}…")
                text.setToolTip(words[:2000])
                row = QWidget()
                line = QHBoxLayout(row)
                line.setContentsMargins(0, 0, 0, 0)
                line.addWidget(text, 1)
                line.addWidget(button)
                self._add(row)
        self.setVisible(bool(conflicts))

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)

    def _keep(self, name: str, value: Any) -> Callable[[], None]:
        return lambda: self.keep_wanted.emit(name, value)


def _words(name: str, value: Any) -> str:
    if name == "severity":
        return terms.severity(value) if value else tr("no severity")
    if name == "verdict":
        return terms.verdict(value) if value else tr("no verdict")
    return f"“{value}”" if value else tr("no comment")
