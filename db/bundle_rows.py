"""The rows that review events refer to, as JSON lines: each names the others by UUID, never by a local number."""

from __future__ import annotations

import hashlib
import math
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, Select, Table, Text, select

from db import cluster_state, truths
from db.column_types import Json, OptionalJson, UtcTime, Words, canonical_json
from db.faults import StoreError
from db.merge import NOTHING
from db.schema import explanations, images, models, review_events, roots, run_images, runs, sessions
from engine.records import Measure

Row = dict[str, Any]
MODEL_VALUES = tuple(column.name for column in models.c if column.name != "id")
_CHUNK = 500
_LARGEST = 2**63 - 1  # SQLite's
# The columns that travel as they are. The other fields of a line (_REFERENCES) name rows of other tables.
_TABLES: dict[str, tuple[Table, tuple[str, ...]]] = {
    "roots": (roots, ("uuid", "path", "created_at")),
    "models": (models, MODEL_VALUES),
    "runs": (
        runs,
        ("uuid", "method", "parameters", "seed", "batch_size", "device", "versions", "created_at", "finished_at",
         "state"),
    ),
    "sessions": (sessions, ("started_at", "device", "versions", "batch_size")),
    "images": (
        images,
        ("uuid", "relative", "sha256", "size_bytes", "mtime_ns", "width", "height", "true_label", "truth"),
    ),
    "run_images": (run_images, ("position", "state", "reason")),
    "explanations": (
        explanations,
        tuple(
            column.name
            for column in explanations.c
            if column.name not in ("id", "run_id", "image_id", "session_id", "map_path")
        ),
    ),
}  # fmt: skip
_REFERENCES = {
    "roots": (),
    "models": ("key",),
    "runs": ("root", "model"),
    "sessions": ("run",),
    "images": ("root",),
    "run_images": ("run", "image"),
    "explanations": ("run", "image"),
}
# What bundles of an earlier Hansel lack.
_LATER = frozenset({("sessions", "batch_size")})
# In the order in which they can be taken in.
NAMES = tuple(_TABLES)


def model_key(values: Mapping[Any, Any]) -> str:
    """SHA-256 (hex) of a model's values: models have no UUID, and two with the same values are one."""
    return hashlib.sha256(canonical_json({name: values[name] for name in MODEL_VALUES}).encode("ascii")).hexdigest()


def rows_for(
    db: Connection, explanation_ids: Iterable[int], run_ids: Iterable[int], whole_runs: Sequence[int]
) -> dict[str, Iterator[Row]]:
    """For each name of NAMES the lines of what these explanations and runs need; of whole_runs all there is."""
    wanted = set(explanation_ids)
    wanted |= set(db.scalars(select(explanations.c.id).where(explanations.c.run_id.in_(whole_runs))))
    places: dict[tuple[int, int], None] = {}
    of_runs = {*run_ids, *whole_runs}
    for some in chunks(sorted(wanted)):
        query = select(explanations.c.run_id, explanations.c.image_id).where(explanations.c.id.in_(some))
        places |= dict.fromkeys((row.run_id, row.image_id) for row in db.execute(query))
    all_of_them = select(run_images.c.run_id, run_images.c.image_id).where(run_images.c.run_id.in_(whole_runs))
    places |= dict.fromkeys((row.run_id, row.image_id) for row in db.execute(all_of_them))
    of_runs |= {run_id for run_id, _ in places}
    image_ids = sorted({image_id for _, image_id in places})
    by_run: dict[int, list[int]] = {}
    for run_id, image_id in places:
        by_run.setdefault(run_id, []).append(image_id)
    used = runs.c.id.in_(sorted(of_runs))
    root_ids = set(db.scalars(select(runs.c.root_id).where(used)))
    for some in chunks(image_ids):
        root_ids |= set(db.scalars(select(images.c.root_id).where(images.c.id.in_(some))))

    def lines(name: str, query: Callable[[Any], Select[Any]], keys: Sequence[Any]) -> Iterator[Row]:
        for key in keys:
            for row in db.execute(query(key)).mappings():
                yield _line(name, row)

    everything = [None]
    run, image = runs.c.uuid.label("run"), images.c.uuid.label("image")
    placed = [(run_id, some) for run_id, theirs in by_run.items() for some in chunks(theirs)]
    return {
        "roots": lines("roots", lambda _: select(roots).where(roots.c.id.in_(sorted(root_ids))), everything),
        "models": lines(
            "models", lambda _: select(models).where(models.c.id.in_(select(runs.c.model_id).where(used))), everything
        ),
        "runs": lines(
            "runs",
            lambda _: select(
                runs, roots.c.uuid.label("root"), *(models.c[name].label(f"model_{name}") for name in MODEL_VALUES)
            ).select_from(runs.join(roots).join(models)).where(used).order_by(runs.c.uuid),
            everything,
        ),
        "sessions": lines(
            "sessions",
            lambda _: select(sessions, run).join(runs).where(used).order_by(sessions.c.id),
            everything,
        ),
        "images": lines(
            "images",
            lambda some: select(images, roots.c.uuid.label("root")).join(roots).where(images.c.id.in_(some)),
            list(chunks(image_ids)),
        ),
        "run_images": lines(
            "run_images",
            lambda place: select(run_images, run, image)
            .select_from(run_images.join(runs).join(images))
            .where(run_images.c.run_id == place[0], run_images.c.image_id.in_(place[1])),
            placed,
        ),
        "explanations": lines(
            "explanations",
            lambda some: select(explanations, run, image, sessions.c.started_at, sessions.c.device)
            .select_from(
                explanations.join(runs, runs.c.id == explanations.c.run_id)
                .join(images, images.c.id == explanations.c.image_id)
                .outerjoin(sessions, sessions.c.id == explanations.c.session_id)
            )
            .where(explanations.c.id.in_(some)),
            list(chunks(sorted(wanted))),
        ),
    }  # fmt: skip


