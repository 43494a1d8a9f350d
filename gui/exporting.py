"""Writing the report of the run that is shown: where to is asked, the rest happens beside the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from engine.records import PlainError
from gui import file_dialog
from gui.background import Background
from gui.notices import Notice
from gui.setup import short
from gui.words import later, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

KINDS = (later("Page to read or print (*.html)"), later("Table for a spreadsheet (*.csv)"))


class Exporting(QObject):
    """One report at a time."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._writer = Background(1, "report-writer", self)
        self.writing = False

    def close(self) -> None:
        """Wait for a report that is being written."""
        self._writer.close()

    def ask(self) -> None:
        """Ask where the report of the run that is shown goes, and write it there."""
        store, run = self._window.desk.store, self._window.desk.run
        if store is None or run is None or self.writing:
            return
        start = store.path.parent / f"{store.path.stem}-run-{run.run_id}.html"
        kinds = ";;".join(tr(kind) for kind in KINDS)
        path, kind = file_dialog.ask_where(self._window, tr("Export report"), start, kinds)
        if path is not None:
            suffix = ".csv" if "csv" in kind else ".html"
            # The dialog has asked about a file that is there under the name that was typed, and under no other.
            known = path.suffix.lower() in (".html", ".csv")
            self.write(path if known else path.with_name(path.name + suffix), force=known)

    def write(self, out: Path, *, force: bool = True) -> None:
        """Write the report of the run that is shown; a bar says where it lies. force: in place of one that is there."""
        store, run = self._window.desk.store, self._window.desk.run
        if store is None or run is None:
            return
        self.writing = True
        kept = self._window.desk.stores.share(store)
        self._window.notices.show_notice(
            Notice("report", tr("Writing the report to {place}…").format(place=short(out)))
        )

        def work() -> None:
            import reports

            try:
                reports.write(kept, out, run_id=run.run_id, force=force)
            finally:
                self._window.desk.stores.give_back(kept)

        def done(_: object) -> None:
            self.writing = False
            open_it = (tr("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))))
            self._window.notices.show_notice(
                Notice(
                    "report", visible(tr("The report lies at {place}.").format(place=short(out))), "sound", (open_it,)
                )
            )

        def failed(error: BaseException) -> None:
            self.writing = False
            if isinstance(error, OSError):
                reason = tr("{path} could not be written: {reason}.").format(path=out, reason=error.strerror or error)
            else:
                unknown = tr("The report could not be written ({reason}).").format(reason=error)
                reason = str(error) if isinstance(error, PlainError) else unknown
            again = ((tr("Choose another place…"), self.ask),)
            self._window.notices.show_notice(Notice("report", visible(reason), "warning", again))

        self._writer.run(work, done, failed)
