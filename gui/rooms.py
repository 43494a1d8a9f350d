"""The rooms of the window: audit, review, trends, patterns. Tabs, which one is shown, what an empty one says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QWidget

from db.rows import Counts, RunRow
from db.wilson import wilson
from gui import trend_saving
from gui.commands import Actions, command_named
from gui.empty import EmptyPage
from gui.notices import Notice
from gui.patterns_room import PatternsRoom
from gui.tokens import S4
from gui.trend_desk import Tab, TrendDesk
from gui.trend_opening import TrendOpening
from gui.trends_room import TrendsRoom
from gui.words import count, later, percent, tr, written

if TYPE_CHECKING:
    from gui.window import Window

Room = Literal["audit", "review", "trends", "patterns"]
ROOMS: dict[Room, str] = {
    "audit": later("Audit"), "review": later("Review"), "trends": later("Trends"), "patterns": later("Patterns"),
}  # fmt: skip
DONE = "all-reviewed"
LOOK_MS = 200


class RoomTabs(QWidget):
    """One tab a room; the one that is shown is marked."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Rooms"))
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S4)
        for room, word in ROOMS.items():
            command = command_named(f"room-{room}")
            button = QToolButton()
            button.setText(tr(word))
            button.setProperty("kind", "room")
            button.setCheckable(True)
            button.setAccessibleName(command.shown)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(actions[command.id].trigger)
            # Checked is what is shown, which a click on it does not change.
            button.clicked.connect(lambda _=False, one=button: one.setChecked(True))
            self.buttons[room] = button
            row.addWidget(button)
        actions.follow(self, lambda: self._tell_keys(actions))

    def _tell_keys(self, actions: Actions) -> None:
        for room, button in self.buttons.items():
            button.setToolTip(actions.tooltip(f"room-{room}"))

    def show_room(self, room: Room) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == room)


def all_reviewed(sound: int, flawed: int, unsure: int) -> str:
    """ "All 200 reviewed. 31 flawed (15.5 %, 11.1–21.2 %)." Unsure ones stand apart, as everywhere where a share is
    told: "All 200 reviewed. 31 of 190 flawed (16.3 %, 11.7–22.2 %), 10 unsure." """
    n = sound + flawed
    if not n:
        return tr("All {reviewed} reviewed, none flawed or sound.").format(reviewed=count(unsure))
    low, high = wilson(flawed, n)
    said = (
        tr("All {reviewed} reviewed. {flawed} of {n} flawed ({share}, {interval}), {unsure} unsure.")
        if unsure
        else tr("All {reviewed} reviewed. {flawed} flawed ({share}, {interval}).")
    )
    return said.format(
        reviewed=count(n + unsure), flawed=count(flawed), n=count(n), unsure=count(unsure),
        share=percent(flawed / n), interval=written(f"{100 * low:.1f}") + f"–{percent(high)}",
    )  # fmt: skip


