"""`hansel verify`: whether a project is still what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.codes import DIFFERS
from cli.say import say

if TYPE_CHECKING:
    from db.checks import Check

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
    from db.faults import Damaged
    from db.store import Store

    try:
        with Store.open(project, readonly=True, sealed=False) as store:
            with Bar() as bar:
                found = list(checks.check(store, head, maps, bar))
            signed, heads = checks.sign_offs(store), checks.heads(store)
    except Damaged as error:  # so much that it cannot be looked at any further
        say(f"off database\n      {error}")
        say(f"Something is off: {error}")
        ctx.exit(DIFFERS)
    for one in found:
        _tell(one)
    for sign_off in signed:
        since = f", {sign_off.since:,} own events in that run since" if sign_off.since else ""
        when = f"{sign_off.at:%Y-%m-%d %H:%M} UTC"
        say(f"Run {sign_off.run_id} is signed off by {sign_off.reviewer}, {when}{since}: {sign_off.head}")
    if heads:
        say("Heads of the history, to be noted outside:")
    for reviewer, device, sequence, value in heads:
        say(f"  {value}  event {sequence:,} of {reviewer} on device {device[:8]}")
    first = next((one.faults[0] for one in found if one.faults), "")
    if first:
        say(f"Something is off: {first}")
        ctx.exit(DIFFERS)
    say("All is as it was written.")


def _tell(one: Check) -> None:
    say(f"{'off' if one.faults else 'ok ':4}{one.name} ({one.looked_at})")
    for text in one.faults[:MOST_TOLD]:
        say(f"      {text}")
    if len(one.faults) > MOST_TOLD:
        say(f"      … and {len(one.faults) - MOST_TOLD:,} more")
    for text in one.remarks:
        say(f"      {text}")
