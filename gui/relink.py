"""Images that were moved: says so where a folder is gone, asks for the new one, looks there, and points the project to
it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from db import relink
from db.relink import Folder, Match, Stopped
from db.store import Store
from engine.records import PlainError
from gui.background import Background
from gui.notices import Notice
from gui.said import said
from gui.words import count, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

NOTICE = "relink"


class Relinking(QObject):
    """Talks in one bar of the notices; the search runs beside the window and can be stopped."""

    _went = Signal(int, int)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._pool = Background(1, "relink", self)
        self._stop = threading.Event()
        self._went.connect(self._show_progress)
        self._target = ""
        self._told: set[str] = set()
        window.desk.project_opened.connect(lambda _: self.look())
        window.desk.project_closed.connect(self._forget)

    def close(self) -> None:
        """End the search."""
        self._stop.set()
        self._pool.close()

    def _forget(self) -> None:
        self._stop.set()
        self._told.clear()

    # --- what is gone ---

    def look(self, *, once: bool = False) -> None:
        """See whether the folders of the project are still there, and say so where one is not.

        once: not again of a folder that was told of already, nor over what a search has found
        """
        store = self._window.desk.store
        if store is None:
            return

        def done(gone: list[Folder]) -> None:
            if store is not self._window.desk.store or not gone:
                return
            if once and (gone[0].path in self._told or self._window.notices.get(NOTICE) is not None):
                return
            self._offer(gone[0])

        self._pool.run(lambda: relink.gone(store), done, lambda error: self._window.show_trouble(said(str(error))))

    def _offer(self, folder: Folder) -> None:
        self._told.add(folder.path)
        text = tr("{folder} is not there any more. Its images cannot be shown; what was said of them is kept.").format(
            folder=visible(folder.path)
        )
        if self._window.desk.readonly:
            self._tell(text)
            return
        self._tell(text, (tr("Relink folder…"), partial(self.choose, folder.path)))

    def ask(self) -> None:
        """The command: for the folder of the run that is shown, or the one that is gone."""
        store, run = self._window.desk.store, self._window.desk.run
        if store is None:
            return

        def done(gone: list[Folder]) -> None:
            if store is self._window.desk.store:
                names = [one.path for one in gone]
                folder = run.folder if run is not None and (run.folder in names or not names) else ""
                if folder or names:
                    self.choose(folder or names[0])

        self._pool.run(lambda: relink.gone(store), done, lambda error: self._window.show_trouble(said(str(error))))

    # --- the new place ---

    def choose(self, old: str) -> None:
        """Ask for the folder where the images lie now."""
        title = tr("Where the images of {folder} lie now").format(folder=old)
        chosen = QFileDialog.getExistingDirectory(self._window, title, self._window.preferences.last_folder)
        if chosen:
            self.search(old, Path(chosen))
        else:
            self.look()

    def search(self, old: str, new: Path, *, every: bool = False) -> None:
        """Look for the images in a folder, and show what is found with the way to go on."""
        store = self._window.desk.store
        if store is None:
            return
        if self._window.audits.running:
            self._window.show_trouble(tr("An audit is running. Relink the folder when it has ended, or cancel it."))
            return
        self._stop = stop = threading.Event()
        self._target = str(new)
        self._show_progress(0, 0)

        def work() -> Match | None:
            try:
                return relink.examine(store, old, new, every=every, progress=self._went.emit, stopped=stop.is_set)
            except Stopped:
                return None

        def done(match: Match | None) -> None:
            if store is not self._window.desk.store:
                return
            self._window.notices.remove(NOTICE)
            if match is not None:
                self._show(store, match)

        self._pool.run(work, done, self._failed)

    def _show_progress(self, at: int, of: int) -> None:
        if self._stop.is_set():
            return
        text = tr("Looking for the images in {folder}…").format(folder=visible(self._target))
        if of:
            text += " " + tr("{n} of {all}").format(n=count(at), all=count(of))
        self._tell(text, (tr("Stop"), self._stop.set))

    def _show(self, store: Store, match: Match) -> None:
        words = visible(f"{match.new}: {said(relink.words(match))}")
        leave = (tr("Leave it"), self.look)
        other = (tr("Choose another folder…"), partial(self.choose, match.old))
        if not match.found:
            self._tell(words, other, leave)
            return
        actions = [(tr("Relink"), partial(self.relink, store, match))]
        if not match.all_checked:
            again = partial(self.search, match.old, Path(match.new), every=True)
            actions.append((tr("Compare all first"), again))
        self._tell(words, *actions, other, leave)

    def relink(self, store: Store, match: Match) -> None:
        """Point the project to the folder that was examined."""

        def done(_: None) -> None:
            if store is self._window.desk.store:
                said = tr("The images are taken from {folder} now.").format(folder=visible(match.new))
                self._read_again(said, lambda: self.take_back(store))

        self._pool.follow(relink.relink(store, match), done, self._failed)

    def take_back(self, store: Store) -> None:
        """Undo the last relinking."""

        def done(back: tuple[str, str] | None) -> None:
            if back is not None and store is self._window.desk.store:
                self._read_again(tr("The images are taken from {folder} again.").format(folder=visible(back[1])))

        self._pool.follow(relink.unlink(store), done, self._failed)

    def _read_again(self, said: str, undo: Callable[[], object] | None = None) -> None:
        window = self._window
        window.notices.remove(NOTICE)
        window.toasts.show(said, undo, kind="relink")
        if window.desk.run is not None:
            window.keep_place()
            window.review.await_rows()
            window.desk.show_run(window.desk.run.run_id)
        self.look()

    def _failed(self, error: BaseException) -> None:
        self._window.notices.remove(NOTICE)
        if not isinstance(error, PlainError):
            raise error
        self._window.show_trouble(said(str(error)))

    def _tell(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        self._window.notices.show_notice(Notice(NOTICE, text, "folder", actions))
