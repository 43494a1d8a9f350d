"""Thumbnails: decoded in a small pool, newest wish first; kept in memory and in the user's cache, which may be lost.

The pool's threads touch nothing of Qt but the signal: PySide makes its types at their first use, and two threads that
use one for the first time at the same moment end the process.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

import cv2
import numpy as np
from platformdirs import user_cache_path
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QPixmap

from engine.records import ByteArray
from gui.pictures import to_qimage

log = logging.getLogger(__name__)
SIDE = 96
QUALITY = 88
PICTURE_FIRST_S = 0.04


def cache_folder() -> Path:
    return user_cache_path("hansel") / "thumbnails"


class Thumbnails(QObject):
    """``get(path)`` answers at once with what is in memory, else asks the pool; ``ready`` names the path that came."""

    ready = Signal(str)
    _decoded = Signal(str, object)
    IN_MEMORY = 600
    WISHES = 200

    def __init__(self, folder: Path | None = None, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or cache_folder()
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wishes: OrderedDict[str, None] = OrderedDict()
        self._at_work: set[str] = set()
        lock = threading.Lock()
        self._wake, self._leaving = threading.Condition(lock), threading.Condition(lock)
        self._closed = False
        self._decoded.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._serve, name=f"thumbnails-{n}", daemon=True) for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def get(self, path: str) -> QPixmap | None:
        """The thumbnail, at most SIDE px a side; None while it is being made; a null pixmap if it cannot be."""
        picture = self._kept.get(path)
        if picture is not None:
            self._kept.move_to_end(path)
            return picture
        with self._wake:
            if path not in self._at_work:
                self._wishes[path] = None
                self._wishes.move_to_end(path)
                # A fast scroll leaves wishes behind that nobody looks at any more.
                while len(self._wishes) > self.WISHES:
                    self._wishes.popitem(last=False)
                self._wake.notify()
        return None

    def close(self) -> None:
        """End the pool; a decode at hand is waited for."""
        with self._wake:
            self._closed = True
            self._wishes.clear()
            self._wake.notify_all()
            self._leaving.notify_all()
        for thread in self._threads:
            thread.join()
        self._kept.clear()

    def _serve(self) -> None:
        while True:
            with self._wake:
                idle = False
                while not self._wishes and not self._closed:
                    idle = self._wake.wait()
                if idle and not self._closed:
                    # Who leaps to another place waits for the picture there first.
                    self._leaving.wait_for(lambda: self._closed, PICTURE_FIRST_S)
                if self._closed:
                    return
                if not self._wishes:
                    continue
                path, _ = self._wishes.popitem(last=True)
                self._at_work.add(path)
            pixels: ByteArray | None = None
            try:
                pixels = self._make(Path(path))
            except Exception as error:
                # The row says why the image is unreadable; here only the picture is missing.
                log.debug("no thumbnail of %s: %s", path, error)
            if not self._closed:
                self._decoded.emit(path, pixels)

    def _make(self, path: Path) -> ByteArray:
        about = path.stat()
        stamp = f"{path.resolve()}|{about.st_mtime_ns}|{about.st_size}|{SIDE}"
        name = hashlib.sha256(stamp.encode("utf-8", "surrogateescape")).hexdigest()
        cached = self._folder / name[:2] / f"{name}.jpg"
        pixels = _read(cached)
        if pixels is None:
            from engine import images

            pixels = images.thumbnail(path, SIDE)
            _write(cached, pixels)
        return pixels

    @Slot(str, object)
    def _keep(self, path: str, pixels: ByteArray | None) -> None:
        with self._wake:
            self._at_work.discard(path)
        self._kept[path] = QPixmap() if pixels is None else QPixmap.fromImage(to_qimage(pixels))
        while len(self._kept) > self.IN_MEMORY:
            self._kept.popitem(last=False)
        self.ready.emit(path)


def _read(cached: Path) -> ByteArray | None:
    """RGB pixels of a cached thumbnail; None where there is none, or a damaged one."""
    try:
        data = np.frombuffer(cached.read_bytes(), dtype=np.uint8)
    except OSError:
        return None
    found = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    return None if found is None else np.asarray(found[:, :, ::-1], dtype=np.uint8)


def _write(cached: Path, pixels: ByteArray) -> None:
    """Through a temporary name, so that a half-written file is never read; a full disk only costs the cache."""
    made, data = cv2.imencode(".jpg", pixels[:, :, ::-1], (cv2.IMWRITE_JPEG_QUALITY, QUALITY))
    if not made:
        return
    try:
        cached.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(suffix=".jpg", dir=cached.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data.tobytes())
            os.replace(temporary, cached)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        log.debug("thumbnail not cached: %s", error)
