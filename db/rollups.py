"""Sums and copies that make lists and trends quick. They are brought along in the transaction of what they sum up, and
can be made anew: EXPECTED says by query what each must hold, `faults` compares, `rebuild` writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Executable, Table, Text, bindparam, delete, func, select, text, type_coerce, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db.rows import VERDICTS
from db.schema import progress, reviews, run_images, runs, tally_classes, tally_days, tally_explained, tally_reasons
from engine.records import Measure

# Positions in a block of the table progress.
BLOCK = 256
# The reviewer number under which progress counts the explained images.
EXPLAINED = 0
BORDER = "energy-on-border"

_COPIED = (
    'relative, true_label, explanation_id, prediction, target, probability, keep, "drop", area, gini, border, '
    "sound, flawed, unsure, judged_on"
)
# What each table must hold of a run.
EXPECTED = {
    "run_images": f"""
        SELECT r.run_id, r.image_id, i.relative, i.true_label, e.id AS explanation_id, e.prediction, e.target,
          e.probability, e.evidence_keep AS keep, e.evidence_drop AS "drop", e.evidence_area AS area,
          e.evidence_gini AS gini,
          (SELECT json_extract(m.value, '$.value') FROM json_each(e.measures) m
           WHERE json_extract(m.value, '$.name') = '{BORDER}') AS border,
          (SELECT count(*) FROM reviews v WHERE v.explanation_id = e.id AND v.verdict = 'sound') AS sound,
          (SELECT count(*) FROM reviews v WHERE v.explanation_id = e.id AND v.verdict = 'flawed') AS flawed,
          (SELECT count(*) FROM reviews v WHERE v.explanation_id = e.id AND v.verdict = 'unsure') AS unsure,
          (SELECT max(substr(v.updated_at, 1, 10)) FROM reviews v
           WHERE v.explanation_id = e.id AND v.verdict IS NOT NULL) AS judged_on
        FROM run_images r JOIN images i ON i.id = r.image_id
        LEFT JOIN explanations e ON e.id =
          (SELECT min(f.id) FROM explanations f WHERE f.run_id = r.run_id AND f.image_id = r.image_id)
        WHERE r.run_id = :run""",
    "tally_classes": """
        SELECT v.run_id, v.reviewer_id, e.target, e.prediction, coalesce(i.true_label, ''), v.verdict, count(*)
        FROM reviews v JOIN explanations e ON e.id = v.explanation_id JOIN images i ON i.id = e.image_id
        WHERE v.verdict IS NOT NULL AND v.run_id = :run GROUP BY 1, 2, 3, 4, 5, 6""",
    "tally_days": """
        SELECT run_id, reviewer_id, substr(updated_at, 1, 10), verdict, count(*)
        FROM reviews WHERE verdict IS NOT NULL AND run_id = :run GROUP BY 1, 2, 3, 4""",
    "tally_reasons": """
        SELECT v.run_id, v.reviewer_id, r.value, count(*)
        FROM reviews v JOIN json_each(v.reasons) r WHERE v.verdict = 'flawed' AND v.run_id = :run GROUP BY 1, 2, 3""",
    "tally_explained": """
        SELECT run_id, coalesce(true_label, ''), prediction, target, count(*) FROM run_images
        WHERE state = 'explained' AND explanation_id IS NOT NULL AND run_id = :run GROUP BY 1, 2, 3, 4""",
    "progress": f"""
        SELECT run_id, {EXPLAINED}, position / {BLOCK}, count(*) FROM run_images
        WHERE state = 'explained' AND explanation_id IS NOT NULL AND run_id = :run GROUP BY 1, 2, 3
        UNION ALL
        SELECT r.run_id, v.reviewer_id, r.position / {BLOCK}, count(*)
        FROM reviews v JOIN run_images r ON r.run_id = v.run_id AND r.position = v.position
          AND r.explanation_id = v.explanation_id
        WHERE r.state = 'explained' AND v.verdict IS NOT NULL AND r.run_id = :run GROUP BY 1, 2, 3""",
}
_KEPT = {"run_images": f"SELECT run_id, image_id, {_COPIED} FROM run_images WHERE run_id = :run"} | {
    name: f"SELECT * FROM {name} WHERE run_id = :run" for name in EXPECTED if name != "run_images"
}
_PLACES = """
    SELECT v.explanation_id, v.reviewer_id, e.run_id, r.position
    FROM reviews v JOIN explanations e ON e.id = v.explanation_id
    JOIN run_images r ON r.run_id = e.run_id AND r.image_id = e.image_id WHERE e.run_id = :run"""


def border_of(measures: Iterable[Measure]) -> float | None:
    """The share of the map's energy on the border, where it was measured."""
    return next((measure.value for measure in measures if measure.name == BORDER), None)


