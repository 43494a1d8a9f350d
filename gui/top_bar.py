"""The strip at the top: menus, what is open, who reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QPushButton, QSizePolicy, QToolButton, QWidget

from db.rows import RunRow, SignOff
from db.store import Store
from gui import icons, style
from gui.commands import Actions
from gui.rooms import RoomTabs
from gui.runs_box import run_words, signed_words, state_words
from gui.style import px
from gui.tokens import S8, S12, TOP_BAR, Theme
from gui.words import tr
from reports.visible import visible

NARROWEST = 120
LONGEST_NAME = 160
QWIDGETSIZE_MAX = 16_777_215
ARROW = 24


class Title(QPushButton):
    """What is open. Its words give way where the bar is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = ""

    def say(self, words: str) -> None:
        self._words = words
        self._fit()
        self.updateGeometry()

    def words(self) -> str:
        return self._words

    def _arrow(self) -> int:
        """The room of the mark that there is a menu."""
        return ARROW if self.menu() is not None else 0

    def sizeHint(self) -> QSize:
        wanted = QFontMetrics(self.font()).horizontalAdvance(self._words) + 2 * S12 + self._arrow()
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(NARROWEST, self.width()) - 2 * S12 - self._arrow() + 2
        shown = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))


def keyed(title: str, taken: set[str]) -> str:
    """A menu's title with the letter that opens it marked: its first one that no menu before it has, of ``taken``."""
    for n, letter in enumerate(title):
        if letter.isalpha() and letter.casefold() not in taken:
            taken.add(letter.casefold())
            return f"{title[:n]}&{title[n:]}"
    return title


class TopBar(QWidget):
    """40 px. The menus come from the table of commands.

    Where the bar is narrow or the text large, first the title gives way, then the reviewer's name (its icon stays), and
    at last the menus go into one: all of them are always to be reached.
    """

    run_chosen = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(TOP_BAR)
        self.rooms = RoomTabs(actions)
        self._title = Title()
        self._title.setProperty("kind", "row")
        self._title.setObjectName(
            "title"
        )  # in the middle: where there is a menu, Qt draws text to the left over the border
        self._title.setAccessibleName(tr("Project and run"))
        self._runs = QMenu(self)
        self._about_method = actions["about-method"]
        self._open: tuple[Store | None, RunRow | None] = (None, None)
        self._listed: tuple[Sequence[RunRow], RunRow | None] = ((), None)
        self._signed: Mapping[int, Sequence[SignOff]] = {}
        self._reviewer = QPushButton()
        self._reviewer.setProperty("kind", "row")
        self._name = ""
        self._reviewer.clicked.connect(actions["reviewer"].trigger)
        self.menus = QMenuBar()
        keys: set[str] = set()
        for title, entries in actions.menus().items():
            menu = self.menus.addMenu(keyed(title, keys))
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                else:
                    menu.addAction(entry)
        self.all_menus = QToolButton()
        self.all_menus.setText(tr("&Menu"))
        self.all_menus.setToolTip(tr("All menus (Alt+M)"))
        self.all_menus.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.all_menus.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.all_menus.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        whole = QMenu(self)
        whole.addActions(self.menus.actions())
        self.all_menus.setMenu(whole)
        self.all_menus.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(S8, 0, S12, 0)
        row.setSpacing(S12)
        row.addWidget(self.rooms)
        row.addSpacing(S8)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.all_menus)
        row.addStretch(1)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._reviewer)

    def show_title(self, store: Store | None, run: RunRow | None) -> None:
        """What is open: project, model, method, and whether that run is signed off."""
        self._open = store, run
        parts = []
        if store is not None:
            parts.append(store.path.stem)
            if run is not None:
                parts.append(run_words(run))
                if signed := self._signed.get(run.run_id):
                    changed = any(one.since for one in signed)
                    parts.append(tr("signed off, changed since") if changed else tr("signed off"))
            if store.readonly:
                parts.append(tr("read only"))
        self._title.say(visible(" · ".join(parts)))
        self._title.setVisible(bool(parts))

    def show_runs(self, runs: Sequence[RunRow], current: RunRow | None) -> None:
        """The title is a menu of the project's runs, newest first, each with who has signed it off, and leads to the
        caveat of the method that is shown."""
        self._listed = runs, current
        self._runs.clear()
        for run in reversed(runs):
            parts = (run_words(run), state_words(run), signed_words(self._signed.get(run.run_id, ())))
            words = visible(" · ".join(part for part in parts if part)).replace("&", "&&")
            action = self._runs.addAction(words)
            action.setCheckable(True)
            action.setChecked(current is not None and run.run_id == current.run_id)
            action.triggered.connect(lambda _=False, chosen=run.run_id: self.run_chosen.emit(chosen))
        some = bool(runs)
        if some:
            self._runs.addSeparator()
            self._runs.addAction(self._about_method)
        self._title.setMenu(self._runs if some else None)  # type: ignore[arg-type]
        self._title.say(self._title.words())
        self._title.setToolTip((tr("Choose another run") if len(runs) > 1 else tr("Runs")) if some else "")
        self._title.setFocusPolicy(Qt.FocusPolicy.StrongFocus if some else Qt.FocusPolicy.NoFocus)
        self._title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not some)

    def show_sign_offs(self, by_run: Mapping[int, Sequence[SignOff]]) -> None:
        """Who has signed off which run."""
        if by_run != self._signed:
            self._signed = by_run
            self.show_title(*self._open)
            self.show_runs(*self._listed)

    def title(self) -> str:
        return self._title.words()

    def show_reviewer(self, name: str) -> None:
        self._name = name
        self._reviewer.setAccessibleName(tr("Reviewer {name}. Change").format(name=name))
        self._reviewer.setToolTip(tr("{name}: change reviewer").format(name=visible(name)))
        self._make_room()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the text size has changed
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """Give each part as much of the bar as it can have."""
        metrics = QFontMetrics(style.font())
        name = metrics.elidedText(visible(self._name), Qt.TextElideMode.ElideRight, px(LONGEST_NAME)).replace("&", "&&")
        icon = self._reviewer.sizeHint().width() - metrics.horizontalAdvance(self._reviewer.text())
        named = icon + metrics.horizontalAdvance(name)
        room = self.width() - S8 - S12 - self.rooms.sizeHint().width() - S8 - 4 * S12
        menus = self.menus.sizeHint().width()
        one = room < menus + icon
        if one:
            menus = self.all_menus.sizeHint().width()
        words = name if room >= menus + named else ""
        if self._reviewer.text() != words:  # else the layout would ask for this again and again
            self._reviewer.setText(words)
        # A hidden bar of menus keeps no letters either: Alt+F is nothing while Alt+M opens them all.
        self.menus.setVisible(not one)
        self.all_menus.setVisible(one)
        self.menus.setMinimumWidth(0 if one else menus)
        left = room - menus - (named if words else icon) - S12
        self._title.setMaximumWidth(QWIDGETSIZE_MAX if left >= NARROWEST else 0)

    def set_theme(self, theme: Theme) -> None:
        self._reviewer.setIcon(icons.icon("person", theme.quiet))
        self.all_menus.setIcon(icons.icon("menu", theme.text))
        self.setFixedHeight(px(TOP_BAR))
        self._make_room()
