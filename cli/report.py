"""`hansel report`: a project as a file to hand on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.say import say


@click.command(short_help="Write a project's report as HTML or CSV.")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="FILE.html or FILE.csv.")
@click.option("--run", "run_id", type=int, metavar="N", help="The run to report; the newest audit without it.")
@click.option("--reviewer", metavar="NAME", help="Tell and count this reviewer's reviews only.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def report(project: Path, out: Path, run_id: int | None, reviewer: str | None, force: bool) -> None:
    """Write a report of PROJECT; the suffix of the file chooses its kind."""
    import reports

    reports.check_suffix(out)
    if out.exists() and not force and sys.stdin.isatty() and sys.stderr.isatty():
        force = click.confirm(f"{out} is there already. Replace it?", err=True)
    reports.write(project, out, reports.Options(runs=(run_id,) if run_id else (), reviewers=(reviewer,) if reviewer else ()), force=force, must_be_known=True)
    say(f"Wrote {out}.")
