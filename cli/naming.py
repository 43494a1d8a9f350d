"""Clusters of maps under a name that the project keeps (`hansel patterns --name`, --rename, --forget, --named)."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cli import flagging, patterning
from cli.columns import between, number, share, table
from cli.say import note, warn
from db import clusters, mapped
from db.clusters import Named
from db.store import Store
from engine.records import PlainError
from reports.contents import choose_run
from reports.pattern_facts import rows_of
from reports.visible import visible
from reports.words import count, moment

NOTHING_SAID = "Nothing was saved."


def name(project: Path, run_id: int | None, group: str, which: int, text: str, who: str, *, sides: bool,
         every: bool) -> str:  # fmt: skip
    """Keeps a cluster under a name; what was done, in words. which: its number, as the table tells it. Raises
    PlainError; nothing was saved then."""
    with _writing(project) as store:
        told, one, cluster = flagging.looked_up(store, run_id, group, which, sides=sides, every=every)
        run = told.read.run
        there = told.name_of(cluster, clusters.of_run(store, run.run_id))
        if there is not None:
            raise PlainError(
                f"This cluster is called {visible(there.name)} already. {NOTHING_SAID} --rename changes that."
            )
        kept = clusters.name(store, run.run_id, who, text, told.found(one, cluster)).result()
    return (
        f"Cluster {which} of {group} in run {run.run_id} is called {visible(kept.name)} now, with "
        f"{count(kept.n, 'map')}. Reports of the run tell of it."
    )


def rename(project: Path, run_id: int | None, old: str, new: str, who: str) -> str:
    """Another name; what was done, in words."""
    with _writing(project) as store:
        one = _called(store, run_id, old)
        kept = clusters.rename(store, one.uuid, who, new).result()
    return f"{visible(one.name)} of run {one.run_id} is called {visible(kept.name)} now."


def forget(project: Path, run_id: int | None, old: str, who: str) -> str:
    """The name taken away; what was done, in words."""
    with _writing(project) as store:
        one = _called(store, run_id, old)
        clusters.forget(store, one.uuid, who).result()
    return f"{visible(one.name)} of run {one.run_id} has no name any more. The history keeps that it had one."


def told(store: Store, run_id: int | None, reviewer: str | None) -> list[str]:
    """The named clusters of a run, for people."""
    run = choose_run(store.runs(), run_id, store.path)
    found = clusters.of_run(store, run.run_id)
    if not found:
        return [f"No cluster of run {run.run_id} has a name. --class NAME --name N TEXT gives it one."]
    said = {row.explanation_id: row for row in rows_of(store, run.run_id, reviewer)}
    rows = []
    for one in found:
        flags = mapped.flags(said[which] for which in one.members if which in said)
        rows.append(
            (
                visible(one.name), run.labels[one.target], number(one.n), share(one.n / one.of_class),
                share(flags.share), between(flags.interval), number(flags.n), visible(one.reviewer), moment(one.at),
            )
        )  # fmt: skip
    return table(("Name", "class", "maps", "of class", "flagged", "95 %", "n", "by", "when"), rows)


def told_json(store: Store, run_id: int | None, reviewer: str | None) -> dict[str, Any]:
    """The same for programs."""
    run = choose_run(store.runs(), run_id, store.path)
    said = {row.explanation_id: row for row in rows_of(store, run.run_id, reviewer)}
    return {
        "format": 1,
        "project": str(store.path),
        "run": run.run_id,
        "reviewer": reviewer,
        "named": [_json(one, run.labels[one.target], said) for one in clusters.of_run(store, run.run_id)],
    }


def _json(one: Named, label: str, said: dict[int, mapped.Mapped]) -> dict[str, Any]:
    flags = mapped.flags(said[which] for which in one.members if which in said)
    return {
        "id": one.uuid,
        "name": one.name,
        "class": label,
        "n": one.n,
        "of_class": one.of_class,
        "sides": one.sides,
        "by": one.reviewer,
        "at": one.at.isoformat(timespec="seconds"),
        "flags": patterning.flags_json(flags),
        **one.figures,
        "members": [
            {"image": said[which].relative if which in said else None, "explanation": which, "distance": distance}
            for which, distance in zip(one.members, one.distances, strict=True)
        ],
    }


def _called(store: Store, run_id: int | None, text: str) -> Named:
    run = choose_run(store.runs(), run_id, store.path)
    found = clusters.of_run(store, run.run_id)
    same = [one for one in found if one.name.casefold() == text.strip().casefold()]
    if not same:
        near = get_close_matches(text, [one.name for one in found], n=1)
        known = f" Did you mean {visible(near[0])}?" if near else ""
        raise PlainError(f"No cluster of run {run.run_id} is called {visible(text)}.{known} {NOTHING_SAID}")
    return same[0]


def _writing(project: Path) -> Store:
    store = Store.open(project)
    if found_again := store.found_again():
        note(found_again)
    store.when_warned(lambda fault: warn(str(fault)))
    return store
