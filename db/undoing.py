"""Undo and redo: events that take back a change, or bring it again, whatever image it was on. In words for a menu.

Changes that were made together (db/together.py) are taken back together: each by an event of its own, in one step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, select

from db import cluster_state, what_if_state
from db.events import append, balance, full_events
from db.history import said_by, say, subject
from db.ids import Author
from db.review_state import Said
from db.rows import Undone
from db.schema import explanations, review_events, reviewers, run_images

_MOST_TOGETHER = 10_000_000
_NOUNS = {"sound": "sound", "flawed": "flaw", "unsure": "unsure", None: "verdict taken back"}


def undo(db: Connection, author: Author, only: str = "") -> Undone | None:
    """Takes back this reviewer's last change on this device that is not undone, on whatever image; None if none.

    only: the hash of one change: that one is taken back, whatever was done since, or nothing if it does not stand
    """
    return _turn(db, author, "undo", _standing(db, author, only) if only else _next_undo(db, author))


def redo(db: Connection, author: Author) -> Undone | None:
    """Brings again what was undone last, unless the reviewer has changed something since."""
    return _turn(db, author, "redo", _next_redo(db, author))


def next_undo(db: Connection, author: Author) -> Undone | None:
    """What undo would take back, for a menu."""
    event = _next_undo(db, author)
    return _undone(event, _with(db, author, event, standing=True)) if event else None


def next_redo(db: Connection, author: Author) -> Undone | None:
    """What redo would bring again, for a menu."""
    event = _next_redo(db, author)
    return _undone(event, _with(db, author, event, standing=False)) if event else None


def _turn(db: Connection, author: Author, kind: str, event: RowMapping | None) -> Undone | None:
    if event is None:
        return None
    every = _with(db, author, event, standing=kind == "undo")
    for one in every if every else (event,):
        payload = {"event": one["uuid"]}
        if one["explanation_id"] is None:
            append(db, author, kind, payload, run=(one["run_id"], one["run"]), refers_to=one["id"])
            cluster_state.keep(db, [one["run_id"]])
        else:
            said = said_by(db, one["explanation_id"], one["reviewer_id"])
            say(db, author, kind, payload, subject(db, one["explanation_id"]), said, one["id"])
            if one["kind"] == what_if_state.KIND:
                what_if_state.keep(db, [one["explanation_id"]])
    return _undone(event, every)


def _with(db: Connection, author: Author, event: RowMapping, *, standing: bool) -> list[RowMapping]:
    """All events of a change that was made on several at once, that one among them: those that stand, the last first,
    or those that are undone, the first first. Empty for any other change."""
    mark = _mark(event)
    if mark is None:
        return []
    events = review_events.c
    # They follow one another in their chain.
    near = events.sequence.between(event["sequence"] - mark["n"], event["sequence"] + mark["n"])
    query = full_events().where(_chain(author), near, events.kind == "change", balance() == (0 if standing else 1))
    order = (events.sequence.desc(), events.uuid.desc()) if standing else (events.sequence, events.uuid)
    found = db.execute(query.order_by(*order)).mappings()
    return [one for one in found if (other := _mark(one)) is not None and other["id"] == mark["id"]]


def _mark(event: RowMapping) -> Mapping[str, Any] | None:
    """What a change says of those that it was made together with; None if nothing that can be read."""
    mark = event["payload"].get("together")
    if not isinstance(mark, dict) or not isinstance(mark.get("id"), str) or not isinstance(mark.get("name"), str):
        return None
    n = mark.get("n")
    return mark if isinstance(n, int) and not isinstance(n, bool) and 1 < n <= _MOST_TOGETHER else None


def _chain(author: Author) -> Any:
    mine = select(reviewers.c.id).where(reviewers.c.name == author.reviewer).scalar_subquery()
    return (review_events.c.reviewer_id == mine) & (review_events.c.device == author.device)


def _next_undo(db: Connection, author: Author) -> RowMapping | None:
    # Undo goes back one change at a time, so the next one is the newest change that is not undone.
    events = review_events.c
    newest = (
        select(events.id)
        .where(_chain(author), events.refers_to.is_(None), events.kind != "view", balance() == 0)
        .order_by(events.sequence.desc(), events.uuid.desc())
        .limit(1)
    )
    return _whole(db, db.scalar(newest))


def _standing(db: Connection, author: Author, head: str) -> RowMapping | None:
    events = review_events.c
    own = (_chain(author), events.refers_to.is_(None), events.kind != "view", balance() == 0)
    return _whole(db, db.scalar(select(events.id).where(*own, events.hash == head)))


def _next_redo(db: Connection, author: Author) -> RowMapping | None:
    # Only what was undone after the last change can come again; the oldest of these was undone last.
    events = review_events.c
    last_change = (
        select(func.max(events.sequence))
        .where(_chain(author), events.refers_to.is_(None), events.kind != "view")
        .scalar_subquery()
    )
    target = review_events.alias("target")  # in the chain's order: numbers are those of arrival, merging mixes them
    still_undone = (
        select(events.refers_to)
        .join(target, target.c.id == events.refers_to)
        .where(_chain(author), events.sequence > last_change, events.refers_to.is_not(None))
        .group_by(events.refers_to)
        .having(func.sum(case((events.kind == "undo", 1), else_=-1)) > 0)
        .order_by(target.c.sequence, target.c.uuid)
        .limit(1)
    )
    return _whole(db, db.scalar(still_undone))


def _whole(db: Connection, event_id: int | None) -> RowMapping | None:
    if event_id is None:
        return None
    query = full_events().add_columns(run_images.c.relative, explanations.c.run_id.label("explained_in"))
    query = query.outerjoin(
        run_images,
        (run_images.c.run_id == explanations.c.run_id) & (run_images.c.image_id == explanations.c.image_id),
    )
    return db.execute(query.where(review_events.c.id == event_id)).mappings().one()


def _undone(event: RowMapping, every: Sequence[RowMapping] = ()) -> Undone:
    if event["explanation_id"] is None and event["kind"] == cluster_state.KIND:
        name = event["payload"]["set"]["name"]
        what = "name of a cluster taken away" if name is None else f"name of a cluster: {name}"
        return Undone(None, event["run_id"], what, event["hash"], cluster=event["payload"]["cluster"])
    if event["explanation_id"] is None:
        return Undone(None, event["run_id"], f"sign-off of run {event['run_id']}", event["hash"])
    if len(every) > 1:
        mark = _mark(event)
        named = f" ({mark['name']})" if mark is not None and mark["name"] else ""
        also = tuple(one["explanation_id"] for one in every if one["explanation_id"] != event["explanation_id"])
        what = f"{_noun(event)} on {len(every):,} images{named}"
        return Undone(event["explanation_id"], event["explained_in"], what, event["hash"], also)
    # Not the name alone: in a folder a class, each class may have an image of that name.
    return Undone(
        event["explanation_id"], event["explained_in"], f"{_noun(event)} on {event['relative']}", event["hash"]
    )


def _noun(event: RowMapping) -> str:
    if event["kind"] == what_if_state.KIND:
        return "what-if" if event["payload"]["kept"] else "what-if put aside"
    if "settles" in event["payload"]:
        return "settled verdict"
    sets = Said(event["uuid"], event["kind"], event["payload"]).sets
    if "verdict" in sets:
        return _NOUNS[sets["verdict"]]
    if "regions" in sets:
        return "region removed" if None in sets["regions"].values() else "region"
    if "reasons" in sets:
        return "reason taken back" if not all(sets["reasons"].values()) else "reason"
    return "severity" if "severity" in sets else "comment"
