"""A small panel over the picture: explain this image once more, with another method, for another class, in more steps;
and a strip to go from one explanation of the image to the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.rows import Beside
from engine.methods import METHODS
from gui import icons
from gui.accessible import announce
from gui.choice import Choice
from gui.method_link import MethodLink
from gui.setup_form import STEPS
from gui.tokens import DARK, S4, S8, S12, Theme
from gui.words import day_of_this_year, tr
from gui.words import steps as say_steps
from gui.wrapping import WrappedLabel
from reports.visible import visible

MOST_TABS = 6
# Of rows of fields: where method, steps, class and button go, as (row, column, rows, columns).
PLACES = {
    1: ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1)),
    2: ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)),
    3: ((0, 0, 1, 2), (1, 0, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1)),
}


def short_title(one: Beside, several_models: bool) -> str:
    """An explanation in few words: "learned, 10 · wolf"."""
    how = one.method if one.steps is None else f"{one.method}, {one.steps}"
    if one.pack:
        how = tr("{method}, pack").format(method=how)
    model = f" · {one.model}" if several_models else ""
    return visible(f"{how} · {one.label}{model}")


def strip_titles(found: Sequence[Beside]) -> list[str]:
    """What the strip calls each explanation; where two would read alike, with the number and date of their runs."""
    several = len({one.fingerprint for one in found}) > 1
    plain = [short_title(one, several) for one in found]
    return [
        f"{title} · {_run_of(one)}" if plain.count(title) > 1 else title
        for title, one in zip(plain, found, strict=True)
    ]


def _run_of(one: Beside) -> str:
    """ "run 2, 23 Nov 20:41"; of what was asked for by hand, that."""
    where = tr("by hand") if one.ad_hoc else tr("run {n}").format(n=one.run_id)
    return f"{where}, {day_of_this_year(one.begun_at)}"


class Strip(QFrame):
    """The explanations of the image at hand, one of them shown. Signals: chosen(explanation id)."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Explanations of this image"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(S4, S4, S4, S4)
        self._row.setSpacing(S4)
        self.hide()

    def show_all(self, found: Sequence[Beside], shown: int | None) -> None:
        """shown: the explanation that the picture is of. A single one needs no strip."""
        while (entry := self._row.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        titles = dict(zip((one.explanation_id for one in found), strip_titles(found), strict=True))
        for one in self._few(found, shown):
            title = titles[one.explanation_id]
            button = QToolButton()
            button.setText(title.replace("&", "&&"))
            button.setCheckable(True)
            button.setChecked(one.explanation_id == shown)
            where = tr("asked for by hand") if one.ad_hoc else tr("run {n}").format(n=one.run_id)
            button.setToolTip(f"{one.model} · {where}")
            button.setAccessibleName(tr("Show {what}, {where}").format(what=title, where=where))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, chosen=one.explanation_id: self.chosen.emit(chosen))
            self._group.addButton(button)
            self._row.addWidget(button)
            button.show()  # the strip may be visible already, and its size counts what is
        if found and shown != found[0].explanation_id:
            note = QLabel(tr("verdicts go to the first"))
            note.setProperty("kind", "caption")
            self._row.addWidget(note)
            note.show()
        self.setVisible(len(found) > 1)
        self._row.activate()
        self.adjustSize()

    def fit(self, room: int) -> None:
        """As large as it needs, at most room px wide: side by side where there is room, else one beneath the other."""
        self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        if self._row.sizeHint().width() > room:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        needed = self._row.sizeHint()
        self.resize(min(needed.width(), room), needed.height())

    def _few(self, found: Sequence[Beside], shown: int | None) -> list[Beside]:
        """The first and the newest, and the one that is shown."""
        if len(found) <= MOST_TABS:
            return list(found)
        kept = [found[0], *found[-(MOST_TABS - 1) :]]
        at_hand = [one for one in found if one.explanation_id == shown and one not in kept]
        return [kept[0], *at_hand, *kept[1 + len(at_hand) :]]

    def titles(self) -> list[str]:
        """What the strip offers, from left to right."""
        return [button.text().replace("&&", "&") for button in self._group.buttons() if not button.isHidden()]


