"""A widget that shows a picture somewhere in it: zoom, pan, wheel and pinch. What it paints is up to a subclass."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.viewport import ZOOM_STEP, View, Viewport


class Zoomed(QWidget):
    """Wheel zooms at the cursor; two fingers on a trackpad pan. The view stays from picture to picture."""

    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()

    def size_shown(self) -> tuple[int, int] | None:
        """Width and height of the whole picture in its own pixels; None while there is none."""
        raise NotImplementedError

    def moved(self) -> None:
        """The picture lies elsewhere now."""
        self.view_changed.emit()

    @property
    def view(self) -> View:
        return self._view

    def set_view(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self.moved()

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in by steps (out if negative), keeping the point of the image under ``at`` where it is."""
        port = self.port()
        if port is not None:
            self.set_view(port.zoomed(steps, at or QPointF(self.rect().center())))

    def zoom_fit(self) -> None:
        self.set_view(View())

    def zoom_actual(self) -> None:
        """One pixel of the image to one of the screen, around the point in the middle."""
        self.set_view(View(False, 1.0, self._view.x, self._view.y))

    def pan(self, dx: float, dy: float) -> None:
        """Move the image by logical pixels of the window."""
        port = self.port()
        if port is not None:
            self.set_view(port.panned(dx, dy))

    def reveal(self, x: float, y: float) -> None:
        """Pan as far as a point of the image needs to come into sight."""
        port = self.port()
        if port is not None:
            self.set_view(port.revealed(x, y))

    def port_of(self, width: int, height: int) -> Viewport:
        """Where a picture of that size would lie."""
        return Viewport(self._view, width, height, self.width(), self.height(), self.devicePixelRatioF())

    def port(self) -> Viewport | None:
        """Where the picture lies; None while there is none."""
        size = self.size_shown()
        return self.port_of(*size) if size is not None else None

    def scale(self) -> float:
        """Pixels of the screen to one of the image."""
        port = self.port()
        return port.scale if port is not None else 1.0

    def _target(self) -> QRectF:
        """Where the whole image lies, in logical pixels of the widget."""
        port = self.port()
        return port.target() if port is not None else QRectF()

    def image_point(self, spot: QPointF) -> tuple[float, float] | None:
        """A point of the widget in image coordinates, None outside of the image."""
        port = self.port()
        return port.to_image(spot) if port is not None and port.target().contains(spot) else None

    def event(self, event) -> bool:  # type: ignore[no-untyped-def]
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if event.type() == QEvent.Type.NativeGesture and event.gestureType() == pinch:
            self.zoom(math.log(max(0.1, 1.0 + event.value())) / math.log(ZOOM_STEP), event.position())
            return True
        return super().event(event)

    def wheelEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """A wheel zooms. Two fingers on a trackpad, which come as pixels, pan; with Ctrl they zoom."""
        pixels, turned = event.pixelDelta(), event.angleDelta().y() / 120.0
        fingers = not pixels.isNull() and (
            event.phase() != Qt.ScrollPhase.NoScrollPhase or event.device().type() == event.device().DeviceType.TouchPad
        )
        if fingers and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan(pixels.x(), pixels.y())
        elif turned:
            self.zoom(turned, event.position())
        event.accept()
