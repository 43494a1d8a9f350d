"""A bundle: reviews with all that they refer to, in one zip file, on its way from one machine to another.

manifest.json says what is in it and with which hashes; events.jsonl holds whole chains, the lines of db/journal.py;
one JSON Lines file for each table of db/bundle_rows.py holds the rows they need; maps/UUID.npy are map files as they
are.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from db import backup, bundle_rows, faults, maps, merge, migrate, opening, verify
from db.bundle_file import EVENTS, FORMAT, KIND, MANIFEST, MAPS, Bundle, Watch, opened
from db.bundle_maps import put_maps, read_map, take_back
from db.bundle_merge import Taken, take_rows
from db.column_types import canonical_json, now
from db.events import full_events, heads
from db.faults import MapAltered, MapMissing, Stopped, StoreError
from db.journal import line_of
from db.merge import NOTHING, Merged
from db.schema import explanations, project, review_events, reviewers, reviews, runs
from db.store import Store
from db.writer import Urgency

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """What a bundle holds. reviews: each one reviewer's of one explanation, without those that were only looked at.
    along: reviewers who were not asked for, but whom a sign-off of one of them had seen.
    left_out: maps that are missing or altered here, so that they are not in it."""

    events: int
    reviews: int
    reviewers: tuple[str, ...]
    along: tuple[str, ...]
    runs: int
    explanations: int
    maps: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a merge did. maps: taken in; made: the project was made by it; backup: of the project as it was before.
    disagreements: explanations of the bundle's events on which reviewers, or one reviewer with themself, differ now."""

    rows: Taken
    events: Merged
    maps: int
    made: bool
    disagreements: int
    backup: Path | None


