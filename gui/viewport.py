"""Where an image lies in the canvas: from image pixels to the widget and back, zoomed and panned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from gui.tokens import S12

ZOOM_STEP = 1.25
LARGEST = 64.0


@dataclass(frozen=True, slots=True)
class View:
    """Where the canvas looks: the whole image, or scale (device px an image px) around a point (0 to 1 each way)."""

    fit: bool = True
    scale: float = 1.0
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view of an image of some size in a widget of some size.

    width, height: of the widget, in logical px; ratio: device px a logical px
    """

    view: View
    image_width: int
    image_height: int
    width: int
    height: int
    ratio: float = 1.0

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole image is seen, with a margin around."""
        room_x, room_y = max(1, self.width - 2 * S12), max(1, self.height - 2 * S12)
        return min(room_x * self.ratio / self.image_width, room_y * self.ratio / self.image_height)

    @property
    def scale(self) -> float:
        """Device px an image px."""
        return self.fit_scale if self.view.fit else self.view.scale

    @property
    def zoom(self) -> float:
        """Logical px an image px."""
        return self.scale / self.ratio

    def target(self) -> QRectF:
        """Where the whole image lies in the widget, in logical px."""
        width, height = self.image_width * self.zoom, self.image_height * self.zoom
        x, y = (0.5, 0.5) if self.view.fit else (self.view.x, self.view.y)
        return QRectF(self.width / 2 - x * width, self.height / 2 - y * height, width, height)

    def transform(self) -> QTransform:
        """From image pixels to the widget."""
        corner = self.target().topLeft()
        return QTransform(self.zoom, 0.0, 0.0, self.zoom, corner.x(), corner.y())

    def to_image(self, spot: QPointF) -> tuple[float, float]:
        """A point of the widget in image pixels; may lie outside of the image."""
        corner = self.target().topLeft()
        return (spot.x() - corner.x()) / self.zoom, (spot.y() - corner.y()) / self.zoom

    def to_image_held(self, spot: QPointF) -> tuple[float, float]:
        """The same, held at the image's edges."""
        x, y = self.to_image(spot)
        return min(max(x, 0.0), float(self.image_width)), min(max(y, 0.0), float(self.image_height))

    def to_widget(self, x: float, y: float) -> QPointF:
        """A point of the image in the widget."""
        corner = self.target().topLeft()
        return QPointF(corner.x() + x * self.zoom, corner.y() + y * self.zoom)

    def shown(self) -> QRectF:
        """The part of the image that the widget shows, in image pixels."""
        left, top = self.to_image_held(QPointF(0, 0))
        right, bottom = self.to_image_held(QPointF(self.width, self.height))
        return QRectF(left, top, right - left, bottom - top)

    def zoomed(self, steps: float, spot: QPointF) -> View:
        """The view after zooming by steps, the point of the image under ``spot`` staying where it is."""
        before = self.target()
        fraction_x = (spot.x() - before.x()) / before.width()
        fraction_y = (spot.y() - before.y()) / before.height()
        smallest = min(self.fit_scale, 1.0) / 4
        scale = min(LARGEST, max(smallest, self.scale * ZOOM_STEP**steps))
        width, height = self.image_width * scale / self.ratio, self.image_height * scale / self.ratio
        x = fraction_x - (spot.x() - self.width / 2) / width
        y = fraction_y - (spot.y() - self.height / 2) / height
        return View(False, scale, _held(x), _held(y))

    def panned(self, dx: float, dy: float) -> View:
        """The view after moving the image by logical px."""
        box = self.target()
        x, y = (0.5, 0.5) if self.view.fit else (self.view.x, self.view.y)
        return View(False, self.scale, _held(x - dx / box.width()), _held(y - dy / box.height()))

    def revealed(self, x: float, y: float, margin: float = 24.0) -> View:
        """The view, moved no more than it takes to see a point of the image; itself if the point is seen."""
        spot = self.to_widget(x, y)
        dx = max(0.0, margin - spot.x()) - max(0.0, spot.x() - (self.width - margin))
        dy = max(0.0, margin - spot.y()) - max(0.0, spot.y() - (self.height - margin))
        return self.panned(dx, dy) if (dx or dy) and not self.view.fit else self.view


def _held(share: float) -> float:
    """The image's edge may come to the middle of the canvas, never past it: the picture cannot be lost."""
    return min(1.0, max(0.0, share))
