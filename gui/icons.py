"""Icons from resources/icons: drawn in one colour (``currentColor``), tinted and sharp at any scale."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZE = 16


def path(name: str) -> str:
    """The file of an icon, in the spelling that style sheets want."""
    return str(files("resources") / "icons" / f"{name}.svg").replace("\\", "/")


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, side: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """An icon of ``side`` logical pixels in a colour (#rrggbb), for a screen of the given device pixel ratio."""
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """A QIcon in one colour, with pixmaps for plain and doubled screens."""
    made = QIcon()
    for side in (SIZE, 2 * SIZE, 3 * SIZE):
        made.addPixmap(pixmap(name, colour, side))
        if disabled:
            made.addPixmap(pixmap(name, disabled, side), QIcon.Mode.Disabled)
    return made


def forget() -> None:
    """Drop the drawn pixmaps; they must not outlive the QApplication."""
    pixmap.cache_clear()