def write(
    store: Store, out: Path, *, run_ids: Sequence[int] = (), reviewer_names: Sequence[str] = (),
    with_maps: bool = False, with_events: bool = True, force: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Written:  # fmt: skip
    """Writes the whole chains of these reviewers (of all, if none is named), and what they refer to; with run_ids all
    explanations of these runs too, and with_maps the maps of all of these.

    Raises StoreError if the file is there (without force), if there is nothing to write, if there is no such run or
    reviewer, or if the history is not in order; Stopped if stop says so, which is asked every so often.
    """
    check_out(out, force)
    with store._reading() as db:
        if with_events:
            check_history(db, store.path.name)
        for number in set(run_ids) - set(db.scalars(select(runs.c.id))):
            raise StoreError(f"There is no run {number} in {store.path.name}. Nothing was written.")
        wanted, along = chosen(db, reviewer_names) if with_events else ([], [])
        about, of_runs = bundle_rows.events_about(db, wanted)
        if not about and not of_runs and not run_ids:
            raise StoreError(
                f"There is nothing to export: {store.path.name} has no reviews. Nothing was written. "
                "With --run N a run travels without reviews."
            )
        rows = bundle_rows.rows_for(db, about, of_runs, list(run_ids))
        part = out.with_name(f"{out.name}.part")
        with faults.in_plain_words(out):
            try:
                with part.open("wb") as file:
                    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
                        written = _fill(archive, store, db, wanted, along, rows, with_maps, stop)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(out)
                maps.sync_folder(out.absolute().parent)
            finally:
                part.unlink(missing_ok=True)
    return written


def _fill(
    archive: zipfile.ZipFile, store: Store, db: Connection, wanted: list[int], along: list[str],
    rows: dict[str, Iterator[bundle_rows.Row]], with_maps: bool, stop: Callable[[], bool],
) -> Written:  # fmt: skip
    names = tuple(db.scalars(select(reviewers.c.name).where(reviewers.c.id.in_(wanted)).order_by(reviewers.c.name)))
    files = {EVENTS: _write_lines(archive, EVENTS, event_lines(db, wanted), stop)}
    map_files: list[tuple[str, str]] = []

    def noted(lines: Iterable[bundle_rows.Row]) -> Iterator[bundle_rows.Row]:
        for line in lines:
            map_files.append((line["uuid"], line["map_sha256"]))
            yield line

    for name, lines in rows.items():
        every = noted(lines) if name == "explanations" else lines
        files[f"{name}.jsonl"] = _write_lines(archive, f"{name}.jsonl", every, stop)
    left_out: list[str] = []
    sizes = {}
    for uuid, sha256 in map_files if with_maps else ():
        if stop():
            raise Stopped
        try:
            content = read_map(store.path, uuid, sha256)
        except (MapMissing, MapAltered):
            left_out.append(maps.path_of(uuid))
            continue
        # They are numbers at random to a packer: not worth its time.
        archive.writestr(_entry(f"{MAPS}/{uuid}.npy", zipfile.ZIP_STORED), content)
        sizes[uuid] = len(content)
    manifest = {
        "kind": KIND,
        "format": FORMAT,
        "schema": migrate.HEAD,
        "hansel": _version(),
        "project": db.scalar(select(project.c.uuid)),
        "created_at": now().isoformat(timespec="microseconds"),
        "reviewers": names,
        "heads": [dict(head) for head in heads(db) if head["reviewer"] in names],
        "files": files,
        "maps": sizes,
    }
    archive.writestr(_entry(MANIFEST, zipfile.ZIP_DEFLATED), json.dumps(manifest, indent=1))
    made, of_runs, explained = (files[name]["lines"] for name in (EVENTS, "runs.jsonl", "explanations.jsonl"))
    return Written(made, _reviews_of(db, wanted), names, tuple(along), of_runs, explained, len(sizes), tuple(left_out))


def has_reviews(store: Store) -> bool:
    """Whether there is any history to export."""
    with store._reading() as db:
        return db.scalar(select(review_events.c.id).limit(1)) is not None


def _reviews_of(db: Connection, reviewer_ids: Sequence[int]) -> int:
    mine = (review_events.c.reviewer_id.in_(reviewer_ids), review_events.c.kind != "view")
    about = select(review_events.c.explanation_id, review_events.c.reviewer_id).distinct()
    about = about.where(*mine, review_events.c.explanation_id.is_not(None))
    return db.scalar(select(func.count()).select_from(about.subquery())) or 0


def _write_lines(archive: zipfile.ZipFile, name: str, lines: Iterable[Any], stop: Callable[[], bool]) -> dict[str, Any]:
    digest, size, number = hashlib.sha256(), 0, 0
    with archive.open(_entry(name, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as file:
        for line in lines:
            raw = canonical_json(line).encode("ascii") + b"\n"
            digest.update(raw)
            file.write(raw)
            size += len(raw)
            number += 1
            if number % _CHUNK == 0 and stop():
                raise Stopped
    return {"sha256": digest.hexdigest(), "bytes": size, "lines": number}


def _entry(name: str, packing: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, time.localtime()[:6])
    entry.compress_type = packing
    entry.external_attr = 0o644 << 16
    return entry


def _version() -> str:
    try:
        return metadata.version("hansel-audit")
    except metadata.PackageNotFoundError:
        return ""


def check_out(out: Path, force: bool) -> None:
    """Raises StoreError if a file cannot be written there, or is there already."""
    with faults.in_plain_words(out):
        if not out.absolute().parent.is_dir():
            raise StoreError(f"There is no folder {out.absolute().parent}. Nothing was written. Check the path.")
        if out.is_dir():
            raise StoreError(f"{out} is a folder. Nothing was written. Choose another name.")
        if out.exists() and not force:
            raise StoreError(f"{out} is there already. Nothing was written. Choose another name, or add --force.")


def check_history(db: Connection, name: str) -> None:
    """Raises StoreError if the chains are broken: whoever took them in would refuse them."""
    fault = next(verify.chain_faults(db), None)
    if fault is not None:
        raise StoreError(
            f"The history of {name} is not in order: {fault} Nothing was written, as no other project would take it. "
            f"hansel verify {name} tells more."
        )


def chosen(db: Connection, names: Sequence[str], with_seen: bool = True) -> tuple[list[int], list[str]]:
    """The numbers of these reviewers (of all, if none is named) and of those whose events a sign-off of one of them had
    seen: without these it could not be checked. And the names of the latter."""
    ids = {row.name: row.id for row in db.execute(select(reviewers.c.name, reviewers.c.id))}
    for name in names:
        if name not in ids:
            there = ", ".join(sorted(ids)) or "nobody"
            raise StoreError(f"{name} has no reviews in this project; {there} has. Nothing was written.")
    if not names:
        return sorted(ids.values()), []
    seen = set(names)
    to_do = list(seen) if with_seen else []
    while to_do:
        mine = (review_events.c.reviewer_id == ids[to_do.pop()], review_events.c.kind == "sign-off")
        for payload in db.scalars(select(review_events.c.payload).where(*mine)):
            more = {head["reviewer"] for head in payload["heads"]} - seen
            seen |= more
            to_do += more
    return sorted(ids[name] for name in seen), sorted(seen.difference(names))


def event_lines(db: Connection, reviewer_ids: Sequence[int], run_id: int | None = None) -> Iterator[dict[str, Any]]:
    """The events of these reviewers in the order of their ids; with run_id only those about that run."""
    last = ""
    query = full_events().where(review_events.c.reviewer_id.in_(reviewer_ids))
    if run_id is not None:
        query = query.where((review_events.c.run_id == run_id) | (explanations.c.run_id == run_id))
    while True:
        page = query.where(review_events.c.uuid > last).order_by(review_events.c.uuid).limit(_CHUNK)
        found = db.execute(page).mappings().all()
        yield from map(line_of, found)
        if len(found) < _CHUNK:
            return
        last = found[-1]["uuid"]


def take(file: Path, target: Path, watch: Watch = lambda _: None) -> Result:
    """Merges a bundle into the project at a path, which is made if nothing is there. All of it or nothing.

    watch: see db.bundle_file.opened.
    Raises StoreError or one of its kinds, in plain words, for whatever is wrong with the file or the project.
    """
    with opened(file, watch) as bundle:
        bundle.check()
        made = not opening.is_project(opening.absolute(target))
        there = _entries(target)
        try:
            with Store.open_or_create(target) as store:
                return take_into(store, bundle, made=made)
        except BaseException:
            if made:
                _unmake(target, there)
            raise


def _entries(folder: Path) -> set[Path] | None:
    """What is in a folder; None if it is not there."""
    with faults.in_plain_words(folder):
        return set(folder.iterdir()) if folder.is_dir() else None


def _unmake(target: Path, there: set[Path] | None) -> None:
    """Takes away the project that was made for a bundle that could not be taken in, and nothing that was there."""
    for entry in (_entries(target) or set()) - (there or set()):
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    if there is None and target.is_dir():
        with suppress(OSError):
            target.rmdir()


def known_runs(store: Store | None, bundle: Bundle) -> tuple[int | None, int]:
    """How many of a bundle's runs the project has (None without a project), and how many there are."""
    coming = {line["uuid"] for line in bundle.rows("runs")}
    if store is None:
        return None, len(coming)
    with store._reading() as db:
        return len(coming & set(db.scalars(select(runs.c.uuid)))), len(coming)


def take_into(store: Store, bundle: Bundle, *, made: bool = False, stop: Callable[[], bool] = lambda: False) -> Result:
    """Merges an open, checked bundle into an open project, after a backup of it (of none that was made just now).

    stop: looked at while the backup is made; the bundle's own watch is asked later. Raises StoreError, or Stopped.
    """
    if store.readonly:
        raise StoreError(f"{store.path.name} is open for reading only. {NOTHING}")
    kept = None if made else backup.make(store.path, stop, before_merge=True)
    # Between the look at which maps are here and the commit of their rows no batch of an audit comes in.
    with store._one_batch:
        with store._reading() as db, bundle.in_plain_words():
            written = put_maps(db, store.path, bundle.rows("explanations"), bundle.map)

        def work(db: Connection) -> tuple[Taken, Merged, int]:
            try:
                with bundle.in_plain_words():
                    rows = take_rows(db, bundle.rows)
                    events = merge.add_events(db, bundle.lines(EVENTS))
            except IntegrityError as error:
                raise StoreError(
                    f"The rows of {bundle.name} contradict each other. {NOTHING} Export it again."
                ) from error
            return rows, events, disagreements(db, events.about)

        try:
            rows, events, differing = store._write(work, Urgency.VERDICT).result()
        except BaseException:
            take_back(written)
            raise
    return Result(rows, events, len(written), made, differing, kept)


def torn(store: Store, run_id: int) -> int:
    """On how many explanations of a run one reviewer said two things, on two machines, without knowing of it."""
    with store._reading() as db:
        query = select(func.count(func.distinct(reviews.c.explanation_id)))
        return db.scalar(query.where(reviews.c.run_id == run_id, reviews.c.conflicts != {})) or 0


def disagreements(db: Connection, about: Iterable[int]) -> int:
    """On how many of these explanations verdicts differ, or one reviewer said two things without knowing of it."""
    count = 0
    for some in bundle_rows.chunks(sorted(about)):
        verdicts: dict[int, set[str | None]] = {}
        torn = set()
        query = select(reviews.c.explanation_id, reviews.c.verdict, reviews.c.conflicts)
        for row in db.execute(query.where(reviews.c.explanation_id.in_(some))):
            if row.conflicts:
                torn.add(row.explanation_id)
            if row.verdict is not None:
                verdicts.setdefault(row.explanation_id, set()).add(row.verdict)
        count += len(torn | {key for key, said in verdicts.items() if len(said) > 1})
    return count
