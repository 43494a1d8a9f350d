"""Starting the window: the QApplication, the log, and what happens to an error that nobody expected."""

from __future__ import annotations

import logging
import logging.handlers
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from platformdirs import user_log_path
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui import language
from gui.preferences import Preferences
from gui.said import said
from gui.words import tr

if TYPE_CHECKING:
    from gui.window import Window

log = logging.getLogger(__name__)
# While torch computes, the window asks for the interpreter often and briefly; a short switch interval keeps it quick.
SWITCH_INTERVAL = 0.001


def log_file() -> Path:
    return user_log_path("hansel", appauthor=False) / "hansel.log"


def main(argv_options: Sequence[str] = ()) -> int:
    """Open the window; arguments are what could be dropped on it (a project, a folder, a model, images)."""
    return _start([Path(argument) for argument in argv_options], autostart=False)


def run(
    project: str | Path | None = None,
    folder: str | Path | None = None,
    model: str | Path | None = None,
    autostart: bool = False,
    trust_code: bool = False,
) -> int:
    """Open the window with an audit set up, and with ``autostart`` start it at once. Returns the exit code.

    project:    where the audit goes; beside the folder if left out. Without a folder: the project to open.
    trust_code: run the code that this model brings without asking (the demo's model is part of the program)
    """
    if folder is None and model is None:
        return _start([Path(project)] if project is not None else [], autostart=False)
    paths = [Path(path) for path in (folder, model) if path is not None]
    trusted = Path(model).resolve() if trust_code and model is not None else None
    return _start(paths, autostart=autostart, project=Path(project) if project is not None else None, trusted=trusted)


def _start(paths: list[Path], *, autostart: bool, project: Path | None = None, trusted: Path | None = None) -> int:
    start_log()
    app = application()
    language.install(app, language.wanted(Preferences().language))
    from gui.window import Window

    window = Window()
    reporter = Reporter(window)
    reporter.install()

    def begin() -> None:
        window.intake.trusted = trusted
        if paths:
            window.open_paths(paths)
        if project is not None:
            window.intake.propose_project(project.absolute())
        if autostart:
            window.intake.start_audit()
        window.tour.offer()

    _close_on_signals(window)
    window.painted.connect(begin)
    window.show()
    try:
        return app.exec()
    finally:
        reporter.remove()
        stop_log()
        from gui import icons

        icons.forget()


def _close_on_signals(window: Window) -> None:
    """Ctrl+C in the terminal and a polite kill close the window as its own button does: nothing done is lost."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: QTimer.singleShot(0, window, window.close))
    # Python looks at signals only while it runs, and an idle event loop does not run it.
    pulse = QTimer(window)
    pulse.timeout.connect(lambda: None)
    pulse.start(250)


def application() -> QApplication:
    """The one QApplication, with the font and style that the window is drawn with."""
    from gui import accessible, style
    from gui.garbage import Collector

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["hansel"])
    app.setApplicationName("hansel")
    app.setApplicationDisplayName("Hansel")
    app.setDesktopFileName("hansel")
    app.setStyle("Fusion")
    app.setFont(style.font())
    accessible.install(app)
    sys.setswitchinterval(SWITCH_INTERVAL)
    if app.findChild(Collector) is None:
        Collector(app)
    return app


def start_log() -> None:
    """Log to the user's log folder, a few files at most; without one, only to stderr what is serious."""
    root = logging.getLogger()
    if any(getattr(handler, "hansel", False) for handler in root.handlers):
        return
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            log_file(), maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
        handler.setLevel(logging.ERROR)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    handler.hansel = True  # type: ignore[attr-defined]
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def stop_log() -> None:
    """Close what start_log opened."""
    root = logging.getLogger()
    for handler in [h for h in root.handlers if getattr(h, "hansel", False)]:
        root.removeHandler(handler)
        handler.close()


class Reporter(QObject):
    """Unexpected errors: the traceback goes to the log, plain words into the window. From any thread."""

    _happened = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._before = (sys.excepthook, threading.excepthook)
        self._happened.connect(window.show_trouble)

    def install(self) -> None:
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from engine.records import PlainError

        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, QApplication.closeAllWindows)
            return
        log.error("unexpected", exc_info=(kind, error, trace))
        if isinstance(error, PlainError):
            self._happened.emit(said(str(error)))
            return
        self._happened.emit(
            tr("Something went wrong inside Hansel. What was saved is safe. The details are in the log: {path}").format(
                path=log_file()
            )
        )
        if os.environ.get("HANSEL_DEBUG"):
            sys.__excepthook__(kind, error, trace)
