"""Pages of a run's images that fit some conditions, and the next one without a verdict; quick at a million images.

A page is one walk along run_images, which is clustered by run and position, or along ix_reviews_lists, which has all
that is asked of a review but its comment. Pages follow one another by the position of the last image, never by an
offset. db/conditions.py says what the conditions are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, select, text

from db.column_types import Words, canonical_json
from db.conditions import Condition, Names, Wanted, on_what_ifs, understood
from db.faults import StoreError
from db.rollups import BLOCK, EXPLAINED
from db.rows import ItemRow, Verdict
from db.schema import models, reviewers, roots, runs

__all__ = ["ORDERS", "Condition", "count", "keys", "next_unreviewed", "page", "previous_unreviewed"]

# A leading minus turns the order round. Images that lack the figure come last, either way.
ORDERS = tuple(sign + name for name in ("position", "probability", "area", "border", "keep") for sign in ("", "-"))

_COLUMNS = """r.image_id, r.position, r.relative, r.true_label, r.state, r.reason, r.explanation_id, r.prediction,
  r.probability, r.target"""
_WALK = "run_images r"
# One review at a time, in the order of positions, each with its image. CROSS JOIN keeps SQLite to this order. The plus
# keeps it from taking what holds of v.position for r too, and walking all images further on for each review.
_BY_REVIEW = """reviews v CROSS JOIN run_images r
  ON r.run_id = v.run_id AND r.position = +v.position AND r.explanation_id = v.explanation_id"""
# The images of blocks in which the reviewer has something left to do.
_BY_BLOCK = f"""progress p CROSS JOIN run_images r
  ON r.run_id = p.run_id AND r.position >= p.block * {BLOCK} AND r.position < (p.block + 1) * {BLOCK}"""
_BLOCK_LEFT = f"""p.run_id = :run AND p.reviewer_id = {EXPLAINED} AND p.n > coalesce(
  (SELECT q.n FROM progress q WHERE q.run_id = p.run_id AND q.reviewer_id = :only AND q.block = p.block), 0)"""
_OPEN = """+r.state = 'explained' AND r.explanation_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM reviews v WHERE v.run_id = r.run_id AND v.reviewer_id = {who}
  AND v.position = r.position AND +v.explanation_id = r.explanation_id AND {said})"""


def page(
    db: Connection,
    run_id: int,
    reviewer: str,
    conditions: Sequence[Condition] = (),
    after: int | None = None,
    limit: int = 200,
    order: str = "position",
    truths: Mapping[str, int | None] | None = None,
) -> list[ItemRow]:
    """The next images of a run that fit all conditions, with this reviewer's verdicts.

    after: the position of the last image of the page before; None for the first page. order: one of ORDERS.
    truths: the class of the model that each true label stands for, as reports.labels.match_labels tells it.
    Raises StoreError, naming it, for a field, value or order that there is not.
    """
    if order not in ORDERS:
        raise StoreError(f"A list cannot be ordered by {order!r}. It can be by: {', '.join(ORDERS)}.")
    names = _names(db, run_id, truths)
    source, where, values = _plan(db, run_id, reviewer, understood(conditions, names))
    column = "v.position" if source is _BY_REVIEW and order.endswith("position") else f"r.{order.removeprefix('-')}"
    down = order.startswith("-")
    if order.endswith("position"):
        by = f"{column} {'DESC' if down else 'ASC'}"
        if source is _BY_BLOCK:
            by = f"p.block {'DESC' if down else 'ASC'}, {by}"
        if after is not None:
            where.append(f"{column} {'<' if down else '>'} :after")
            if source is _BY_BLOCK:
                where.append(f"p.block {'<=' if down else '>='} :after / {BLOCK}")
    else:
        by = f"{column} IS NULL, {column} {'DESC' if down else 'ASC'}, r.position"
        if after is not None:
            where.append(_beyond(db, run_id, column, down, after, values))
    sql = f"SELECT {_COLUMNS} FROM {source} WHERE {' AND '.join(where)} ORDER BY {by} LIMIT :limit"
    rows = db.execute(_typed(sql), values | {"after": after, "limit": limit}).all()
    return _items(db, rows, names.root, reviewer)


def count(
    db: Connection,
    run_id: int,
    reviewer: str,
    conditions: Sequence[Condition] = (),
    truths: Mapping[str, int | None] | None = None,
) -> int:
    """How many images of a run fit all conditions; slower than their first page. Raises StoreError as page does."""
    source, where, values = _plan(db, run_id, reviewer, understood(conditions, _names(db, run_id, truths)))
    return db.scalar(text(f"SELECT count(*) FROM {source} WHERE {' AND '.join(where)}"), values) or 0


def keys(
    db: Connection,
    run_id: int,
    reviewer: str,
    conditions: Sequence[Condition] = (),
    truths: Mapping[str, int | None] | None = None,
) -> list[int]:
    """The keys (ItemRow.key) of all images that fit, by position: what a list needs that holds the rows already.
    Raises StoreError as page does."""
    source, where, values = _plan(db, run_id, reviewer, understood(conditions, _names(db, run_id, truths)))
    sql = f"SELECT r.image_id FROM {source} WHERE {' AND '.join(where)} ORDER BY r.position"
    return list(db.scalars(text(sql), values))


def next_unreviewed(db: Connection, run_id: int, reviewer: str, after: int | None = None) -> ItemRow | None:
    """The next explained image after a position without this reviewer's verdict, from the first on after the last one;
    None once all have one. The image at the position itself comes last."""
    return _unreviewed(db, run_id, reviewer, -1 if after is None else after, down=False)


def previous_unreviewed(db: Connection, run_id: int, reviewer: str, before: int | None = None) -> ItemRow | None:
    """As next_unreviewed, the other way."""
    return _unreviewed(db, run_id, reviewer, 1 << 60 if before is None else before, down=True)


def _unreviewed(db: Connection, run_id: int, reviewer: str, place: int, *, down: bool) -> ItemRow | None:
    only = db.scalar(_REVIEWER, {"name": reviewer})
    values = {"run": run_id, "only": only or -1, "place": place, "block": place // BLOCK}
    for statement in _NEXT[down]:
        row = db.execute(statement, values).first()
        if row is not None:
            return _item(row, db.scalar(_ROOT, {"run": run_id}) or "", None)
    return None


def _plan(db: Connection, run_id: int, reviewer: str, wanted: Wanted) -> tuple[str, list[str], dict[str, Any]]:
    """(what to walk along, what must hold, the values) for what is wanted."""
    where = ["r.run_id = :run", "+r.state <> 'replaced'", *wanted.where]
    values = wanted.values | {"run": run_id}
    if not wanted.of_reviews and not wanted.what_ifs:
        return _WALK, where, values
    known = {row.name: row.id for row in db.execute(select(reviewers.c.name, reviewers.c.id))}
    for name in wanted.reviewers:
        if name not in known:
            raise StoreError(f"Nobody called {name!r} has reviewed anything in this project.")
    who = [known[name] for name in wanted.reviewers] or [known.get(reviewer, -1)]
    some = ", ".join(str(int(one)) for one in who)
    if wanted.what_ifs:
        where.append(on_what_ifs(wanted.what_ifs, some))
    if not wanted.of_reviews:
        return _WALK, where, values
    said = " AND ".join(wanted.said) or "v.verdict IS NOT NULL"
    if wanted.none_counts:
        # Nothing but verdicts is asked, so whoever has said nothing else than the wanted ones fits.
        left = [_OPEN.format(who=int(one), said=wanted.said_otherwise) for one in who]
        where.append(f"({' OR '.join(left)})")
        if len(who) == 1 and not wanted.said:
            return _BY_BLOCK, [*where, _BLOCK_LEFT], values | {"only": who[0]}
        return _WALK, where, values
    if len(who) == 1:
        return _BY_REVIEW, [*where, "v.run_id = :run", "v.reviewer_id = :only", said], values | {"only": who[0]}
    said = f"v.run_id = :run AND v.reviewer_id IN ({some}) AND {said}"
    where.append(f"r.explanation_id IN (SELECT v.explanation_id FROM reviews v WHERE {said})")
    return _WALK, where, values


def _beyond(db: Connection, run_id: int, column: str, down: bool, after: int, values: dict[str, Any]) -> str:
    """The condition to come after the image at a position, in the order of a figure that others may share or lack."""
    query = (
        f"SELECT {column} AS figure FROM run_images r WHERE run_id = :run AND position = :after AND state <> 'replaced'"
    )
    row = db.execute(text(query), {"run": run_id, "after": after}).first()
    if row is None:
        raise StoreError(
            f"The run has no image at place {after}; the list cannot go on there. Show it from its beginning."
        )
    if row.figure is None:
        return f"{column} IS NULL AND r.position > :after"
    values["figure"] = row.figure
    further = f"{column} {'<' if down else '>'} :figure"
    return f"({further} OR ({column} = :figure AND r.position > :after) OR {column} IS NULL)"


def _typed(sql: str) -> Executable:
    return text(sql).columns(relative=Words, true_label=Words, reason=Words)


def _names(db: Connection, run_id: int, truths: Mapping[str, int | None] | None) -> Names:
    query = select(models.c.labels, roots.c.path).select_from(runs.join(models).join(roots)).where(runs.c.id == run_id)
    row = db.execute(query).first()
    if row is None:
        raise StoreError("There is no such run in this project.")
    return Names(row.path, tuple(row.labels), dict(truths or {}))


def _items(db: Connection, rows: Sequence[Any], root: str, reviewer: str) -> list[ItemRow]:
    ids = canonical_json([row.explanation_id for row in rows if row.explanation_id is not None])
    said = text(
        "SELECT v.explanation_id, v.verdict FROM json_each(:ids) one"
        " CROSS JOIN reviews v ON v.explanation_id = one.value"
        " WHERE v.reviewer_id = (SELECT id FROM reviewers WHERE name = :reviewer)"
    )
    verdicts = {row.explanation_id: row.verdict for row in db.execute(said, {"ids": ids, "reviewer": reviewer})}
    return [_item(row, root, verdicts.get(row.explanation_id)) for row in rows]


def _item(row: Any, root: str, verdict: Verdict | None) -> ItemRow:
    return ItemRow(
        key=row.image_id,
        position=row.position,
        relative=row.relative,
        root=root,
        true_label=row.true_label,
        state=row.state,
        reason=row.reason,
        explanation_id=row.explanation_id,
        prediction=row.prediction,
        probability=row.probability,
        target=row.target,
        verdict=verdict,
    )


def _next_one(side: str, turn: str) -> Executable:
    """The first image without a verdict on one side of a place."""
    left = _OPEN.format(who=":only", said="v.verdict IS NOT NULL")
    return _typed(
        f"""SELECT {_COLUMNS} FROM {_BY_BLOCK} WHERE {_BLOCK_LEFT} AND p.block {side.rstrip("=")}= :block
        AND r.position {side} :place AND {left} ORDER BY p.block {turn}, r.position {turn} LIMIT 1"""
    )


_REVIEWER = select(reviewers.c.id).where(reviewers.c.name == bindparam("name"))
_ROOT = select(roots.c.path).select_from(runs.join(roots)).where(runs.c.id == bindparam("run"))
# Upwards and downwards: first beyond the place, then, once round, up to it.
_NEXT = (
    (_next_one(">", "ASC"), _next_one("<=", "ASC")),
    (_next_one("<", "DESC"), _next_one(">=", "DESC")),
)
