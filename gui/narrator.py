"""Tells those who listen what happens in the review: which image is at hand, what was saved, how long the list is.

Of images that are passed quickly only the one where one stops is told. Nothing is told that the window hides: it is all
taken from the rows as the list shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QTimer

from db.rows import ReviewRow
from gui import terms
from gui.accessible import announce
from gui.changes import Change
from gui.commands import command_named
from gui.words import images, sentence, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

STOPS_MS = 350  # longer than the pause between two repeats of a key that is held


class Narrator(QObject):
    """Listens to page, desk and rooms of a window. What a part says by itself (messages, notices, the status bar, the
    what-if's card) it leaves to that part."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._page = window.review
        self._told: tuple[object, ...] | None = None  # key, explanation and state of the image that was told last
        self._disputed = False
        self._before = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(STOPS_MS)
        self._pause.timeout.connect(self._tell_image)
        self._page.moved.connect(self._moved)
        self._page.changed.connect(self._changed)
        self._page.queueing.chosen.connect(self._list_chosen)
        self._page.items.dataChanged.connect(self._row_changed)
        window.desk.changed.connect(self._saved)
        window.desk.project_closed.connect(self._forget)
        window.rooms.pages.currentChanged.connect(self._room_shown)

    # --- the image at hand ---

    def _at_hand(self) -> tuple[object, ...] | None:
        row = self._page.current()
        return None if row is None else (row.key, row.explanation_id, row.state)

    def _moved(self) -> None:
        if self._at_hand() != self._told or self._before:
            self._pause.start()

    def _changed(self) -> None:
        """What the image is waiting for may have come."""
        now = self._at_hand()
        if self._told is not None and now is not None and now != self._told and not self._pause.isActive():
            self._pause.start()

    def _list_chosen(self) -> None:
        if self._page.items.chosen:
            title, number = visible(self._page.queueing.title()), images(self._page.items.rowCount())
            self._before = tr("{list}: {images}.").format(list=title, images=number)
            self._pause.start()

    def _tell_image(self) -> None:
        at = self._page.list.currentIndex().row()
        row = self._page.items.row(at)
        words, self._before = self._before, ""
        if not self._page.isVisible():
            return
        if row is not None:
            self._told, self._disputed = self._at_hand(), self._page.items.is_disputed(row)
            # Whoever goes through the list itself hears its rows from Qt.
            if not self._page.list.hasFocus():
                words = f"{words} {self._page.items.spoken(at)}".strip()
        announce(self._page.name, words)

    def _row_changed(self, first: QModelIndex, last: QModelIndex, _: object = None) -> None:
        """That reviewers disagree comes to light a moment after one's own verdict."""
        at = self._page.list.currentIndex().row()
        row = self._page.items.row(at)
        if row is None or not first.row() <= at <= last.row() or self._told != self._at_hand():
            return
        disputed, before = self._page.items.is_disputed(row), self._disputed
        self._disputed = disputed
        if disputed and not before:
            announce(self._page.name, tr("Reviewers disagree."))

    def _forget(self) -> None:
        self._pause.stop()
        self._told, self._before = None, ""

    # --- what was saved ---

    def _saved(self, change: Change, row: ReviewRow | None) -> None:
        """A change has been committed; one that settles is told by its message."""
        mine = row is not None and row.reviewer == self._window.desk.reviewer
        words = ", ".join(self._in_words(change)) if mine else ""
        if not words:
            return
        item = self._page.current()
        words = sentence(words)
        if item is not None and item.explanation_id == change.explanation_id:
            said = tr("{what}, saved.").format(what=words)
        else:
            said = tr("{what} on {image}, saved.").format(what=words, image=visible(change.relative))
        announce(self._page.name, said)

    def _in_words(self, change: Change) -> list[str]:
        sets: dict[str, Any] = dict(change.sets)
        settings = self._window.desk.settings
        found = []
        if "verdict" in sets:
            found.append(terms.verdict(sets["verdict"]) if sets["verdict"] else tr("verdict taken back"))
        for reason, given in sets.get("reasons", {}).items():
            title = visible(tr(settings.title(reason)))
            found.append(title if given else tr("{reason} taken back").format(reason=title))
        if "severity" in sets:
            found.append(terms.severity(sets["severity"]) if sets["severity"] else tr("severity taken back"))
        if "comment" in sets:
            found.append(tr("comment"))
        for region in sets.get("regions", {}).values():
            found.append(tr("{mark} region").format(mark=tr(region["mark"])) if region else tr("region taken away"))
        return found

    # --- rooms ---

    def _room_shown(self) -> None:
        if self._window.isVisible():
            announce(self._window.top.rooms, command_named(f"room-{self._window.rooms.now}").shown)
