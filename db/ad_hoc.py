"""What is asked for by hand, image by image: it collects in *ad hoc* runs, one for a folder, model and method."""

from __future__ import annotations

from db import queries, runs
from db.rows import Beside
from db.store import Store
from engine.records import Explanation, Failure, ImageRef, RunSpec


def begin(store: Store, spec: RunSpec, ref: ImageRef) -> tuple[int, int]:
    """Takes an image into the ad hoc run of a spec. Returns (run id, the image's key in it). Raises StoreError."""
    folder = runs.folder_of(spec)
    with store._one_plan:
        with store._reading() as db:
            hashes = runs.hashes_of_touched(db, folder, [ref])
        plan, session = store._write(
            lambda db: runs.begin(db, spec, [ref], hashes, new_run=False, limit=None, by_hand=True)
        ).result()
        store._sessions[plan.run_id] = session
    if plan.pending:
        return plan.run_id, plan.pending[0].key
    return plan.run_id, next(item.key for item in store.items(plan.run_id, "") if item.relative == ref.relative)


def keep(store: Store, run_id: int, key: int, outcome: Explanation | Failure) -> int | None:
    """Keeps what came of it; the run is done until the next image is asked for. The explanation's id, or None.

    An image that was explained for another class stays explained if this one failed. Raises StoreError.
    """
    try:
        (explanation_id,) = store.add_outcomes(run_id, [(key, outcome)])
    finally:
        store.finish_run(run_id, "finished")
    return explanation_id


def explanations_of(store: Store, key: int) -> list[Beside]:
    """All explanations of the image with that key, in audits and by hand."""
    with store._reading() as db:
        return queries.explanations_beside(db, key)
