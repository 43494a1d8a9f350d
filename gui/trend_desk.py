"""The trends room as a whole: rates, two runs compared, and a pair of maps side by side; tabs above lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from db.comparing import Pair
from db.queues import Queue
from gui import trend_saving
from gui.centred_page import WIDTH
from gui.compare_page import ComparePage
from gui.pair_view import PairView
from gui.style import px
from gui.tokens import S4, S8, S24, Theme
from gui.trends_room import TrendsRoom
from gui.words import tr

if TYPE_CHECKING:
    from gui.window import Window

Tab = Literal["rates", "compare"]


class TrendDesk(QWidget):
    """``show_tab``; pair is made when the first image is opened, as it has threads of its own."""

    def __init__(self, window: Window, rates: TrendsRoom) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window, self.rates = window, rates
        self.compare = ComparePage()
        self.pair: PairView | None = None
        self.now: Tab = "rates"
        self.tabs: dict[Tab, QToolButton] = {}
        self._strip = QWidget()
        self._middle = QWidget()
        outer = QHBoxLayout(self._strip)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._middle, 20)
        outer.addStretch(1)
        strip = QHBoxLayout(self._middle)
        strip.setContentsMargins(S24 - S8, S4, S24, 0)
        strip.setSpacing(S4)
        titles: dict[Tab, str] = {"rates": tr("Rates"), "compare": tr("Two runs")}
        for tab, title in titles.items():
            button = QToolButton()
            button.setText(title)
            button.setProperty("kind", "room")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, tab=tab: self.show_tab(tab))
            self.tabs[tab] = button
            strip.addWidget(button)
        strip.addStretch(1)
        self._fit()
        self.pages = QStackedWidget()
        self.pages.addWidget(rates)
        self.pages.addWidget(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self.pages, 1)
        self.compare.pair_chosen.connect(self._open_pair)
        self.compare.review_wanted.connect(self._review)
        self.compare.save_wanted.connect(lambda name, content: trend_saving.save(window, name, content))
        self.compare.setup_wanted.connect(window.show_start)
        window.desk.project_closed.connect(self.project_closed)

    # --- which page ---

    def show_tab(self, tab: Tab | None = None) -> None:
        """Show a part of the room, as the project is now; the one at hand without a name."""
        self.now = tab or self.now
        for name, button in self.tabs.items():
            button.setChecked(name == self.now)
        if tab is not None or not self.comparing_pair:
            self.pages.setCurrentWidget(self.rates if self.now == "rates" else self.compare)
        if tab is not None:
            self.tabs[tab].setFocus()
        self._strip.setVisible(not self.comparing_pair)
        window = self._window
        settings = window.desk.settings
        only = window.desk.reviewer if settings.blind.reviews else None
        if self.now == "rates":
            self.rates.show_project(window.desk.store, window.show_trouble, only, settings.title)
        else:
            self.compare.show_project(window.desk.store, window.show_trouble, only)
        window.offer_commands()

    @property
    def comparing_pair(self) -> bool:
        """Whether two maps are seen side by side."""
        return self.pair is not None and self.pages.currentWidget() is self.pair

    def project_closed(self) -> None:
        """What was shown of it goes."""
        if self.pair is not None:
            self.pair.clear()
            if self.comparing_pair:
                self.leave_pair()
        self.compare.show_project(None, self._window.show_trouble, None)

    # --- a pair ---

    def _open_pair(self, pair: Pair) -> None:
        window, page = self._window, self.compare
        store, runs = window.desk.store, page.runs
        if store is None or runs is None:
            return
        if self.pair is None:
            review = window.review
            self.pair = PairView(window.desk, window.actions_, review.look())
            self.pair.set_theme(window.theme)
            self.pair.left.connect(self.leave_pair)
            self.pair.review_wanted.connect(self._review_pair)
            self.pair.stepped.connect(page.parts.pairs.go_to)
            review.bar.look_changed.connect(self.pair.set_look)
            self.pages.addWidget(self.pair)
        alike = dict(page.alike.each) if page.alike is not None else {}
        self.pair.set_look(window.review.look())
        self.pair.show_pairs(store, runs, tuple(page.shown_pairs()), pair, lambda one: alike.get(one.first))
        self.pages.setCurrentWidget(self.pair)
        self._strip.hide()
        self.pair.canvas.setFocus()
        window.offer_commands()

    def leave_pair(self) -> None:
        """Back to the list, where the image is at hand."""
        self.pages.setCurrentWidget(self.compare)
        self._strip.show()
        self.compare.parts.pairs.setFocus()
        self._window.offer_commands()

    # --- into the review ---

    def _review(self, run_id: int, text: str, explanation_id: int | None = None) -> None:
        self._window.show_review()
        self._window.review.queueing.show_in(run_id, Queue(), text, explanation_id)

    def _review_pair(self, second: bool) -> None:
        pair = self.pair.pair if self.pair is not None else None
        if pair is not None:
            run_id, text = self.compare.filter_in(second)
            self._review(run_id, text, pair.second if second else pair.first)

    def _fit(self) -> None:
        """The tabs begin where the pages do."""
        self._middle.setMaximumWidth(px(WIDTH))

    def set_theme(self, theme: Theme) -> None:
        self._fit()
        self.rates.set_theme(theme)
        self.compare.set_theme(theme)
        if self.pair is not None:
            self.pair.set_theme(theme)

    def close_threads(self) -> None:
        self.rates.close_threads()
        self.compare.close_threads()
        if self.pair is not None:
            self.pair.close_threads()
