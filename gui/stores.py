"""The open projects of one window: the one at the desk, and the one that an audit writes to; the same store if both."""

from __future__ import annotations

import threading
from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from db.store import Store
from gui import garbage
from gui.standing import Standing, open_project


class Stores:
    """Hands out stores and closes each one when nobody uses it any more. Any thread may ask.

    Two parts of a window that want the same project get the same store: the lock of a project does not tell them from
    two programs. Opening one takes its time, and nobody who wants another one waits for that.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._doors: dict[Path, threading.Lock] = {}
        self._opened: dict[Path, tuple[Store, Standing]] = {}
        self._users: dict[Store, int] = {}
        self._closer = ThreadPoolExecutor(1, "project-closer")
        self._let_go: set[Future[None]] = set()

    def take(self, path: Path, create: bool = False) -> tuple[Store, Standing]:
        """The project at a path, opened if need be; give it back with ``give_back``. Raises StoreError."""
        place = path.absolute().resolve()
        with self._door(place):
            with self._lock:
                if place in self._opened:
                    found = self._opened[place]
                    self._users[found[0]] += 1
                    return found
            store, standing = open_project(path, create)
            with self._lock:
                if not store.readonly:  # opened for reading, it may be free for writing the next time
                    self._opened[place] = store, standing
                self._users[store] = 1
            return store, standing

    def share(self, store: Store) -> Store:
        """One more user of a store that is open."""
        with self._lock:
            self._users[store] += 1
        return store

    def give_back(self, store: Store) -> None:
        """The last user's giving back closes it: what is queued is written first. Raises StoreError."""
        with self._door(store.path.resolve()):
            with self._lock:
                self._users[store] -= 1
                if self._users[store]:
                    return
                del self._users[store]
                self._opened = {place: one for place, one in self._opened.items() if one[0] is not store}
            store.close()
            garbage.give_back()

    def let_go(self, store: Store) -> Future[None]:
        """``give_back`` beside the caller: closing makes the last backup, which a large database takes its time for.

        Whoever takes the same project meanwhile waits for it. The future carries a StoreError if closing failed.
        """
        closing = self._closer.submit(self.give_back, store)
        with self._lock:
            self._let_go.add(closing)
        closing.add_done_callback(self._forget)
        return closing

    def _forget(self, closing: Future[None]) -> None:
        with self._lock:
            self._let_go.discard(closing)

    def wait(self) -> None:
        """Wait until all that was let go is closed, or could not be. Not for the window's thread."""
        with self._lock:
            going = set(self._let_go)
        futures.wait(going)

    def close(self) -> None:
        """Wait as ``wait`` does, and end the helper thread."""
        self._closer.shutdown(wait=True)

    def _door(self, place: Path) -> threading.Lock:
        with self._lock:
            return self._doors.setdefault(place, threading.Lock())
