"""A small bar over the picture while a tool is on: the tools, what they mark, and how to use the one in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.commands import Actions, command_named, tooltip
from gui.regions import MARKS
from gui.tokens import S4, S8
from gui.toolbox import TOOLS, Toolbox


class MarkBar(QFrame):
    """Never takes the keyboard: all it does has keys on the canvas."""

    def __init__(self, toolbox: Toolbox, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("markBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._toolbox, self._actions = toolbox, actions
        row = QHBoxLayout(self)
        row.setContentsMargins(S8, S4, S8, S4)
        row.setSpacing(2)
        for name in TOOLS:
            row.addWidget(self._button(f"tool-{name}"))
        row.addSpacing(S8)
        self.marks: dict[str, QToolButton] = {}
        for mark in MARKS:
            button = QToolButton()
            button.setText(mark)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"Mark as {mark}")
            key = tooltip(command_named("region-mark"))
            what = (
                "the model went by this and should not" if mark == "spurious" else "the model should have gone by this"
            )
            button.setToolTip(f"{mark}: {what}\n{key}")
            button.clicked.connect(lambda _=False, mark=mark: self._marked(mark))
            self.marks[mark] = button
            row.addWidget(button)
        row.addSpacing(S8)
        self._hint = QLabel()
        self._hint.setProperty("kind", "caption")
        row.addWidget(self._hint)
        toolbox.changed.connect(self.tell)
        toolbox.regions.changed.connect(self.tell)
        parent.installEventFilter(self)
        self.tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisibleTo(self.parentWidget()):
            self.place()
        return False

    def _button(self, command: str) -> QToolButton:
        button = QToolButton()
        self._actions[command].setIconText(command.removeprefix("tool-").capitalize())
        button.setDefaultAction(self._actions[command])
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(command_named(command).title)
        return button

    def _marked(self, mark: str) -> None:
        self._toolbox.set_mark("missed" if mark == "missed" else "spurious")
        self.tell()

    def tell(self) -> None:
        """Show which tool is on and what it marks."""
        toolbox = self._toolbox
        for name in TOOLS:
            self._actions[f"tool-{name}"].setChecked(toolbox.name == name)
        chosen = toolbox.regions.chosen
        for mark, button in self.marks.items():
            button.setChecked(mark == (chosen.mark if chosen is not None else toolbox.mark))
        if toolbox.tool is None:
            hint = ""
        elif not toolbox.ready:
            hint = "Nothing to mark: this image has no explanation"
        else:
            hint = toolbox.tool.hint
        self._hint.setText(hint)
        self.setVisible(toolbox.tool is not None)
        self.place()

    def place(self) -> None:
        """In the middle of the canvas's upper edge; without the hint where there is no room for it."""
        room = self.parentWidget().width() - 2 * S8
        self._hint.setVisible(True)
        if self.sizeHint().width() > room:
            self._hint.setVisible(False)
        self.adjustSize()
        self.move(max(S8, (self.parentWidget().width() - self.width()) // 2), S8)
