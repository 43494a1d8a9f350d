"""What the system asks of all its programs: more contrast, less movement. Each is looked for where this system has it;
where it has no such setting, or this Qt cannot read it, nothing is asked for.

Contrast: Qt's own hints (Qt 6.10 and later). Movement: on Linux the settings of the desktop's portal, which GNOME, KDE
and others answer (``org.freedesktop.appearance`` reduced-motion, ``org.gnome.desktop.interface`` enable-animations), on
Windows "Animation effects", on macOS "Reduce motion"; the last two are read once.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
PORTAL_SETTINGS = "org.freedesktop.portal.Settings"
PATIENCE_MS = 2000
# Where a desktop keeps it -> the value that asks for less movement.
STILL = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): False,
}
SPI_GETCLIENTAREAANIMATION = 0x1042


class SystemWishes(QObject):
    """``contrast`` and ``still`` as they are now; ``changed()`` when one of them is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contrast = self.still = False
        self._said: dict[tuple[str, str], object] = {}
        hints = QGuiApplication.styleHints()
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:
            asked = accessibility()
            self.contrast = asked.contrastPreference() == Qt.ContrastPreference.HighContrast
            asked.contrastPreferenceChanged.connect(self._contrast_asked)
        if sys.platform == "win32":
            self.still = _still_on_windows()
        elif sys.platform == "darwin":
            self.still = _still_on_mac()
        else:
            self._ask_portal()

    def _contrast_asked(self, preference: object) -> None:
        wanted = preference == Qt.ContrastPreference.HighContrast
        if wanted != self.contrast:
            self.contrast = wanted
            self.changed.emit()

    # --- the desktop's portal ---

    def _ask_portal(self) -> None:
        """Without waiting: the answers come when they come, if there is anyone to answer."""
        try:
            from PySide6 import QtDBus
        except ImportError:
            return
        bus = QtDBus.QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        slot: Any = SLOT("setting_changed(QString,QString,QDBusVariant)")  # text, whatever its annotation says
        bus.connect(PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "SettingChanged", self, slot)
        for space, key in STILL:
            call = QtDBus.QDBusMessage.createMethodCall(PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "Read")
            call.setArguments([space, key])
            watcher = QtDBus.QDBusPendingCallWatcher(bus.asyncCall(call, PATIENCE_MS), self)
            watcher.finished.connect(lambda done, which=(space, key): self._answered(which, done))

    def _answered(self, which: tuple[str, str], done: Any) -> None:
        reply = done.reply()
        done.deleteLater()
        if not done.isError() and reply.arguments():
            self._take(which, reply.arguments()[0])

    @Slot(str, str, "QDBusVariant")
    def setting_changed(self, space: str, key: str, value: object) -> None:
        """The portal says so."""
        if (space, key) in STILL:
            self._take((space, key), value)

    def _take(self, which: tuple[str, str], value: object) -> None:
        while hasattr(value, "variant"):  # a value in an envelope, sometimes in two
            value = value.variant()
        self._said[which] = value
        still = any(key in self._said and self._said[key] == asks for key, asks in STILL.items())
        if still != self.still:
            self.still = still
            self.changed.emit()


def _still_on_windows() -> bool:
    """Settings, Accessibility, Visual effects, Animation effects."""
    import ctypes

    shown = ctypes.c_int(1)
    library = getattr(ctypes, "windll").user32  # noqa: B009 - there on Windows only
    known = library.SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(shown), 0)
    return bool(known) and not shown.value


def _still_on_mac() -> bool:
    """System Settings, Accessibility, Display, Reduce motion."""
    return QSettings("com.apple", "universalaccess").value("reduceMotion", 0) in (1, True, "1", "true")
