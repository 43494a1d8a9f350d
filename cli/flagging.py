"""A cluster of maps flagged as a whole (`hansel patterns --flag`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cli import patterning
from cli.progress import Bar
from cli.say import note, warn
from db import together
from db.store import Store
from engine.records import PlainError
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
        with Bar() as bar:
            read = patterning.read(store, run_id, name, None, bar)
            found = patterning.find(read, sides=sides, bar=bar)
        for text in patterning.left_out(read):
            warn(text)
        shown = {at: cluster for _, at, cluster in found.shown(every)}
        if number not in shown:
            known = ", ".join(str(one) for one in sorted(shown)) or "none"
            more = "" if every else " --all takes those that do not stand apart."
            raise PlainError(f"{name} has no cluster {number} in run {read.run.run_id}; it has {known}.{more} "
                             "Nothing was saved.")  # fmt: skip
        members = [row.explanation_id for row in found.rows(shown[number])]
        called = call or f"cluster {number} of {name}"
        done = together.flag(store, members, who, reasons, called).result()
    kept = f" {count(done.kept, 'image')} had a verdict of {who}'s own, which stays." if done.kept else ""
    if not done.flagged:
        return f"Nothing was flagged.{kept}"
    return (
        f"{count(done.flagged, 'image')} flagged by {who} ({called}).{kept} "
        f"In the window, {who}'s Ctrl+Z takes all of it back in one step."
    )
