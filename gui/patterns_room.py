"""The patterns room: clusters of maps of a run, class by class, with what people said of their members."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui import pattern_words as words
from gui.background import Background
from gui.centred_page import CentredPage
from gui.choice import Choice
from gui.empty import EmptyPage
from gui.labels import hairline, label
from gui.pattern_card import MEMBERS, PatternCard
from gui.pattern_finding import Finding, Found, Signatures
from gui.runs_box import run_words
from gui.said import said
from gui.style import MEMBER, px
from gui.tokens import S8, S12, S16
from gui.words import count, time_left, tr
from gui.wrapping import WrappedLabel
from reports.pattern_facts import MAPS_READ, Step
from reports.visible import visible

if TYPE_CHECKING:
    from gui.tokens import Theme


class PatternsRoom(QStackedWidget):
    """Finds the clusters of a run when it is shown, beside the window's thread.

    Signals: of a card: ``open_wanted(card, place)``, ``name_wanted(card)``, ``forget_wanted(card)``,
    ``flag_wanted(card)``; ``run_chosen(run id)``
    """

    open_wanted = Signal(object, int)
    name_wanted = Signal(object)
    forget_wanted = Signal(object)
    flag_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signatures = Signatures()
        self.finding = Finding(self.signatures, self)
        self.finding.told.connect(self._tell)
        self._reader = Background(1, "patterns-reader", self)
        self._pictures = Background(1, "patterns-pictures", self)
        self._store: Store | None = None
        self._runs: tuple[RunRow, ...] = ()
        self._run: int | None = None
        self._offered: int | None = None  # the run that the window shows
        self._only: str | None = None
        self._may_write = ""
        self._failed: Callable[[str], object] = lambda text: None
        self._reason_title: Callable[[str], str] = str
        self._asked = 0
        self._drawn = 0
        self.found: Found | None = None
        self.cards: list[PatternCard] = []
        self.empty = EmptyPage()
        self._build_working()
        self._build()

    # --- putting together ---

    def _build_working(self) -> None:
        self.working = QWidget()
        self.working.setObjectName("page")
        self.working.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.doing = label("headline", text=tr("Looking for patterns"))
        self.step = label("quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(px(320), 6)
        self.bar.setAccessibleName(tr("How far it is"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.stop)
        column = QVBoxLayout(self.working)
        column.setSpacing(S12)
        column.addStretch(2)
        for widget in (self.doing, self.bar, self.step, self.cancel):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _build(self) -> None:
        self.title = label("headline")
        self.of = Choice()
        self.of.setAccessibleName(tr("Of which run"))
        self.of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.of.setMaxVisibleItems(20)
        self.of.activated.connect(lambda _: self._choose(self.of.currentData()))
        self.again = QPushButton(tr("Look again"))
        self.again.setProperty("kind", "choice")
        self.again.setToolTip(tr("Look for clusters among the maps that there are now"))
        self.again.clicked.connect(self.look)
        self.said, self.about, self.used, self.hidden = (WrappedLabel() for _ in range(4))
        self.rest, self.caveat = WrappedLabel(), WrappedLabel(caveat())
        for one in (self.about, self.used, self.hidden, self.rest, self.caveat):
            one.setTextFormat(Qt.TextFormat.PlainText)
            one.setProperty("kind", "quiet")
        self.said.setProperty("kind", "strong")
        self._list = QVBoxLayout()
        self._list.setSpacing(S12)
        head = QHBoxLayout()
        head.setSpacing(S8)
        head.addWidget(self.title, 1)
        head.addWidget(self.of)
        head.addWidget(self.again)
        self.page = CentredPage()
        column = self.page.column
        column.addLayout(head)
        column.addSpacing(S8)
        for widget in (self.said, self.about, self.used, self.hidden):
            column.addWidget(widget)
        column.addSpacing(S8)
        column.addLayout(self._list)
        column.addSpacing(S8)
        column.addWidget(self.rest)
        column.addWidget(hairline())
        column.addWidget(self.caveat)
        column.addStretch(1)
        for page in (self.empty, self.working, self.page):
            self.addWidget(page)

    # --- finding ---

    def show_project(
        self,
        store: Store | None,
        run_id: int | None,
        failed: Callable[[str], object],
        only: str | None = None,
        reason_title: Callable[[str], str] = str,
        may_write: str = "",
    ) -> None:
        """Show the clusters of a run of a project. only: the reviewer whose verdicts and names alone are told;
        may_write: why nothing can be written, "" if it can."""
        another = store is not self._store or only != self._only
        self._failed, self._reason_title, self._may_write = failed, reason_title, may_write
        self._store, self._only = store, only
        if another:
            self._forget()
            self._run = None
        if store is None or run_id is None:
            self._forget()
            self.setCurrentWidget(self.empty)
            return
        if self._run is None or run_id != self._offered:
            if run_id != self._run:
                self._forget()
            self._run = self._offered = run_id
        if self.found is None:
            self.look()
        else:
            self.refresh()

    def _forget(self) -> None:
        """What is shown is of another project, or may not be told any more."""
        self._asked += 1
        self.finding.stop()
        self.found = None
        self._clear()

    def look(self) -> None:
        """Look for the clusters of the run that is chosen."""
        store, run_id = self._store, self._run
        if store is None or run_id is None:
            return
        self._asked += 1
        asked = self._asked
        self.setCurrentWidget(self.working)
        self._tell(Step(0, 0, MAPS_READ))
        self.cancel.setFocus()

        def runs_came(runs: tuple[RunRow, ...]) -> None:
            if asked == self._asked:
                self._runs = runs
                self.finding.find(store, run_id, self._only, came, failed)

        def came(found: Found) -> None:
            if asked == self._asked:
                self._show(found)
                self.again.setFocus()

        def failed(error: BaseException) -> None:
            if asked == self._asked:
                self._say_failed(error)

        self._reader.run(lambda: tuple(store.runs()), runs_came, failed)

    def stop(self) -> None:
        """Give up looking; what was found before is shown again."""
        self._asked += 1
        self.finding.stop()
        if self.found is not None:
            self.setCurrentWidget(self.page)
            self.again.setFocus()
            return
        self.empty.say(
            tr("Stopped."),
            tr("Maps that were read already are kept in memory, so that the next time is quicker."),
            (tr("Look for patterns"), self.look),
        )
        self.setCurrentWidget(self.empty)
        self.empty.button.setFocus()

    def refresh(self) -> None:
        """What is said of the clusters that are shown may have changed."""
        store, found = self._store, self.found
        if store is None or found is None:
            return
        self._asked += 1
        asked = self._asked

        def came(news: Found) -> None:
            if asked == self._asked:
                self._show(news)

        # A project that was closed meanwhile is no trouble.
        self.finding.look_again(store, found, self._only, came, lambda _: None)

    def _say_failed(self, error: BaseException) -> None:
        if not isinstance(error, PlainError):
            raise error
        self.empty.say(tr("No patterns here."), visible(said(str(error))), (tr("Look again"), self.look))
        self.setCurrentWidget(self.empty)

    def _choose(self, run_id: int) -> None:
        if run_id != self._run:
            self._forget()
            self._run = run_id
            self.look()

    def _tell(self, step: Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        if not step.total:
            self.step.setText(tr("reading the maps"))
            return
        words = tr("{done} of {total} maps read") if step.source == MAPS_READ else tr("{done} of {total} classes")
        parts = (words.format(done=count(step.done), total=count(step.total)), time_left(step.seconds_left))
        self.step.setText(" · ".join(part for part in parts if part))

    # --- showing ---

    def _show(self, found: Found) -> None:
        self.found = found
        at = self.page.verticalScrollBar().value() if self.currentWidget() is self.page else 0
        assert self._store is not None
        self.title.setText(visible(tr("Patterns in {name}").format(name=self._store.path.stem)))
        self._offer_runs(found.run_id)
        shown = words.shown(found)
        self.said.setText(words.headline(found, shown))
        self.about.setText(words.meaning(found, shown))
        for one, text in (
            (self.used, words.left_out(found.read)),
            (self.hidden, _hidden(found.hidden)),
            (self.rest, "\n".join(words.without(found.told)) if found.told is not None else ""),
        ):
            one.setText(visible(text))
            one.setVisible(bool(text))
        self._fill(shown)
        self.setCurrentWidget(self.page)
        self._fit()
        self.page.verticalScrollBar().setValue(at)

    def _fill(self, shown: list[words.Shown]) -> None:
        focus = self._focus()
        self._clear()
        for one in shown:
            card = PatternCard(one, self._reason_title, self._may_write)
            card.open_wanted.connect(lambda place, card=card: self.open_wanted.emit(card, place))
            card.name_wanted.connect(lambda card=card: self.name_wanted.emit(card))
            card.forget_wanted.connect(lambda card=card: self.forget_wanted.emit(card))
            card.flag_wanted.connect(lambda card=card: self.flag_wanted.emit(card))
            self.cards.append(card)
            self._list.addWidget(card)
        self._draw()
        if focus is not None and focus[0] < len(self.cards):
            self.cards[focus[0]].take_keyboard(focus[1])

    def _focus(self) -> tuple[int, str] | None:
        """The card that has the keyboard, and where in it."""
        widget = self.focusWidget()
        if widget is None:
            return None
        found = ((n, card.part_of(widget)) for n, card in enumerate(self.cards) if card.isAncestorOf(widget))
        return next(found, None)

    def _clear(self) -> None:
        self._drawn += 1
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _draw(self) -> None:
        """The members' overlays, one after the other, beside the window's thread."""
        from reports import cluster_pictures

        store, drawn = self._store, self._drawn
        side = round(px(MEMBER) * self.devicePixelRatioF())
        if store is None:
            return
        for card in self.cards:
            for place, row in enumerate(card.shown.members[:MEMBERS]):

                def work(which: int = row.explanation_id) -> object:
                    # Asked for before the project was closed, or other clusters were shown.
                    return cluster_pictures.member(store, which, side) if drawn == self._drawn else None

                def came(made: object, card: PatternCard = card, place: int = place) -> None:
                    if drawn == self._drawn:
                        card.show_member(place, made[0] if isinstance(made, tuple) else None)

                self._pictures.run(work, came, lambda _: None)

    def _offer_runs(self, chosen: int) -> None:
        self.of.clear()
        for run in self._runs:
            self.of.addItem(visible(tr("of run {run}").format(run=f"{run.run_id} · {run_words(run)}")), run.run_id)
            self.of.setItemData(self.of.count() - 1, tr("of run {run}").format(run=run.run_id), Choice.SHORT)
        self.of.setCurrentIndex(max(0, self.of.findData(chosen)))
        self.of.setVisible(len(self._runs) > 1)

    def set_theme(self, theme: Theme) -> None:
        """Other colours, or another text size."""
        if self.found is not None:
            self._fill(words.shown(self.found))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The page has no room to the sides: cards show as many members as there is room for."""
        room = self.page.room()
        for card in self.cards:
            card.fit(room - 2 * S16)
        self.of.setMinimumWidth(px(110))
        self.of.setMaximumWidth(px(300))

    def close_threads(self) -> None:
        self._drawn += 1
        self.finding.close()
        self._reader.close()
        self._pictures.close()


def caveat() -> str:
    """What a cluster does not say."""
    return tr(
        "Only places are compared: what lies there, the members show. Left and right count as one. Flag rates are of "
        "the members that people chose to review."
    )


def _hidden(n: int) -> str:
    """Of names that others gave, while review is blind."""
    return "" if not n else tr("Names that others gave are hidden: review is blind in this project.")
