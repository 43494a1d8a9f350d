"""`hansel relink`: the images of a project were moved."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.say import note, say


@click.command(short_help="Point a project to the folder its images were moved to.")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("old", required=False)
@click.argument("new", required=False, type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Read every image rather than a sample of 64.")
@click.option("--undo", is_flag=True, help="Take the last relinking back.")
@click.option("--yes", is_flag=True, help="Do not ask, even if some images are not found or have changed.")
def relink(project: Path, old: str | None, new: Path | None, every: bool, undo: bool, yes: bool) -> None:
    """Find the images that PROJECT knows in the folder OLD in the folder NEW, by path, size and SHA-256, also under
    other names. Then point the project there.

    Without OLD and NEW the folders of the project are listed. Runs, reviews and their history stay as they are; a later
    audit of NEW goes on with the same runs.
    """
    from db import relink as relinking
    from db.store import Store
    from engine.records import PlainError

    if undo:
        with Store.open(project) as store:
            back = relinking.unlink(store).result()
        say(f"{project.name} looks for its images in {back[1]} again." if back else "Nothing was relinked.")
        return
    if old is None:
        with Store.open(project, readonly=True) as store:
            there = {one.path for one in relinking.gone(store)}
            for one in relinking.folders(store):
                say(f"{'gone ' if one.path in there else 'there'}  {one.images:,}  {one.path}")
        return
    if new is None:
        raise click.UsageError("Name the folder where the images lie now, too: hansel relink PROJECT OLD NEW.")
    with Store.open(project) as store:
        match = relinking.examine(store, old, new, every=every)
        note(relinking.words(match))
        if match.found < match.total and match.found and not yes:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise PlainError("Nothing was changed: not all images were found. Add --yes to relink all the same.")
            if not click.confirm("Relink all the same?", err=True):
                say("Nothing was changed.")
                return
        relinking.relink(store, match).result()
    say(f"{project.name} looks for its images in {match.new} now. `hansel relink --undo {project.name}` takes it back.")
