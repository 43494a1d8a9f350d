"""`hansel audit`: explain every image of a folder and keep the results in a project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from cli.codes import CANCELLED, DONE
from cli.options import (
    device_option,
    layout_option,
    method_option,
    model_option,
    pack_option,
    steps_option,
    trust_option,
)
from cli.say import say, told


@click.command(short_help="Explain a folder's images and keep the results in a project.")
@click.argument("folder", metavar="PATH", type=click.Path(path_type=Path))
@model_option
@click.option("--project", required=True, type=click.Path(path_type=Path), help="Where results are kept: NAME.hansel.")
@method_option
@steps_option
@pack_option
@device_option
@layout_option
@click.option(
    "--evidence",
    default="quick",
    show_default=True,
    metavar="E",
    help="quick, full, or sample:N for the full measures of N images; full takes some hundred passes an image.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N images of the folder.")
@click.option("--new-run", is_flag=True, help="Start over beside the runs that are there.")
@trust_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
@click.pass_context
def audit(ctx: click.Context, /, as_json: bool, **asked: Any) -> None:
    """Explain every image of PATH and keep the results in a project.

    PATH is a folder of images, of class folders or of Pascal VOC, or a CSV list or COCO instances file.

    The same command again goes on with a run that was stopped. After a finished run it does only what is new or
    changed.
    """
    from cli import running

    wanted = running.Wanted(**asked)
    outcome = running.audit(wanted)
    if as_json:
        say(json.dumps(as_record(wanted, outcome), indent=2))
    else:
        describe(wanted, outcome)
    ctx.exit(CANCELLED if outcome.cancelled else DONE)


def describe(wanted: Any, outcome: Any) -> None:
    """The result in words: counts on stdout, each image that failed on stderr."""
    from reports.words import count

    plan = outcome.plan
    if not plan.pending:
        say(
            f"Nothing to do: {count(plan.total, 'image')} of {wanted.folder} are audited in run {plan.run_id} "
            "with this model and method. --new-run starts over beside it."
        )
        return
    words = told(outcome.explained, outcome.failures, outcome.seconds)
    if outcome.cancelled:
        say(f"Cancelled: {words}, {outcome.remaining:,} left. What is done is kept in {wanted.project}.")
        say("The same command goes on from there.")
        return
    say(f"{words}. Run {plan.run_id} in {wanted.project}.")
    say(f"See it with: hansel {wanted.project}    Report: hansel report {wanted.project} --out report.html")


def as_record(wanted: Any, outcome: Any) -> dict[str, Any]:
    """The result for programs; names and meanings stay as they are between versions."""
    plan = outcome.plan
    state = "nothing to do" if not plan.pending else "cancelled" if outcome.cancelled else "done"
    return {
        "project": str(wanted.project),
        "run": plan.run_id,
        "state": state,
        "resumed": plan.resumed,
        "total": plan.total,
        "done_before": plan.done,
        "new": plan.new,
        "changed": plan.changed,
        "explained": outcome.explained,
        "failed": len(outcome.failures),
        "remaining": outcome.remaining,
        "seconds": round(outcome.seconds, 3),
        "failures": [{"image": failure.source, "reason": failure.reason} for failure in outcome.failures],
    }
