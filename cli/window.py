"""Opening the window, with plain words where there is no screen or the system lacks a library."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.records import PlainError

PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PROBE_TIMEOUT_S = 30
INSTEAD = "hansel audit, explain, check and report work without a window, and so does hansel demo --headless."


def open_paths(paths: Sequence[str]) -> int:
    """Open the window on what could be dropped on it: a project, a folder, a model. The exit code.

    Raises PlainError if something is not there, or no window can be shown.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise PlainError(f"There is nothing at {path}. Check the name.")
    require_window()
    from gui import app

    return app.main(paths)


def open_audit(folder: Path, model_file: Path, project: Path) -> int:
    """Open the window with an audit started whose model is our own, so that its code needs no question."""
    from gui import app

    return app.run(project, folder, model_file, autostart=True, trust_code=True)


def require_window() -> None:
    """Raises PlainError, with what to do, if no window can be shown."""
    reason = why_no_window()
    if reason:
        raise PlainError(f"The window cannot open: {reason} {INSTEAD}")


def why_no_window() -> str:
    """In plain words why no window can be shown; empty if one can."""
    if sys.platform in ("darwin", "win32"):
        return ""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return "there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    # Qt ends the whole process when it finds no screen or misses a library: another one goes first to see.
    try:
        tried = subprocess.run(
            [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=PROBE_TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return "the screen does not answer."
    return "" if tried.returncode == 0 else _reason(tried.stderr)


def _reason(said: str) -> str:
    if "could not connect to display" in said or "Failed to create wl_display" in said:
        return "the screen that DISPLAY or WAYLAND_DISPLAY names does not answer."
    lines = [line for line in said.splitlines() if "cannot open shared object" in line or "is needed" in line]
    found = lines or said.strip().splitlines()[-1:]
    return (
        f"a library of the system is missing ({' '.join(found).strip()}). "
        "In Hansel's folder, bash packaging/bootstrap.sh demo installs it or prints the line that does."
    )
