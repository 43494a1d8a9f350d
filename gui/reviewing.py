"""The review of the image at hand: keys and boxes ask here, the desk saves, the panel shows what was saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.rows import ItemRow, ReviewRow, Verdict
from db.settling import disagree
from db.store import Store
from engine.records import PlainError
from gui.changes import Change
from gui.desk import Desk, Reviews
from gui.panel import Panel
from gui.viewing import Stopwatch
from gui.words import later, tr

JUDGED = {"verdict", "reasons", "severity"}
NO_MAP = later("its map cannot be shown; compute it again before judging")


@dataclass(eq=False, slots=True)
class _AtHand:
    """known: what is saved has been read; waiting: what was asked for before that; has_map: whether its map can be
    shown, None as long as nobody looked; unseen: what was asked for before that."""

    explanation_id: int
    relative: str
    mine: ReviewRow | None = None
    reviews: Reviews | None = None
    known: bool = False
    has_map: bool | None = None
    waiting: list[Callable[[], None]] = field(default_factory=list)
    unseen: list[Callable[[], None]] = field(default_factory=list)


class Reviewing(QObject):
    """Turns what the user asks for into changes of the review. ``hint(str)`` says why something was not done;
    ``left()`` that the keyboard goes back to the picture; ``unnamed()`` that nobody said yet who reviews;
    ``found(explanation id, verdict)`` what a project that is only read says now of the image at hand."""

    hint = Signal(str)
    left = Signal()
    unnamed = Signal()
    found = Signal(int, object)

    def __init__(self, desk: Desk, panel: Panel, stopwatch: Stopwatch, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._panel, self._stopwatch = desk, panel, stopwatch
        self._now: _AtHand | None = None
        self._undecided: list[_AtHand] = []
        panel.reasons.toggled.connect(self.toggle_reason)
        panel.reasons.reason_added.connect(self.add_reason)
        panel.reasons.reason_dropped.connect(lambda name: desk.set_reasons(desk.settings.without_reason(name)))
        panel.reasons.left.connect(self.left)
        panel.comment.wanted.connect(self._comment)
        panel.comment.left.connect(self.left)
        panel.others.settle_wanted.connect(self.settle)
        panel.conflicts.keep_wanted.connect(lambda name, value: self._change({name: value}))
        desk.changed.connect(self._changed)

    # --- which image ---

    def show(self, item: ItemRow | None) -> None:
        """Another image is at hand, or what is known of this one has changed; None for none."""
        explanation_id = item.explanation_id if item is not None else None
        before = self._now
        if before is not None and before.explanation_id == explanation_id:
            return
        self._panel.comment.save()
        self._stopwatch.show(explanation_id)
        self._now = None
        self._panel.show_map("")
        self._panel.show_review(None, another=True)
        if item is not None and explanation_id is not None:
            self._now = _AtHand(explanation_id, item.relative)
            self._panel.verdicts.show_verdict(item.verdict)
            self._read(self._now)

    def map_seen(self, explanation_id: int | None, there: bool) -> None:
        """A picture has been made: with the map of an explanation, or without as it is lost."""
        at = self._now
        if at is not None and at.explanation_id == explanation_id:
            self._panel.show_map("" if there else tr(NO_MAP))
            self._decide(at, there)

    def flush(self) -> None:
        """Save the comment that is being typed, and what was asked for before its map was seen."""
        self._panel.comment.save()
        store = self._desk.store
        for at in list(self._undecided):
            if store is not None:
                self._decide(at, _has_map(store, at.explanation_id))

    def refresh(self) -> None:
        """Read again what is said of the image at hand."""
        if self._now is not None:
            self._read(self._now)

    def begin_again(self) -> None:
        """Another reviewer, or another run to come: nothing of what was shown counts. Until its rows are here, what is
        said is said of the image that is still shown."""
        self.flush()
        before, self._now = self._now, None
        self._panel.show_review(None, another=True)
        self._panel.show_reviews(None)
        if before is not None:
            self._now = _AtHand(before.explanation_id, before.relative, has_map=before.has_map)
            self._read(self._now)

    def clear(self) -> None:
        """Another project."""
        self.flush()
        self._now = None
        self._panel.show_map("")
        self._panel.show_review(None, another=True)
        self._panel.show_reviews(None)
        self._stopwatch.clear()

    def _read(self, at: _AtHand) -> None:
        def came(found: Reviews) -> None:
            first = not at.known
            at.mine, at.reviews, at.known = found.mine, found, True
            if at is self._now:
                self._panel.show_review(at.mine)
                self._panel.show_reviews(found)
                if self._desk.readonly:
                    self.found.emit(at.explanation_id, at.mine.verdict if at.mine is not None else None)
            waiting, at.waiting = at.waiting if first else [], []
            for one in waiting:
                one()

        self._desk.reviews(at.explanation_id, came)

    # --- what was saved ---

    def take(self, row: ReviewRow) -> None:
        """A review as it is now on the disk."""
        at = self._now
        if at is None or row.explanation_id != at.explanation_id or row.reviewer != self._desk.reviewer:
            return
        at.mine = row
        self._panel.show_review(row)
        self._read(at)

    def _changed(self, change: Change, row: ReviewRow | None) -> None:
        if row is not None:
            self.take(row)
        elif self._now is not None and change.explanation_id == self._now.explanation_id:
            self._read(self._now)

    # --- what is asked for ---

    def judge(self, verdict: Verdict) -> None:
        """A verdict on the image at hand; its mark appears when it is committed."""
        self._change({"verdict": verdict})

    def toggle_reason(self, reason_id: str) -> None:
        """Give a reason or take it back. Where there is no verdict yet, giving one says "flawed" too."""

        def toggle(at: _AtHand) -> None:
            given = not self._value(at, "reasons").get(reason_id, False)
            self._change_flaw(at, {"reasons": {reason_id: given}}, given)

        self._when_known(toggle)

    def toggle_reason_number(self, number: int) -> None:
        """By its key: 1 is the first."""
        reasons = self._desk.settings.reasons
        if number <= len(reasons):
            self.toggle_reason(reasons[number - 1].id)

    def set_severity(self, severity: int) -> None:
        """1 minor, 2 serious, 3 grave; the same once more takes it back."""

        def put(at: _AtHand) -> None:
            given = self._value(at, "severity") != severity
            self._change_flaw(at, {"severity": severity if given else None}, given)

        self._when_known(put)

    def add_reason(self, title: str) -> None:
        """Offer one more reason in this project, and give it here."""
        settings = self._desk.settings
        more = settings.with_reason(title)
        name = " ".join(title.split()).casefold()
        same = next((one for one in more.reasons if name in (one.id.casefold(), one.title.casefold())), None)
        if more is not settings:
            self._desk.set_reasons(more)
            same = more.own[-1]
        at = self._now
        if same is not None and at is not None and not self._value(at, "reasons").get(same.id):
            self.toggle_reason(same.id)

    def settle(self, verdict: Verdict) -> None:
        """Say which verdict holds where reviewers disagree; only where the disagreement may be seen."""
        at = self._now
        if at is not None and self.may_say():
            self._when_seen(at, lambda: self._settle(at, verdict))

    def _settle(self, at: _AtHand, verdict: Verdict) -> None:
        found = at.reviews
        everyone = [] if found is None else [*found.others, *([at.mine] if at.mine is not None else [])]
        if found is None or found.hidden or not disagree(everyone):
            self.hint.emit(tr("no disagreement to settle here"))
            return
        self._desk.settle(at.explanation_id, at.relative, verdict)

    def _comment(self, text: str) -> None:
        at = self._now
        # Not to be put off until it is known what was said before: the window may be closing.
        if at is not None and self.may_say() and (not at.known or text != self._value(at, "comment")):
            self._change_at(at, {"comment": text})

    def _when_seen(self, at: _AtHand, act: Callable[[], None]) -> None:
        """If there is a map to be judged. An event says which map was looked at, by its hash, so nothing is said of one
        that nobody can see; for who is quicker than the picture the file itself is looked at, beside the window."""
        at.unseen.append(act)
        if at.has_map is not None:
            self._decide(at, at.has_map)
        elif at not in self._undecided:
            self._undecided.append(at)
            self._desk.read(lambda store: _has_map(store, at.explanation_id), lambda there: self._decide(at, there))

    def _decide(self, at: _AtHand, there: bool) -> None:
        """It is known whether there is a map: what was asked for is done, or refused."""
        at.has_map = there
        self._undecided = [one for one in self._undecided if one is not at]
        unseen, at.unseen = at.unseen, []
        if unseen and not there:
            self.hint.emit(tr(NO_MAP))
            return
        for act in unseen:
            act()

    def _change_flaw(self, at: _AtHand, sets: dict[str, Any], given: bool) -> None:
        verdict = self._value(at, "verdict")
        if verdict == "sound":
            self.hint.emit(tr("reasons and severity go with flawed or unsure"))
            return
        self._change_at(at, sets | {"verdict": "flawed"} if given and verdict is None else sets)

    def _change(self, sets: Mapping[str, Any]) -> None:
        at = self._now
        if at is None or not self.may_say():
            return
        if JUDGED & set(sets):
            self._when_seen(at, lambda: self._change_at(at, sets))
        else:
            self._change_at(at, sets)

    def _change_at(self, at: _AtHand, sets: Mapping[str, Any]) -> None:
        self._desk.change(at.explanation_id, at.relative, sets, self._stopwatch.take(at.explanation_id))

    def _when_known(self, act: Callable[[_AtHand], None]) -> None:
        """At once, or as soon as it has been read what the review says so far; also if the user has gone on by then."""
        at = self._now
        if at is not None and self.may_say():
            self._when_seen(at, lambda: act(at) if at.known else at.waiting.append(lambda: act(at)))

    def may_say(self) -> bool:
        """Whether anything can be said here; where only the name is missing, it is asked for."""
        if self._desk.readonly:
            return False
        if not self._desk.reviewer:
            self.unnamed.emit()
            return False
        return True

    def _value(self, at: _AtHand, name: str) -> Any:
        """What the review says with all that is on its way to the disk."""
        pending = self._desk.pending(at.explanation_id)
        if name == "reasons":
            return {**dict.fromkeys(at.mine.reasons if at.mine is not None else (), True), **pending.get(name, {})}
        saved = getattr(at.mine, name) if at.mine is not None else {"comment": ""}.get(name)
        return pending.get(name, saved)


def _has_map(store: Store, explanation_id: int) -> bool:
    try:
        store.map(explanation_id)
    except PlainError:
        return False
    return True
