"""Carrying reviews from one machine to another: a bundle written, looked at, merged into the open project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from db import bundle, bundle_file, queues
from db.bundle import Result, Written
from db.faults import Stopped
from db.queues import Queue
from db.store import Store
from gui import asking, file_dialog
from gui import bundle_words as words
from gui.bundle_dialog import BundleDialog, Contents
from gui.bundle_words import Differing, Seen
from gui.closing import in_words
from gui.desk_reading import Opened
from gui.drops import BUNDLE
from gui.long_work import LongWork, Progress
from gui.notices import Notice
from gui.setup import short
from gui.words import tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

BAR = "bundle"
AT_WORK = "bundle-at-work"


class Bundles(QObject):
    """One bundle at a time is written or merged, beside the window, into or from the store that is open there."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._work = LongWork(window.notices, AT_WORK, self)
        self._waiting: Path | None = None
        window.desk.project_opened.connect(self._project_opened)

    @property
    def going(self) -> bool:
        return self._work.going

    def close(self) -> None:
        """Stop what is at work: of a merge all is kept, or nothing."""
        self._work.close()

    # --- out ---

    def ask_export(self) -> None:
        """Ask what goes into a bundle and where it goes, and write it."""
        desk = self._window.desk
        store, run = desk.store, desk.run
        if store is None or self.going:
            return

        def ask(has_reviews: object) -> None:
            if store is not desk.store:
                return
            dialog = BundleDialog(
                store.path.name, has_reviews=bool(has_reviews), has_run=run is not None, parent=self._window
            )
            answer, contents = dialog.exec(), dialog.contents()
            dialog.deleteLater()
            if answer != QDialog.DialogCode.Accepted:
                return
            near = store.path.with_name(f"{store.path.stem}-reviews{BUNDLE}")
            path, _ = file_dialog.ask_where(self._window, tr("Export bundle"), near, _kinds())
            if path is not None:
                known = path.suffix.lower() == BUNDLE
                self.export(path if known else path.with_name(path.name + BUNDLE), contents, force=known)

        desk.read(bundle.has_reviews, ask)

    def export(self, out: Path, contents: Contents, *, force: bool = True) -> None:
        """Write a bundle of the open project. force: in place of a file that is there."""
        desk = self._window.desk
        store, run = desk.store, desk.run
        if store is None or self.going:
            return
        run_ids = (run.run_id,) if contents.run and run is not None else ()
        kept = desk.stores.share(store)

        def work(progress: Progress) -> Written:
            return bundle.write(
                kept, out, run_ids=run_ids, with_maps=contents.maps, with_events=contents.reviews, force=force,
                stop=progress.stopped,
            )  # fmt: skip

        def done(written: Written) -> None:
            said = words.told_written(out, written)
            if written.left_out:
                self._tell(said, "warning")
            else:
                folder = QUrl.fromLocalFile(str(out.parent))
                self._done(said, (tr("Open folder"), lambda: QDesktopServices.openUrl(folder)))

        def failed(error: BaseException) -> None:
            again = (tr("Choose another place…"), self._soon(self.ask_export))
            self._failed(error, tr("No bundle was written."), again)

        self._start(tr("Writing {file}…").format(file=out.name), work, done, failed, kept)

    # --- in ---

    def ask_merge(self) -> None:
        """Ask for a bundle, and merge it; what is odd about it is asked about first."""
        chosen = file_dialog.ask_which(
            self._window, tr("Merge bundle"), self._window.preferences.last_folder, _kinds()
        )  # fmt: skip
        if chosen is not None:
            self._look_at(chosen, self._merge_if_ours)

    def offer(self, file: Path) -> None:
        """A bundle was dropped: say what it is, and offer what can be done with it."""
        self._look_at(file, self._offer)

    def _look_at(self, file: Path, then: Callable[[Seen], object]) -> None:
        desk = self._window.desk
        if self.going:
            self._tell(tr("Another bundle is at work. Nothing was done with {file}.").format(file=file.name), "info")
            return
        store = desk.store
        kept = desk.stores.share(store) if store is not None else None

        def work(_: Progress) -> Seen:
            with bundle_file.opened(file) as found:
                found.check()
                manifest = found.manifest
                known, runs = bundle.known_runs(kept, found)
                events = manifest["files"][bundle_file.EVENTS]["lines"]
                return Seen(file, tuple(map(str, manifest["reviewers"])), int(events), runs, known)

        def done(seen: Seen) -> None:
            if store is desk.store:
                then(seen)
            else:
                self.offer(file)  # another project is open by now

        def failed(error: BaseException) -> None:
            self._failed(error, tr("Nothing was taken in."))

        self._start(tr("Looking at {file}…").format(file=file.name), work, done, failed, kept)

    def _merge_if_ours(self, seen: Seen) -> None:
        if seen.known is None or seen.of_another or self._window.desk.readonly:
            self._offer(seen)
        else:
            self.merge(seen.file)

    def _offer(self, seen: Seen) -> None:
        store = self._window.desk.store
        what = words.about(seen)
        make = (tr("Make a project of it…"), self._soon(lambda: self._make_of(seen.file)))
        if store is None:
            text = tr("{what} Open the project that it belongs to, or make one of it.").format(what=what)
            self._tell(text, "project", (tr("Open project…"), self._soon(lambda: self._open_for(seen.file))), make)
        elif store.readonly:
            text = tr(
                "{what} {project} is open for reading only, so it cannot be merged into it. Nothing was taken in."
            )
            self._tell(text.format(what=what, project=store.path.name), "lock")
        elif seen.of_another:
            text = tr(
                "{what} It is of another project: even an audit of the same images, when made apart, is a run of its "
                "own. Merging adds its runs to {project}; to compare verdicts, begin from one bundle."
            ).format(what=what, project=store.path.name)
            merge = (tr("Merge all the same"), lambda: self.merge(seen.file))
            self._tell(text, "warning", make, merge)
        else:
            text = tr("{what} Merge it into {project}? A backup is made first.")
            merge = (tr("Merge"), lambda: self.merge(seen.file))
            self._tell(text.format(what=what, project=store.path.name), "project", merge)

    def _open_for(self, file: Path) -> None:
        self._waiting = file
        self._window.intake.ask_project()

    def _project_opened(self, _: object) -> None:
        file, self._waiting = self._waiting, None
        if file is not None:
            self.offer(file)

    def _make_of(self, file: Path) -> None:
        """A project of its own for a bundle that was sent to be reviewed."""
        target = asking.for_new_project(self._window, file.with_suffix(".hansel"))
        if target is None or self.going:
            return

        def done(_: Result) -> None:
            said = tr("{project} was made of {file}.").format(project=target.name, file=file.name)
            restoring = self._window.intake.restoring
            restoring.open(target, then=lambda: self._done(said))

        def failed(error: BaseException) -> None:
            self._failed(error, tr("No project was made."))

        def work(progress: Progress) -> Result:
            return bundle.take(file, target, watch=_watch(progress))

        self._start(tr("Making {project}…").format(project=target.name), work, done, failed)

    def merge(self, file: Path) -> None:
        """Merge a bundle into the open project, after a backup: all of it or nothing."""
        desk = self._window.desk
        store = desk.store
        if store is None or self.going:
            return
        kept, reviewer, blind = desk.stores.share(store), desk.reviewer, desk.settings.blind.reviews
        self._window.notices.remove(BAR)

        def work(progress: Progress) -> tuple[Result, Differing]:
            with bundle_file.opened(file, _watch(progress)) as found:
                found.check()
                result = bundle.take_into(kept, found, stop=progress.stopped)
            runs = [run.run_id for run in kept.runs()]
            differ = {run: len(queues.disagreements(kept, run, reviewer, blind=blind)) for run in runs}
            torn = sum(bundle.torn(kept, run) for run in runs)
            return result, Differing({run: n for run, n in differ.items() if n}, torn)

        def done(found: tuple[Result, Differing]) -> None:
            if kept is desk.store:
                self._show_anew()
            self._tell_merged(file, kept, *found, blind=blind)

        def failed(error: BaseException) -> None:
            self._failed(error, tr("Nothing was taken in."))

        self._start(tr("Merging {file}…").format(file=file.name), work, done, failed, kept)

    def _show_anew(self) -> None:
        """All that is on screen is of before the merge. Where the reviewer is, and what they type, stays."""
        window = self._window
        if window.desk.run is None:
            window.desk.show_run(None)
            return

        def came(opened: Opened) -> None:
            window.show_anew(opened)
            window.review.reviewing.refresh()
            window.offer_resume()
            if window.rooms.now in ("trends", "patterns"):
                window.rooms.show(window.rooms.now)

        window.desk.read_anew(came)

    def _tell_merged(self, file: Path, store: Store, result: Result, differing: Differing, *, blind: bool) -> None:
        desk = self._window.desk
        shown = desk.run.run_id if desk.run is not None else None
        said = [
            words.came(file, store, result),
            words.disagree(differing, shown, blind=blind),
            *words.odd(result, differing),
        ]
        if result.backup is not None:
            place = short(result.backup)
            said.append(tr("The project as it was before is kept as {place}.").format(place=place))
        show = []
        if differing.by_run and store is desk.store:
            run = shown if shown in differing.by_run else next(iter(differing.by_run))
            show = [(tr("Show disagreements"), lambda: self._show_disagreements(store, run))]
        odd = bool(result.rows.others or result.rows.twice)
        self._tell(" ".join(part for part in said if part), "warning" if odd else "sound", *show)

    def _show_disagreements(self, store: Store, run: int) -> None:
        window = self._window
        if store is window.desk.store:
            window.show_review()
            window.review.queueing.show_in(run, Queue("disagreement"))

    # --- both ---

    def _start(
        self,
        text: str,
        work: Callable[[Progress], object],
        done: Callable[..., object],
        failed: Callable[[BaseException], object],
        kept: Store | None = None,
    ) -> None:
        """kept: the store that the work uses, given back when it has ended, whoever is there to hear of that."""

        def kept_open(progress: Progress) -> object:
            try:
                return work(progress)
            finally:
                if kept is not None:
                    self._window.desk.closings.let_go_from(kept)

        def then(call: Callable[..., object]) -> Callable[..., None]:
            def ended(value: object) -> None:
                self._window.offer_commands()
                call(value)

            return ended

        self._work.run(text, kept_open, then(done), then(failed))
        self._window.offer_commands()

    def _failed(self, error: BaseException, kept: str, *actions: tuple[str, Callable[[], object]]) -> None:
        if isinstance(error, Stopped):
            self._tell(tr("Stopped. {kept}").format(kept=kept), "info")
        else:
            self._tell(in_words(error), "warning", *actions)

    def _tell(self, text: str, icon: str, *actions: tuple[str, Callable[[], object]]) -> None:
        self._window.notices.show_notice(Notice(BAR, visible(text), icon, actions))

    def _done(self, text: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """What went as it was asked for passes by itself."""
        self._window.notices.remove(BAR)
        self._window.toasts.show(visible(text), kind=BAR, action=action)

    def _soon(self, call: Callable[[], object]) -> Callable[[], None]:
        """After the click has ended: its bar goes, and a dialog must not keep it there."""
        return lambda: QTimer.singleShot(0, self, call)


def _kinds() -> str:
    return tr("Bundle (*{suffix})").format(suffix=BUNDLE)


def _watch(progress: Progress) -> Callable[[float], None]:
    def watch(share: float) -> None:
        progress.share = share
        if progress.stopped():
            raise Stopped

    return watch
