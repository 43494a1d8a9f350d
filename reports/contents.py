"""What a report tells, gathered from the store: rows, counts and rates, without any markup."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from db import checks, clusters, settling, together, what_ifs
from db.clusters import Named
from db.findings import majority
from db.rows import ExplanationRow, ItemRow, ReviewRow, RunRow, SignOff, Verdict
from db.settling import Settled
from db.store import Store
from db.what_ifs import Kept
from reports import pseudonyms, sampling
from reports.files import ReportError
from reports.labels import match_labels
from reports.options import Options, Watch, unwatched
from reports.pseudonyms import Names
from reports.rates import Rate, wilson

DIFFER = "differ"


@dataclass(frozen=True)
class Entry:
    """One image of the run.

    explanation: None if it failed or waits
    reviews:     every reviewer's verdict that stands
    settled:     what settles a disagreement between them; None where nothing does
    truth:       index of the true class; None where it is not known or no class of the model
    what_ifs:    what these reviewers asked of it, in the order in which they did
    """

    item: ItemRow
    explanation: ExplanationRow | None
    reviews: tuple[ReviewRow, ...]
    truth: int | None
    settled: Settled | None = None
    what_ifs: tuple[Kept, ...] = ()

    @cached_property
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


@dataclass(frozen=True)
class Contents:
    """One run as a report tells it. `entries` are in the folder's order.

    whose: the people whose reviews alone are told and counted, as the report calls them; empty: everybody
    classes: the classes that the entries are explanations of; empty: all, and failed and waiting images too
    drawn: how the reviewed images were chosen, as far as the record tells, in a sentence
    clusters: those of its maps that have a name
    as_a_whole: (explanation, reviewer) of flags that were given to many at once
    """

    run: RunRow
    project: Path
    entries: tuple[Entry, ...]
    sign_offs: tuple[SignOff, ...] = ()
    whose: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    drawn: str = ""
    clusters: tuple[Named, ...] = ()
    as_a_whole: frozenset[tuple[int, str]] = frozenset()

    @property
    def several(self) -> bool:
        """Whether reviews of more than one person may be told."""
        return len(self.whose) != 1

    @cached_property
    def explained(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.explanation is not None)

    @cached_property
    def failed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.item.state == "failed")

    @property
    def waiting(self) -> int:
        return sum(entry.item.state == "waiting" for entry in self.entries)

    @cached_property
    def reviewed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.explained if entry.verdict is not None)

    @cached_property
    def judged(self) -> tuple[Entry, ...]:
        """Those that rates are out of: sound or flawed."""
        return tuple(entry for entry in self.reviewed if entry.verdict in ("sound", "flawed"))

    @cached_property
    def last_said(self) -> datetime | None:
        """When the newest of the reviews that are told was changed, UTC; None without any."""
        return max((review.updated_at for entry in self.entries for review in entry.reviews), default=None)

    @cached_property
    def reviewers(self) -> tuple[str, ...]:
        return tuple(sorted({review.reviewer for entry in self.entries for review in entry.reviews}))

    @cached_property
    def settled(self) -> tuple[Entry, ...]:
        """Those with a disagreement that somebody settled, also where that no longer holds."""
        return tuple(entry for entry in self.explained if entry.settled is not None)

    def with_verdict(self, verdict: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.explained if entry.verdict == verdict)

    @cached_property
    def flawed_rate(self) -> Rate:
        """Flawed out of flawed and sound, as in db/findings.py; unsure ones, and those on which no verdict has more
        than half, stand apart."""
        return _flawed_rate(self.explained)

    @cached_property
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

    @cached_property
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


@dataclass(frozen=True, slots=True)
class Head:
    """The newest event of a chain: what to note outside. events: how many the chain has; hash: hexadecimal."""

    reviewer: str
    device: str
    events: int
    hash: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report tells: some runs of a project, and the heads of the history as they are now."""

    project: Path
    runs: tuple[Contents, ...]
    heads: tuple[Head, ...]
    options: Options

    @property
    def sign_offs(self) -> tuple[SignOff, ...]:
        return tuple(signed for contents in self.runs for signed in contents.sign_offs)


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


