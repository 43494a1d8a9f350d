"""A small bar over the picture while a tool is on: the tools, what they mark, and how to use the one in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui import icons
from gui.commands import Actions, command_named
from gui.regions import MARKS
from gui.tokens import S4, S8, Theme
from gui.toolbox import TOOLS, Toolbox
from gui.words import later, tr

SHORT = {
    "tool-select": later("Select"),
    "tool-box": later("Box"),
    "tool-polygon": later("Polygon"),
    "tool-brush": later("Brush"),
    "tool-eraser": later("Eraser"),
}


class MarkBar(QFrame):
    """Never takes the keyboard: all it does has keys on the canvas."""

    def __init__(self, toolbox: Toolbox, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("markBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._toolbox, self._actions = toolbox, actions
        column = QVBoxLayout(self)
        column.setContentsMargins(S8, S4, S8, S4)
        column.setSpacing(2)
        # Tools and marks in one row where there is room, else in two, or in three with icons for the tools.
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        row = QHBoxLayout()
        row.setSpacing(2)
        self.tools = [self._button(f"tool-{name}") for name in TOOLS]
        for button in self.tools:
            row.addWidget(button)
        self._rows.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addSpacing(S8)
        row.addStretch()
        # What the selected region is stands at the region itself; here is only what comes next.
        self._next_one = QLabel(tr("New ones:"))
        self._next_one.setProperty("kind", "caption")
        row.addWidget(self._next_one)
        self.marks: dict[str, QToolButton] = {}
        for mark in MARKS:
            button = QToolButton()
            button.setText(tr(mark))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(tr("Mark new regions as {mark}").format(mark=tr(mark)))
            button.clicked.connect(lambda _=False, mark=mark: self._marked(mark))
            self.marks[mark] = button
            row.addWidget(button)
        row.addStretch()
        self._rows.addLayout(row)
        row = QHBoxLayout()
        row.addSpacing(S8)
        self.turn = QToolButton()
        self.turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.turn.clicked.connect(toolbox.turn_mark)
        row.addWidget(self.turn)
        row.addStretch()
        self._rows.addLayout(row)
        self._hint = QLabel()
        self._hint.setProperty("kind", "caption")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._hint)
        toolbox.changed.connect(self.tell)
        toolbox.regions.changed.connect(self.tell)
        parent.installEventFilter(self)
        self.tell()
        actions.follow(self, self._tell_keys)

    def _tell_keys(self) -> None:
        for mark, button in self.marks.items():
            spurious = mark == "spurious"
            what = tr("the model went by this, and should not") if spurious else tr("the model should go by this")
            button.setToolTip(f"{tr(mark)}: {what}\n{self._actions.tooltip('region-new-mark')}")
        self.turn.setToolTip(self._actions.tooltip("region-mark"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisibleTo(self.parentWidget()):
            self.place()
        return False

    def _button(self, command: str) -> QToolButton:
        button = QToolButton()
        self._actions[command].setIconText(tr(SHORT[command]))
        self._actions[command].setIconVisibleInMenu(False)
        button.setDefaultAction(self._actions[command])
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(command_named(command).shown)
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
            button.setChecked(mark == toolbox.mark)
        turn = tr("Turn to missed") if chosen is None or chosen.mark == "spurious" else tr("Turn to spurious")
        self.turn.setText(turn)
        self.turn.setAccessibleName(tr("Selected region: {what}").format(what=turn))
        self.turn.setEnabled(chosen is not None and toolbox.ready)
        if toolbox.tool is None:
            hint = ""
        elif not toolbox.ready:
            hint = toolbox.hindered or tr("Nothing to mark: this image has no explanation")
        else:
            hint = tr(toolbox.tool.hint)
        self._hint.setText(hint)
        self.setVisible(toolbox.tool is not None)
        self.place()

    def place(self) -> None:
        """In the middle of the canvas's upper edge."""
        room = self.parentWidget().width() - 2 * S8
        self._arrange(QBoxLayout.Direction.LeftToRight, tight=False)
        if self.sizeHint().width() > room:
            self._arrange(QBoxLayout.Direction.TopToBottom, tight=False)
        if self.sizeHint().width() > room:
            self._arrange(QBoxLayout.Direction.TopToBottom, tight=True)
        self.layout().activate()
        self.resize(min(room, self.sizeHint().width()), self.sizeHint().height())
        self.move(max(S8, (self.parentWidget().width() - self.width()) // 2), S8)

    def _arrange(self, way: QBoxLayout.Direction, *, tight: bool) -> None:
        """tight: the tools as icons, without what their tooltips and names tell too."""
        self._rows.setDirection(way)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if tight else Qt.ToolButtonStyle.ToolButtonTextOnly
        for button in self.tools:
            button.setToolButtonStyle(style)
        self._next_one.setVisible(not tight)
        self.turn.setVisible(not tight or self.turn.isEnabled())
        self._hint.setVisible(not tight)
        self.setToolTip(self._hint.text() if tight else "")
        self._rows.invalidate()  # else the width of the arrangement before is reckoned with
        self.layout().invalidate()
        self.layout().activate()

    def set_theme(self, theme: Theme) -> None:
        for name in TOOLS:
            self._actions[f"tool-{name}"].setIcon(icons.icon(f"tool-{name}", theme.text, theme.edge))
        # Once the buttons have their new letters, which they get one after the other.
        QTimer.singleShot(0, self, self.place)
