"""What reviewers say: a change or a sign-off is appended as an event, and the state it makes of a review kept along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db import review_state, rollups
from db.column_types import now
from db.events import REVIEWER, append, balance, heads
from db.faults import StoreError
from db.ids import Author
from db.review_state import Said, State
from db.rows import Region, ReviewRow, SignOff
from db.schema import explanations, review_events, reviewers, reviews, run_images, runs

# The statements of a change are built once: building them anew took most of the time of a verdict.
_ABOUT = (
    select(
        explanations.c.id,
        explanations.c.uuid,
        explanations.c.run_id,
        explanations.c.map_sha256,
        explanations.c.target,
        explanations.c.prediction,
        run_images.c.position,
        run_images.c.image_id,
        run_images.c.state,
        run_images.c.true_label,
        run_images.c.explanation_id.label("first"),
    )
    .join(
        run_images,
        (run_images.c.run_id == explanations.c.run_id) & (run_images.c.image_id == explanations.c.image_id),
    )
    .where(explanations.c.id == bindparam("explanation"))
)
_SAID = select(review_events.c.uuid, review_events.c.kind, review_events.c.payload).where(
    review_events.c.explanation_id == bindparam("explanation"), review_events.c.reviewer_id == bindparam("reviewer")
)
_KEPT = select(reviews).where(
    reviews.c.explanation_id == bindparam("explanation_id"), reviews.c.reviewer_id == bindparam("reviewer_id")
)
_NEW = upsert(reviews)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=["explanation_id", "reviewer_id"],
    set_={column.name: _NEW.excluded[column.name] for column in reviews.c if not column.primary_key},
)


def change(
    db: Connection,
    author: Author,
    explanation_id: int,
    sets: Mapping[str, Any],
    seconds: float = 0.0,
    more: Mapping[str, Any] | None = None,
) -> ReviewRow:
    """Appends a change of a review's fields and brings the state along. What is so already is no event.

    sets: see db/review_state.py; seconds: how long the explanation was looked at for this; more: what the payload says
    beside (see db/together.py). Raises StoreError for what no review can hold.
    """
    sets = review_state.checked(sets)
    about = subject(db, explanation_id)
    mine = db.scalar(REVIEWER, {"name": author.reviewer})
    said = [] if mine is None else said_by(db, explanation_id, mine)
    state = review_state.add_up(said)
    news = {name: value for name, value in sets.items() if _is_news(state, name, value)}
    if not news and seconds <= 0:
        return review(db, explanation_id, author.reviewer) or ReviewRow(explanation_id, author.reviewer, None, now())
    payload: dict[str, Any] = {**(more or {}), "set": news, "map": about["map_sha256"]}
    if replaces := review_state.replaced_by(said, news):
        payload["replaces"] = replaces
    if seconds > 0:
        payload["seconds"] = round(seconds, 3)
    return say(db, author, "change" if news else "view", payload, about, said)


def append_said(
    db: Connection, author: Author, kind: str, payload: Mapping[str, Any], about: Mapping[Any, Any]
) -> ReviewRow:
    """Appends an event of another kind than a change on an explanation; about: see ``subject``."""
    mine = db.scalar(REVIEWER, {"name": author.reviewer})
    return say(db, author, kind, payload, about, [] if mine is None else said_by(db, about["id"], mine))


def append_change(db: Connection, author: Author, explanation_id: int, payload: Mapping[str, Any]) -> ReviewRow:
    """Appends a change with a payload that is more than fields of a review (see db/settling.py)."""
    about = subject(db, explanation_id)
    return append_said(db, author, "change", {**payload, "map": about["map_sha256"]}, about)


def sign_off(db: Connection, author: Author, run_id: int) -> SignOff:
    """Appends that the reviewer stands by the reviews of a run as they are: records the heads of all chains.

    Whoever keeps one of these heads outside can later tell whether history was cut or rewritten.
    """
    run = db.scalar(select(runs.c.uuid).where(runs.c.id == run_id))
    if run is None:
        raise StoreError("There is no such run in this project; nothing was signed off.")
    verdicts: dict[str, int] = dict(
        db.execute(
            select(reviews.c.verdict, func.count())
            .join(reviewers)
            .where(reviews.c.run_id == run_id, reviewers.c.name == author.reviewer, reviews.c.verdict.is_not(None))
            .group_by(reviews.c.verdict)
        ).all()
    )
    payload = {"heads": [dict(head) for head in heads(db)], "verdicts": verdicts}
    made = append(db, author, "sign-off", payload, run=(run_id, run))
    return SignOff(run_id, author.reviewer, made["created_at"], made["hash"], 0)


def sign_offs(db: Connection, run_id: int) -> list[SignOff]:
    """Each reviewer's last sign-off of a run that was not taken back, with the number of events since in that run."""
    events = review_events.c
    query = (
        select(review_events, reviewers.c.name)
        .join(reviewers)
        .where(events.run_id == run_id, events.kind == "sign-off", balance() == 0)
        .order_by(events.uuid)
    )
    last = {row["name"]: row for row in db.execute(query).mappings()}
    found = []
    for name, row in sorted(last.items()):
        since = db.scalar(
            select(func.count())
            .select_from(review_events.join(explanations, explanations.c.id == events.explanation_id))
            .where(
                explanations.c.run_id == run_id,
                events.reviewer_id == row["reviewer_id"],
                events.uuid > row["uuid"],
                events.kind != "view",
            )
        )
        found.append(SignOff(run_id, name, row["created_at"], row["hash"], since or 0))
    return found