def gather(store: Store, options: Options, watch: Watch = unwatched) -> Report:
    """Everything that a report of these options needs. Raises ReportError for a run or class that there is not."""
    numbers = options.runs or (choose_run(store.runs(), None, store.path).run_id,)
    names = pseudonyms.numbered(settling.reviewers_as_met(store)) if options.pseudonyms else pseudonyms.own_name
    found = []
    for place, number in enumerate(dict.fromkeys(numbers)):
        watch(place, len(numbers), f"reading run {number}")
        found.append(read(store, number, options.reviewers, options.classes, names, watch))
    if unknown := [one for one in options.classes if not any(one in contents.run.labels for contents in found)]:
        raise ReportError(f"No model of these runs has a class {', '.join(unknown)}. No report was written.")
    chains = [
        Head(names(name), device, events, value)
        for name, device, events, value in checks.heads(store)
        if not options.reviewers or name in options.reviewers
    ]
    return Report(Path(store.path), tuple(found), tuple(chains), options)


def read(
    store: Store,
    run_id: int | None = None,
    only: str | Sequence[str] | None = None,
    classes: Sequence[str] = (),
    names: Names = pseudonyms.own_name,
    watch: Watch = unwatched,
) -> Contents:
    """Everything a report needs of one run, the newest without `run_id`. Raises ReportError if there is none.

    only: a reviewer, or several, whose reviews and sign-offs alone are read. What settled a disagreement in which
    somebody else took part is left out then, for it tells what others said; somebody who has reviewed nothing yet gets
    a report without verdicts. classes: explanations of these classes only. names: what people are called.
    """
    run = choose_run(store.runs(), run_id, store.path)
    whose = (only,) if isinstance(only, str) else tuple(only or ())
    said: dict[int, list[ReviewRow]] = {}
    for review in store.reviews(run.run_id):
        if review.verdict is not None and (not whose or review.reviewer in whose):
            said.setdefault(review.explanation_id, []).append(pseudonyms.of_review(review, names))
    asked: dict[int, list[Kept]] = {}
    for one in what_ifs.of_run(store, run.run_id):
        if not whose or one.reviewer in whose:
            asked.setdefault(one.explanation_id, []).append(pseudonyms.of_what_if(one, names))
    items = store.items(run.run_id, reviewer="")
    settled = {
        which: pseudonyms.of_settled(one, names)
        for which, one in settling.settled_in_run(store, run.run_id).items()
        if not whose or {one.reviewer, *one.verdicts} <= set(whose)
    }
    watch(0, 0, f"reading {len(items):,} images of run {run.run_id}")
    explained = store.explanations(run.run_id)
    watch(0, 0, f"counting run {run.run_id}")
    truths = match_labels({item.true_label for item in items if item.true_label is not None}, run.labels)
    wanted = {index for index, label in enumerate(run.labels) if label in classes}
    entries = []
    for item in items:
        which = item.explanation_id
        explanation = None if which is None else explained[which]
        if classes and (explanation is None or explanation.target not in wanted):
            continue
        reviews = () if which is None else tuple(said.get(which, ()))
        truth = None if item.true_label is None else truths[item.true_label]
        # As with regions: of people whose verdict stands.
        told = {review.reviewer for review in reviews}
        about = tuple(one for one in asked.get(which or 0, ()) if one.reviewer in told)
        entries.append(Entry(item, explanation, reviews, truth, None if which is None else settled.get(which), about))
    reviewed = [one.item.key for one in entries if one.reviews]
    explanations = [one.item.key for one in entries if one.explanation is not None]
    signed = (one for one in store.sign_offs(run.run_id) if not whose or one.reviewer in whose)
    return Contents(
        run,
        Path(store.path),
        tuple(entries),
        tuple(pseudonyms.of_sign_off(one, names) for one in signed),
        tuple(names(name) for name in whose),
        tuple(classes),
        sampling.words(sampling.recognised(store, run.run_id, reviewed, explanations, classes)),
        tuple(
            pseudonyms.of_cluster(one, names)
            for one in clusters.of_run(store, run.run_id)
            if (not classes or one.target in wanted) and (not whose or {one.reviewer, one.changed_by} <= set(whose))
        ),
        frozenset((which, names(name)) for which, name in together.as_a_whole(store, run.run_id)),
    )


def check_reviewer(store: Store, name: str) -> None:
    """Raises ReportError, with the names there are, if nobody of that name has said anything in the project."""
    names = settling.reviewer_names(store)
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
