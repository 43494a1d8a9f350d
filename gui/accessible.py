"""What screen readers are told beyond what Qt tells by itself: announcements, and what our own widgets are."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Tell those who listen; the keyboard stays where it is. It waits until what is being said has ended; urgent: it
    does not wait (a save that failed)."""
    if not text:
        return
    try:
        from PySide6.QtGui import QAccessibleAnnouncementEvent
    except ImportError:  # before Qt 6.8: an alert names the widget
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    ways = QAccessible.AnnouncementPoliteness
    event.setPoliteness(ways.Assertive if urgent else ways.Polite)
    QAccessible.updateAccessibility(event)


def install(app: QApplication) -> None:
    """Our own widgets are what their class says by ``accessible_role``; Qt takes what it has no name for for a plain
    area. Once an application."""
    if not app.property("accessible_roles"):
        app.setProperty("accessible_roles", True)
        QAccessible.installFactory(_interface_of)


def _interface_of(_: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(type(thing), "accessible_role", None)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None
