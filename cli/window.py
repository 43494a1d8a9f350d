"""Opening the window, with plain words where there is no screen or the system lacks a library."""

from __future__ import annotations

import os
import sys


def has_screen() -> bool:
    """Whether a window could be shown: on Linux and its kin a display must be named; elsewhere there is one."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
