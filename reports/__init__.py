"""Reports: what a run found, as a file to hand on. Reads the store and renders; computes no explanation.

import reports
reports.write("audit.hansel", Path("audit.html"))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.store import Store
    from reports.files import ReportError

__all__ = ["KINDS", "ReportError", "check_suffix", "write"]

KINDS = {".html": "a page to read or print", ".csv": "a table for a spreadsheet"}


def check_suffix(out: Path) -> str:
    """The suffix that chooses the kind of report, in lower case. Raises ReportError naming the known ones."""
    from reports.files import ReportError

    suffix = out.suffix.lower()
    if suffix not in KINDS:
        known = " or ".join(f"{suffix} ({kind})" for suffix, kind in KINDS.items())
        raise ReportError(f"{out} cannot be written: the name must end in {known}.")
    return suffix


def write(
    project: Store | Path | str,
    out: Path,
    *,
    run_id: int | None = None,
    force: bool = False,
    only: str | None = None,
    must_be_known: bool = False,
) -> None:
    """Write a report of one run, the newest unless `run_id` says otherwise; the suffix of `out` chooses its kind.

    only: a reviewer, whose reviews alone are told and counted; must_be_known: who has reviewed something.

    The file appears whole or not at all, and one that is there is replaced with `force` only.
    Raises ReportError for an unknown suffix, run, reviewer or folder and for a file that is there; StoreError for a
    project that cannot be read; OSError if the disk does not take it.
    """
    from reports import contents, files, page, table

    suffix = check_suffix(out)
    files.check_target(out, force)
    with contents.opened(project) as store:
        if only is not None and must_be_known:
            contents.check_reviewer(store, only)
        found = contents.read(store, run_id, only)
        text = page.render(found, store) if suffix == ".html" else table.render(found)
    files.write_whole(out, text)


def __getattr__(name: str) -> Any:
    if name != "ReportError":
        raise AttributeError(f"module 'reports' has no attribute {name!r}")
    from reports.files import ReportError  # late: commands need words from here before they need numpy

    return ReportError
