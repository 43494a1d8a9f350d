"""`hansel reviews`: the history of reviews as JSON Lines."""

from __future__ import annotations

from pathlib import Path

import click

from cli.history_options import (
    asked_to_replace,
    file_argument,
    force_option,
    out_option,
    project_argument,
    reviewer_option,
    tell_along,
    told_disagreements,
)
from cli.say import say


@click.group(short_help="Reviews as JSON Lines, out and in.")
def reviews() -> None:
    """Write the history of reviews as JSON Lines, for other programs, and read such a file in.

    Every line is one event; resources/schemas/review-event.schema.json says what is in it.
    """


@reviews.command(short_help="Write reviews as JSON Lines.")
@project_argument
@out_option("R.jsonl")
@click.option(
    "--run",
    "run_id",
    type=int,
    metavar="N",
    help="Only what is about that run. It cuts histories: for reading, as a project without the rest refuses it.",
)
@reviewer_option
@force_option
def export(*, project: Path, out: Path, run_id: int | None, names: tuple[str, ...], force: bool) -> None:
    """Write the review events of P.hansel, one a line, in the order in which they were made.

    Whatever is needed to check them and to take them in again is in them. "about" in each line names image, classes and
    run for people.
    """
    from db import review_lines
    from db.store import Store
    from reports.words import count

    force = force or asked_to_replace(out)
    with Store.open(project, readonly=True) as store:
        made = review_lines.write(store, out, run_id=run_id, reviewer_names=names, force=force)
    tell_along(made.along)
    say(f"Wrote {out}: {count(made.events, 'review event')}.")


@reviews.command("import", short_help="Read reviews from JSON Lines.")
@project_argument
@file_argument("R.jsonl")
def import_(project: Path, file: Path) -> None:
    """Take the review events of R.jsonl into P.hansel: all of them, or none.

    P.hansel must have the explanations that they are about; a bundle brings these along. What is known stays as it is.
    """
    from db import review_lines
    from db.store import Store
    from reports.words import count

    with Store.open(project) as store:
        merged, differing = review_lines.take(store, file)
    say(f"Read {file} into {project}")
    say(f"New           {count(merged.added, 'review event')}")
    say(f"Known before  {count(merged.known, 'review event')}")
    say(told_disagreements(differing))
