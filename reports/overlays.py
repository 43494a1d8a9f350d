"""The overlays of a run as PNG files, in the folders of the images."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

from PIL import Image

from db.store import Store
from engine.records import PlainError
from reports.contents import choose_run, opened
from reports.files import ReportError, write_whole
from reports.pictures import drawn, original


def write_overlays(project: Store | Path | str, folder: Path, *, run_id: int | None = None) -> int:
    """Write FOLDER/relative/path.png for each explanation of a run; how many were written.

    Explanations whose image or map is gone or changed are left out. Overlays that are there are replaced.
    Raises ReportError if the folder cannot be made, StoreError for a project that cannot be read.
    """
    written = 0
    with opened(project) as store:
        run = choose_run(store.runs(), run_id, store.path)
        for item in store.items(run.run_id, reviewer=""):
            if item.explanation_id is None:
                continue
            row = store.explanation(item.explanation_id)
            try:
                pixels, values = original(row), store.map(row.explanation_id)
            except PlainError:
                continue
            picture = drawn(pixels, values, row)
            target = folder.joinpath(*PurePosixPath(item.relative).parts)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ReportError(f"The folder {target.parent} cannot be made: {error.strerror}.") from error
            stream = io.BytesIO()
            Image.fromarray(picture).save(stream, "PNG")
            write_whole(target.with_name(target.name + ".png"), stream.getvalue())
            written += 1
    return written
