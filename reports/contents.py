"""What a report tells, gathered from the store: rows, counts and rates, without any markup."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.findings import majority
from db.rows import ExplanationRow, ItemRow, ReviewRow, RunRow, SignOff, Verdict
from db.settling import Settled, reviewer_names, settled_in_run
from db.store import Store
from reports.files import ReportError
from reports.labels import match_labels
from reports.rates import Rate, wilson

DIFFER = "differ"


@dataclass(frozen=True, slots=True)
class Entry:
    """One image of the run.

    explanation: None if it failed or waits
    reviews:     every reviewer's verdict that stands
    settled:     what settles a disagreement between them; None where nothing does
    truth:       index of the true class; None where it is not known or no class of the model
    """

    item: ItemRow
    explanation: ExplanationRow | None
    reviews: tuple[ReviewRow, ...]
    truth: int | None
    settled: Settled | None = None

    @property
    def verdict(self) -> Verdict | str | None:
        """What was settled, else what more than half of the reviewers say (db/findings.py); DIFFER where no verdict has
        more than half, which counts as unsure elsewhere and stands apart here; None where nobody has spoken."""
        said = Counter(review.verdict for review in self.reviews if review.verdict is not None)
        if not said:
            return None
        if len(said) > 1 and self.settled is not None and self.settling_holds:
            return self.settled.verdict
        return majority(said["sound"], said["flawed"], said["unsure"]) or DIFFER

    @property
    def settling_holds(self) -> bool:
        """Whether a disagreement was settled and the verdicts are still those that it was settled for."""
        return self.settled is not None and self.settled.holds_for(self.reviews)

    @property
    def right(self) -> bool | None:
        """Whether the prediction is the true class; None where that cannot be told."""
        if self.explanation is None or self.truth is None:
            return None
        return self.explanation.prediction == self.truth


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One row of the table prediction x explanation. flawed_rate is flawed out of flawed + sound."""

    title: str
    sound: int
    flawed: int
    unsure: int
    differ: int
    unreviewed: int
    flawed_rate: Rate


