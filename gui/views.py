"""Saved views: a queue and a filter under a name, kept in the project for everyone who reviews it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from db.queues import Queue
from db.store import Store
from gui.desk import Desk
from gui.queue_bar import QueueBar
from gui.words import tr

SETTING = "views"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows: a queue and the text of a filter."""

    queue: Queue
    text: str


class Views(QObject):
    """Keeps the project's views; the bar shows them. ``now`` tells what is shown, ``show_view`` shows another."""

    def __init__(
        self, desk: Desk, bar: QueueBar, now: Callable[[], View], show_view: Callable[[View], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._bar, self._now = desk, bar, now
        self._views: dict[str, View] = {}
        bar.view_wanted.connect(lambda name: show_view(self._views[name]))
        bar.view_saved.connect(self._save)
        bar.view_renamed.connect(self._rename)
        bar.view_dropped.connect(self._drop)

    @staticmethod
    def read(store: Store) -> dict[str, View]:
        """The views of a project; what is not of our form is left out. Not for the window's thread."""
        record = store.get_setting(SETTING)
        found = {}
        for name, one in record.items() if isinstance(record, dict) else ():
            if isinstance(one, dict) and isinstance(one.get("filter"), str):
                found[name] = View(Queue.from_json(one.get("queue")), one["filter"])
        return found

    def show(self, views: Mapping[str, View]) -> None:
        self._views = dict(views)
        writable = self._desk.store is not None and not self._desk.readonly
        self._bar.show_views(sorted(self._views, key=str.casefold), writable=writable)

    def _save(self, name: str) -> None:
        name = name[:LONGEST]
        words = tr("View “{name}” replaced.") if name in self._views else tr("View “{name}” saved.")
        self._keep(self._views | {name: self._now()}, words.format(name=name))

    def _rename(self, old: str, new: str) -> None:
        new = new[:LONGEST]
        if old not in self._views or new == old:
            return
        if new in self._views:
            self._bar.show_words(tr("There is a view “{name}” already.").format(name=new), warning=True)
            return
        words = tr("View “{old}” is called “{new}” now.").format(old=old, new=new)
        self._keep({new if name == old else name: view for name, view in self._views.items()}, words)

    def _drop(self, name: str) -> None:
        left = {one: view for one, view in self._views.items() if one != name}
        self._keep(left, tr("View “{name}” deleted.").format(name=name))

    def _keep(self, views: Mapping[str, View], words: str) -> None:
        """Write the views; they are shown, and it is said, after the commit."""
        if self._desk.readonly:
            self._bar.show_words(tr("The project is open for reading only; views stay as they are."), warning=True)
            return
        record: dict[str, Any] = {
            name: {"queue": view.queue.to_json(), "filter": view.text} for name, view in views.items()
        }

        def kept() -> None:
            self.show(views)
            self._bar.show_words(words)

        self._desk.keep_setting(SETTING, record, kept)