class AgainPanel(QFrame):
    """Signals: wanted(method, steps, class index); left(): the keyboard goes back to the picture."""

    wanted = Signal(str, int, int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Explain this image again"))
        self._labels: tuple[str, ...] = ()
        title = QLabel(tr("Explain again"))
        title.setProperty("kind", "strong")
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.setToolTip(tr("Close (Esc)"))
        self.close_button.clicked.connect(self.leave)
        self.method = Choice()
        for method in METHODS.values():
            self.method.addItem(tr(method.title), method.name)
            self.method.setItemData(self.method.count() - 1, tr(method.caveat), Qt.ItemDataRole.ToolTipRole)
            self.method.setItemData(self.method.count() - 1, method.name, Choice.SHORT)
        self.method.setAccessibleName(tr("Method"))
        self.steps = Choice()
        for steps in STEPS:
            self.steps.addItem(say_steps(steps), steps)
        self.steps.setCurrentIndex(STEPS.index(20))
        self.steps.setAccessibleName(tr("Steps of learning"))
        self.label = QLineEdit()
        self.label.setPlaceholderText(tr("Class"))
        self.label.setAccessibleName(tr("Class to explain"))
        self.explain = QPushButton(tr("Explain"))
        self.explain.setProperty("kind", "primary")
        self.state = WrappedLabel()
        self.state.setProperty("kind", "caption")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.method.currentIndexChanged.connect(self._method_chosen)
        self.label.returnPressed.connect(self._ask)
        self.label.textEdited.connect(lambda _: self.say(""))
        self.explain.clicked.connect(self._ask)
        self.about_method = MethodLink(DARK, parent=self)
        self.about_method.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.about_method)
        head.addWidget(self.close_button)
        self._fields = QGridLayout()
        self._fields.setSpacing(S8)
        self._order = (self.method, self.steps, self.label, self.explain)
        for field in self._order:
            field.installEventFilter(self)
        self._rows = 0
        self._room = 0
        self._lay(1)
        self.close_button.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(S12, S8, S12, S8)
        column.setSpacing(S4)
        column.addLayout(head)
        column.addLayout(self._fields)
        column.addWidget(self.state)
        self.say("")
        self._method_chosen()
        self.hide()

    def ask_for(self, labels: tuple[str, ...], label: str) -> None:
        """Open for an image of a model with these classes; label: the class that is meant to begin with."""
        self._set_labels(labels)
        self.label.setText(label)
        self.show()
        self.raise_()
        self.method.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def another_image(self, labels: tuple[str, ...], label: str) -> None:
        """The panel stays open, for the image that is at hand now."""
        self._set_labels(labels)
        self.label.setText(label)
        self.say("")

    def say(self, words: str) -> None:
        """How it goes, beneath the fields."""
        self.state.setText(visible(words))
        announce(self.state, visible(words))
        self.state.setVisible(bool(words))
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """As large as it needs, at most room px wide (0: any width): the fields lie side by side where there is room,
        else one beneath the other."""
        self._room = room
        around = 2 * S12 + 2 * self.frameWidth()
        fields = [field for field in self._order if not field.isHidden()]
        beside = sum(field.sizeHint().width() for field in fields) + S8 * (len(fields) - 1) + around
        two = self.method.sizeHint().width() + self.steps.sizeHint().width() + S8 + around
        rows = 1 if not 0 < room < beside else 2 if two <= room else 3
        self._lay(rows)
        width = beside if rows == 1 else room
        self.state.setFixedWidth(width - around)
        self.layout().activate()
        self.resize(width, self.layout().sizeHint().height())

    def _lay(self, rows: int) -> None:
        """Put the fields into one row, two or three; Tab goes through them in the same order."""
        if rows == self._rows:
            return
        self._rows = rows
        for field, place in zip(self._order, PLACES[rows], strict=True):
            self._fields.removeWidget(field)
            self._fields.addWidget(field, *place)

    def leave(self) -> None:
        self.hide()
        self.left.emit()

    def _set_labels(self, labels: tuple[str, ...]) -> None:
        if labels == self._labels:
            return
        self._labels = labels
        completer = QCompleter(list(labels), self.label)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.label.setCompleter(completer)

    def _method_chosen(self) -> None:
        method = METHODS[self.method.currentData()]
        self.steps.setVisible(method.learns)
        self.method.setToolTip(tr(method.caveat))
        self.about_method.show_method(method.name)
        self.fit(self._room)

    def _ask(self) -> None:
        wanted = self.label.text().strip()
        exact = [n for n, label in enumerate(self._labels) if label == wanted]
        alike = exact or [n for n, label in enumerate(self._labels) if label.casefold() == wanted.casefold()]
        if not alike:
            self.say(
                tr("The model has no class {name}.").format(name=repr(wanted))
                if wanted
                else tr("Name the class to explain.")
            )
            self.label.setFocus()
            self.label.selectAll()
            return
        self.wanted.emit(self.method.currentData(), self.steps.currentData(), alike[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Letters mean commands on the picture; in here they do not.
            writes = bool(event.text()) and event.text().isprintable() and not event.modifiers()
            if event.key() == Qt.Key.Key_Escape or writes:
                event.accept()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            asking = watched in (self.explain, self.method, self.steps)
            if asking and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._ask()
                return True
        return False

    def set_theme(self, theme: Theme) -> None:
        self.close_button.setIcon(icons.icon("close", theme.quiet))
        self.about_method.set_theme(theme)
