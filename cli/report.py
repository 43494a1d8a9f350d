"""`hansel report`: a project as a file to hand on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from cli.history_options import asked_to_replace
from cli.say import note, say
from reports.options import GALLERY, GALLERY_MOST


@dataclass(frozen=True)
class Told:
    """How far a report is, for the bar."""

    done: int
    total: int
    source: str
    seconds_left: float | None = None


@click.command(short_help="Write a project's report: HTML, PDF, CSV, JSON or COCO.")
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path),
    help="FILE.html, .pdf, .csv, .jsonl, .json or .coco.json.",
)  # fmt: skip
@click.option(
    "--run", "run_ids", type=int, multiple=True, metavar="N",
    help="The run to report; the newest audit without it. May be repeated.",
)  # fmt: skip
@click.option(
    "--class", "classes", multiple=True, metavar="NAME", help="Only explanations of this class. May be repeated."
)
@click.option(
    "--reviewer", "reviewers", multiple=True, metavar="NAME",
    help="Tell and count this reviewer's reviews only. May be repeated.",
)  # fmt: skip
@click.option("--pseudonyms", is_flag=True, help="Call people reviewer 1, reviewer 2, ... Comments stay as they are.")
@click.option(
    "--gallery", type=click.IntRange(0, GALLERY_MOST), default=GALLERY, show_default=True, metavar="N",
    help="How many flawed explanations are pictured (HTML and PDF).",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def report(
    project: Path,
    out: Path,
    run_ids: tuple[int, ...],
    classes: tuple[str, ...],
    reviewers: tuple[str, ...],
    pseudonyms: bool,
    gallery: int,
    force: bool,
) -> None:
    """Write a report of PROJECT; the suffix of the file chooses its kind.

    .html and .pdf are for reading, .csv is for a spreadsheet, .jsonl has one explanation a line with its reviews, .json
    all that is counted, .coco.json the regions that reviewers marked. Ctrl+C leaves no file.
    """
    import reports
    from cli.progress import Bar

    reports.check_suffix(out)
    force = force or asked_to_replace(out)
    options = reports.Options(run_ids, classes, reviewers, pseudonyms, gallery)
    try:
        with Bar() as bar:
            reports.write(project, out, options, force=force, must_be_known=True, watch=_told_to(bar))
    except KeyboardInterrupt:
        note("No report was written.")
        raise
    say(f"Wrote {out}.")


def _told_to(bar: Callable[[Told], None]) -> Callable[[int, int, str], None]:
    began: dict[str, float] = {}

    def watch(done: int, total: int, what: str) -> None:
        at = began.setdefault(what, time.monotonic())
        left = (time.monotonic() - at) / done * (total - done) if done and total else None
        bar(Told(done, total, what, left))

    return watch
