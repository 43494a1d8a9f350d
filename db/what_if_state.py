"""What-ifs: what the events on them add up to, and the table that keeps it.

An event of kind ``what-if`` is about an explanation. Its payload has ``what_if``, the id that all events on one share,
and ``kept``. Where that is true it has ``asked`` and ``answer`` too: what was taken away, geometry and all, so that it
stays as it was when a region is moved later, and what the model said. Where ``kept`` is false the reviewer whose it was
has put it aside. Of several the last one holds; undo and redo take events out of the sum and put them back.
"""

from __future__ import annotations

import math
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from db.review_state import is_region
from db.schema import explanations, review_events, what_ifs

KIND = "what-if"
WAYS = ("away", "only")
_CHUNK = 500
_LONGEST_NAME = 40


def is_payload(payload: Mapping[str, Any]) -> bool:
    """Whether what an event of kind ``what-if`` says can be added up; it may come from elsewhere."""
    try:
        if str(uuid.UUID(payload["what_if"])) != payload["what_if"]:
            return False
        if payload["kept"] is False:
            return "asked" not in payload and "answer" not in payload
        return payload["kept"] is True and _is_asked(payload["asked"]) and _is_answer(payload["answer"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _is_asked(asked: Mapping[str, Any]) -> bool:
    regions = asked["regions"]
    return (
        asked["way"] in WAYS
        and isinstance(asked["filling"], str)
        and 0 < len(asked["filling"]) <= _LONGEST_NAME
        and isinstance(asked["parameters"], dict)
        and isinstance(regions, list)
        and len(regions) > 0
        and all(isinstance(one["id"], str) and is_region(one) for one in regions)
        and _is_class(asked["target"])
    )


def _is_answer(answer: Mapping[str, Any]) -> bool:
    versions = answer["versions"]
    return (
        _is_share(answer["hidden"])
        and all(_is_said(answer[when]) for when in ("before", "after"))
        and isinstance(answer["device"], str)
        and isinstance(versions, dict)
        and all(isinstance(one, str) for one in versions.values())
    )


def _is_said(said: Mapping[str, Any]) -> bool:
    return (
        _is_class(said["prediction"])
        and _is_share(said["probability"])
        and _is_share(said["target_probability"])
        and _is_number(said["log_odds"])
        and isinstance(said["top"], list)
        and all(len(one) == 2 and _is_class(one[0]) and _is_share(one[1]) for one in said["top"])
    )


def _is_class(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_share(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= 1


def keep(db: Connection, explanation_ids: Iterable[int]) -> None:
    """Brings the table along for these explanations."""
    wanted = sorted(set(explanation_ids))
    expected = _summed(db, wanted)
    known: set[str] = set()
    for some in _chunks(wanted):
        known |= set(db.scalars(select(what_ifs.c.uuid).where(what_ifs.c.explanation_id.in_(some))))
    for some in _chunks(sorted(known - expected.keys())):
        db.execute(delete(what_ifs).where(what_ifs.c.uuid.in_(some)))
    # Of what was asked nothing ever changes.
    if new := [row for name, row in sorted(expected.items()) if name not in known]:
        db.execute(insert(what_ifs), new)


def add_up(events: Sequence[RowMapping]) -> dict[str, Any] | None:
    """The row that one reviewer's events on one what-if add up to; None where it is put aside, or was never asked as
    far as is known here. events: with their undos and redos, in the order of their ids."""
    by_id = {event["uuid"]: event for event in events}
    active: dict[str, RowMapping] = {}
    for event in events:
        if event["kind"] == "undo":
            active.pop(event["payload"]["event"], None)
        elif event["kind"] == "redo":
            active[event["payload"]["event"]] = by_id[event["payload"]["event"]]
        else:
            active[event["uuid"]] = event
    said = [active[name] for name in sorted(active)]
    first = next((one for one in said if one["payload"]["kept"]), None)
    if first is None or not said[-1]["payload"]["kept"]:
        return None
    asked, answer = first["payload"]["asked"], first["payload"]["answer"]
    return {
        "uuid": first["payload"]["what_if"],
        "explanation_id": first["explanation_id"],
        "run_id": first["explained_in"],
        "reviewer_id": first["reviewer_id"],
        "created_at": first["created_at"],
        "event_id": first["id"],
        **{name: asked[name] for name in ("way", "filling", "parameters", "regions", "target")},
        **{name: answer[name] for name in ("hidden", "before", "after", "device", "versions")},
        "flips": int(answer["before"]["prediction"] != answer["after"]["prediction"]),
    }


def faults(db: Connection) -> Iterator[str]:
    """Says so if the what-ifs are not what the history adds up to."""
    about = select(review_events.c.explanation_id).where(review_events.c.kind == KIND).distinct()
    expected = _summed(db, list(db.scalars(about)))
    kept = {
        row["uuid"]: {key: row[key] for key in row if key != "id"} for row in db.execute(select(what_ifs)).mappings()
    }
    if kept != expected:
        yield "The what-ifs are not what the history adds up to."


def _summed(db: Connection, explanation_ids: Sequence[int]) -> dict[str, dict[str, Any]]:
    """Id of a what-if -> its row, of those on these explanations that stand."""
    events = review_events.c
    columns = [
        events[name] for name in ("id", "uuid", "kind", "payload", "explanation_id", "reviewer_id", "created_at")
    ]
    of_run = explanations.c.run_id.label("explained_in")
    found: dict[str, dict[str, Any]] = {}
    for some in _chunks(explanation_ids):
        query = (
            select(*columns, of_run)
            .join(explanations, explanations.c.id == events.explanation_id)
            .where(events.explanation_id.in_(some), events.kind.in_((KIND, "undo", "redo")))
            .order_by(events.uuid)
        )
        every = list(db.execute(query).mappings())
        # By whose it is too: nobody puts aside what another one asked.
        on: dict[tuple[int, str], list[RowMapping]] = defaultdict(list)
        names = {one["uuid"]: one["payload"]["what_if"] for one in every if one["kind"] == KIND}
        for event in every:
            name = names.get(event["uuid"]) or names.get(event["payload"].get("event", ""))
            if name is not None:  # else it turns a change of the review
                on[event["reviewer_id"], name].append(event)
        found |= {name: row for (_, name), mine in on.items() if (row := add_up(mine)) is not None}
    return found


def _chunks(every: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(every), _CHUNK):
        yield list(every[start : start + _CHUNK])
