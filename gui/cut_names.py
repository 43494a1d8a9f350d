"""Names of images where there is no room for all of them: what is cut is the folder, in its end, before the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

LEAST = 2  # letters of a folder that still tell it from others


def cut_name(name: str, metrics: QFontMetrics, width: int) -> str:
    """A name of at most ``width`` pixels: whole where it fits, else "mush…/0003.jpg"; only the last folder is told.

    Where not even the file has room, both are cut: a third for the folder, the middle taken out of the file.
    """
    if metrics.horizontalAdvance(name) <= width:
        return name
    folders, slash, file = name.rpartition("/")
    if not slash:
        return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width)
    above, _, folder = folders.rpartition("/")
    ends = [f"…/{folder}/{file}"] if above else []
    room = width - metrics.horizontalAdvance(f"/{file}")
    short = metrics.elidedText(folder, Qt.TextElideMode.ElideRight, max(0, room))
    if len(short.rstrip("…")) >= LEAST:
        ends.append(f"{short}/{file}")
    for one in ends:
        if metrics.horizontalAdvance(one) <= width:
            return one
    short = metrics.elidedText(folder, Qt.TextElideMode.ElideRight, width // 3)
    room = width - metrics.horizontalAdvance(f"{short}/")
    return f"{short}/{metrics.elidedText(file, Qt.TextElideMode.ElideMiddle, max(0, room))}"
