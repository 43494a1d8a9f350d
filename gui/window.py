"""The main window: puts the parts together and joins commands to them. What a part does is written in the part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from engine.records import PlainError
from gui import closing, icons, keymap_file, leaving, motion, offering, standing, style, window_state
from gui.about import AboutDialog
from gui.about_method import AboutMethod
from gui.again import Again
from gui.audit_queue import AuditQueue
from gui.audit_room import AuditRoom
from gui.audits import Audits
from gui.blindness import Blindness
from gui.bundles import Bundles
from gui.callbacks import callbacks
from gui.commands import Actions
from gui.desk import Desk, Opened
from gui.drops import sort_out
from gui.exporting import Exporting
from gui.giving_way import GivingWay
from gui.intake import Intake
from gui.keymap import Keymap
from gui.likening import Likening
from gui.manners import Manners
from gui.name_bar import NameBar
from gui.narrator import Narrator
from gui.notices import Notice, Notices
from gui.pattern_acting import PatternActing
from gui.pictures import Look
from gui.preferences import Preferences
from gui.queue_runner import QueueRunner
from gui.reading_along import ReadingAlong
from gui.review_page import ReviewPage
from gui.rooms import Rooms
from gui.rule import RuleShown
from gui.run_news import RunNews
from gui.said import said
from gui.saves import Saves
from gui.side_by_side import SideBySide
from gui.signing import Signing
from gui.status_bar import StatusBar
from gui.system_wishes import SystemWishes
from gui.toast_place import room_for_messages
from gui.toasts import Toasts
from gui.top_bar import TopBar
from gui.tour import Tour
from gui.what_ifs import WhatIfs
from gui.why import Why
from gui.words import count, tr

PLACE_DELAY_MS = 400


class Window(QMainWindow):
    """The window. ``painted`` is emitted once, after its first paint: only then may anything heavy begin."""

    painted = Signal()

    def __init__(self, preferences: Preferences | None = None, device: str = "auto") -> None:
        preferences = preferences or Preferences()
        # Before any widget is made: one that is made in another size keeps it at the first style sheet.
        style.set_scale(preferences.text_size)
        QApplication.setFont(style.font())
        super().__init__()
        self.preferences = preferences
        self.wishes = SystemWishes(self)
        self.setObjectName("window")
        self.setWindowIcon(QIcon(icons.path("hansel")))
        self.setMinimumSize(1024, 640)
        self.resize(window_state.first_size())
        self.setAcceptDrops(True)
        self._painted = False
        self._closing = False
        # A name was given while a project was being read: what is handed over is the former reviewer's.
        self._read_for_another = False

        self.desk = Desk(self.preferences.reviewer, self)
        self.audits = Audits(device, self)
        self.giving_way = GivingWay(self.desk, self.audits, self)
        kept = self.preferences
        look = Look(kept.first_picture, kept.opacity, kept.threshold, kept.colours, kept.shared_scale)
        self.review = ReviewPage(self.desk, look)
        self.queue = AuditQueue(self.preferences.folder / "queue.json", self)
        self.intake = Intake(self)
        self.runner = QueueRunner(self)
        self.notices = Notices()
        self.exporting = Exporting(self)
        self.again = Again(self)
        self.what_ifs = WhatIfs(self)
        self.side_by_side = SideBySide(self)
        self.rule = RuleShown(self)
        self.bundles = Bundles(self)
        self.likening = Likening(self)
        self.blindness = Blindness(self.desk, self)
        self.name_bar = NameBar()
        self.manners = Manners(self)
        self.reading_along = ReadingAlong(self)
        self.why = Why(self)
        self.about_method = AboutMethod(self)
        self.tour = Tour(self)
        self.actions_ = Actions(
            callbacks(self),
            {
                "window": self,
                "review": self.review.scope,
                "canvas": self.review.canvas,
                "views": self.review.sides,
            },
            Keymap(self.preferences.folder / keymap_file.NAME),
            self,
        )
        self.review.build(self.actions_)
        self.what_ifs.build()
        self.side_by_side.build()
        self.blindness.build(self.actions_)
        self.top = TopBar(self.actions_)
        self.start = AuditRoom(self.actions_, self.queue)
        self.status = StatusBar(self.actions_)
        self.toasts = Toasts(self, lambda: room_for_messages(self))
        self.signing = Signing(self)
        self.saves = Saves(self.desk, self.review, self.status, self.notices, self.toasts, self.actions_, self)
        self.rooms = Rooms(self)
        self.pattern_acting = PatternActing(self)
        self.pages = self.rooms.pages
        self._build()
        self._connect()
        self.manners.build()
        self.why.build()
        self.about_method.build()
        self.narrator = Narrator(self)
        self.apply_theme()
        self.show_start()
        window_state.restore(self)
        if not self.desk.reviewer:
            self.name_bar.ask("", (), take_focus=False)

    # --- putting together ---

    def _build(self) -> None:
        self.status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.name_bar)
        column.addWidget(self.notices)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self._place_timer = QTimer(self)
        self._place_timer.setSingleShot(True)
        self._place_timer.setInterval(PLACE_DELAY_MS)
        self._place_timer.timeout.connect(self.keep_place)

    def _connect(self) -> None:
        desk, audits, review = self.desk, self.audits, self.review
        desk.project_opened.connect(self._project_opened)
        desk.project_closed.connect(self._project_closed)
        desk.run_shown.connect(self._run_shown)
        desk.trouble.connect(self.show_trouble)
        desk.closings.lasting.connect(lambda names: closing.show(self.notices, names))
        self.run_news = RunNews(self)
        review.moved.connect(self._keep_place_soon)
        review.canvas.view_changed.connect(self._keep_place_soon)
        review.bar.look_changed.connect(lambda _: self._keep_place_soon())
        review.changed.connect(self._count_reviewed)
        review.queueing.run_wanted.connect(self._choose_run)
        review.queueing.chosen.connect(self.offer_commands)
        self.start.form.project_wanted.connect(self.intake.ask_project_path)
        self.start.recent_chosen.connect(lambda path: self.open_paths([Path(path)]))
        self.start.form.chosen.connect(self.intake.choose)
        self.start.form.measure_wanted.connect(self.intake.costs.measure)
        self.start.runs.show_wanted.connect(self._choose_run)
        self.start.runs.resume_wanted.connect(self._resume_run)
        self.start.queue.again.connect(lambda item: self.queue.mark(item, "waiting"))
        self.runner.changed.connect(self._queue_changed)
        self.queue.changed.connect(self.offer_commands)
        audits.pace_measured.connect(self.intake.costs.pace_measured)
        audits.model_ready.connect(self.intake.model_ready)
        audits.model_refused.connect(self.intake.model_refused)
        audits.consent_asked.connect(self.intake.ask_consent)
        audits.ended.connect(self.intake.audit_ended)
        self.top.run_chosen.connect(self._choose_run)
        review.panel.reviewer_wanted.connect(self.change_reviewer)
        review.reviewing.unnamed.connect(self.change_reviewer)
        review.reviewing.hint.connect(self.status.show_passing)
        self.actions_.refused.connect(self.status.show_passing)
        self.name_bar.chosen.connect(self.set_reviewer)
        self.name_bar.chosen.connect(lambda _: self.back_to_work())
        self.name_bar.left.connect(self.back_to_work)
        self.wishes.changed.connect(lambda: None if self._closing else self.apply_theme())
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._system_theme_changed)

    # --- pages and bars ---

    def show_start(self) -> None:
        """The audit room."""
        self.rooms.show("audit")

    def show_review(self) -> None:
        """The review room."""
        self.rooms.show("review")

    def _queue_changed(self) -> None:
        self.start.queue.show_going(self.runner.going)
        self.offer_commands()

    def show_trouble(self, text: str) -> None:
        """A calm bar with plain words."""
        self.notices.show_notice(Notice(f"trouble:{text}", text, "warning"))

    def offer_commands(self) -> None:
        """Commands that make no sense now are greyed."""
        offering.offer(self)

    def next_pane(self) -> None:
        if self.pages.currentWidget() is not self.review:
            self.focusNextChild()
            return
        panes = [*self.review.panes(), *self.tour.panes()]
        at = next((n for n, pane in enumerate(panes) if pane.hasFocus()), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    # --- project ---

    def close_project(self) -> None:
        """Back to the audit room; an audit that runs goes on, it holds its project itself."""
        self.keep_place()
        self.desk.close()
        self.show_start()

    def _project_opened(self, opened: Opened) -> None:
        store = self.desk.store
        assert store is not None
        self.notices.remove_all()
        self.preferences.add_recent_project(store.path)
        self._tell_reviewer()
        self.reading_along.show_standing()
        store.when_warned(self.desk.closings.warned)
        if found := store.found_again():
            self.notices.show_notice(Notice("found-again", said(found)))
        self._tell_title()
        self.top.show_runs(opened.runs, opened.run)
        if opened.run is None:
            self.intake.propose_project(store.path)
            self.show_start()
            self.rooms.project_changed()
            return
        self.review.show_run(opened)
        if self.runner.opening != store.path:
            self.show_review()
        self.runner.opening = None
        self.rooms.project_changed()
        self.offer_resume()
        if self._read_for_another:
            self._read_for_another = False
            self.review.await_rows()
            self.desk.show_run(opened.run.run_id)

    def _project_closed(self) -> None:
        self.notices.remove_all()
        standing.clear(self.notices)
        self.review.clear()
        self.saves.clear()
        self.top.show_runs((), None)
        self.status.show_reviewed("")
        self._tell_title()

    def _run_shown(self, opened: Opened) -> None:
        self.review.show_run(opened)
        self._tell_title()
        self.top.show_runs(opened.runs, opened.run)
        self.offer_resume()
        self.rooms.run_shown()

    def show_anew(self, opened: Opened) -> None:
        """The run that is shown, as it was read again; the reviewer stays where they are."""
        self.review.show_run(replace(opened, place=self.review.place()))
        self.top.show_runs(opened.runs, opened.run)
        self.rooms.refresh_runs()

    def _tell_title(self) -> None:
        store = self.desk.store
        self.top.show_title(store, self.desk.run)
        self.setWindowTitle("Hansel" if store is None else f"{store.path.stem} – Hansel")

    def _choose_run(self, run_id: int) -> None:
        self.keep_place()
        self.review.await_rows()
        self.desk.show_run(run_id)
        self.show_review()

    def _resume_run(self, run_id: int) -> None:
        """Go on with a run of the open project, from the audit room."""
        self.rooms.with_run(run_id, self.intake.resume_run)

    # --- audit ---

    def resume(self) -> None:
        """Go on with the audit that pauses, or with the run that is shown."""
        self.run_news.resume()

    def offer_resume(self) -> None:
        """A bar with the way to go on, where the run that is shown is not finished."""
        self.run_news.offer_resume()

    def _count_reviewed(self) -> None:
        items = self.review.items
        whole = tr("{done} of {total} reviewed").format(done=count(items.reviewed()), total=count(items.total()))
        parts = [part for part in (self.review.queueing.progress(), whole) if part] if items.total() else []
        text = " · ".join(parts)
        self.status.show_reviewed(text)
        self.rooms.count_reviewed()

    # --- reviewer, theme, help ---

    def change_reviewer(self) -> None:
        """Ask who reviews, in a bar across the top."""
        self.name_bar.ask(self.desk.reviewer, self.desk.settings.names)

    def back_to_work(self) -> None:
        """The keyboard goes back to where it is needed."""
        if self.pages.currentWidget() is self.review:
            self.review.focus_picture()
        else:
            self.start.focus_next_step()

    def signing_off(self) -> None:
        """Sign off the run that is shown."""
        self.signing.sign_off()

    def set_reviewer(self, name: str) -> None:
        """Go on under another name, with that reviewer's verdicts."""
        self.review.reviewing.flush()
        self.desk.wait_for_saves()
        self.keep_place()
        if name != self.desk.reviewer:
            self.signing.reviewer_leaves()
        self._read_for_another = self.desk.opening and name != self.desk.reviewer
        self.preferences.reviewer = name
        self.desk.reviewer = name
        self._tell_reviewer()
        if self.desk.run is not None:
            self.review.await_rows()
            self.desk.show_run(self.desk.run.run_id)

    def _tell_reviewer(self) -> None:
        if self.name_bar.isVisibleTo(self):
            self.name_bar.offer(set(self.desk.settings.names) - {self.desk.reviewer})
        self.top.show_reviewer(self.desk.reviewer or tr("Who reviews?"))
        self.review.panel.show_reviewer(self.desk.reviewer, self.desk.readonly)

    def choose_theme(self, choice: str) -> None:
        """dark, light or system; remembered."""
        self.preferences.theme = choice
        self.apply_theme()

    def choose_contrast(self, when: str) -> None:
        """High contrast: always, never, or as the system has it; remembered."""
        self.preferences.contrast = when
        self.apply_theme()

    def turn_contrast(self) -> None:
        """High contrast, or no longer; what the system asks for need not be said against it."""
        wanted = not self.theme.in_contrast
        self.choose_contrast("system" if wanted == self.wishes.contrast else "always" if wanted else "never")

    def choose_still(self, when: str) -> None:
        """Less movement: always, never, or as the system has it; remembered."""
        self.preferences.still = when
        self._keep_still()
        self.rule.set_theme(self.theme)

    def _keep_still(self) -> None:
        app, when = QApplication.instance(), self.preferences.still
        assert isinstance(app, QApplication)
        motion.keep_still(app, self.wishes.still if when == "system" else when == "always")

    def apply_theme(self) -> None:
        kept = self.preferences
        choice = kept.theme if kept.theme in style.THEME_CHOICES else "dark"
        contrast = self.wishes.contrast if kept.contrast == "system" else kept.contrast == "always"
        theme = self.theme = style.theme_for(choice, contrast=contrast)
        style.set_scale(kept.text_size)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._keep_still()
        style.apply(app, theme)
        self.actions_[f"theme-{choice}"].setChecked(True)
        self.actions_["high-contrast"].setChecked(contrast)
        rooms = (self.review, self.start, self.rooms.trend_desk, self.rooms.patterns)
        for part in (self.top, *rooms, self.again, self.what_ifs, self.rule, self.status, self.notices):
            part.set_theme(theme)
        self.manners.set_theme(theme)
        self.about_method.set_theme(theme)
        self._tell_reviewer()

    def _system_theme_changed(self) -> None:
        if self.preferences.theme == "system" and not self._closing:
            self.apply_theme()

    def say_where_log_is(self) -> None:
        from gui.app import log_file

        self.notices.show_notice(Notice("log", tr("The log is at {path}.").format(path=log_file())))

    def say_about(self) -> None:
        """Names and versions."""
        AboutDialog(self.desk.standing.schema, self).open()

    # --- coming and going ---

    def open_paths(self, paths: list[Path]) -> None:
        """Open what was dropped or named on the command line."""
        try:
            found = sort_out(paths)
            if found.bundle is not None:
                self.bundles.offer(found.bundle)
            else:
                self.intake.take(found)
        except PlainError as error:
            self.show_trouble(said(str(error)))

    def _keep_place_soon(self) -> None:
        # Not put off by the next move: who goes on quickly, and is cut off, is found again too.
        if not self._place_timer.isActive():
            self._place_timer.start()

    def keep_place(self) -> None:
        """Remember in the project where the reviewer is."""
        self._place_timer.stop()
        if self.desk.run is not None and self.review.current() is not None:
            self.desk.keep_place(self.review.place())

    def dragEnterEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            # After the drop has ended: a question must not keep the file manager waiting.
            QTimer.singleShot(0, self, lambda: self.open_paths(paths))

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if not self._closing:
            if not leaving.may_leave(self):
                event.ignore()
                return
            self._closing = True
            leaving.leave(self)
        event.accept()
