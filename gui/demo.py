"""The demo, set up from the window: its pictures are drawn beside the window's thread, then chosen with its model."""

from __future__ import annotations

import threading
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path
from PySide6.QtCore import QObject, Signal

from db.faults import Stopped
from engine.records import PlainError
from gui.background import Background
from gui.words import count, tr

if TYPE_CHECKING:
    from gui.window import Window

PICTURES = 60  # enough to find what the net has learned, and audited in a minute or two without a graphics card


def folder() -> Path:
    """Where its pictures lie; the project goes beside them."""
    return user_data_path("hansel", appauthor=False) / "demo" / "pictures"


def model() -> Path:
    """The model.toml that comes with the program."""
    return Path(str(files("resources.demo") / "model.toml"))


class Demo(QObject):
    """``changed``: how it is going, in ``words``; empty when nothing is going on."""

    changed = Signal()
    _drawn = Signal(int, int)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._worker = Background(1, "demo", self)
        self._leaving = threading.Event()
        self.words = ""
        self._drawn.connect(self._tell)

    def set_up(self) -> None:
        """Draw the pictures and choose them and the demo's net, ready to be started."""
        if self.words:
            return
        self._say(tr("Drawing the pictures…"))
        self._window.show_start()

        def work() -> None:
            from resources.demo.world import make_folder

            def told(done: int, total: int) -> None:
                if self._leaving.is_set():
                    raise Stopped
                self._drawn.emit(done, total)

            folder().parent.mkdir(parents=True, exist_ok=True)
            make_folder(folder(), PICTURES, progress=told)

        self._worker.run(work, lambda _: self._done(), self._failed)

    def close(self) -> None:
        self._leaving.set()
        self._worker.close()

    def _done(self) -> None:
        self._say("")
        # Consent is given: the demo's code is part of this program.
        self._window.intake.trusted = model().resolve()
        self._window.open_paths([folder(), model()])
        self._window.show_start()

    def _failed(self, error: BaseException) -> None:
        self._say("")
        if not isinstance(error, PlainError | OSError):
            raise error
        self._window.show_trouble(
            tr("The demo's pictures could not be drawn: {why}. Nothing else was changed.").format(why=error)
        )

    def _tell(self, done: int, total: int) -> None:
        if self.words:
            self._say(tr("Drawing the pictures… {done} of {all}").format(done=count(done), all=count(total)))

    def _say(self, words: str) -> None:
        self.words = words
        self._window.status.show_passing(words)
        self.changed.emit()
