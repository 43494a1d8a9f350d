"""A project that another program writes and this window only reads: what has come in since is shown, and as soon as it
is free it can be opened for writing, at the same place."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from db.opening import DATABASE
from gui import standing
from gui.desk import Opened
from gui.words import clock, later, tr

if TYPE_CHECKING:
    from gui.window import Window

PAUSE_S = 3.0
STILL: dict[str, str] = {
    "busy": later("Tried at {time}: it is still in use."),
    "not-writable": later("Tried at {time}: it still cannot be written."),
}
Signs = tuple[tuple[int, int], ...]


class ReadingAlong(QObject):
    """Reads anew on F5, and when the window comes to the front and the files have changed."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._seen: Signs = ()
        self._looked_at = 0.0
        self._trying = False
        self._tried = ""
        window.installEventFilter(self)

    # --- reading anew ---

    def refresh(self) -> None:
        """F5: the queue as it is now; where another program writes, all that it has written, too."""
        if self._window.desk.readonly and self._window.desk.run is not None:
            self._read(told=True)
        else:
            self._window.review.refresh_queue()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
        return False

    def look(self) -> None:
        """Read anew if anything was written since; not more often than every few seconds."""
        store, now = self._window.desk.store, time.monotonic()
        if store is None or not store.readonly or now - self._looked_at < PAUSE_S:
            return
        self._looked_at = now
        if _signs(store.path) != self._seen:
            self._read(told=False)

    def _read(self, *, told: bool) -> None:
        window = self._window
        store = window.desk.store
        if store is None:
            return
        self._seen = _signs(store.path)  # from before it is read: what comes in meanwhile is seen the next time

        def came(opened: Opened) -> None:
            window.show_anew(opened)
            if window.rooms.now in ("trends", "patterns"):
                window.rooms.show(window.rooms.now)
            if told:
                window.status.show_passing(tr("read again, {time}").format(time=clock(datetime.now(UTC))))

        window.desk.read_anew(came)

    # --- writing ---

    def show_standing(self, tried: str = "") -> None:
        """The bars of the project that is open, or what was said before of trying."""
        store = self._window.desk.store
        if store is not None:
            self._trying = False
            self._seen = _signs(store.path)
            self._tried = tried
            window = self._window
            key = window.actions_.spoken("refresh-queue")
            standing.show(window.notices, store.path, window.desk.standing, self.open_for_writing, tried, key)

    def keys_changed(self) -> None:
        """The bar says by which key the project is read anew."""
        window, store = self._window, self._window.desk.store
        if store is not None:
            key = window.actions_.spoken("refresh-queue")
            standing.tell_key(window.notices, store.path, window.desk.standing, self._tried, key)

    def open_for_writing(self) -> None:
        """Open the same project for writing, if it is free by now; if not, the bar says so."""
        window = self._window
        if self._trying:
            return
        self._trying = True
        room = window.rooms.now

        def tried() -> None:
            if window.desk.readonly:
                words = STILL.get(window.desk.standing.readonly, "")
                self.show_standing(tr(words).format(time=clock(datetime.now(UTC))) if words else "")
            else:
                window.rooms.show(room)
                window.offer_commands()
                window.status.show_passing(tr("open for writing"))

        window.desk.open_for_writing(tried)


def _signs(project: Path) -> Signs:
    """When its files were written last, and how long they are: enough to tell that something is new."""
    found = []
    for name in (DATABASE, f"{DATABASE}-wal"):
        try:
            about = (project / name).stat()
            found.append((about.st_mtime_ns, about.st_size))
        except OSError:
            found.append((0, 0))
    return tuple(found)
