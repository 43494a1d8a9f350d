"""What was asked of an image and what the model said, in the panel: one's own, and others' that may be seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from db.what_ifs import Kept
from gui import what_if_words
from gui.labels import column, label
from gui.tokens import S8
from gui.words import tr
from reports.visible import visible


class WhatIfBox(QWidget):
    """Signals: look_wanted(id): the changed picture, or back; aside_wanted(id)."""

    look_wanted = Signal(str)
    aside_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, S8)
        self._rows: list[QWidget] = []
        self.looks: dict[str, QPushButton] = {}
        self.asides: dict[str, QPushButton] = {}
        self._shown: tuple[object, ...] = ()

    def show_all(self, kept: Sequence[Kept], labels: Sequence[str], mine: str, *, readonly: bool) -> None:
        """mine: the name of whoever reviews; only their own can be put aside."""
        now = (tuple(kept), tuple(labels), mine, readonly)
        if now == self._shown:
            return
        self._shown = now
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self.looks, self.asides = [], {}, {}
        for one in kept:
            row = self._row(one, labels, mine, readonly)
            self._rows.append(row)
            self._column.addWidget(row)

    def show_looking(self, which: str | None) -> None:
        """Which of them is looked at on the canvas."""
        for name, button in self.looks.items():
            button.setChecked(name == which)
            button.setText(tr("Back") if name == which else tr("Look"))

    def texts(self) -> list[str]:
        """Every text in the box, from top to bottom."""
        return [one.text() for row in self._rows for one in row.findChildren(QLabel)]

    def _row(self, one: Kept, labels: Sequence[str], mine: str, readonly: bool) -> QWidget:
        asked = what_if_words.heading(one.found, len(one.regions))
        if one.reviewer != mine:
            asked = tr("{reviewer}: {what}").format(reviewer=visible(one.reviewer), what=asked)
        row = QWidget()
        lines = column(row, 2)
        lines.addWidget(label("caption", wrap=True, text=asked))
        said = label("strong", wrap=True, text=what_if_words.answer(one.found, labels))
        said.setAccessibleName(f"{asked}. {what_if_words.spoken(one.found, labels)}")
        lines.addWidget(said)
        lines.addWidget(label("quiet", wrap=True, text=what_if_words.details(one.found, labels)))
        buttons = QHBoxLayout()
        buttons.setSpacing(S8)
        look = self._button(tr("Look"), tr("Look at the picture: {what}").format(what=asked))
        look.setCheckable(True)
        look.clicked.connect(lambda: self.look_wanted.emit(one.uuid))
        self.looks[one.uuid] = look
        buttons.addWidget(look)
        if one.reviewer == mine and not readonly:
            aside = self._button(tr("Put aside"), tr("Put aside: {what}").format(what=asked))
            aside.clicked.connect(lambda: self.aside_wanted.emit(one.uuid))
            self.asides[one.uuid] = aside
            buttons.addWidget(aside)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        return row

    def _button(self, title: str, name: str) -> QPushButton:
        button = QPushButton(title)
        button.setProperty("kind", "choice")
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
