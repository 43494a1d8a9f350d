"""Projects that are being closed beside the window: a bar where it takes long, and what went wrong with it."""

from __future__ import annotations

import logging
import sys
from concurrent.futures import Future

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from db.store import Store
from engine.records import PlainError
from gui.notices import Notice, Notices
from gui.said import said
from gui.stores import Stores
from gui.words import tr
from reports.visible import visible

log = logging.getLogger(__name__)
LONG_MS = 1000
READ_MS = 60_000
BAR = "closing"


def in_words(error: BaseException) -> str:
    """What to tell of an error; one that is a bug of ours goes to the log."""
    if isinstance(error, PlainError):
        return said(str(error))
    log.error("unexpected", exc_info=error)
    text = tr("Something went wrong inside Hansel ({kind}). What was saved is safe; see the log.")
    return text.format(kind=type(error).__name__)


class Closing(QObject):
    """Lets go of stores.

    Signals:
        lasting(names of projects): these have been closing for longer than a moment; empty when none is any more
        trouble(str): closing one failed, or its last backup could not be made
    """

    lasting = Signal(tuple)
    trouble = Signal(str)
    _ended = Signal(object)

    def __init__(self, stores: Stores, parent: QObject) -> None:
        super().__init__(parent)
        self._stores = stores
        self._going: dict[Future[None], str] = {}
        self._leaving = False
        self._last_words: list[str] = []
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(LONG_MS)
        self._long.timeout.connect(self._tell_lasting)
        self._ended.connect(self._take_end, Qt.ConnectionType.QueuedConnection)

    def let_go(self, store: Store) -> None:
        """Give a store back, which closes it if nobody else uses it: its last backup is made in another thread."""
        closing = self._stores.let_go(store)
        self._going[closing] = store.path.name
        self._long.start()
        closing.add_done_callback(self._has_ended)

    def let_go_from(self, store: Store) -> None:
        """The same from another thread than the window's; no bar tells of it."""
        self._stores.let_go(store).add_done_callback(self._has_ended)

    def warned(self, fault: BaseException) -> None:
        """A store says, in a thread of its own, that something beside the work failed."""
        text = in_words(fault)
        if self._leaving:
            self._last_words.append(text)  # nobody looks at the window any more
        self.trouble.emit(text)

    def shut(self) -> tuple[str, ...]:
        """Wait for all that is being closed. Returns what went wrong and was not told."""
        self._leaving = True
        self._long.stop()
        self._stores.close()
        return tuple(dict.fromkeys(self._last_words))

    def leave(self) -> None:
        """From now on the window is out of sight: what goes wrong is kept for ``shut``."""
        self._leaving = True

    def _has_ended(self, closing: Future[None]) -> None:
        error = closing.exception()
        if error is not None:
            self.warned(error)
        self._ended.emit(closing)

    @Slot(object)
    def _take_end(self, closing: Future[None]) -> None:
        self._going.pop(closing, None)
        if not self._going:
            self._long.stop()
            self.lasting.emit(())

    def _tell_lasting(self) -> None:
        self.lasting.emit(tuple(dict.fromkeys(self._going.values())))


def show(notices: Notices, names: tuple[str, ...]) -> None:
    """The bar of projects that take their time to close; it goes by itself."""
    if not names:
        notices.remove(BAR)
        return
    text = tr("Closing {names}: a backup is being made. You can go on meanwhile.").format(names=", ".join(names))
    notices.show_notice(Notice(BAR, visible(text), standing=True))


def tell_at_last(said: tuple[str, ...]) -> None:
    """What went wrong while the program was left, the window being gone. Goes by itself where nobody is there."""
    if not said:
        return
    text = visible("\n\n".join(said))
    print(text, file=sys.stderr)
    box = QMessageBox(QMessageBox.Icon.Warning, "Hansel", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    patience = QTimer(box)
    patience.setSingleShot(True)
    patience.timeout.connect(box.accept)
    patience.start(READ_MS)
    box.exec()
    patience.stop()
    box.deleteLater()