@dataclass(frozen=True, slots=True)
class Contents:
    """One run as a report tells it. `entries` are in the folder's order.

    only: the reviewer whose reviews alone are told and counted; None: everybody's
    """

    run: RunRow
    project: Path
    entries: tuple[Entry, ...]
    sign_offs: tuple[SignOff, ...] = ()
    only: str | None = None

    @property
    def explained(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.explanation is not None)

    @property
    def failed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.item.state == "failed")

    @property
    def waiting(self) -> int:
        return sum(entry.item.state == "waiting" for entry in self.entries)

    @property
    def reviewed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.explained if entry.verdict is not None)

    @property
    def reviewers(self) -> tuple[str, ...]:
        return tuple(sorted({review.reviewer for entry in self.entries for review in entry.reviews}))

    @property
    def settled(self) -> tuple[Entry, ...]:
        """Those with a disagreement that somebody settled, also where that no longer holds."""
        return tuple(entry for entry in self.explained if entry.settled is not None)

    def with_verdict(self, verdict: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.explained if entry.verdict == verdict)

    @property
    def flawed_rate(self) -> Rate:
        """Flawed out of flawed and sound, as in db/findings.py; unsure ones, and those on which no verdict has more
        than half, stand apart."""
        return _flawed_rate(self.explained)

    @property
    def accuracy(self) -> Rate | None:
        """Right predictions out of those whose true class is known; None where none is."""
        known = [entry.right for entry in self.explained if entry.right is not None]
        return wilson(sum(known), len(known)) if known else None

    def cross_table(self) -> tuple[CrossRow, ...]:
        """Prediction right or wrong x explanation sound or flawed; empty where no true class is known."""
        rows = (
            ("Prediction right", [entry for entry in self.explained if entry.right is True]),
            ("Prediction wrong", [entry for entry in self.explained if entry.right is False]),
        )
        return tuple(_cross_row(title, entries) for title, entries in rows) if self.accuracy else ()

    @property
    def data_fingerprint(self) -> str:
        """SHA-256 over the line "sha256  relative path" of every image that could be read, in the order of paths."""
        lines = sorted((entry.item.relative, entry.explanation.sha256) for entry in self.entries if entry.explanation)
        digest = hashlib.sha256()
        for relative, sha256 in lines:
            digest.update(f"{sha256}  {relative}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def warnings(self) -> tuple[tuple[str, int], ...]:
        """What explanations warn of, and how many do, the most frequent first."""
        found = Counter(text for entry in self.explained if entry.explanation for text in entry.explanation.warnings)
        return tuple(found.most_common())


@contextmanager
def opened(project: Store | Path | str) -> Iterator[Store]:
    """The store itself, or the one at a path, open for reading while inside. Raises StoreError."""
    if isinstance(project, Store):
        yield project
        return
    store = Store.open(Path(project), readonly=True)
    try:
        yield store
    finally:
        store.close()


def read(store: Store, run_id: int | None = None, only: str | None = None) -> Contents:
    """Everything a report needs of one run, the newest without `run_id`. Raises ReportError if there is none.

    only: a reviewer, whose reviews and sign-off alone are read. What settles a disagreement is left out then, for it
    tells what others said; somebody who has reviewed nothing yet gets a report without verdicts.
    """
    run = choose_run(store.runs(), run_id, store.path)
    said: dict[int, list[ReviewRow]] = {}
    for review in store.reviews(run.run_id):
        if review.verdict is not None and only in (None, review.reviewer):
            said.setdefault(review.explanation_id, []).append(review)
    items = store.items(run.run_id, reviewer="")
    settled = settled_in_run(store, run.run_id) if only is None else {}
    truths = match_labels({item.true_label for item in items if item.true_label is not None}, run.labels)
    entries = []
    for item in items:
        explanation = None if item.explanation_id is None else store.explanation(item.explanation_id)
        reviews = () if item.explanation_id is None else tuple(said.get(item.explanation_id, ()))
        truth = None if item.true_label is None else truths[item.true_label]
        settles = None if item.explanation_id is None else settled.get(item.explanation_id)
        entries.append(Entry(item, explanation, reviews, truth, settles))
    signed = tuple(one for one in store.sign_offs(run.run_id) if only in (None, one.reviewer))
    return Contents(run, Path(store.path), tuple(entries), signed, only)


def unjudged(store: Store, run_id: int, reviewer: str) -> int:
    """How many explanations of a run somebody else has reviewed and this reviewer has not: what a report of everybody's
    reviews would tell a blind reviewer too early."""
    judged: dict[bool, set[int]] = {True: set(), False: set()}
    for review in store.reviews(run_id):
        if review.verdict is not None:
            judged[review.reviewer == reviewer].add(review.explanation_id)
    return len(judged[False] - judged[True])


def check_reviewer(store: Store, name: str) -> None:
    """Raises ReportError, with the names there are, if nobody of that name has said anything in the project."""
    names = reviewer_names(store)
    if name not in names:
        known = f"Those who have: {', '.join(names)}." if names else "Nobody has yet."
        raise ReportError(f"Nobody called {name} has reviewed anything in {store.path}. {known} No report was written.")


def choose_run(runs: Sequence[RunRow], run_id: int | None, project: Path) -> RunRow:
    """The run with that id, or the newest audit. Raises ReportError naming the runs there are."""
    if not runs:
        raise ReportError(f"{project} holds no run yet. Audit a folder first: hansel audit, or the window.")
    if run_id is None:
        return max((run for run in runs if not run.ad_hoc), key=lambda run: run.run_id, default=runs[-1])
    for run in runs:
        if run.run_id == run_id:
            return run
    known = ", ".join(str(run.run_id) for run in runs)
    raise ReportError(f"{project} has no run {run_id}; it has {known}.")


def _cross_row(title: str, entries: Sequence[Entry]) -> CrossRow:
    counts = Counter(entry.verdict for entry in entries)
    return CrossRow(
        title, counts["sound"], counts["flawed"], counts["unsure"], counts[DIFFER], counts[None], _flawed_rate(entries)
    )


def _flawed_rate(entries: Sequence[Entry]) -> Rate:
    counts = Counter(entry.verdict for entry in entries)
    return wilson(counts["flawed"], counts["flawed"] + counts["sound"])
