"""Two runs on the same images: which explanations got better or worse, and whether more than chance would have it.

Paired by image, so that what is hard about an image weighs on both sides alike. Images are the same where they are one
file of one folder with the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, fsum, lgamma, log
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import Connection, text

from db.column_types import Words, canonical_json
from db.counting import Asked, Scope, majority
from db.faults import StoreError
from db.rows import Verdict

if TYPE_CHECKING:
    from db.store import Store

# What became of an image from the first run to the second; "sound" and "flawed": it stayed so.
Group = Literal["better", "worse", "sound", "flawed", "unsure", "once", "none"]
GROUPS: tuple[Group, ...] = get_args(Group)

_PAIRS = """SELECT a.image_id, a.relative AS relative, a.true_label AS true_label,
    a.explanation_id AS first, b.explanation_id AS second, a.prediction AS was, b.prediction AS now,
    a.sound AS sound_a, a.flawed AS flawed_a, a.unsure AS unsure_a,
    b.sound AS sound_b, b.flawed AS flawed_b, b.unsure AS unsure_b
  FROM run_images a CROSS JOIN run_images b ON b.run_id = :second AND b.image_id = a.image_id
  WHERE a.run_id = :first AND a.state = 'explained' AND a.explanation_id IS NOT NULL
    AND b.state = 'explained' AND b.explanation_id IS NOT NULL ORDER BY a.position, a.image_id"""
_OWN = "SELECT explanation_id, verdict FROM reviews WHERE run_id IN (:first, :second) AND reviewer_id = :who"

_KNOWN = text("SELECT id FROM reviewers WHERE name = :who")


@dataclass(frozen=True, slots=True)
class Pair:
    """One image in both runs. first and second: its explanations; right_*: None where the true class is not known."""

    relative: str
    first: int
    second: int
    verdict_first: Verdict | None
    verdict_second: Verdict | None
    right_first: bool | None
    right_second: bool | None

    @property
    def group(self) -> Group:
        """better: from flawed to sound; worse: back; sound, flawed: in both; unsure: judged in both, and unsure in one
        at least; once: judged in one only; none: in neither."""
        match self.verdict_first, self.verdict_second:
            case None, None:
                return "none"
            case (None, _) | (_, None):
                return "once"
            case "flawed", "sound":
                return "better"
            case "sound", "flawed":
                return "worse"
            case "sound", "sound":
                return "sound"
            case "flawed", "flawed":
                return "flawed"
        return "unsure"


@dataclass(frozen=True)
class Comparison:
    """pairs: images explained in both, in the first run's order; only_*: images explained in one run only. What is
    counted is counted once, as soon as somebody asks."""

    first: int
    second: int
    pairs: tuple[Pair, ...]
    only_first: int
    only_second: int

    @cached_property
    def by_group(self) -> Mapping[Group, tuple[Pair, ...]]:
        """All groups with their pairs, in the first run's order."""
        found: dict[Group, list[Pair]] = {group: [] for group in GROUPS}
        for one in self.pairs:
            found[one.group].append(one)
        return {group: tuple(some) for group, some in found.items()}

    def of_group(self, *groups: Group) -> tuple[Pair, ...]:
        """Those of these groups."""
        if len(groups) == 1:
            return self.by_group[groups[0]]
        return tuple(one for one in self.pairs if one.group in groups)

    def table(self) -> dict[tuple[Verdict, Verdict], int]:
        """(verdict in the first, in the second) -> images judged sound or flawed in both."""
        groups: dict[tuple[Verdict, Verdict], Group] = {
            ("sound", "sound"): "sound", ("sound", "flawed"): "worse", ("flawed", "sound"): "better",
            ("flawed", "flawed"): "flawed",
        }  # fmt: skip
        return {verdicts: len(self.by_group[group]) for verdicts, group in groups.items()}

    @property
    def n(self) -> int:
        """Images judged sound or flawed in both."""
        return sum(self.table().values())

    @property
    def better(self) -> tuple[Pair, ...]:
        """Flawed in the first, sound in the second."""
        return self.of_group("better")

    @property
    def worse(self) -> tuple[Pair, ...]:
        """Sound in the first, flawed in the second."""
        return self.of_group("worse")

    @property
    def p(self) -> float:
        """McNemar's exact test: how likely chance alone makes better and worse at least so unequal."""
        return mcnemar(len(self.better), len(self.worse))

    def right_table(self) -> dict[tuple[bool, bool], int]:
        """(prediction right in the first, in the second) -> images whose true class both models have."""
        return {(a, b): self._rights[a, b] for a in (True, False) for b in (True, False)}

    @cached_property
    def _rights(self) -> Counter[tuple[bool | None, bool | None]]:
        return Counter((one.right_first, one.right_second) for one in self.pairs)

    def wrong_reason(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """For each run (flawed, flawed and sound) of the right predictions among the images judged in both."""
        return self._wrong_reason

    @cached_property
    def _wrong_reason(self) -> tuple[tuple[int, int], tuple[int, int]]:
        both = [one for group in ("better", "worse", "sound", "flawed") for one in self.of_group(group)]
        first = [one.verdict_first for one in both if one.right_first]
        second = [one.verdict_second for one in both if one.right_second]
        return (first.count("flawed"), len(first)), (second.count("flawed"), len(second))

    def counted(self) -> Comparison:
        """Itself, with all counting done: for who must not wait for it later."""
        self.by_group, self._rights, self._wrong_reason  # noqa: B018 - each is kept when it is first asked for
        return self


def compare(
    db: Connection,
    first: int,
    second: int,
    truths: Mapping[int, Mapping[str, int | None]] | None = None,
    reviewer: str | None = None,
    *,
    known: bool = True,
) -> Comparison:
    """Two runs, by the verdicts of db/findings.py, or by one reviewer's own. truths: as db.findings.right_wrong takes
    them; known: the reviewer must have said something. Raises StoreError for a run or reviewer that there is not, or if
    the two have no image in common."""
    if first == second:
        raise StoreError("Both runs are the same. Name two runs of the project.")
    silent = reviewer is not None and not known and db.scalar(_KNOWN, {"who": reviewer}) is None
    asked = Asked(db, Scope((first, second), None if silent else reviewer))
    values = {"first": first, "second": second, "who": asked.values["who"]}
    rows = db.execute(text(_PAIRS).columns(relative=Words, true_label=Words), values).all()
    if not rows:
        raise StoreError(f"Runs {first} and {second} have explained no image both: there is nothing to compare.")
    own: dict[int, Verdict] | None = None
    if silent:
        own = {}
    elif reviewer is not None:
        own = {row.explanation_id: row.verdict for row in db.execute(text(_OWN), values)}

    def verdict(explanation: int, counts: Sequence[int]) -> Verdict | None:
        if own is not None:
            return own.get(explanation)
        if not sum(counts):
            return None
        return asked.settled.get(explanation) or majority(*counts) or "unsure"

    pairs = tuple(
        Pair(
            row.relative, row.first, row.second,
            verdict(row.first, (row.sound_a, row.flawed_a, row.unsure_a)),
            verdict(row.second, (row.sound_b, row.flawed_b, row.unsure_b)),
            *_right(row, (truths or {}).get(first, {}), (truths or {}).get(second, {})),
        )
        for row in rows
    )  # fmt: skip
    explained = asked.explained(["run_id"])
    alone = [explained.get((run,), 0) - len(pairs) for run in (first, second)]
    return Comparison(first, second, pairs, *alone)


def of_project(
    store: Store,
    first: int,
    second: int,
    truths: Mapping[int, Mapping[str, int | None]] | None = None,
    reviewer: str | None = None,
    *,
    known: bool = True,
) -> Comparison:
    """``compare`` of an open project."""
    with store._reading() as db:
        return compare(db, first, second, truths, reviewer, known=known)


def keys_against(db: Connection, run_id: int, wanted: Sequence[tuple[int, Group]], reviewer: str | None) -> set[int]:
    """The images of a run (as ItemRow.key) of which, compared with another one, one of these became: (the other run,
    group). reviewer: by this one's own verdicts only. Raises StoreError as ``compare`` does."""
    found: set[int] = set()
    for other in dict.fromkeys(run for run, _ in wanted):
        groups = [group for run, group in wanted if run == other]
        pairs = compare(db, other, run_id, None, reviewer, known=False).of_group(*groups)
        query = text("SELECT image_id FROM run_images WHERE run_id = :run AND explanation_id IN "
                     "(SELECT value FROM json_each(:some))")  # fmt: skip
        some = canonical_json([one.second for one in pairs])
        found.update(db.scalars(query, {"run": run_id, "some": some}))
    return found


def mcnemar(better: int, worse: int) -> float:
    """Two-sided exact p: twice the tail of a fair coin thrown better + worse times, 1 at most; 1 where nothing changed.
    McNemar, Psychometrika 12 (1947) 153, with the binomial distribution itself."""
    n, least = better + worse, min(better, worse)
    if n == 0:
        return 1.0
    # In logarithms: with many images the binomial coefficients have thousands of digits.
    terms = (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * log(2) for k in range(least + 1))
    return min(1.0, 2 * fsum(exp(one) for one in terms))


def _right(row: Any, first: Mapping[str, int | None], second: Mapping[str, int | None]) -> tuple[bool | None, ...]:
    """Whether each prediction is right; None for both where one model does not know the true class."""
    true = first.get(row.true_label), second.get(row.true_label)
    return (None, None) if None in true else (true[0] == row.was, true[1] == row.now)
