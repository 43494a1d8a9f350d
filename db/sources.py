"""Where a run's images were listed: a CSV or JSON file, or a layout that was chosen rather than found out.

Kept among the project's settings, so that a run can go on from the same list. A run without an entry is of its folder.
"""

from __future__ import annotations

from pathlib import Path

from db.rows import RunRow
from db.store import Store


def keep(store: Store, run_id: int, source: Path, layout: str) -> None:
    """Remembers what a run was begun with; nobody has to wait for it. layout: as chosen, or "auto"."""
    store.set_setting(_key(run_id), {"path": str(source.absolute()), "layout": layout})


def of_run(store: Store, run: RunRow) -> tuple[Path, str]:
    """The path and the layout to read a run's images from; its folder where the list is no longer there."""
    kept = store.get_setting(_key(run.run_id))
    if kept is None or not Path(kept["path"]).exists():
        return Path(run.folder), "auto"
    return Path(kept["path"]), str(kept["layout"])


def _key(run_id: int) -> str:
    return f"images of run {run_id}"
