"""Writing a report: what goes into it and where it goes is asked, the rest happens beside the window's thread.

A report tells everybody's reviews. Where review is blind, the dialog says whose would be told too early.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

import reports
from db import extent
from db.extent import Extent
from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui import file_dialog
from gui.background import Background
from gui.dialogs import QuestionDialog
from gui.long_work import LongWork, Progress
from gui.notices import Notice
from gui.report_choice import SETTING, ReportChoice
from gui.report_dialog import ReportDialog
from gui.report_words import kind_words
from gui.said import said
from gui.setup import short
from gui.words import tr
from reports.options import Options
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window


class Stopped(Exception):
    """Nobody wants the report any more."""


class Exporting(QObject):
    """One report at a time. dialog: what asks what goes into it, while it is open."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._asker = Background(1, "report-asker", self)
        self._work = LongWork(window.notices, "report-writing", self)
        self.writing = False
        self.dialog: ReportDialog | None = None
        self._asking = False
        # What was chosen last, also in a project that is open for reading only: (store, reviewer) -> choice.
        self._last: tuple[Store, str, ReportChoice] | None = None

    def close(self) -> None:
        """Wait for a report that is being written."""
        self._asker.close()
        self._work.close(stop=False)

    # --- what goes into it ---

    def ask(self) -> None:
        """Ask what goes into a report and where it goes, and write it there."""
        desk = self._window.desk
        store, run, reviewer = desk.store, desk.run, desk.reviewer
        if store is None or run is None or self.writing or self._asking or self.dialog is not None:
            return
        self._asking = True
        kept = desk.stores.share(store)

        def work() -> tuple[list[RunRow], ReportChoice, tuple[str, ...]]:
            from db.settling import reviewer_names

            try:
                people = tuple(reviewer_names(kept))
                runs = kept.runs()
                return runs, ReportChoice.from_json(kept.get_setting(f"{SETTING}:{reviewer}")), people
            finally:
                desk.stores.give_back(kept)

        def done(found: tuple[list[RunRow], ReportChoice, tuple[str, ...]]) -> None:
            self._asking = False
            if desk.store is store and desk.reviewer == reviewer and desk.run is not None:
                runs, choice, people = found
                if self._last is not None and self._last[:2] == (store, reviewer):
                    choice = self._last[2]
                self._open(store, runs, people, choice.within(runs, people))

        def failed(error: BaseException) -> None:
            self._asking = False
            self._failed(error, None, self.ask)

        self._asker.run(work, done, failed)

    def _open(self, store: Store, runs: list[RunRow], people: tuple[str, ...], choice: ReportChoice) -> None:
        desk = self._window.desk
        run, reviewer = desk.run, desk.reviewer
        assert run is not None
        blind = reviewer if desk.settings.blind.reviews else None
        dialog = ReportDialog(
            store.path.stem, runs, people, run.run_id, choice, count=self._counted(store, run.run_id, blind),
            blind=blind, parent=self._window,
        )  # fmt: skip
        self.dialog = dialog

        def closed(taken: int) -> None:
            self.dialog = None
            chosen = dialog.choice()
            dialog.deleteLater()
            self._window.activateWindow()  # where nobody else gives the keyboard back
            if taken and desk.store is store:
                self._last = (store, reviewer, chosen)
                desk.keep_setting(f"{SETTING}:{reviewer}", chosen.to_json())
                self._ask_where(chosen.kind, chosen.options(run.run_id))

        dialog.finished.connect(closed)
        dialog.open()

    def _counted(
        self, store: Store, shown: int, blind: str | None
    ) -> Callable[[ReportChoice, Callable[[Extent | str], object]], None]:
        """Counts what a choice comes to, beside the window."""
        desk = self._window.desk

        def count(choice: ReportChoice, then: Callable[[Extent | str], object]) -> None:
            asked, kept = choice.options(shown), desk.stores.share(store)

            def work() -> Extent:
                try:
                    return extent.of_project(kept, asked.runs, asked.classes, asked.reviewers, blind)
                finally:
                    desk.stores.give_back(kept)

            def done(found: Extent) -> None:
                if self.dialog is not None:
                    then(found)

            def failed(error: BaseException) -> None:
                if self.dialog is not None:
                    then(_reason(error))

            self._asker.run(work, done, failed)

        return count

    # --- where it goes ---

    def _ask_where(self, kind: str, options: Options) -> None:
        """Ask for the file and write it."""
        store = self._window.desk.store
        if store is None or self.writing:
            return
        runs = "-".join(str(run) for run in options.runs[:3]) + ("-and-more" if len(options.runs) > 3 else "")
        only = "" if not options.reviewers else "-own-reviews" if self._own(options) else "-some-reviews"
        start = store.path.parent / f"{store.path.stem}-run-{runs}{only}{kind}"
        path, _ = file_dialog.ask_where(self._window, tr("Export report"), start, kind_words(kind))
        if path is None:
            return
        if reports.kind_of(path) is None:
            path = path.with_name(path.name + kind)
            # The dialog has asked about a file that is there under the name that was typed, and under no other.
            if path.exists() and not self._may_replace(path):
                return
        self.write(path, options)

    def _may_replace(self, file: Path) -> bool:
        title = visible(tr("{file} is there already. Replace it?").format(file=file.name))
        text = visible(tr("What is in it now is lost. It lies in {folder}.").format(folder=short(file.parent)))
        question = QuestionDialog(title, text, tr("Replace"), tr("Leave it"), self._window)
        answer = question.exec()
        question.deleteLater()
        return answer == QuestionDialog.DialogCode.Accepted

    def _own(self, options: Options) -> bool:
        return options.reviewers == (self._window.desk.reviewer,)

    def write(self, out: Path, options: Options | None = None, *, force: bool = True) -> None:
        """Write a report, of the run that is shown unless told otherwise; a message says where it lies. force: in place
        of one that is there."""
        store, run = self._window.desk.store, self._window.desk.run
        if store is None or run is None or self.writing:
            return
        self.writing = True
        kept = self._window.desk.stores.share(store)
        asked = options or Options(runs=(run.run_id,))

        def work(progress: Progress) -> None:
            def watch(done: int, total: int, _: str) -> None:
                if progress.stopped():
                    raise Stopped
                progress.share = done / total if total else None

            try:
                reports.write(kept, out, asked, force=force, watch=watch)
            finally:
                self._window.desk.stores.give_back(kept)

        def done(_: object) -> None:
            self.writing = False
            open_it = (tr("Open"), lambda: _show(out))
            folder = (tr("Open folder"), lambda: _show(out.parent))
            said = visible(tr("The report lies at {place}.").format(place=short(out)))
            self._window.notices.remove("report")
            self._window.toasts.show(said, kind="report", action=open_it, second=folder)

        def failed(error: BaseException) -> None:
            self.writing = False
            if isinstance(error, Stopped):
                self._window.toasts.show(tr("No report was written."), kind="report")
            else:
                kind = reports.kind_of(out) or ".html"
                self._failed(error, out, lambda: self._ask_where(kind, asked))

        self._work.run(tr("Writing the report to {place}…").format(place=short(out)), work, done, failed)

    def _failed(self, error: BaseException, out: Path | None, again: Callable[[], object]) -> None:
        """Say why there is no report. out: where it should have gone, if that was asked already."""
        if isinstance(error, OSError) and out is not None:
            reason = tr("{path} could not be written: {reason}.").format(path=out, reason=error.strerror or error)
        else:
            reason = _reason(error)
        way = ((tr("Choose another place…") if out is not None else tr("Try again"), again),)
        self._window.notices.show_notice(Notice("report", visible(reason), "warning", way))


def _reason(error: BaseException) -> str:
    unknown = tr("The report could not be written ({reason}).").format(reason=error)
    return said(str(error)) if isinstance(error, PlainError) else unknown


def _show(place: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
