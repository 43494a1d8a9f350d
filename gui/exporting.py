"""Writing the report of the run that is shown: where to is asked, the rest happens beside the window's thread.

A report tells everybody's reviews. Where review is blind, it is asked first whether it may.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

import reports
from engine.records import PlainError
from gui import file_dialog
from gui.background import Background
from gui.long_work import LongWork, Progress
from gui.notices import Notice
from gui.setup import short
from gui.words import later, plural, tr
from reports.visible import visible

if TYPE_CHECKING:
    from db.store import Store
    from gui.window import Window

BLIND = "report-blind"  # the bar that asks
# The kinds of report as the dialog names them, in the order of reports.KINDS.
KINDS = (
    later("Page to read or print (*.html)"),
    later("The same on paper (*.pdf)"),
    later("Table for a spreadsheet (*.csv)"),
    later("One explanation a line, with its reviews (*.jsonl)"),
    later("Regions as COCO annotations (*.coco.json)"),
    later("Everything that is counted (*.json)"),
)


class Stopped(Exception):
    """Nobody wants the report any more."""


class Exporting(QObject):
    """One report at a time."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._asker = Background(1, "report-asker", self)
        self._work = LongWork(window.notices, "report-writing", self)
        self.writing = False
        self._counting = False

    def close(self) -> None:
        """Wait for a report that is being written."""
        self._asker.close()
        self._work.close(stop=False)

    def ask(self) -> None:
        """Ask where the report of the run that is shown goes, and write it there.

        A blind reviewer is asked before that, in a bar, if it would tell what others said of images not judged yet.
        """
        desk = self._window.desk
        store, run = desk.store, desk.run
        if store is None or run is None or self.writing or self._counting:
            return
        self._window.notices.remove(BLIND)
        if not desk.settings.blind.reviews:
            self._ask_where(None)
            return
        kept, reviewer = desk.stores.share(store), desk.reviewer
        self._counting = True

        def work() -> int:
            from reports import contents

            try:
                return contents.unjudged(kept, run.run_id, reviewer)
            finally:
                desk.stores.give_back(kept)

        def done(unjudged: int) -> None:
            self._counting = False
            if not self._shows(store, run.run_id, reviewer):
                return
            if unjudged:
                self._warn(unjudged, store, run.run_id, reviewer)
            else:
                self._ask_where(None)

        def failed(error: BaseException) -> None:
            self._counting = False
            self._failed(error, None)

        self._asker.run(work, done, failed)

    def _shows(self, store: Store, run_id: int, reviewer: str) -> bool:
        """Whether it is still this run that is shown, to this reviewer."""
        desk = self._window.desk
        shown = desk.run.run_id if desk.run is not None else None
        return desk.store is store and shown == run_id and desk.reviewer == reviewer

    def _warn(self, unjudged: int, store: Store, run_id: int, reviewer: str) -> None:
        """Say what the report would tell too early, and leave the choice."""

        def chosen(only: str | None) -> Callable[[], None]:
            # The bar may stay while another run or reviewer comes: what it says is not of that one.
            return lambda: self._ask_where(only) if self._shows(store, run_id, reviewer) else self.ask()

        text = plural(
            unjudged,
            "This report shows what others said of 1 image that you have not judged.",
            "This report shows what others said of {n} images that you have not judged.",
        )
        everything = (tr("Export all the same"), chosen(None))
        mine = ((tr("Only my reviews"), chosen(reviewer)),) if reviewer else ()
        leave = (tr("Leave it"), lambda: None)
        # What keeps the review blind comes first.
        actions = (*mine, everything, leave) if mine else (leave, everything)
        self._window.notices.show_notice(Notice(BLIND, text, actions=actions))

    def _ask_where(self, only: str | None) -> None:
        """Ask for the file and write it. only: the reviewer whose reviews alone are told; None: everybody's."""
        store, run = self._window.desk.store, self._window.desk.run
        if store is None or run is None or self.writing:
            return
        of = "" if only is None else "-own-reviews"
        start = store.path.parent / f"{store.path.stem}-run-{run.run_id}{of}.html"
        kinds = ";;".join(tr(kind) for kind in KINDS)
        path, kind = file_dialog.ask_where(self._window, tr("Export report"), start, kinds)
        if path is not None:
            names = [tr(one) for one in KINDS]
            suffix = list(reports.KINDS)[names.index(kind) if kind in names else 0]
            # The dialog has asked about a file that is there under the name that was typed, and under no other.
            known = reports.kind_of(path) is not None
            self.write(path if known else path.with_name(path.name + suffix), force=known, only=only)

    def write(self, out: Path, *, force: bool = True, only: str | None = None) -> None:
        """Write the report of the run that is shown; a message says where it lies. force: in place of one that is
        there; only: the reviewer whose reviews alone are told and counted."""
        store, run = self._window.desk.store, self._window.desk.run
        if store is None or run is None:
            return
        self.writing = True
        kept = self._window.desk.stores.share(store)
        options = reports.Options(runs=(run.run_id,), reviewers=(only,) if only is not None else ())

        def work(progress: Progress) -> None:
            def watch(done: int, total: int, _: str) -> None:
                if progress.stopped():
                    raise Stopped
                progress.share = done / total if total else None

            try:
                reports.write(kept, out, options, force=force, watch=watch)
            finally:
                self._window.desk.stores.give_back(kept)

        def done(_: object) -> None:
            self.writing = False
            open_it = (tr("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))))
            said = visible(tr("The report lies at {place}.").format(place=short(out)))
            self._window.notices.remove("report")
            self._window.toasts.show(said, kind="report", action=open_it)

        def failed(error: BaseException) -> None:
            self.writing = False
            if isinstance(error, Stopped):
                self._window.toasts.show(tr("No report was written."), kind="report")
            else:
                self._failed(error, out)

        self._work.run(tr("Writing the report to {place}…").format(place=short(out)), work, done, failed)

    def _failed(self, error: BaseException, out: Path | None) -> None:
        """Say why there is no report. out: where it should have gone, if that was asked already."""
        if isinstance(error, OSError) and out is not None:
            reason = tr("{path} could not be written: {reason}.").format(path=out, reason=error.strerror or error)
        else:
            unknown = tr("The report could not be written ({reason}).").format(reason=error)
            reason = str(error) if isinstance(error, PlainError) else unknown
        again = ((tr("Choose another place…") if out is not None else tr("Try again"), self.ask),)
        self._window.notices.show_notice(Notice("report", visible(reason), "warning", again))
