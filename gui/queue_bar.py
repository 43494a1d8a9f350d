"""What stands over and under the list: which queue, the filter, saved views, a small field for numbers and names."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QIntValidator, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.queues import DRAWN, KINDS, MOST_DRAWN, MOST_SEED, PICKED, Kind, Queue
from gui import icons
from gui.accessible import announce
from gui.choice import Choice
from gui.commands import Actions, command_named
from gui.filter_line import FilterLine
from gui.filter_text import in_words
from gui.labels import label
from gui.reasons_box import Line
from gui.style import mark_of, px
from gui.tokens import DARK, S4, S8, Theme
from gui.words import tr
from gui.wrapping import BREAK, WrappedLabel, breakable
from reports.visible import visible


def titles() -> dict[Kind, str]:
    """What the queues are called."""
    return {kind: tr(command_named(f"queue-{kind}").title) for kind in KINDS}


class Number(Line):
    """A whole number from ``least`` to ``most``; ``changed()`` once another one has been typed to its end."""

    changed = Signal()

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._value = least
        self.setValidator(QIntValidator(least, most, self))
        self.editingFinished.connect(self._finished)

    def value(self) -> int:
        return self._value

    def show_value(self, value: int) -> None:
        self._value = value
        self.setText(str(value))

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusOutEvent(event)
        if not self.hasAcceptableInput():
            self.show_value(self._value)

    def _finished(self) -> None:
        if int(self.text()) != self._value:
            self._value = int(self.text())
            self.changed.emit()


class QueueBar(QWidget):
    """Emits what is wanted: ``queue_wanted(Queue)``, ``filter_wanted(text, finished)``, ``refresh_wanted()``;
    ``view_wanted``, ``view_saved``, ``view_dropped`` with a name, ``view_renamed(old, new)``; ``asked(text)``, what was
    typed to go to; ``left()``: the keyboard goes back to the picture; ``back_wanted()``: to the list before."""

    queue_wanted = Signal(object)
    filter_wanted = Signal(str, bool)
    refresh_wanted = Signal()
    view_wanted = Signal(str)
    view_saved = Signal(str)
    view_dropped = Signal(str)
    view_renamed = Signal(str, str)
    asked = Signal(str)
    left = Signal()
    back_wanted = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = DARK
        self._actions = actions
        self._back_to = ""
        self._views: tuple[str, ...] = ()
        self._writable = True
        self._asking = ""
        self._queue = Queue()
        self._back_words = ""
        self.queues = Choice()
        self.queues.setAccessibleName(tr("Queue of images"))
        self.queues.setMinimumContentsLength(8)
        self.queues.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.queues.setMaxVisibleItems(20)
        for kind, title in titles().items():
            self.queues.addItem(title, kind)
            self.queues.setItemData(self.queues.count() - 1, title, Qt.ItemDataRole.ToolTipRole)
        self.refresh = self._button(tr("Refresh the queue"), "")
        self.back = QPushButton()
        self.back.setProperty("kind", "link")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        self.views = self._button(tr("Saved views"), tr("Saved views: a queue and a filter under a name"))
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.views.setMenu(self._menu)
        self.number, self.seed, self.by = Number(1, MOST_DRAWN), Number(0, MOST_SEED), Choice()
        self._drawn = self._draw_row()
        self.filter = FilterLine()
        self._sign = QLabel()
        self._words = label("caption", wrap=True)
        self._words.setAccessibleName(tr("About the list"))
        self._terms = WrappedLabel()
        self._terms.setTextFormat(Qt.TextFormat.PlainText)
        self._terms.setProperty("kind", "caption")
        self._question = label("caption")
        self.field = Line()
        self._build()
        self.queues.activated.connect(lambda _: self._chosen())
        for box in (self.number, self.seed):
            box.changed.connect(self._chosen)
            box.left.connect(self.left)
        self.by.activated.connect(lambda _: self._chosen())
        self.refresh.clicked.connect(self.refresh_wanted)
        self.filter.applied.connect(self.filter_wanted)
        self.filter.left.connect(self.left)
        self.field.returnPressed.connect(self._answered)
        self.field.left.connect(self.leave_question)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._save_view = actions["save-view"]
        actions.follow(self, self._tell_keys)
        self.show_queue(Queue())
        self.show_words("")
        self.show_filter("")

    def _button(self, name: str, hint: str) -> QToolButton:
        made = QToolButton()
        made.setAccessibleName(name)
        made.setToolTip(hint)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _draw_row(self) -> QWidget:
        row = QWidget()
        inside = QGridLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(S4)
        self.number.setAccessibleName(tr("Images in the sample"))
        self.number.setToolTip(tr("How many images"))
        self.seed.setAccessibleName(tr("Seed of the sample"))
        self.seed.setToolTip(tr("The same seed draws the same images again; another seed, others"))
        self.by.addItem(tr("of each predicted class"), "predicted")
        self.by.addItem(tr("of each true class"), "true")
        self.by.setAccessibleName(tr("Classes of the sample"))
        self.by.setMinimumContentsLength(5)
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for place, (name, box) in enumerate(((tr("n"), self.number), (tr("seed"), self.seed))):
            inside.addWidget(label("caption", text=name), 0, 2 * place)
            inside.addWidget(box, 0, 2 * place + 1)
            inside.setColumnStretch(2 * place + 1, 1)
        inside.addWidget(self.by, 1, 0, 1, 4)
        return row

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(S8, S8, S8, S8)
        whole.setSpacing(S4)
        first = self._first = QHBoxLayout()
        first.setSpacing(S4)
        first.addWidget(self.queues, 1)
        first.addWidget(self.refresh)
        second = self._second = QHBoxLayout()
        second.setSpacing(S4)
        second.addWidget(self.filter, 1)
        second.addWidget(self.views)
        self._message = QWidget()
        said = QHBoxLayout(self._message)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(S4)
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._words, 1)
        self._ask = QWidget()
        asked = QHBoxLayout(self._ask)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(S8)
        asked.addWidget(self._question)
        asked.addWidget(self.field, 1)
        whole.addWidget(self.back)
        whole.addLayout(first)
        whole.addWidget(self._drawn)
        whole.addLayout(second)
        whole.addWidget(self._terms)
        whole.addWidget(self._ask)
        whole.addWidget(self._message)
        self._ask.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The button beside the queue goes down to the filter where the name of the queue needs the room."""
        icon = self.refresh.sizeHint().width() + S4
        words = QFontMetrics(self.queues.font()).horizontalAdvance(self.queues.currentText())
        room = self.width() - 2 * S8 - icon
        row = self._second if words + px(20) + 2 * S8 + S4 > room and px(100) > 100 else self._first
        if row.indexOf(self.refresh) < 0:
            (self._first if row is self._second else self._second).removeWidget(self.refresh)
            row.addWidget(self.refresh)
        self.queues.setToolTip(self.queues.currentText())
        room = max(px(60), self.width() - 2 * S8 - S4)
        words = QFontMetrics(self.back.font()).elidedText(self._back_words, Qt.TextElideMode.ElideRight, room)
        self.back.setText(words.replace("&", "&&"))

    # --- what is shown ---

    def show_queue(self, queue: Queue) -> None:
        """The queue that the list shows, or is about to."""
        self._queue = queue
        # What was picked can be chosen as long as it is shown.
        if (at := self.queues.findData(PICKED)) >= 0:
            self.queues.removeItem(at)
        if queue.kind == PICKED:
            self.queues.addItem(visible(queue.title), PICKED)
            self.queues.setItemData(self.queues.count() - 1, visible(queue.title), Qt.ItemDataRole.ToolTipRole)
        self.queues.setCurrentIndex(self.queues.findData(queue.kind))
        self._arrange()
        self._drawn.setVisible(queue.kind in DRAWN)
        self.by.setVisible(queue.kind == "classes")
        self.number.show_value(queue.n)
        self.seed.show_value(queue.seed)
        self.by.setCurrentIndex(self.by.findData(queue.by))

    def show_back(self, title: str) -> None:
        """The way back to the list that was shown before this one; "" where there is none."""
        self.back.setVisible(bool(title))
        self._back_to = title
        words = tr("Back to {list}").format(list=visible(title))
        self._back_words = f"← {words}"
        self.back.setAccessibleName(words)
        self._tell_keys()
        self._arrange()

    def _tell_keys(self) -> None:
        self.refresh.setToolTip(self._actions.tooltip("refresh-queue"))
        self.filter.setPlaceholderText(self._actions.with_key(tr("Filter"), "filter"))
        words = tr("Back to {list}").format(list=visible(self._back_to))
        self.back.setToolTip(self._actions.with_key(words, "back-to-list"))

    def show_words(self, text: str, *, warning: bool = False, aloud: bool = True) -> None:
        """Something about the list, under the filter; "" for nothing. aloud: tell it to those who listen too."""
        if aloud and text != self._words.text():
            announce(self._words, text)
        self._words.setText(text)
        self._message.setVisible(bool(text))
        self._sign.setVisible(warning)
        if warning:
            self._sign.setPixmap(icons.icon("warning", mark_of("flawed").colour).pixmap(14, 14))

    def show_filter(self, text: str) -> None:
        """The filter that the list goes by: all of its terms, under the field, which may be too narrow for them."""
        self.filter.show_in_force(text)
        shown = " · ".join(in_words(text))
        self._terms.setText(tr("Shown: {terms}").format(terms=breakable(shown)))
        self._terms.setAccessibleName(tr("Filter in force: {terms}").format(terms=shown))
        self._terms.setVisible(bool(shown))

    def filter_shown(self) -> str:
        """What is told of the filter in force; nothing where there is none."""
        return "" if self._terms.isHidden() else self._terms.text().replace(BREAK, "")

    def words(self) -> str:
        return self._words.text()

    def show_views(self, names: Iterable[str], *, writable: bool) -> None:
        self._views, self._writable = tuple(names), writable

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._arrange()
        self.refresh.setIcon(icons.icon("refresh", theme.quiet, theme.edge))
        self.views.setIcon(icons.icon("views", theme.quiet, theme.edge))

    # --- the small field ---

    def ask_place(self) -> None:
        """Type a number of the list, or a part of a name."""
        self._ask_for("place", tr("Go to"), tr("412, or part of a name"), "")

    def ask_view(self, name: str = "", *, rename: bool = False) -> None:
        """Type the name for a view."""
        self._ask_for(f"rename:{name}" if rename else "view", tr("View"), tr("Name of this view"), name)

    def leave_question(self) -> None:
        """Away with the field; the keyboard goes back to the picture."""
        if self._ask.isVisible():
            self._ask.hide()
            self.left.emit()

    def _ask_for(self, what: str, title: str, hint: str, text: str) -> None:
        self._asking = what
        self._question.setText(title)
        self.field.setAccessibleName(f"{title}: {hint}")
        self.field.setPlaceholderText(hint)
        self.field.setText(text)
        self.field.selectAll()
        self._ask.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answered(self) -> None:
        text, what = " ".join(self.field.text().split()), self._asking
        if not text:
            self.leave_question()
        elif what == "place":
            self.asked.emit(text)
        else:
            self.leave_question()
            if what == "view":
                self.view_saved.emit(text)
            else:
                self.view_renamed.emit(what.removeprefix("rename:"), text)

    # --- what is wanted ---

    def _chosen(self) -> None:
        kind: Kind = self.queues.currentData()
        by = self.by.currentData()
        if kind == PICKED:
            wanted = self._queue
        elif kind in DRAWN:
            drawn = kind == self._queue.kind or self._queue.kind in DRAWN
            n = self.number.value() if drawn else Queue(kind).n
            wanted = Queue(kind, n, self.seed.value(), by)
        else:
            wanted = Queue(kind)
        self.queue_wanted.emit(wanted)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self._views:
            shown = name.replace("&", "&&")
            self._menu.addAction(shown).triggered.connect(lambda _=False, name=name: self.view_wanted.emit(name))
        if not self._views:
            self._menu.addAction(tr("No view is saved yet")).setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction(self._save_view)
        if self._views and self._writable:
            rename, drop = self._menu.addMenu(tr("Rename")), self._menu.addMenu(tr("Delete"))
            for name in self._views:
                shown = name.replace("&", "&&")
                rename.addAction(shown).triggered.connect(lambda _=False, name=name: self.ask_view(name, rename=True))
                drop.addAction(shown).triggered.connect(lambda _=False, name=name: self.view_dropped.emit(name))
