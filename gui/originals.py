"""Whether the file of the image at hand is still the one that was audited: said in a bar while it is not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer

from db.rows import ItemRow
from db.store import Store
from gui.background import Background
from gui.notices import Notice
from gui.words import tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

NOTICE = "original"
EVERY_MS = 1000
STAYS_MS = 150  # whoever goes on sooner is not kept waiting for it
KNOWN = 1000
State = Literal["", "gone", "other"]


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells without reading it that a file has not changed."""

    path: str
    modified_ns: int
    size: int


class Originals(QObject):
    """Looks when an image stays at hand, and once a second while it does; files are read beside the window, and only
    where their stamp is another than before."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._pool = Background(1, "originals", self)
        self._known: dict[_Stamp, str] = {}
        self._at: tuple[int, State] | None = None  # explanation id, as it was told
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._stays = QTimer(self)
        self._stays.setSingleShot(True)
        self._stays.setInterval(STAYS_MS)
        self._stays.timeout.connect(self.look)
        window.review.moved.connect(self._moved)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._stays.stop()
        self._pool.close()

    def _moved(self) -> None:
        row = self._window.review.current()
        if self._at is not None and (row is None or self._at[0] != row.explanation_id):
            self._leave()
        self._stays.start()

    def look(self) -> None:
        """Look at the file of the image at hand, and tell what is found once it is known."""
        window = self._window
        store, run, row = window.desk.store, window.desk.run, window.review.current()
        if store is None or run is None or row is None or row.explanation_id is None:
            self._leave()
            return
        if self._at is not None and self._at[0] != row.explanation_id:
            self._leave()
        if self._looking:
            return
        self._looking = True
        folder = run.folder

        def done(state: State) -> None:
            self._looking = False
            now = window.review.current()
            if store is not window.desk.store or now is None or now.explanation_id != row.explanation_id:
                self.look()  # the reviewer has gone on meanwhile
                return
            self._tell(now, state)

        def failed(_: BaseException) -> None:
            self._looking = False  # the project was closed meanwhile, or the drive does not answer

        self._pool.run(lambda: self._state(store, row, Path(folder)), done, failed)

    def _state(self, store: Store, row: ItemRow, folder: Path) -> State:
        """In the thread. A folder that is gone as a whole is told by gui/relink.py, with the way to mend it."""
        assert row.explanation_id is not None
        try:
            about = Path(row.path).stat()
        except FileNotFoundError:
            return "gone" if folder.is_dir() else ""
        stamp = _Stamp(str(row.path), about.st_mtime_ns, about.st_size)
        if stamp not in self._known:
            with open(row.path, "rb") as file:
                self._known[stamp] = hashlib.file_digest(file, "sha256").hexdigest()
            while len(self._known) > KNOWN:
                del self._known[next(iter(self._known))]
        wanted = store.explanation(row.explanation_id).sha256
        return "" if wanted in (None, self._known[stamp]) else "other"

    def _leave(self) -> None:
        self._at = None
        self._window.notices.remove(NOTICE)

    def _tell(self, row: ItemRow, state: State) -> None:
        assert row.explanation_id is not None
        before, self._at = self._at, (row.explanation_id, state)
        if self._at == before:
            return  # a bar that was closed stays closed
        if before is not None:
            self._window.review.show_again()
        if not state:
            self._window.notices.remove(NOTICE)
            return
        words = {
            "gone": tr("{image} is not there any more. What was said of it is kept, and verdicts can still be given."),
            "other": tr(
                "{image} is another file than the one that was audited. Map and verdicts belong to the one that was. "
                "Put that one back, or audit the folder again."
            ),
        }[state]
        text = visible(words.format(image=row.relative))
        self._window.notices.show_notice(Notice(NOTICE, text, "warning"))
