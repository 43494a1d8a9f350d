"""Reports: what runs found, as a file to hand on. Reads the store and renders; computes no explanation.

import reports
reports.write("audit.hansel", Path("audit.html"))
reports.write("audit.hansel", Path("audit.pdf"), reports.Options(runs=(1, 2), pseudonyms=True))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.options import STANDARD, Options, Watch, unwatched

if TYPE_CHECKING:
    from db.store import Store
    from reports.contents import Report
    from reports.files import ReportError

__all__ = ["KINDS", "Options", "ReportError", "check_suffix", "kind_of", "write"]

KINDS = {
    ".html": "a page to read or print",
    ".pdf": "the same on paper",
    ".csv": "a table for a spreadsheet",
    ".jsonl": "one explanation a line, with its reviews",
    ".coco.json": "the regions that reviewers marked, as COCO annotations",
    ".json": "everything that is counted",
}


def kind_of(out: Path) -> str | None:
    """The one of KINDS that a file's name ends in, in any case; None if it is none of them."""
    name = out.name.lower()
    return next((suffix for suffix in KINDS if name.endswith(suffix) and name != suffix), None)


def check_suffix(out: Path) -> str:
    """The suffix that chooses the kind of report, in lower case. Raises ReportError naming the known ones."""
    from reports.files import ReportError

    suffix = kind_of(out)
    if suffix is None:
        known = ", ".join(f"{suffix} ({kind})" for suffix, kind in KINDS.items())
        raise ReportError(f"{out} cannot be written: the name must end in one of {known}.")
    return suffix


def write(
    project: Store | Path | str,
    out: Path,
    options: Options = STANDARD,
    *,
    force: bool = False,
    must_be_known: bool = False,
    watch: Watch = unwatched,
) -> None:
    """Write a report, of the newest audit unless `options` say otherwise; the suffix of `out` chooses its kind.

    must_be_known: whoever the options name has reviewed something. watch: told how far it is; what it raises ends it.

    The file appears whole or not at all, and one that is there is replaced with `force` only.
    Raises ReportError for an unknown suffix, run, class, reviewer or folder and for a file that is there or cannot be
    made; StoreError for a project that cannot be read; OSError, with the file's name, if the disk does not take it all.
    """
    from reports import contents, files

    suffix = check_suffix(out)
    with files.draft(out, force) as stream, contents.opened(project) as store:
        for name in options.reviewers if must_be_known else ():
            contents.check_reviewer(store, name)
        stream.write(_render(suffix, contents.gather(store, options, watch), store, watch))


def _render(suffix: str, report: Report, store: Store, watch: Watch) -> bytes:
    """The file's bytes; what a kind needs is loaded for it only."""
    match suffix:
        case ".html":
            from reports import page

            return page.render(report, store, watch)
        case ".pdf":
            from reports import paper

            return paper.render(report, store, watch)
        case ".csv":
            from reports import table

            return table.render(report, watch)
        case ".jsonl":
            from reports import lines

            return lines.render(report, watch)
        case ".coco.json":
            from reports import coco

            return coco.render(report, watch)
    from reports import figures

    return figures.render(report)


def __getattr__(name: str) -> Any:
    if name != "ReportError":
        raise AttributeError(f"module 'reports' has no attribute {name!r}")
    from reports.files import ReportError  # late: commands need words from here before they need numpy

    return ReportError