def explained(db: Connection, run_id: int, places: Iterable[tuple[int, str | None, int, int]]) -> None:
    """Images have their first explanation now: each one's position, true label, prediction and target."""
    every = list(places)
    for block, n in Counter(position // BLOCK for position, *_ in every).items():
        _add(db, progress, n, (run_id, EXPLAINED, block))
    names = [column.name for column in tally_explained.c]
    classes = Counter((label or "", prediction, target) for _, label, prediction, target in every)
    if classes:  # in one go: a batch may be as many classes as images
        rows = [dict(zip(names, (run_id, *key, n), strict=True)) for key, n in classes.items()]
        db.execute(_STATEMENTS[tally_explained.name][0], rows)


def review_changed(
    db: Connection, about: Mapping[Any, Any], reviewer_id: int, old: Mapping[Any, Any] | None, new: Mapping[str, Any]
) -> None:
    """A review went from old (None: there was none) to new; both with the columns of the table reviews.

    about: run_id, position, image_id, state, true_label, target, prediction and first (the image's first explanation)
    and id of the explanation.
    """
    run = (about["run_id"], reviewer_id)
    place = (about["target"], about["prediction"], about["true_label"] or "")
    first = about["first"] == about["id"]
    more: Counter[tuple[Table, tuple[Any, ...]]] = Counter()
    verdicts: Counter[str] = Counter()
    days: dict[int, str] = {}
    for sign, review in ((-1, old), (1, new)):
        verdict = review["verdict"] if review else None
        if review is None or verdict is None:
            continue
        day = f"{review['updated_at']:%Y-%m-%d}"
        days[sign] = day
        more[tally_classes, (*run, *place, verdict)] += sign
        more[tally_days, (*run, day, verdict)] += sign
        for reason in review["reasons"] if verdict == "flawed" else ():
            more[tally_reasons, (*run, reason)] += sign
        verdicts[verdict] += sign * first
        more[progress, (*run, about["position"] // BLOCK)] += sign * (first and about["state"] == "explained")
    for (table, key), n in more.items():
        _add(db, table, n, key)
    if any(verdicts.values()):
        mine = {"run": about["run_id"], "image": about["image_id"]}
        db.execute(_COUNT_VERDICTS, mine | {f"more_{verdict}": verdicts[verdict] for verdict in VERDICTS})
    if first and days.get(-1) != days.get(1):
        # A verdict came, was taken back, or was touched on another day.
        db.execute(_JUDGED_ON, {"run": about["run_id"], "image": about["image_id"]})


def rebuild(db: Connection, run_id: int) -> None:
    """Makes all of a run's copies and sums anew."""
    values = {"run": run_id}
    names = [name.strip() for name in _COPIED.split(",")]
    sets = ", ".join(f"{name} = x.{name}" for name in names)
    db.execute(
        text(
            f"UPDATE run_images SET {sets} FROM ({EXPECTED['run_images']}) x "
            "WHERE run_images.run_id = x.run_id AND run_images.image_id = x.image_id"
        ),
        values,
    )
    db.execute(
        text(
            f"UPDATE reviews SET run_id = x.run_id, position = x.position FROM ({_PLACES}) x "
            "WHERE reviews.explanation_id = x.explanation_id AND reviews.reviewer_id = x.reviewer_id"
        ),
        values,
    )
    for table in _TALLIES:
        db.execute(delete(table).where(table.c.run_id == run_id))
        db.execute(text(f"INSERT INTO {table.name} {EXPECTED[table.name]}"), values)


def faults(db: Connection) -> list[str]:
    """The sums that are not what they sum up, in sentences; empty if all agree."""
    found = []
    for run_id in db.scalars(select(runs.c.id).order_by(runs.c.id)):
        for name, expected in EXPECTED.items():
            # EXCEPT knows no order and no duplicates; both ways it finds what is missing and what is too much.
            kept = _KEPT[name]
            query = (
                f"SELECT count(*) FROM (SELECT * FROM ({expected}) EXCEPT SELECT * FROM ({kept})) "
                f"UNION ALL SELECT count(*) FROM (SELECT * FROM ({kept}) EXCEPT SELECT * FROM ({expected}))"
            )
            if any(db.scalars(text(query), {"run": run_id})):
                found.append(f"The table {name} of run {run_id} is not what it sums up.")
        moved = f"SELECT * FROM ({_PLACES}) EXCEPT SELECT explanation_id, reviewer_id, run_id, position FROM reviews"
        if db.execute(text(moved), {"run": run_id}).first() is not None:
            found.append(f"The reviews of run {run_id} are not where their images are.")
    return found


def _add(db: Connection, table: Table, n: int, key: tuple[Any, ...]) -> None:
    """n more (or less) under a key: the values of the table's columns before n. What comes to nothing has no row."""
    add, drop = _STATEMENTS[table.name]
    if n != 0:
        db.execute(add, {column.name: value for column, value in zip(table.c, (*key, n), strict=True)})
    if n < 0:
        db.execute(drop, {f"_{column.name}": value for column, value in zip(table.c, key, strict=False)})


def _statements(table: Table) -> tuple[Executable, Executable]:
    """To add to a sum, and to drop one that came to nothing; built once, as building takes longer than running them."""
    row = upsert(table)
    add = row.on_conflict_do_update(index_elements=list(table.primary_key), set_={"n": table.c.n + row.excluded.n})
    mine = (column == bindparam(f"_{column.name}") for column in table.primary_key)
    return add, delete(table).where(*mine, table.c.n == 0)


_TALLIES = (tally_classes, tally_days, tally_reasons, tally_explained, progress)
_STATEMENTS = {table.name: _statements(table) for table in _TALLIES}
_COUNT_VERDICTS = (
    update(run_images)
    .where(run_images.c.run_id == bindparam("run"), run_images.c.image_id == bindparam("image"))
    .values({verdict: run_images.c[verdict] + bindparam(f"more_{verdict}") for verdict in VERDICTS})
)
_JUDGED_ON = (
    update(run_images)
    .where(run_images.c.run_id == bindparam("run"), run_images.c.image_id == bindparam("image"))
    .values(
        judged_on=select(func.max(func.substr(type_coerce(reviews.c.updated_at, Text), 1, 10)))
        .where(reviews.c.explanation_id == run_images.c.explanation_id, reviews.c.verdict.is_not(None))
        .scalar_subquery()
    )
)
