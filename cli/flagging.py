"""A cluster of maps flagged as a whole (`hansel patterns --flag`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cli import patterning
from cli.progress import Bar
from cli.say import note, warn
from db import clusters, together
from db.store import Store
from engine.patterns import ClassPatterns, Cluster
from engine.records import PlainError
from reports.pattern_facts import Told
from reports.words import count


def flag(
    project: Path,
    run_id: int | None,
    name: str,
    number: int,
    who: str,
    reasons: Sequence[str],
    call: str,
    *,
    sides: bool,
    every: bool,
) -> str:
    """Flags the members of a cluster that `who` has not judged yet; what was done, in words. number: as the table tells
    it; every: also a cluster that does not stand apart. Raises PlainError; nothing was saved then."""
    with Store.open(project) as store:
        if found_again := store.found_again():
            note(found_again)
        store.when_warned(lambda fault: warn(str(fault)))
        found, _, cluster = looked_up(store, run_id, name, number, sides=sides, every=every)
        kept_as = found.name_of(cluster, clusters.of_run(store, found.read.run.run_id))
        called = call or (kept_as.name if kept_as is not None else f"cluster {number} of {name}")
        members = [row.explanation_id for row in found.rows(cluster)]
        done = together.flag(store, members, who, reasons, called).result()
    kept = f" {count(done.kept, 'image')} had a verdict of {who}'s own, which stays." if done.kept else ""
    if not done.flagged:
        return f"Nothing was flagged.{kept}"
    return (
        f"{count(done.flagged, 'image')} flagged by {who} ({called}).{kept} "
        f"In the window, {who}'s Ctrl+Z takes all of it back in one step."
    )


def looked_up(
    store: Store, run_id: int | None, name: str, number: int, *, sides: bool, every: bool
) -> tuple[Told, ClassPatterns, Cluster]:
    """The cluster of that number of a class, as the table tells it. Raises PlainError where there is none."""
    with Bar() as bar:
        read = patterning.read(store, run_id, name, None, bar)
        found = patterning.find(read, sides=sides, bar=bar)
    for text in patterning.left_out(read):
        warn(text)
    shown = {at: (one, cluster) for one, at, cluster in found.shown(every)}
    if number not in shown:
        known = ", ".join(str(one) for one in sorted(shown)) or "none"
        more = "" if every else " --all takes those that do not stand apart."
        raise PlainError(
            f"{name} has no cluster {number} in run {read.run.run_id}; it has {known}.{more} Nothing was saved."
        )
    return found, *shown[number]