def review(db: Connection, explanation_id: int, reviewer: str) -> ReviewRow | None:
    """The current state; None if this reviewer never said anything of this explanation."""
    found = db.execute(
        _reviews().where(reviews.c.explanation_id == explanation_id, reviewers.c.name == reviewer)
    ).mappings()
    return next(map(review_row, found), None)


def reviews_of(db: Connection, explanation_id: int) -> list[ReviewRow]:
    """What every reviewer says now of one explanation."""
    query = _reviews().where(reviews.c.explanation_id == explanation_id).order_by(reviewers.c.name)
    return [review_row(row) for row in db.execute(query).mappings()]


def reviews_of_run(db: Connection, run_id: int) -> list[ReviewRow]:
    """The current state of a run's explanations, by explanation and reviewer; verdicts taken back are None."""
    query = _reviews().where(reviews.c.run_id == run_id).order_by(reviews.c.explanation_id, reviewers.c.name)
    return [review_row(row) for row in db.execute(query).mappings()]


def save_state(db: Connection, explanation_id: int, reviewer_id: int) -> None:
    """Makes the current state of one review from its events, and brings the rollups along."""
    events = review_events.c
    mine = (events.explanation_id == explanation_id, events.reviewer_id == reviewer_id)
    last = db.execute(select(events.id, events.created_at).where(*mine).order_by(events.uuid.desc()).limit(1)).one()
    _keep(db, subject(db, explanation_id), reviewer_id, said_by(db, explanation_id, reviewer_id), last._mapping)


def columns_of(state: State) -> dict[str, Any]:
    """A state as the table reviews keeps it."""
    return {
        "verdict": state.verdict,
        "severity": state.severity,
        "comment": state.comment,
        "reasons": list(state.reasons),
        "regions": [{"id": key, **region} for key, region in state.regions.items()],
        "conflicts": {name: list(values) for name, values in state.conflicts.items()},
        "seconds": state.seconds,
    }


def review_row(row: Mapping[Any, Any]) -> ReviewRow:
    """A row of the table reviews, with the reviewer's name."""
    regions = tuple(Region.from_json(region) for region in row["regions"])
    return ReviewRow(
        row["explanation_id"],
        row["name"],
        row["verdict"],
        row["updated_at"],
        reasons=tuple(row["reasons"]),
        severity=row["severity"],
        comment=row["comment"],
        regions=regions,
        seconds=row["seconds"],
        conflicts={name: tuple(values) for name, values in row["conflicts"].items()},
    )


def _is_news(state: State, name: str, value: Any) -> bool:
    now_said = state.value(name)
    if name == "reasons":
        return any(bool(now_said.get(key)) != given for key, given in value.items())
    if name == "regions":
        return any(now_said.get(key) != region for key, region in value.items())
    return bool(now_said != value or name in state.conflicts)


def say(
    db: Connection,
    author: Author,
    kind: str,
    payload: Mapping[str, Any],
    about: Mapping[Any, Any],
    said: list[Said],
    refers_to: int | None = None,
) -> ReviewRow:
    """Appends an event on an explanation, and keeps what it makes of the review. said: the events before it."""
    event = append(db, author, kind, payload, about=about, refers_to=refers_to)
    now_said = [*said, Said(event["uuid"], kind, event["payload"], event["payload"].get("event"))]
    values = _keep(db, about, event["reviewer_id"], now_said, event)
    return review_row(values | {"name": author.reviewer})


def _keep(
    db: Connection, about: Mapping[Any, Any], reviewer_id: int, said: list[Said], last: Mapping[Any, Any]
) -> dict[str, Any]:
    """Writes what the events on an explanation add up to; last: id and created_at of the newest."""
    key = {"explanation_id": about["id"], "reviewer_id": reviewer_id}
    old = db.execute(_KEPT, key).mappings().first()
    values = key | columns_of(review_state.add_up(said))
    values |= {"run_id": about["run_id"], "position": about["position"]}
    values |= {"updated_at": last["created_at"], "event_id": last["id"]}
    db.execute(_KEEP, values)
    rollups.review_changed(db, about, reviewer_id, old, values)
    return values


def subject(db: Connection, explanation_id: int) -> RowMapping:
    """What an event needs to know of its explanation, and the rollups with it."""
    found = db.execute(_ABOUT, {"explanation": explanation_id}).mappings().first()
    if found is None:
        raise StoreError("There is no such explanation in this project; nothing was saved.")
    return found


def said_by(db: Connection, explanation_id: int, reviewer_id: int) -> list[Said]:
    """All that a reviewer said of an explanation; in no order that counts."""
    found = db.execute(_SAID, {"explanation": explanation_id, "reviewer": reviewer_id})
    return [Said(row.uuid, row.kind, row.payload, row.payload.get("event")) for row in found]


def _reviews() -> Any:
    return select(reviews, reviewers.c.name).join(reviewers)