def events_about(db: Connection, reviewer_ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """The explanations and the runs that the events of these reviewers are about; members of clusters that they named
    among them."""
    mine = review_events.c.reviewer_id.in_(reviewer_ids)
    about = (review_events.c.explanation_id, review_events.c.run_id)
    first, second = ({one for one in db.scalars(select(what).where(mine).distinct()) if one} for what in about)
    for some in chunks(sorted(cluster_state.members_named_by(db, reviewer_ids))):
        first |= set(db.scalars(select(explanations.c.id).where(explanations.c.uuid.in_(some))))
    return first, second


def chunks(every: Sequence[Any]) -> Iterator[list[Any]]:
    """Few enough at once for a statement of SQLite."""
    for start in range(0, len(every), _CHUNK):
        yield list(every[start : start + _CHUNK])


def batched(lines: Iterable[Any]) -> Iterator[list[Any]]:
    """The same, of what is not all there yet."""
    batch: list[Any] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch


def _line(name: str, row: Mapping[Any, Any]) -> Row:
    line = {column: row[column] for column in _TABLES[name][1]}
    for key, value in line.items():
        if isinstance(value, datetime):
            line[key] = _time(value)
    if name == "models":
        line["key"] = model_key(row)
    elif name == "runs":
        line |= {"root": row["root"], "model": model_key({one: row[f"model_{one}"] for one in MODEL_VALUES})}
    elif name == "explanations":
        line["session"] = None if row["started_at"] is None else [_time(row["started_at"]), row["device"]]
    return line | {reference: row[reference] for reference in _REFERENCES[name] if reference not in line}


def _time(value: datetime) -> str | None:
    return UtcTime().process_bind_param(value, None)  # type: ignore[arg-type]


def read(name: str, number: int, line: Any) -> Row:
    """A line's values as the tables take them. Raises StoreError if a field is missing or of another kind."""
    table, columns = _TABLES[name]
    try:
        values = {
            column: _value(table.c[column], line.get(column) if (name, column) in _LATER else line[column])
            for column in columns
        }
        values |= {reference: _text(line[reference]) for reference in _REFERENCES[name]}
        for column, fits in _SHAPES.get(name, {}).items():
            may_be_none = table.c[column].nullable and values[column] is None
            if not may_be_none and not fits(values[column]):
                raise ValueError(column)
        if name == "explanations":
            session = line["session"]
            values["session"] = None if session is None else (_moment(session[0]), _text(session[1]))
        if name == "models" and model_key(values) != values["key"]:
            raise ValueError("key")
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        what = error.args[0] if error.args else "its form"
        raise StoreError(
            f"Line {number} of {name}.jsonl in the bundle is not what it should be: {what}. {NOTHING}"
        ) from (error)
    return values


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        if column.nullable or (isinstance(column.type, Json) and not isinstance(column.type, OptionalJson)):
            return None
        raise ValueError(column.name)
    match column.type:
        case UtcTime():
            return _moment(value)
        case Json():
            return value
        case Words():
            good = isinstance(value, str)
        case Text():
            if column.name == "uuid" and str(uuid.UUID(value)) != value:
                raise ValueError(column.name)
            return _text(value)
        case Integer():
            good = type(value) is int and -_LARGEST <= value <= _LARGEST
        case Float():
            good = _is_number(value) and math.isfinite(value)
        case _:
            good = False
    if not good:
        raise ValueError(column.name)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(repr(value)[:40])
    value.encode("utf-8")
    return value


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(value)
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_list(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(map(fits, value))


def _is_word(value: Any) -> bool:
    return isinstance(value, str)


def _is_sha256(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def _is_share(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and type(value[0]) is int and _is_number(value[1])


def _is_measure(value: Any) -> bool:
    one = Measure(**(value | {"curve": tuple(value["curve"])}))
    return isinstance(one.name, str) and (one.value is None or _is_number(one.value))


def _is_truth(value: Any) -> bool:
    return truths.from_json(value) is not None


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_inside(relative: str) -> bool:
    """Whether a path leads to a file below its folder, wherever that is."""
    parts = relative.split("/")
    return "\0" not in relative and "\\" not in relative and not any(part in ("", ".", "..") for part in parts)


# What columns of JSON and text must look like, so that reading them later does not fail.
_SHAPES: dict[str, dict[str, Callable[[Any], bool]]] = {
    "models": {"labels": lambda value: _is_list(value, _is_word)},
    "runs": {
        "parameters": _is_object,
        "versions": _is_object,
        "state": lambda value: value in ("running", "finished", "cancelled", "interrupted"),
    },
    "sessions": {"versions": _is_object, "batch_size": lambda value: value >= 1},
    "images": {"sha256": _is_sha256, "relative": _is_inside, "truth": _is_truth},
    "run_images": {"state": lambda value: value in ("waiting", "explained", "failed", "replaced")},
    "explanations": {
        "top": lambda value: _is_list(value, _is_share),
        "losses": lambda value: _is_list(value, _is_number),
        "warnings": lambda value: _is_list(value, _is_word),
        "measures": lambda value: _is_list(value, _is_measure),
        "map_sha256": _is_sha256,
    },
}
