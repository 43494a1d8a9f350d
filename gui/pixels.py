"""The decoded images of a window: one store for all its pictures, so that what several views show is decoded and kept
once, and within one bound."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

import numpy as np

from db.rows import Region
from engine.records import ByteArray

Stamp = tuple[int, int]
KEPT = 384 * 2**20
DOORS = 16


@dataclass(frozen=True, slots=True)
class Without:
    """What was taken away from an image (engine/taking_away.py). colour: R, G, B of the filling "mean"."""

    regions: tuple[Region, ...]
    way: Literal["away", "only"]
    filling: Literal["mean", "blur", "inpaint"]
    colour: tuple[int, int, int] = (0, 0, 0)


Key = tuple[str, int, Without | None]


class Pixels:
    """For any thread. Of each image that was asked for, its pixels as the file has them now; those that were asked for
    longest ago go first.

    kept: bytes, a bound
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.kept = kept
        self.bytes = 0
        self._lock = threading.Lock()
        # Threads that want the same image decode it once; others seldom meet at a door.
        self._doors = tuple(threading.RLock() for _ in range(DOORS))
        self._arrays: OrderedDict[Key, ByteArray] = OrderedDict()
        self._stamps: dict[str, Stamp] = {}

    def read(self, path: str, level: int = 0, without: Without | None = None) -> ByteArray:
        """uint8 (h, w, 3), RGB, halved ``level`` times; not to be written to.

        A file that was replaced is read again; of one that is gone, what was read is still shown. Raises PlainError
        where it cannot be read.
        """
        key = (path, level, without)
        with self._doors[hash(path) % DOORS]:
            stamp = stamp_of(path)
            found = self._found(key, stamp)
            if found is None:
                found = self._make(path, level, without)
                self._keep(key, stamp, found)
            return found

    def _found(self, key: Key, stamp: Stamp | None) -> ByteArray | None:
        path = key[0]
        with self._lock:
            if stamp is not None and self._stamps.get(path) != stamp:
                for other in [one for one in self._arrays if one[0] == path]:
                    self.bytes -= self._arrays.pop(other).nbytes
                self._stamps[path] = stamp
            if key in self._arrays:
                self._arrays.move_to_end(key)
            return self._arrays.get(key)

    def _make(self, path: str, level: int, without: Without | None) -> ByteArray:
        if level > 0:
            import cv2

            before = self.read(path, level - 1, without)
            size = (max(1, before.shape[1] // 2), max(1, before.shape[0] // 2))
            return np.asarray(cv2.resize(before, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        if without is not None:
            return _without(self.read(path), without)
        from engine import images

        return images.decode(path)

    def _keep(self, key: Key, stamp: Stamp | None, made: ByteArray) -> None:
        with self._lock:
            if stamp is None or key in self._arrays:
                return
            self._arrays[key] = made
            self.bytes += made.nbytes
            while self.bytes > self.kept and len(self._arrays) > 2:
                (gone, *_), dropped = self._arrays.popitem(last=False)
                self.bytes -= dropped.nbytes
                if all(one[0] != gone for one in self._arrays):
                    self._stamps.pop(gone, None)


SHARED = Pixels()
"""What all pictures of the program are drawn from."""


def stamp_of(path: str) -> Stamp | None:
    """By what a file that was replaced is known; None where there is none."""
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _without(pixels: ByteArray, part: Without) -> ByteArray:
    """The image as the what-if showed it to the model. Raises PlainError."""
    from engine import taking_away

    mask = taking_away.region_mask((one.to_json() for one in part.regions), *pixels.shape[:2])
    hidden = mask if part.way == "away" else ~mask
    return taking_away.take_away(pixels, hidden, part.filling, part.colour).pixels
