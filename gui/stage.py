"""Views that stand in the picture's place in Review."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.canvas import Canvas


class PictureInStage(QWidget):
    """Has a picture of its own, which the keys of pictures are for while it is seen."""

    canvas: Canvas
