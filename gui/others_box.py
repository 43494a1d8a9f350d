"""What other reviewers say of the explanation, whether they disagree, and what settles it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.rows import ReviewRow
from db.settling import disagree
from gui import terms
from gui.commands import Actions, command_named
from gui.desk import Reviews
from gui.item_list import paint_mark
from gui.labels import column, label
from gui.project_settings import ProjectSettings
from gui.tokens import S4, S8
from gui.words import day, later, plural, tr
from resources.tokens import VERDICTS

HIDDEN = later("What others say is shown once your verdict is in.")
LONGEST = 240


class OthersBox(QWidget):
    """Empty it says so; ``filled`` is whether the project has other reviewers at all."""

    settle_wanted = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._settle: dict[str, QPushButton] = {}
        self._column = column(self, S8)
        self._parts: list[QWidget] = []
        self._shows: tuple[Any, ...] | None = None
        self.can_settle = False
        self.differ = False
        actions.follow(self, self._tell_keys)

    def _tell_keys(self) -> None:
        for verdict, button in self._settle.items():
            about = tr("Nobody's own verdict is changed by it.")
            button.setToolTip(f"{self._actions.tooltip(f'settle-{verdict}')}\n{about}")

    def show_reviews(self, found: Reviews | None, settings: ProjectSettings, *, readonly: bool = False) -> None:
        """What may be seen. While it is hidden the box says the same, whatever there is to hide."""
        mine = found.mine if found is not None and found.others else None
        now = None if found is None else (found.hidden, found.others, found.settled, mine, settings.reasons, readonly)
        if now == self._shows:
            return
        self._shows = now
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._settle = [], {}
        self.can_settle = self.differ = False
        if found is None:
            return
        if found.hidden:
            self._add(label("quiet", wrap=True, text=tr(HIDDEN)))
            return
        if not found.others and found.settled is None:
            self._add(label("quiet", text=tr("Nobody else has reviewed this one.")))
            return
        for row in found.others:
            self._add(_review(row, settings))
        everyone = [*found.others, *([found.mine] if found.mine is not None else [])]
        self.differ = disagree(everyone)
        if found.settled is not None:
            settled = found.settled
            words = tr("Settled by {reviewer}, {day}: {verdict}.").format(
                reviewer=settled.reviewer,
                day=day(settled.at),
                verdict=terms.verdict(settled.verdict),
            )
            if not settled.holds_for(everyone):
                words += " " + tr("Verdicts have changed since.")
            self._add(_marked(settled.verdict, label("strong", wrap=True, text=words)))
        if self.differ:
            if found.settled is None:
                self._add(label("strong", wrap=True, text=tr("The verdicts differ.")))
            if not readonly:
                self.can_settle = True
                self._add(self._settling(again=found.settled is not None))

    def texts(self) -> list[str]:
        """Every text in the box, from top to bottom."""
        return [
            one.text() for part in self._parts for one in (part, *part.findChildren(QLabel)) if hasattr(one, "text")
        ]

    def _settling(self, *, again: bool) -> QWidget:
        whole = QWidget()
        lines = column(whole, S4)
        lines.addWidget(label("caption", text=tr("Settle it anew as") if again else tr("Settle it as")))
        row = QHBoxLayout()
        row.setSpacing(S4)
        for verdict in VERDICTS:
            command = command_named(f"settle-{verdict}")
            button = QPushButton(command_named(verdict).shown)
            button.setProperty("kind", "small")
            button.setAccessibleName(command.shown)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._asked(verdict))
            row.addWidget(button, 1)
            self._settle[verdict] = button
        lines.addLayout(row)
        self._tell_keys()
        return whole

    def _asked(self, verdict: str) -> Callable[[], None]:
        return lambda: self.settle_wanted.emit(verdict)

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)


def _review(row: ReviewRow, settings: ProjectSettings) -> QWidget:
    verdict = terms.verdict(row.verdict) if row.verdict else tr("no verdict")
    severity = f", {terms.severity(row.severity)}" if row.severity and row.verdict != "sound" else ""
    head = label("", wrap=True, text=f"{row.reviewer}: {verdict}{severity}")
    whole = QWidget()
    lines = QVBoxLayout(whole)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    lines.addWidget(_marked(row.verdict, head))
    details = []
    if row.reasons and row.verdict != "sound":
        details.append(" · ".join(tr(settings.title(reason)) for reason in row.reasons))
    if row.regions:
        details.append(plural(len(row.regions), "1 region", "{n} regions"))
    comment = ""
    if row.comment:
        shown = row.comment if len(row.comment) <= LONGEST else f"{row.comment[: LONGEST - 1]}…"
        comment = tr("“{comment}”").replace("{comment}", shown)
        details.append(comment)
    for text in details:
        line = label("quiet", wrap=True, text=text)
        line.setContentsMargins(24, 0, 0, 0)
        if text is comment:
            line.setToolTip(row.comment[:2000])
        lines.addWidget(line)
    return whole


def _marked(verdict: str | None, words: QLabel) -> QWidget:
    """Words with a verdict's mark before them."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(S8)
    mark = QLabel()
    mark.setFixedWidth(16)
    if verdict:
        ratio = 2
        picture = QPixmap(QSize(16, 16) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRect(0, 0, 16, 16), verdict)
        painter.end()
        mark.setPixmap(picture)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return whole
