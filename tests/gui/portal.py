"""A desktop's portal that asks for less movement, on the session bus; and a program that listens to it.

``python -m tests.gui.portal serve``: answers Read(enable-animations) with true; ``python -m tests.gui.portal listen``:
prints what gui.system_wishes makes of it, and of the change to false that the portal then tells of.
"""

from __future__ import annotations

import sys
from time import monotonic, sleep

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant, QDBusVirtualObject
from PySide6.QtGui import QGuiApplication

from gui.system_wishes import PORTAL, PORTAL_PATH, PORTAL_SETTINGS, SystemWishes

SPACE, KEY = "org.gnome.desktop.interface", "enable-animations"


class Portal(QDBusVirtualObject):
    """Knows one setting; refuses the others, as older portals do."""

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        if message.member() != "Read":
            return False
        if message.arguments() == [SPACE, KEY]:
            # Read wraps its answer twice.
            connection.send(message.createReply(QDBusVariant(QDBusVariant(True))))
            QTimer.singleShot(300, self, lambda: self._turn(connection))
        else:
            connection.send(message.createErrorReply("org.freedesktop.portal.Error.NotFound", "no such setting"))
        return True

    def _turn(self, connection: QDBusConnection) -> None:
        told = QDBusMessage.createSignal(PORTAL_PATH, PORTAL_SETTINGS, "SettingChanged")
        told.setArguments([SPACE, KEY, QDBusVariant(False)])
        connection.send(told)


def serve() -> int:
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    portal = Portal()
    assert bus.registerVirtualObject(PORTAL_PATH, portal)
    assert bus.registerService(PORTAL)
    print("serving", flush=True)
    return app.exec()


def listen() -> int:
    app = QGuiApplication([])
    until = monotonic() + 8
    while not QDBusConnection.sessionBus().interface().isServiceRegistered(PORTAL).value() and monotonic() < until:
        sleep(0.05)
    wishes = SystemWishes()

    def told() -> None:
        print("still", wishes.still, flush=True)
        app.quit()

    print("at first", wishes.still, flush=True)
    wishes.changed.connect(told)
    QTimer.singleShot(8000, app.quit)
    return app.exec()


if __name__ == "__main__":
    sys.exit(serve() if sys.argv[1] == "serve" else listen())
