"""Hears what the window tells screen readers: the events themselves, where Qt hands them to the system.

PySide does not offer QAccessible::installUpdateHandler, so it is taken from Qt's own library. Only what is truly sent
arrives: with no listener Qt drops everything."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import PySide6
import pytest
import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

INSTALL = "_ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE"
_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


@dataclass(slots=True)
class Heard:
    """said: every announcement in its order; urgent: those that did not wait."""

    said: list[str] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)

    def clear(self) -> None:
        self.said.clear()
        self.urgent.clear()


@contextmanager
def listening() -> Iterator[Heard]:
    """A listener is there for a while."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the name of the function in Qt's library is another one here")
    library = ctypes.CDLL(str(Path(PySide6.__file__).parent / "Qt/lib/libQt6Gui.so.6"))
    install = getattr(library, INSTALL)
    install.restype, install.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    heard = Heard()

    def take(address: int) -> None:
        if shiboken6.wrapInstance(address, QAccessibleEvent).type() != QAccessible.Event.Announcement:
            return
        event = shiboken6.wrapInstance(address, QAccessibleAnnouncementEvent)
        heard.said.append(event.message())
        if event.politeness() == QAccessible.AnnouncementPoliteness.Assertive:
            heard.urgent.append(event.message())

    handler = _HANDLER(take)
    before = install(ctypes.cast(handler, ctypes.c_void_p))
    QAccessible.setActive(True)
    try:
        yield heard
    finally:
        QAccessible.setActive(False)
        install(before)


def told_of(widget: QWidget) -> dict[str, object]:
    """A widget as a screen reader asks for it."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    value = found.valueInterface()
    return {
        "role": found.role(),
        "name": found.text(QAccessible.Text.Name),
        "description": found.text(QAccessible.Text.Description),
        "checked": bool(found.state().checked),
        "value": None if value is None else value.currentValue(),
    }
