"""Pictures for the canvas: decoded, reduced and overlaid in a thread of their own. The latest wish wins."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from db.store import MapAltered, MapMissing
from engine.records import ByteArray, FloatArray, Geometry, PlainError
from gui.pixels import SHARED, Pixels, Stamp, Without, stamp_of
from gui.said import said
from gui.tokens import OVERLAY_COLOURS, OVERLAY_OPACITY, OVERLAY_THRESHOLD
from gui.words import tr

if TYPE_CHECKING:  # it brings OpenCV, which the first paint does not wait for
    from engine.render import IsoLine

log = logging.getLogger(__name__)
Lost = Literal["", "missing", "altered"]
MODES = ("image", "overlay", "mask", "contours")


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is drawn. opacity and threshold run from 0 to 1, threshold as a share of the scale.

    shared: the scale is that of the run, not of the image's own map
    """

    mode: str = "overlay"
    opacity: float = OVERLAY_OPACITY
    threshold: float = OVERLAY_THRESHOLD
    colours: str = OVERLAY_COLOURS
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """One image, its explanation if there is one, and how to draw it.

    level: halvings of the image's size; high: top of the scale, of the image's own map if None
    without: the image as a what-if changed it, and no map over it
    """

    path: str
    explanation_id: int | None
    geometry: Geometry | None
    look: Look
    level: int = 0
    high: float | None = None
    without: Without | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A drawn wish. width and height are those of the whole image.

    map is raw; scale is what the ends of the colours in strip stand for, None where nothing is drawn by a scale;
    lines are iso-lines in pixels of the whole image; trouble is plain words where something is off; lost says that the
    map's file is missing or altered, so that it is not shown; ahead: it was drawn beforehand, and nobody looked at the
    files again by now.
    """

    wish: Wish
    image: QImage
    width: int
    height: int
    map: FloatArray | None = None
    scale: tuple[float, float] | None = None
    strip: QImage | None = None
    trouble: str = ""
    lines: tuple[IsoLine, ...] = ()
    lost: Lost = ""
    ahead: bool = False


class PictureMaker(QObject):
    """``want(wish)`` is answered by ``made(Picture)``, at once where it was drawn ahead; a wish that a later one
    overtook is dropped. What was drawn ahead is compared with its files then: ``held(Wish)`` where it is still as they
    say, and it is made anew where not."""

    made = Signal(object)
    held = Signal(object)
    MAPS_KEPT = 64
    # Those at hand and ahead, and a few to go back to; on a large screen one is 20 MB.
    DRAWN_MOST, DRAWN_KEPT = 12, 96 * 2**20

    def __init__(self, parent: QObject | None = None, *, drawn_kept: int = DRAWN_KEPT, pixels: Pixels = SHARED) -> None:
        """drawn_kept: bytes of drawn pictures, for the next time that they are wanted."""
        super().__init__(parent)
        self._drawn_kept, self._pixels = drawn_kept, pixels
        self._load_map: Callable[[int], FloatArray] | None = None
        self._wake = threading.Condition()
        self._wish: Wish | None = None
        self._ahead: list[Wish] = []
        self._drawn: OrderedDict[Wish, tuple[Picture, Stamp | None]] = OrderedDict()
        self._shown: Picture | None = None  # the wish was answered with it, before anybody looked at the file again
        self._turn = 0  # goes up when what was drawn until now no longer holds
        self._closed = False
        self._maps: OrderedDict[int, FloatArray] = OrderedDict()
        self._strips: dict[str, QImage] = {}
        # PySide makes its types at their first use; two threads must not be the first ones together.
        to_qimage(np.zeros((1, 1, 3), dtype=np.uint8))
        self._thread = threading.Thread(target=self._serve, name="pictures", daemon=True)
        self._thread.start()

    def use_maps(self, load: Callable[[int], FloatArray] | None) -> None:
        """Where maps come from: the open store's ``map``, called in this object's thread; None closes that way."""
        with self._wake:
            self._load_map = load
            self._maps.clear()
            self._wish = self._shown = None
            self._ahead = []
            self._drawn.clear()
            self._turn += 1

    def want(self, wish: Wish, ahead: Sequence[Wish] = (), *, anew: bool = False) -> None:
        """Ask for a picture; ``ahead`` are those to draw when there is nothing else to do. anew: files may be others
        now, so nothing counts that was drawn before."""
        with self._wake:
            if anew:
                self._drawn.clear()
                self._turn += 1
            there, _ = self._drawn.get(wish, (None, None))
            self._wish, self._shown = wish, there
            self._ahead = list(ahead)
            self._wake.notify()
        if there is not None:
            self.made.emit(replace(there, ahead=True))

    def look_ahead(self, ahead: Sequence[Wish]) -> None:
        """What else to draw when there is nothing to do, in place of what was to be."""
        with self._wake:
            self._ahead = list(ahead)
            self._wake.notify()

    def close(self) -> None:
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join()

    # --- in the thread ---

    def _serve(self) -> None:
        while True:
            with self._wake:
                while self._wish is None and not self._ahead and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                wish, self._wish = self._wish, None
                shown, self._shown = self._shown, None
                turn, ahead = self._turn, None if wish is not None else self._ahead.pop(0)
                if ahead in self._drawn:
                    continue
            if ahead is not None:
                self._drawn_anew(ahead, turn)
                continue
            assert wish is not None
            if shown is not None and self._holds(wish):
                if not self._closed:
                    self.held.emit(wish)
                continue
            picture = self._drawn_anew(wish, turn)
            with self._wake:
                overtaken = self._wish is not None
            # An overtaken picture of the same image is still worth showing while a slider moves.
            if not self._closed and not (overtaken and self._wish is not None and self._wish.path != wish.path):
                self.made.emit(picture)

    def _holds(self, wish: Wish) -> bool:
        """Whether what was drawn ahead is still what its files say; the map too is looked at as it lies there now. What
        was drawn of an image that is gone is still shown."""
        with self._wake:
            _, drawn_of = self._drawn.get(wish, (None, None))
        now = stamp_of(wish.path)
        changed = now is not None and now != drawn_of
        if wish.explanation_id is not None:
            self._maps.pop(wish.explanation_id, None)
            try:
                self._map(wish.explanation_id)
            except PlainError:
                changed = True
        if changed:
            with self._wake:
                self._drop(lambda other: other.path == wish.path or other.explanation_id == wish.explanation_id)
        return not changed

    def _drop(self, which: Callable[[Wish], bool]) -> None:
        """With the lock held."""
        for other in [one for one in self._drawn if which(one)]:
            del self._drawn[other]

    def _drawn_anew(self, wish: Wish, turn: int) -> Picture:
        stamp = stamp_of(wish.path)
        picture = self._draw(wish)
        self._keep(picture, stamp, turn)
        return picture

    def _keep(self, picture: Picture, stamp: Stamp | None, turn: int) -> None:
        """For the next time that it is wanted. What went wrong may be put right by then. stamp: of the file as it was
        just before."""
        wish = picture.wish
        if picture.trouble or picture.lost or wish.without is not None:
            return
        with self._wake:
            if turn != self._turn:
                return
            if stamp is not None:
                self._drop(lambda other: other.path == wish.path and self._drawn[other][1] != stamp)
            self._drawn[wish] = picture, stamp
            self._drawn.move_to_end(wish)
            kept = sum(one.image.sizeInBytes() for one, _ in self._drawn.values())
            while kept > self._drawn_kept or len(self._drawn) > self.DRAWN_MOST:
                _, (dropped, _) = self._drawn.popitem(last=False)
                kept -= dropped.image.sizeInBytes()

    def _draw(self, wish: Wish) -> Picture:
        try:
            full = self._pixels.read(wish.path)
            pixels = self._pixels.read(wish.path, wish.level, wish.without)
        except PlainError as error:
            return Picture(wish, QImage(), 0, 0, trouble=said(str(error)))
        except Exception as error:
            log.exception("%s could not be decoded", wish.path)
            trouble = tr("This image could not be decoded: {reason}").format(reason=said(str(error)))
            return Picture(wish, QImage(), 0, 0, trouble=trouble)
        height, width = full.shape[:2]
        if wish.without is not None:
            return Picture(wish, to_qimage(pixels), width, height)
        values, scale, strip, lines, trouble = None, None, None, (), ""
        lost: Lost = ""
        try:
            values = self._map(wish.explanation_id)
            if values is not None and wish.geometry is not None and wish.look.mode != "image":
                scale, strip = self._scale(values, wish)
                if wish.look.mode == "contours":
                    lines = _lines(pixels, values, wish)
                else:
                    pixels = _over(pixels, values, wish)
        except PlainError as error:
            trouble = said(str(error))
            lost = "missing" if isinstance(error, MapMissing) else "altered" if isinstance(error, MapAltered) else ""
        return Picture(wish, to_qimage(pixels), width, height, values, scale, strip, trouble, lines, lost)

    def _scale(self, values: FloatArray, wish: Wish) -> tuple[tuple[float, float], QImage]:
        """What the ends of the colour bar stand for, and its colours."""
        from engine import render

        low, high = render.scale_of(values)
        if wish.look.mode == "mask":
            # docs/method.md: a mask is full from there on, by its own map's maximum, whatever scale is shared.
            return (0.0, render.MASK_SATURATION * high), self._strip(render.GREYS)
        if wish.high is not None:
            high = wish.high
        # A signed map has colours of its own, whatever is chosen for the others.
        colours = render.SIGNED_COLOURS if low < 0 else wish.look.colours
        return (-high if low < 0 else 0.0, high), self._strip(colours)

    def _map(self, explanation_id: int | None) -> FloatArray | None:
        if explanation_id is None or self._load_map is None:
            return None
        if explanation_id not in self._maps:
            self._maps[explanation_id] = self._load_map(explanation_id)
            while len(self._maps) > self.MAPS_KEPT:
                self._maps.popitem(last=False)
        return self._maps[explanation_id]

    def _strip(self, colours: str) -> QImage:
        if colours not in self._strips:
            from engine import render

            ramp = np.linspace(0, 1, 256, dtype=np.float32)[None, :]
            self._strips[colours] = to_qimage(render.colour(ramp, colours))
        return self._strips[colours]


def _lines(pixels: ByteArray, values: FloatArray, wish: Wish) -> tuple[IsoLine, ...]:
    """Iso-lines as fine as the picture that they lie on, in pixels of the whole image."""
    from engine import render

    assert wish.geometry is not None
    height, width = pixels.shape[:2]
    geometry = replace(wish.geometry, image_width=width, image_height=height)
    found = render.iso_lines(values, geometry, threshold=wish.look.threshold, high=wish.high)
    grow = np.array([wish.geometry.image_width / width, wish.geometry.image_height / height])
    return tuple(replace(one, lines=tuple(line * grow for line in one.lines)) for one in found)


def _over(pixels: ByteArray, values: FloatArray, wish: Wish) -> ByteArray:
    from engine import render

    assert wish.geometry is not None
    height, width = pixels.shape[:2]
    # The reduced image is the same picture on a coarser grid, so only its size changes in the geometry.
    geometry = replace(wish.geometry, image_width=width, image_height=height)
    look = wish.look
    if look.mode == "mask":
        drawn: Any = render.mask_picture(pixels, values, geometry)
    else:
        drawn = render.overlay(
            pixels, values, geometry, opacity=look.opacity, threshold=look.threshold, colours=look.colours,
            high=wish.high,
        )  # fmt: skip
    return np.asarray(drawn, dtype=np.uint8)


def to_qimage(pixels: ByteArray) -> QImage:
    """A QImage of its own memory from uint8 (h, w, 3) RGB."""
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
