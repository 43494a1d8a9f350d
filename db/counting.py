"""How many explanations are sound, flawed and unsure, summed up by columns: the sums behind db/findings.py.

Everybody's verdicts are read from ix_run_images_judged, which is as long as what was judged, one reviewer's from
ix_reviews_lists; what was settled is put right afterwards, for it is little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from db import queues, settling
from db.column_types import Words, canonical_json
from db.faults import StoreError
from db.queues import Queue
from db.rows import Verdict
from db.schema import models, reviewers, runs

Sums = dict[tuple[Any, ...], Counter[str]]

ALL = "(r.sound + r.flawed + r.unsure)"
_JUDGED = "r.state = 'explained' AND r.sound + r.flawed + r.unsure > 0"
_EVERYONE = f"FROM run_images r INDEXED BY ix_run_images_judged WHERE {_JUDGED}"
# The plus keeps SQLite from walking all images further on for each review.
_AT_ITS_PLACE = "r.run_id = v.run_id AND r.position = +v.position AND r.explanation_id = v.explanation_id"
OWN = f"""FROM reviews v CROSS JOIN run_images r ON {_AT_ITS_PLACE}
  WHERE +r.state = 'explained' AND v.verdict IS NOT NULL"""
REASONS = f"""FROM reviews v CROSS JOIN run_images r ON {_AT_ITS_PLACE} CROSS JOIN json_each(v.reasons) o
  WHERE +r.state = 'explained' AND v.verdict = 'flawed'"""
_SETTLED = f"""FROM json_each(:settled) s CROSS JOIN explanations e ON e.id = s.value
  CROSS JOIN run_images r ON r.run_id = e.run_id AND r.image_id = e.image_id AND r.explanation_id = e.id
  WHERE {_JUDGED}"""
PLACE = ("run_id", "true_label", "prediction")
# Of sums by PLACE whether the prediction is right, and whether a class of the model is known to be true. CASE, for
# which null is as good as false: to tell them apart SQLite would walk through all that is known for each row.
_TOLD_APART = """CASE WHEN (run_id, true_label, prediction) IN
    (SELECT one.value ->> 0, one.value ->> 1, one.value ->> 2 FROM json_each(:right) one) THEN 1 ELSE 0 END AS right,
  CASE WHEN (run_id, true_label) IN
    (SELECT one.value ->> 0, one.value ->> 1 FROM json_each(:right) one) THEN 1 ELSE 0 END AS known"""

_RIGHT = """SELECT sum(r.n) FROM json_each(:right) p CROSS JOIN tally_explained r
  ON r.run_id = p.value ->> 0 AND r.true_label = p.value ->> 1 AND r.prediction = p.value ->> 2 WHERE 1"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted.

    runs:     of these runs only; None: of all
    reviewer: by this one's own verdicts only, as where others' are hidden; None: by what everybody says
    sample:   only images that this queue draws (kind "sample" or "classes"), of exactly one run
    """

    runs: tuple[int, ...] | None = None
    reviewer: str | None = None
    sample: Queue | None = None


def majority(sound: int, flawed: int, unsure: int) -> Verdict | None:
    """What more than half of the reviewers say; None where no verdict has more than half. It counts as unsure."""
    counts: dict[Verdict, int] = {"sound": sound, "flawed": flawed, "unsure": unsure}
    return next((verdict for verdict, n in counts.items() if 2 * n > sum(counts.values())), None)


class Asked:
    """A scope as SQL asks for it.

    every: number -> row of each run with its model (id, method, model, name, version, labels); people: name -> number
    settled: explanation -> the verdict that holds; empty for one reviewer. values: for the conditions of `where`

    Raises StoreError, naming it, for a run or reviewer that there is not, and for a sample of more than one run.
    """

    def __init__(self, db: Connection, scope: Scope) -> None:
        self.db, self.scope = db, scope
        query = select(
            runs.c.id, runs.c.method, models.c.id.label("model"), models.c.name, models.c.version, models.c.labels
        )
        self.every = {row.id: row for row in db.execute(query.join(models))}
        self.people: dict[str, int] = {row.name: row.id for row in db.execute(select(reviewers.c.name, reviewers.c.id))}
        for run in scope.runs or ():
            if run not in self.every:
                raise StoreError(f"There is no run {run} in this project.")
        if scope.reviewer is not None and scope.reviewer not in self.people:
            raise StoreError(f"Nobody called {scope.reviewer!r} has reviewed anything in this project.")
        self.values: dict[str, Any] = {
            "runs": canonical_json(sorted(self.every if scope.runs is None else scope.runs)),
            "who": self.people.get(scope.reviewer or "", -1),
        }
        if scope.sample is not None:
            if scope.runs is None or len(scope.runs) != 1:
                raise StoreError("A sample is drawn from one run: name that run.")
            self.values["drawn"] = canonical_json(queues.drawn(db, scope.runs[0], scope.sample))
        self.settled: dict[int, Verdict] = {}
        if scope.reviewer is None:
            self.settled = settling.holding(db, scope.runs)
            self.values["settled"] = canonical_json(sorted(self.settled))

    def where(self, rows: str = "r") -> str:
        """The scope's conditions, to follow others. rows: "v" where reviews lead, which are then the one reviewer's."""
        found = f" AND {rows}.run_id IN (SELECT value FROM json_each(:runs))"
        if rows == "v" and self.scope.reviewer is not None:
            found += " AND v.reviewer_id = :who"
        if self.scope.sample is not None:
            # The plus keeps SQLite from looking each drawn image up for each review.
            found += " AND +r.image_id IN (SELECT value FROM json_each(:drawn))"
        return found

    def verdicts(self, by: Sequence[str] = ()) -> Sums:
        """How many explanations are sound, flawed and unsure, by columns of run_images."""
        return self._verdicts(by, apart=False)

    def explained(self, by: Sequence[str] = ()) -> dict[tuple[Any, ...], int]:
        """How many images are explained, by columns of tally_explained."""
        return self._explained(by, apart=False)

    def verdicts_apart(self, right: Sequence[Sequence[Any]]) -> Sums:
        """As ``verdicts``, by (prediction right, true class known). right: (run, true label, its class)."""
        self.values["right"] = canonical_json(right)
        return self._verdicts(PLACE, apart=True)

    def explained_apart(self, right: Sequence[Sequence[Any]]) -> dict[tuple[Any, ...], int]:
        """As ``explained``, by the same."""
        self.values["right"] = canonical_json(right)
        if self.scope.sample is not None:
            return self._explained(PLACE, apart=True)
        # Looking the few right pairs up takes a tenth of looking up for each sum whether it is one.
        known = {(run, label) for run, label, _ in right}
        found = Counter({(1, 1): self.db.scalar(text(f"{_RIGHT}{self.where()}"), self.values) or 0})
        for key, n in self.explained(PLACE[:2]).items():
            found[0, int(key in known)] += n
        found[0, 1] -= found[1, 1]
        return dict(found)

    def _verdicts(self, by: Sequence[str], *, apart: bool) -> Sums:
        own = self.scope.reviewer is not None
        columns = [_column(name, own) for name in by]
        if own:
            each = "sum(v.verdict = 'sound') AS sound, sum(v.verdict = 'flawed') AS flawed, count(*) AS n"
            source = f"{OWN}{self.where('v')}"
        else:
            each = f"sum(2 * r.sound > {ALL}) AS sound, sum(2 * r.flawed > {ALL}) AS flawed, count(*) AS n"
            source = f"{_EVERYONE}{self.where()}"
        found: Sums = {}
        for key, (sound, flawed, n) in self._sums(columns, each, source, ("sound", "flawed", "n"), apart):
            if n:
                found.setdefault(key, Counter()).update(sound=sound, flawed=flawed, unsure=n - sound - flawed)
        if self.settled:
            self._settle(found, columns, apart)
        return found

    def _settle(self, found: Sums, columns: Sequence[str], apart: bool) -> None:
        """Takes the few explanations that are settled from what the majority says to what was settled."""
        each = "r.explanation_id AS explanation, r.sound AS sound, r.flawed AS flawed, r.unsure AS unsure"
        query = f"SELECT {', '.join((*columns, each))} {_SETTLED}{self.where()}"
        if apart:
            query = f"SELECT {_TOLD_APART}, explanation, sound, flawed, unsure FROM ({query})"
        for *key, explanation, sound, flawed, unsure in self.db.execute(_typed(query, columns, apart), self.values):
            counts = found.setdefault(_plain(key), Counter())
            counts[majority(sound, flawed, unsure) or "unsure"] -= 1
            counts[self.settled[explanation]] += 1

    def _explained(self, by: Sequence[str], *, apart: bool) -> dict[tuple[Any, ...], int]:
        columns = [f"r.{name}" for name in by]
        each, source = "coalesce(sum(r.n), 0) AS n", "FROM tally_explained r WHERE 1"
        if self.scope.sample is not None:
            each = "count(*) AS n"
            source = "FROM run_images r WHERE r.state = 'explained' AND r.explanation_id IS NOT NULL"
        found: Counter[tuple[Any, ...]] = Counter()
        for key, (n,) in self._sums(columns, each, f"{source}{self.where()}", ("n",), apart):
            found[key] += n or 0
        return dict(found)

    def _sums(
        self, columns: Sequence[str], each: str, source: str, names: Sequence[str], apart: bool
    ) -> Iterable[tuple[tuple[Any, ...], Sequence[Any]]]:
        """(key, sums) of one query; told apart, the sums are summed up further before they are handed over."""
        query = f"SELECT {', '.join((*columns, each))} {source}"
        if columns:
            query += f" GROUP BY {', '.join(str(n + 1) for n in range(len(columns)))}"
        if apart:
            again = ", ".join(f"sum({name}) AS {name}" for name in names)
            query = f"SELECT {_TOLD_APART}, {again} FROM ({query}) GROUP BY 1, 2"
        for row in self.db.execute(_typed(query, columns, apart), self.values):
            yield _plain(row[: -len(names)]), row[-len(names) :]


def _column(name: str, own: bool) -> str:
    """The day of an explanation is that of its last verdict; the day of one's own verdict is that of one's own."""
    return "substr(v.updated_at, 1, 10)" if name == "judged_on" and own else f"r.{name}"


def _typed(query: str, columns: Sequence[str], apart: bool) -> Any:
    typed = text(query)
    return typed.columns(true_label=Words) if "r.true_label" in columns and not apart else typed


def _plain(key: Iterable[Any]) -> tuple[Any, ...]:
    """Without a true label there is none, whichever way a table says so."""
    return tuple("" if one is None else one for one in key)
