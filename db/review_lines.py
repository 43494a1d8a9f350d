"""Reviews as JSON Lines: every event of a history, one a line, out and in again without loss.

The form of a line is in resources/schemas/review-event.schema.json. A line may say under "about" which image it is
about; that is for people and is not taken in.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from db import bundle, bundle_rows, faults, maps, merge
from db.column_types import canonical_json
from db.faults import StoreError
from db.merge import NOTHING, Merged
from db.schema import explanations, images, models, roots, runs
from db.store import Store
from db.writer import Urgency

_LONGEST_LINE = 1 << 24


@dataclass(frozen=True, slots=True)
class Exported:
    """along: reviewers who were not asked for, but whom a sign-off of one of them had seen."""

    events: int
    along: tuple[str, ...]


def write(
    store: Store, out: Path, *, run_id: int | None = None, reviewer_names: Sequence[str] = (), force: bool = False
) -> Exported:
    """Writes the whole chains of these reviewers (of all, if none is named), by id; with run_id only what is about that
    run, which cuts chains: for reading, not for taking in elsewhere. Raises StoreError as db.bundle.write."""
    bundle.check_out(out, force)
    with store._reading() as db:
        bundle.check_history(db, store.path.name)
        if run_id is not None and db.scalar(select(runs.c.id).where(runs.c.id == run_id)) is None:
            raise StoreError(f"There is no run {run_id} in {store.path.name}. Nothing was written.")
        # What is cut cannot be checked anyway, so that nobody else's history has to come along.
        wanted, along = bundle.chosen(db, reviewer_names, with_seen=run_id is None)
        part = out.with_name(f"{out.name}.part")
        count = 0
        with faults.in_plain_words(out):
            try:
                with part.open("wb") as file:
                    for batch in bundle_rows.batched(bundle.event_lines(db, wanted, run_id)):
                        for line in _with_about(db, batch):
                            file.write(canonical_json(line).encode("ascii") + b"\n")
                            count += 1
                    if not count:
                        raise StoreError(f"There are no such reviews in {store.path.name}. Nothing was written.")
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(out)
                maps.sync_folder(out.absolute().parent)
            finally:
                part.unlink(missing_ok=True)
    return Exported(count, tuple(along))


def take(store: Store, file: Path) -> tuple[Merged, int]:
    """Takes in a file of ``write``: what became of the events, and the number of disagreements. All or nothing.

    Raises StoreError, naming the first bad line and what is wrong with it.
    """
    with faults.in_plain_words(file):
        if not file.is_file():
            raise StoreError(f"There is no file {file}. {NOTHING} Check the path.")
        lines = list(_read(file))

    def work(db: Connection) -> tuple[Merged, int]:
        merged = merge.add_events(db, lines, each="Line")
        return merged, bundle.disagreements(db, merged.about)

    return store._write(work, Urgency.VERDICT).result()


def schema() -> Any:
    """The JSON Schema of a line."""
    file = resources.files("resources") / "schemas" / "review-event.schema.json"
    return json.loads(file.read_text(encoding="utf-8"))


def _read(file: Path) -> Iterator[dict[str, Any]]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only needed here, and slow to load
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    validator = Draft202012Validator(schema())
    with file.open("rb") as raw_lines:
        for number, raw in enumerate(iter(lambda: raw_lines.readline(_LONGEST_LINE), b""), start=1):
            if not raw.strip():
                if raw_lines.read().strip():
                    raise StoreError(f"Line {number} of {file.name} is empty. {NOTHING}")
                return
            try:
                line = merge.strict_json(raw)
            except (ValueError, RecursionError) as error:
                raise StoreError(f"Line {number} of {file.name} is not JSON. {NOTHING}") from error
            fault = best_match(validator.iter_errors(line))
            if fault is not None:
                raise StoreError(f"Line {number} of {file.name} is not a review event: {_told(fault)}. {NOTHING}")
            line.pop("about", None)
            yield line


def _told(fault: Any) -> str:
    """What the schema says of a line, short, with the place it says it of."""
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault.absolute_path).lstrip(".")
    value = canonical_json(fault.instance) if not isinstance(fault.instance, dict | list) else ""
    match fault.validator:
        case "required":
            missing = [name for name in fault.validator_value if name not in fault.instance]
            return f"{place or 'it'} lacks {', '.join(missing)}"
        case "additionalProperties" if isinstance(fault.schema.get("properties"), dict):
            unknown = [name for name in fault.instance if name not in fault.schema["properties"]]
            return f"{place or 'it'} has {', '.join(unknown)[:80]}, which no event has"
        case "type":
            kinds = fault.validator_value if isinstance(fault.validator_value, list) else [fault.validator_value]
            return f"{place or 'it'} must be {' or '.join(kinds)}"
        case "oneOf" if not fault.absolute_path:
            return "it must be about either an explanation or a run"
        case "enum" | "const":
            return f"{place} is {value[:80] or 'something'}, which it cannot be"
        case "pattern":
            return f"{place} is {value[:80]}, which is not of its form"
    return f"{place or 'it'}: {fault.message[:200]}"


def _with_about(db: Connection, lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines, each with what a person needs to know what it is about."""
    names = [line["explanation"] for line in lines if line["explanation"] is not None]
    of_images = (
        select(
            explanations.c.uuid, explanations.c.target, explanations.c.prediction, images.c.relative, images.c.sha256,
            images.c.true_label, models.c.labels, roots.c.path, runs.c.uuid.label("run"),
        )
        .select_from(
            explanations.join(images, images.c.id == explanations.c.image_id)
            .join(roots)
            .join(runs, runs.c.id == explanations.c.run_id)
            .join(models)
        )
        .where(explanations.c.uuid.in_(names))
    )  # fmt: skip
    about: dict[str, dict[str, Any]] = {}
    for row in db.execute(of_images):
        about[row.uuid] = {
            "folder": row.path, "image": row.relative, "sha256": row.sha256, "true_label": row.true_label,
            "explained": _label(row.labels, row.target), "predicted": _label(row.labels, row.prediction),
            "run": row.run,
        }  # fmt: skip
    of_runs = select(runs.c.uuid, runs.c.method, models.c.name, models.c.version, roots.c.path)
    of_runs = of_runs.select_from(runs.join(roots).join(models))
    names = [line["run"] for line in lines if line["run"] is not None]
    for run in db.execute(of_runs.where(runs.c.uuid.in_(names))):
        about[run.uuid] = {"folder": run.path, "model": f"{run.name} {run.version}".strip(), "method": run.method}
    for line in lines:
        yield line | {"about": about[line["explanation"] or line["run"]]}


def _label(labels: Sequence[str], index: int) -> str:
    return labels[index] if 0 <= index < len(labels) else str(index)
