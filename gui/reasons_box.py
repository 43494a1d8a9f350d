"""Reasons by number keys, several at once; how severe it is; and a field for a reason of the project's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from db.rows import ReviewRow
from gui import terms
from gui.commands import Actions, command_named
from gui.labels import caption, column, label
from gui.project_settings import LONGEST_REASON, ProjectSettings
from gui.tokens import DARK, S4, S8, Theme
from gui.words import plural, tr
from resources.reasons import Reason, standard

KEYED = 18  # reasons that have a key: 1 to 9, then Alt+1 to Alt+9
TEXT_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Choice(QPushButton):
    """A key and a word. Checked while it is saved: the mark follows the commit, never the click."""

    def __init__(self, title: str, key: str, hint: str) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self._title, self._key, self._hint, self._why_not = title, key, hint, ""
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setToolTip(hint)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(40)
        self.show_saved(False)

    def nextCheckState(self) -> None:
        """As in VerdictButton."""

    def allow(self, allowed: bool, why_not: str = "") -> None:
        """As in VerdictButton."""
        self._why_not = why_not
        self.setEnabled(allowed)
        self.setToolTip(why_not or self._hint)
        self.setAccessibleDescription(why_not)

    def show_hint(self, hint: str) -> None:
        """What the tooltip says while it can be given."""
        self._hint = hint
        self.setToolTip(self._why_not or hint)

    def show_saved(self, saved: bool) -> None:
        self.setChecked(saved)
        self.setAccessibleName(tr("{what}, given").format(what=self._title) if saved else self._title)

    def needed(self) -> int:
        """How wide it must be for all of its title."""
        metrics = QFontMetrics(self.font())
        key = metrics.horizontalAdvance(self._key) + S8 - 2 if self._key else 0
        return S8 + key + metrics.horizontalAdvance(self._title) + S4 + 2

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        quiet, text = (self.theme.quiet, self.theme.text) if self.isEnabled() else (self.theme.edge, self.theme.edge)
        room = self.rect().adjusted(S8, 0, -S4, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self._key:
            painter.setPen(QColor(quiet))
            painter.drawText(room, middle, self._key)
            room.setLeft(room.left() + metrics.horizontalAdvance(self._key) + S8 - 2)
        painter.setPen(QColor(text))
        painter.drawText(room, middle, metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room.width()))
        painter.end()


def is_text(event: QKeyEvent) -> bool:
    """Whether a key belongs to a field that has the focus, whatever it means elsewhere."""
    return not event.modifiers() & TEXT_KEYS and event.key() < Qt.Key.Key_F1


class Line(QLineEdit):
    """A field among single-letter commands: what is typed in it is text. Escape and Enter are signals."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_text(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class ReasonsBox(QWidget):
    """All reasons of the project in two columns, or one with large text, with what this review gives.

    Emits what the user asks for.
    """

    toggled = Signal(str)
    severity_wanted = Signal(int)
    reason_added = Signal(str)
    reason_dropped = Signal(str)
    left = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self._actions = actions
        self._settings = ProjectSettings()
        self._given: tuple[str, ...] = ()
        self.buttons: dict[str, Choice] = {}
        self._readonly, self._why_not = False, ""
        whole = column(self, S4)
        self._kept = label("quiet", wrap=True)
        whole.addWidget(self._kept)
        self._body = QWidget()
        inside = column(self._body, S4)
        inside.addWidget(caption(tr("Reasons")))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S4)
        self._grid.setVerticalSpacing(S4)
        self._grid.setColumnStretch(0, 1)
        self._columns = 0
        inside.addLayout(self._grid)
        self._add = QPushButton(tr("Add reason…"))
        self._add.setProperty("kind", "link")
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._add.setToolTip(tr("A reason of this project's own; everyone who reviews it is offered it"))
        self._add.clicked.connect(self.ask_reason)
        self.field = Line()
        self.field.setMaxLength(LONGEST_REASON)
        self.field.setPlaceholderText(tr("New reason"))
        self.field.setAccessibleName(tr("New reason"))
        self.field.returnPressed.connect(self._added)
        self.field.left.connect(self._cancelled)
        self.field.editingFinished.connect(self._put_away)
        self.field.hide()
        severities = QHBoxLayout()
        severities.setSpacing(S4)
        self.severities: dict[int, Choice] = {}
        for number in terms.SEVERITIES:
            command = command_named(f"severity-{number}")
            button = Choice(command.shown, "", "")
            button.clicked.connect(actions[command.id].trigger)
            self.severities[number] = button
            severities.addWidget(button, 1)
        inside.addSpacing(S4)
        self._severity = label("caption", wrap=True)
        inside.addWidget(self._severity)
        inside.addLayout(severities)
        whole.addWidget(self._body)
        actions.follow(self, self._show_keys)

    def _show_keys(self) -> None:
        self._lay_out()
        names = [f"severity-{number}" for number in self.severities]
        for name, button in zip(names, self.severities.values(), strict=True):
            button.show_hint(self._actions.tooltip(name))
        keys = [self._actions.shown_keys(name) for name in names]
        if not any(self._actions.keymap.changed(name) for name in names):
            words = tr("Severity ({key} to 3)").format(key=keys[0])
        else:
            words = tr("Severity ({keys})").format(keys=" · ".join(keys)) if all(keys) else tr("Severity")
        self._severity.setText(words)

    def show_settings(self, settings: ProjectSettings) -> None:
        """The reasons that this project offers."""
        if settings.reasons != self._settings.reasons:
            self._settings = settings
            self._lay_out()

    def show_review(self, mine: ReviewRow | None) -> None:
        """What is saved. Of a sound explanation reasons are kept, but neither shown nor counted."""
        given = mine.reasons if mine is not None else ()
        makes_sense = mine is None or mine.verdict != "sound"
        unknown = {name for name in (*given, *self._given)} - {reason.id for reason in self._settings.reasons}
        self._given = given
        if unknown:
            self._lay_out()
        for reason_id, button in self.buttons.items():
            button.show_saved(reason_id in given)
        for number, button in self.severities.items():
            button.show_saved(mine is not None and mine.severity == number)
        self._body.setVisible(makes_sense)
        kept = len(given) if not makes_sense else 0
        words = plural(
            kept,
            "1 reason is kept for when it is not sound.",
            "{n} reasons are kept for when it is not sound.",
        )
        self._kept.setText(words if kept else "")
        self._kept.setVisible(bool(kept))

    def set_readonly(self, readonly: bool, why_not: str = "") -> None:
        """Nothing can be said; why_not: what the tooltips say of that."""
        self._readonly, self._why_not = readonly, why_not
        for button in (*self.buttons.values(), *self.severities.values()):
            button.allow(not readonly, why_not)
        self._add.setEnabled(not readonly)

    def ask_reason(self) -> None:
        """Show the field for a new reason."""
        self._add.hide()
        self.field.show()
        self.field.setFocus()

    def _added(self) -> None:
        title = self.field.text()
        self._cancelled()
        if title.strip():
            self.reason_added.emit(title)

    def _cancelled(self) -> None:
        self.field.clear()
        self._put_away()
        self.left.emit()

    def _put_away(self) -> None:
        """Left empty, the field makes room; what was begun to be typed stays."""
        if not self.field.text():
            self.field.hide()
            self._add.show()

    def _lay_out(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        offered = self._settings.reasons
        foreign = [Reason(name, name) for name in self._given if name not in {reason.id for reason in offered}]
        for n, reason in enumerate((*offered, *foreign)):
            key = ""
            if n < min(len(offered), KEYED):
                action = self._actions[f"reason-{n + 1}"]
                key = self._actions.shown_keys(f"reason-{n + 1}")
                action.setText(tr(reason.title))
                action.setVisible(True)
            button = self._button(reason, key, foreign=n >= len(offered))
            self.buttons[reason.id] = button
        for n in range(len(offered), KEYED):
            self._actions[f"reason-{n + 1}"].setVisible(False)
        self._columns = 0
        self._arrange()
        self.set_readonly(self._readonly, self._why_not)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns where every title has room in them, else one."""
        widest = max((button.needed() for button in self.buttons.values()), default=0)
        columns = 2 if 2 * widest + S4 <= self.width() else 1
        if columns == self._columns:
            return
        self._columns = columns
        for n, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, n // columns, n % columns)
        rows, rest = divmod(len(self.buttons), columns)
        for widget in (self._add, self.field):
            self._grid.addWidget(widget, rows, rest, 1, columns - rest)
        self._grid.setColumnStretch(1, columns - 1)

    def _button(self, reason: Reason, key: str, *, foreign: bool) -> Choice:
        title = tr(reason.title)
        hint = f"{title} ({key})" if key else title
        meaning = tr("Given elsewhere; this project does not know it.") if foreign else tr(reason.meaning)
        button = Choice(title, key, f"{hint}\n{meaning}".strip())
        button.theme = self.theme
        button.clicked.connect(self._asked(reason.id))
        if not foreign and reason not in standard():
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            drop = QAction(tr("Offer this reason no more"), button)
            drop.triggered.connect(lambda: self.reason_dropped.emit(reason.id))
            button.addAction(drop)
        return button

    def _asked(self, reason_id: str) -> Callable[[], None]:
        return lambda: self.toggled.emit(reason_id)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        for button in (*self.buttons.values(), *self.severities.values()):
            button.theme = theme
            button.update()
        self._arrange()
