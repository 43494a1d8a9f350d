"""`hansel bundle`: reviews, with all that they refer to, from one machine to another."""

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
from cli.say import listed, note, say, warn


@click.group(short_help="Carry reviews from one machine to another.")
def bundle() -> None:
    """Send work out to a reviewer on another machine, and bring what was reviewed back together.

    A bundle is one zip file. Merging goes by ids: twice, or in another order, gives the same. Where reviewers differ,
    what each of them said stays.
    """


@bundle.command(short_help="Write a bundle.")
@project_argument
@out_option("B.zip")
@click.option(
    "--run",
    "run_ids",
    type=int,
    multiple=True,
    metavar="N",
    help="Also all explanations of that run, reviewed or not. May be repeated.",
)
@reviewer_option
@click.option("--no-reviews", is_flag=True, help="No history at all: with --run, to send work out blind.")
@click.option("--maps", "with_maps", is_flag=True, help="Also the maps of these explanations.")
@force_option
def export(
    *,
    project: Path,
    out: Path,
    run_ids: tuple[int, ...],
    names: tuple[str, ...],
    no_reviews: bool,
    with_maps: bool,
    force: bool,
) -> None:
    """Write the reviews of P.hansel, and what they refer to, into one file.

    Histories travel whole, whatever run they are about: a part of one could not be checked. Images do not travel; the
    other machine shows those that it finds in its own folder.
    """
    from db import bundle as bundles
    from db.store import Store
    from reports.words import count

    if no_reviews and names:
        raise click.UsageError("--no-reviews and --reviewer do not go together.")
    force = force or asked_to_replace(out)
    with Store.open(project, readonly=True) as store:
        made = bundles.write(
            store,
            out,
            run_ids=run_ids,
            reviewer_names=names,
            with_maps=with_maps,
            with_events=not no_reviews,
            force=force,
        )
    tell_along(made.along)
    for path in made.left_out[:5]:
        warn(f"The map file {path} is missing or was altered; it is not in the bundle.")
    if len(made.left_out) > 5:
        warn(f"So are {len(made.left_out) - 5:,} more.")
    who = f" of {listed(made.reviewers)}" if made.reviewers else ""
    say(
        f"Wrote {out}: {count(made.events, 'review event')}{who}, {count(made.runs, 'run')}, "
        f"{count(made.explanations, 'explanation')}, {count(made.maps, 'map')}."
    )


@bundle.command(short_help="Take a bundle into a project.")
@project_argument
@file_argument("B.zip")
def merge(project: Path, file: Path) -> None:
    """Take what B.zip holds into P.hansel, which is made if it is not there: all of it, or nothing.

    What is known stays as it is. No window may hold the project meanwhile.
    """
    from db import bundle as bundles
    from reports.words import count

    found = bundles.take(file, project)
    rows, events = found.rows, found.events
    say(f"{'Made' if found.made else 'Merged into'} {project}")
    say(
        f"New           {count(events.added, 'review event')}, {count(rows.runs, 'run')}, "
        f"{count(rows.explanations, 'explanation')}, {count(found.maps, 'map')}"
    )
    say(f"Known before  {count(events.known, 'review event')}, {count(rows.known, 'explanation')}")
    say(told_disagreements(found.disagreements))
    if found.backup is not None:
        note(f"A backup of {project} as it was before: {found.backup.relative_to(project.absolute())}")
    if rows.others:
        warn(
            f"{count(rows.others, 'explanation')} had another map there; those of this project were kept. Each review "
            "event names the map that was looked at."
        )
    if rows.twice:
        warn(f"{count(rows.twice, 'image')} had been explained on both sides, and are in the run a second time.")
