"""`hansel restore`: back to a backup of a project."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.say import note, say


@click.command(short_help="Go back to a backup of a project.")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--list", "only_list", is_flag=True, help="List the backups, newest first, and change nothing.")
@click.option(
    "--from",
    "wanted",
    metavar="FILE_OR_TIME",
    help="A file, a name of the list, or a time: then the newest backup made by it. The newest without it.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(project: Path, only_list: bool, wanted: str | None, yes: bool) -> None:
    """Put a backup in the place of PROJECT's database.

    The database as it was is moved aside and named at the end; --from with that name goes back to it. Maps stay.
    """
    from db import restore as restoring
    from engine.records import PlainError

    if only_list:
        _tell_backups(project)
        return
    source = restoring.find(project, wanted) if wanted else restoring.newest(project).path
    contents = restoring.usable(project, source)
    note(f"{source.name}: {restoring.forecast(contents, restoring.lacks(source, project / 'audit.sqlite'))}")
    if not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise PlainError("Nothing was changed: restoring needs an answer. Add --yes to restore without a question.")
        if not click.confirm(f"Put it in the place of the database of {project.name}?", err=True):
            say("Nothing was changed.")
            return
    say(restoring.told(restoring.restore(project, source)))


def _tell_backups(project: Path) -> None:
    """A table with one line a backup."""
    from db import backup
    from db import restore as restoring
    from engine.records import PlainError

    if not project.is_dir():
        raise PlainError(f"There is no project at {project}. Check the path.")
    found = backup.listing(project)
    if not found:
        say(f"{project.name} has no backups yet; they are made hourly and on closing, when something changed.")
        return
    rows = [("made (local time)", "size", "runs", "explanations", "verdicts", "newest review event", "file")]
    for one in found:
        made, size = restoring.when(one.time), backup.megabytes(one.size)
        has = restoring.contents_of(one.path)
        if has is None:
            rows.append((made, size, "cannot be read", "", "", "", one.path.name))
            continue
        numbers = (f"{number:,}" for number in (has.runs, has.explanations, has.verdicts))
        rows.append((made, size, *numbers, restoring.when(has.newest) if has.newest else "–", one.path.name))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            text.rjust(width) if 0 < n < 5 else text.ljust(width)
            for n, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())
