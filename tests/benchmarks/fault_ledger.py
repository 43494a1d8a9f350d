"""What a project owes: all that its processes told as done before they were killed, kept apart from the project.

Written from what the docs promise, without a line of db/: undo takes back the newest change of this reviewer on this
machine that stands, redo brings again what was undone last unless something was changed there since, and a review
shows the newest change that stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """One review event: "set", "undo" or "redo", on which machine, on which explanation.

    verdict: what a "set" sets; of: the place of the event that an undo or redo is of, in this reviewer's history
    """

    kind: str
    device: str
    explanation: int
    verdict: str | None = None
    of: int | None = None


@dataclass(slots=True)
class Book:
    """One reviewer's history, as it goes on."""

    events: list[Said] = field(default_factory=list)
    _stands: dict[int, bool] = field(default_factory=dict)
    _undone: dict[str, list[int]] = field(default_factory=dict)

    def set(self, device: str, explanation: int, verdict: str | None) -> int:
        self._stands[len(self.events)] = True
        self._undone[device] = []
        self.events.append(Said("set", device, explanation, verdict))
        return explanation

    def undo(self, device: str) -> int | None:
        mine = [at for at, stands in self._stands.items() if stands and self.events[at].device == device]
        if not mine:
            return None
        self._stands[mine[-1]] = False
        self._undone.setdefault(device, []).append(mine[-1])
        return self._turned("undo", device, mine[-1])

    def redo(self, device: str) -> int | None:
        if not self._undone.get(device):
            return None
        at = self._undone[device].pop()
        self._stands[at] = True
        return self._turned("redo", device, at)

    def _turned(self, kind: str, device: str, at: int) -> int:
        self.events.append(Said(kind, device, self.events[at].explanation, of=at))
        return self.events[at].explanation

    def state(self) -> dict[int, str | None]:
        """explanation -> verdict that holds; None where all was taken back."""
        found: dict[int, str | None] = {event.explanation: None for event in self.events}
        for at, stands in self._stands.items():
            if stands:
                found[self.events[at].explanation] = self.events[at].verdict
        return found


def replayed(events: Iterable[Said]) -> Book:
    """The book that these events make. It differs from them where an undo took back another event than was due."""
    book = Book()
    for event in events:
        if event.kind == "set":
            book.set(event.device, event.explanation, event.verdict)
        else:
            getattr(book, event.kind)(event.device)
    return book


@dataclass(slots=True)
class _Sent:
    number: int
    op: str
    on: int | None
    verdict: str | None
    done: bool = False
    told_on: int | None = None


@dataclass(slots=True)
class Ledger:
    """What was promised, over the life of a project that is killed again and again.

    settled:      reviewer -> the events that a project was found to hold, all of them owed from then on
    explanations: id -> (file name, target, SHA-256 of the map's float32 values)
    adopted:      the project was there before; what it then held was not made here, and its maps are not there
    """

    settled: dict[str, list[Said]] = field(default_factory=dict)
    explanations: dict[int, tuple[str, int, str]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    reviews_told: int = 0
    adopted: bool = False
    _sent: dict[str, list[_Sent]] = field(default_factory=dict)
    _device: str = ""

    def listen(self, lines: Iterable[Mapping[str, Any]], device: str) -> list[str]:
        """Notes what one process on a machine said. Returns what it should not have said."""
        wrong: list[str] = []
        self._sent, self._device = {}, device
        by_number: dict[int, tuple[str, _Sent]] = {}
        for line in lines:
            match line["say"]:
                case "sent":
                    sent = _Sent(line["number"], line["op"], line.get("on"), line.get("verdict"))
                    self._sent.setdefault(line["who"], []).append(sent)
                    by_number[sent.number] = (line["who"], sent)
                case "done":
                    sent = by_number[line["number"]][1]
                    sent.done, sent.told_on = True, line["on"]
                    self.reviews_told += 1
                case "refused":
                    who, sent = by_number[line["number"]]
                    self._sent[who].remove(sent)
                case "explained":
                    for explanation, name, target, values in line["rows"]:
                        if explanation in self.explanations:
                            wrong.append(f"explanation {explanation} was told twice")
                        self.explanations[explanation] = (name, target, values)
                    self.failed.update(line["failed"])
        return wrong

    def settle(self, found: Mapping[str, Sequence[Said]]) -> tuple[int, list[str]]:
        """Compares with the events that a project holds, by reviewer and in order: all that was told as done, and of
        what was sent but not told as done the first so many. Returns how many promised events are lost, and why."""
        lost, wrong = 0, []
        for who in sorted({*self.settled, *self._sent, *found}):
            book = replayed(self.settled.get(who, []))
            promised = len(book.events)
            for sent in self._sent.get(who, []):
                on = self._do(book, sent)
                if sent.done:
                    promised = len(book.events)
                    if sent.told_on != on:
                        wrong.append(f"{sent.op} of {who} was told on {sent.told_on}, due was {on}")
            mine = list(found.get(who, []))
            pairs = enumerate(zip(book.events, mine, strict=False))
            same = next((at for at, (due, is_) in pairs if due != is_), min(len(book.events), len(mine)))
            if same < promised:
                lost += promised - same
                wrong.append(f"{who}: {promised} events were promised, the first {same} are there as promised")
            if same < len(mine):
                wrong.append(f"{who}: event {same + 1}, {mine[same]}, was never asked for")
            self.settled[who] = mine
        self._sent = {}
        return lost, wrong

    def _do(self, book: Book, sent: _Sent) -> int | None:
        if sent.op == "set" and sent.on is not None:
            return book.set(self._device, sent.on, sent.verdict)
        turned: int | None = getattr(book, sent.op)(self._device)
        return turned

    def state(self) -> dict[tuple[str, int], str | None]:
        """(reviewer, explanation) -> verdict, as of the last settling."""
        return {
            (who, explanation): verdict
            for who, events in self.settled.items()
            for explanation, verdict in replayed(events).state().items()
        }