class Rooms(QObject):
    """Which room is shown. Each keeps its state while another one is."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.pages = QStackedWidget()
        self.empty_review = EmptyPage()
        self.trends = TrendsRoom()
        self.trend_desk = TrendDesk(window, self.trends)
        self.opening = TrendOpening(window)
        self.patterns = PatternsRoom()
        self.trends.row_chosen.connect(self.opening.open)
        self.trends.save_wanted.connect(lambda name, content: trend_saving.save(window, name, content))
        for page in (window.start, window.review, self.empty_review, self.trend_desk, self.patterns):
            self.pages.addWidget(page)
        self.now: Room = "audit"
        self._go = False
        self._told: Counts | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_whether_done)
        self._say_empty()

    def _say_empty(self) -> None:
        window = self._window
        set_up = (tr("Set up an audit"), lambda: self.show("audit"))
        self.empty_review.say(
            tr("Nothing to review yet."),
            tr("Start an audit, or open a project."),
            set_up,
            (tr("Open project…"), window.intake.ask_project),
        )

    def show(self, room: Room, tab: Tab | None = None) -> None:
        """Go into a room, and put the keyboard where its work is. tab: the part of the trends room."""
        self.now = room
        window = self._window
        window.top.rooms.show_room(room)
        if room == "audit":
            self.pages.setCurrentWidget(window.start)
            window.start.show_recent(window.preferences.recent_projects())
            self.refresh_runs()
            window.start.focus_next_step()
        elif room == "review":
            self._show_review()
        elif room == "patterns":
            self.pages.setCurrentWidget(self.patterns)
            window.pattern_acting.show()
        else:
            self.pages.setCurrentWidget(self.trend_desk)
            self._say_no_trends()
            self.trend_desk.show_tab(tab)
        window.offer_commands()

    @property
    def comparing_pair(self) -> bool:
        """Whether two maps are seen side by side."""
        return self.now == "trends" and self.trend_desk.comparing_pair

    def _show_review(self) -> None:
        window = self._window
        if window.desk.run is None:
            self.pages.setCurrentWidget(self.empty_review)
            self.empty_review.button.setFocus()
            return
        self.pages.setCurrentWidget(window.review)
        window.review.focus_picture()

    def _say_no_trends(self) -> None:
        window = self._window
        if window.desk.run is not None:
            blind = window.desk.settings.blind.reviews
            self.trends.empty.say(
                tr("No trends yet."),
                tr("Review is blind here: as soon as you have given verdicts, your own rates appear, with intervals.")
                if blind
                else tr("As soon as explanations have verdicts, rates appear: by run, class, reason, with intervals."),
                (tr("Review"), lambda: self.show("review")),
            )
        else:
            self.trends.empty.say(
                tr("No trends yet."),
                tr("Rates come from verdicts, and verdicts from reviewing an audit. Start one, or open a project."),
                (tr("Set up an audit"), lambda: self.show("audit")),
                (tr("Open project…"), window.intake.ask_project),
            )

    def await_run(self) -> None:
        """A run has begun, and its rows are being read: then into the review room."""
        self._go = True

    def run_shown(self) -> None:
        """A run's rows are here."""
        go, self._go = self._go, False
        if go or self.now == "review":
            self.show("review")
        self.refresh_runs()

    def with_run(self, run_id: int, then: Callable[[RunRow], object]) -> None:
        """Read a run of the open project and do something with it."""
        store = self._window.desk.store
        if store is None:
            return

        def done(runs: object) -> None:
            found = [run for run in runs if run.run_id == run_id]  # type: ignore[attr-defined]
            if store is self._window.desk.store and found:
                then(found[0])

        self.trends.read(store.runs, done)

    def project_changed(self) -> None:
        """Another project is open, or none: what the room at hand says is of that one."""
        self._not_done()
        if self.now == "review":
            self._show_review()
        elif self.now in ("trends", "patterns"):
            self.show(self.now)
        self.refresh_runs()

    def refresh_runs(self) -> None:
        """The runs of the open project, in the audit room and the title's menu."""
        window = self._window
        store, box = window.desk.store, window.start.runs
        busy = window.audits.running
        if store is None:
            box.show_runs("", (), readonly=False, busy=busy)
            window.start.show_side()
            return

        def done(runs: object) -> None:
            if store is window.desk.store:
                found = tuple(runs)  # type: ignore[call-overload]
                box.show_runs(store.path.stem, found, readonly=store.readonly, busy=window.audits.running)
                window.start.show_side()
                window.top.show_runs(found, window.desk.run)

        self.trends.read(store.runs, done)

    def count_reviewed(self) -> None:
        """Rows or verdicts have changed: where all that is listed is reviewed, see whether all of the run is."""
        items = self._window.review.items
        if items.reviewed() >= items.in_state("explained"):
            self._look.start()
        else:
            self._not_done()

    def _not_done(self) -> None:
        self._look.stop()
        self._told = None
        self._window.notices.remove(DONE)

    def _look_whether_done(self) -> None:
        """The list may be a part of the run, so the store is asked."""
        desk = self._window.desk
        store, run, reviewer = desk.store, desk.run, desk.reviewer
        if store is None or run is None or store.readonly or not reviewer:
            self._not_done()
            return

        def done(found: object) -> None:
            shown = desk.run.run_id if desk.run is not None else None
            if isinstance(found, Counts) and (desk.store, shown, desk.reviewer) == (store, run.run_id, reviewer):
                self._tell_done(found)

        self.trends.read(lambda: store.counts(run.run_id, reviewer), done)

    def _tell_done(self, counts: Counts) -> None:
        """With the last image reviewed, say how it came out and what is next."""
        if (
            not counts.explained
            or counts.reviewed < counts.explained
            or counts.total > counts.explained + counts.failed
        ):
            self._not_done()
            return
        if self._told == counts:
            return
        self._told = counts
        actions = (
            (tr("See trends"), lambda: self.show("trends")),
            (tr("Export report…"), self._window.exporting.ask),
        )
        text = all_reviewed(counts.sound, counts.flawed, counts.unsure)
        self._window.notices.show_notice(Notice(DONE, text, "sound", actions))
