"""What is done with a cluster of maps: its members in Review, a name for it, all of it flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from db import clusters, together
from db.queues import PICKED, Queue
from db.rows import ReviewRow
from db.store import Store
from gui.items import Hint
from gui.pattern_card import PatternCard
from gui.pattern_dialogs import FlagDialog, NameDialog
from gui.pattern_words import Shown
from gui.words import images, plural, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

Flagged = tuple[int, int, str, list[tuple[int, ReviewRow | None]]]


class PatternActing(QObject):
    """Shows the room what is open, and does what its cards ask for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._room = window.rooms.patterns
        self._room.open_wanted.connect(self.open)
        self._room.name_wanted.connect(self.name)
        self._room.forget_wanted.connect(self.forget)
        self._room.flag_wanted.connect(self.flag)
        desk = window.desk
        desk.changed.connect(lambda *_: self._refresh())
        desk.turned.connect(lambda *_: self._refresh())
        desk.closing.connect(lambda: self._room.show_project(None, None, window.show_trouble))

    def show(self) -> None:
        """The room is gone into: show it what is open."""
        window, desk = self._window, self._window.desk
        run = desk.run
        if run is None:
            self._room.empty.say(
                tr("No patterns yet."),
                tr("Patterns are found among the maps of an audit. Start one, or open a project."),
                (tr("Set up an audit"), lambda: window.rooms.show("audit")),
                (tr("Open project…"), window.intake.ask_project),
            )
        only = desk.reviewer if desk.settings.blind.reviews else None
        self._room.show_project(
            desk.store, run.run_id if run is not None else None, window.show_trouble, only, desk.settings.title,
            self._why_not(),
        )  # fmt: skip

    def _why_not(self) -> str:
        """Why nothing can be written now; "" if it can."""
        if self._window.desk.readonly:
            return tr("The project is open for reading only.")
        return "" if self._window.desk.reviewer else tr("Say who reviews first: Review, Change reviewer.")

    def _refresh(self) -> None:
        if self._window.rooms.now == "patterns":
            self._room.refresh()

    # --- acting ---

    def open(self, card: PatternCard, place: int) -> None:
        """The members in Review, the nearest to the centre first; place: the one to begin with."""
        one, window = card.shown, self._window
        found = self._room.found
        if found is None or not one.members:
            return
        hints = {row.key: Hint(tr("member {n}").format(n=n), "") for n, row in enumerate(one.members, 1)}
        queue = Queue(PICKED, picked=tuple(row.key for row in one.members), title=one.title)
        window.show_review()
        window.review.queueing.pick(found.run_id, queue, hints, one.members[place].relative)

    def name(self, card: PatternCard) -> None:
        """Ask what a cluster is called, and keep it."""
        one, found, window = card.shown, self._room.found, self._window
        desk = window.desk
        if found is None or self._why_not():
            return
        store_then = desk.store
        others = [other.name for other in found.named if one.named is None or other.uuid != one.named.uuid]
        maps = plural(len(one.members), "1 map", "{n} maps")
        about = tr("{maps} of class {label}. Reports of the run tell of named clusters.")
        about = about.format(maps=maps, label=visible(one.label))
        dialog = NameDialog(about, one.named.name if one.named is not None else "", others, window)
        answer, text = dialog.exec(), dialog.text()
        dialog.deleteLater()
        # What the room shows may have been read anew meanwhile; the cluster is the one that was asked about.
        if answer != QDialog.DialogCode.Accepted or desk.store is not store_then:
            return
        reviewer = desk.reviewer

        def work(store: Store) -> tuple[str, str]:
            if one.named is not None:
                return (named := clusters.rename(store, one.named.uuid, reviewer, text).result()).name, named.event
            assert found.told is not None
            which = next(
                (group, cluster)
                for group, number, cluster in found.told.shown()
                if (group.group, number) == (one.group, one.number)
            )
            named = clusters.name(store, found.run_id, reviewer, text, found.told.found(*which)).result()
            return named.name, named.event

        def done(kept: tuple[str, str]) -> None:
            self._said(tr("The cluster is called “{name}”.").format(name=visible(kept[0])), kept[1])

        desk.write(work, done)

    def forget(self, card: PatternCard) -> None:
        """Take a cluster's name away; the history keeps that it had one."""
        named, desk = card.shown.named, self._window.desk
        if named is None or self._why_not():
            return
        reviewer = desk.reviewer
        desk.write(
            lambda store: clusters.forget(store, named.uuid, reviewer).result(),
            lambda event: self._said(tr("Name “{name}” removed.").format(name=visible(named.name)), event),
        )

    def flag(self, card: PatternCard) -> None:
        """Ask for reasons, then flag all members that the reviewer has not judged."""
        one, found, desk = card.shown, self._room.found, self._window.desk
        if found is None or self._why_not():
            return
        reviewer, run_id = desk.reviewer, found.run_id
        members = [row.explanation_id for row in one.members]

        def judged(store: Store) -> int:
            inside = set(members)
            return sum(
                review.verdict is not None and review.reviewer == reviewer and review.explanation_id in inside
                for review in store.reviews(run_id)
            )

        desk.read(judged, lambda n: self._ask_flag(one, members, n, reviewer))

    def _ask_flag(self, one: Shown, members: list[int], judged: int, reviewer: str) -> None:
        window, desk = self._window, self._window.desk
        if reviewer != desk.reviewer or window.rooms.now != "patterns":
            return
        dialog = FlagDialog(one.name, len(members), judged, reviewer, desk.settings.reasons, window)
        answer, reasons = dialog.exec(), dialog.reasons()
        dialog.deleteLater()
        if answer != QDialog.DialogCode.Accepted:
            return

        def work(store: Store) -> Flagged:
            flagged = together.flag(store, members, reviewer, reasons, one.name).result()
            step = store.next_undo(reviewer)
            rows = [(which, store.review(which, reviewer)) for which in members]
            return flagged.flagged, flagged.kept, step.event if step is not None else "", rows

        def done(found: Flagged) -> None:
            n, kept, event, rows = found
            window.review.turned_along(rows)
            said = [tr("{images} flagged: {name}.").format(images=images(n), name=visible(one.name))]
            if kept:
                said.append(plural(kept, "1 verdict of yours stays.", "{n} verdicts of yours stay."))
            self._said(" ".join(said), event)

        desk.write(work, done)

    def _said(self, text: str, event: str) -> None:
        """What was done, with the way to take it back."""
        self._window.toasts.show(text, lambda: self._window.desk.undo(event), event=event)
        self._refresh()
