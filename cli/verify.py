"""`hansel verify`: whether a project is still what was written."""

from __future__ import annotations

from pathlib import Path

import click

from cli.codes import DIFFERS
from cli.say import say

MOST_TOLD = 5


@click.command(short_help="Check a project's history, maps and database.")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--head", metavar="HASH", help="Also look for the event with this hash, noted outside the project.")
@click.option("--maps/--no-maps", default=True, help="Compare every map file with its hash (the slow part).")
@click.pass_context
def verify(ctx: click.Context, project: Path, head: str | None, maps: bool) -> None:
    """Check that PROJECT is still what was written, and name the first thing that is off.

    What this shows: any change of an event, of the order of events, of a map or of the current reviews. That the newest
    events of a chain were cut off, or a whole chain was written anew, shows only against a hash that was noted outside
    before: from a sign-off, a report or the heads that this command prints. Exit code 0: all well; 4: something is off.
    """
    from cli.progress import Bar
    from db import checks
    from db.store import Store

    first = ""
    with Store.open(project, readonly=True, sealed=False) as store:
        with Bar() as bar:
            found = list(checks.check(store, head, maps, bar))
        for one in found:
            say(f"{'off' if one.faults else 'ok ':4}{one.name} ({one.looked_at})")
            for text in one.faults[:MOST_TOLD]:
                say(f"      {text}")
            if len(one.faults) > MOST_TOLD:
                say(f"      … and {len(one.faults) - MOST_TOLD:,} more")
            for text in one.remarks:
                say(f"      {text}")
            first = first or (one.faults[0] if one.faults else "")
        heads = checks.heads(store)
        signed = checks.sign_offs(store)
    for one in signed:
        since = f", {one.since:,} own events in that run since" if one.since else ""
        say(f"Run {one.run_id} is signed off by {one.reviewer}, {one.at:%Y-%m-%d %H:%M} UTC{since}: {one.head}")
    if heads:
        say("Heads of the history, to be noted outside:")
    for reviewer, device, sequence, value in heads:
        say(f"  {value}  event {sequence:,} of {reviewer} on device {device[:8]}")
    if first:
        say(f"Something is off: {first}")
        ctx.exit(DIFFERS)
    say("All is as it was written.")
