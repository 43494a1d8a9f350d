"""`hansel trends`: how many explanations are flawed, with intervals, and how sure that is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.say import say

if TYPE_CHECKING:
    from db.queues import Queue

# db.findings has them; a test keeps the two alike
BY = ("run", "model", "true", "predicted", "class", "reason", "reviewer", "day", "week")


@click.command(short_help="How many explanations are flawed, by run, class, reason, day ...")
@click.argument("project", metavar="P.hansel", type=click.Path(path_type=Path))
@click.option("--by", default="run", show_default=True, type=click.Choice(BY), help="What the table is told by.")
@click.option("--run", "run_ids", type=int, multiple=True, metavar="N", help="Only this run. May be repeated.")
@click.option("--reviewer", metavar="NAME", help="Count this reviewer's own verdicts only.")
@click.option("--sample", metavar="SEED:N", help="Only the random sample that the window draws with these (one run).")
@click.option(
    "--each-class", metavar="SEED:N[:true]",
    help="Only the sample of N of each predicted (or true) class; the rate is weighted by class (one run).",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="For programs; docs/trends.md says what is in it.")
def trends(
    project: Path,
    by: str,
    run_ids: tuple[int, ...],
    reviewer: str | None,
    sample: str | None,
    each_class: str | None,
    as_json: bool,
) -> None:
    """Tell how many of the judged explanations of P.hansel are flawed.

    An explanation counts once, by the settled verdict, else by that of more than half of its reviewers. The share is of
    those that are flawed or sound, with Wilson's 95 % interval; unsure ones are counted apart. By run, day and week the
    limits are told that chance would keep within.
    """
    if sample and each_class:
        raise click.UsageError("Name --sample or --each-class, not both.")
    from cli import trending
    from db.findings import Scope
    from db.store import Store
    from reports import trend_facts

    queue = _queue("--sample", sample, "sample") or _queue("--each-class", each_class, "classes")
    if queue is not None and len(run_ids) != 1:
        raise click.UsageError("A sample is drawn from one run: name it with --run.")
    with Store.open(project, readonly=True) as store:
        told = trend_facts.gather(store, by, Scope(tuple(dict.fromkeys(run_ids)) or None, reviewer, queue))
    if as_json:
        say(json.dumps(trending.to_json(told), indent=2))
        return
    for line in trending.lines(told):
        say(line)


def _queue(option: str, words: str | None, kind: str) -> Queue | None:
    """ "7:200" as a queue. Raises UsageError for anything else."""
    from db.queues import MOST_DRAWN, MOST_SEED, Queue

    if words is None:
        return None
    seed, _, rest = words.partition(":")
    n, _, by = rest.partition(":")
    good = all(part.isascii() and part.isdigit() for part in (seed, n))
    good = good and (by == "" or (kind == "classes" and by in ("true", "predicted")))
    if not good or not 1 <= int(n) <= MOST_DRAWN or int(seed) > MOST_SEED:
        shape = "SEED:N" if kind == "sample" else "SEED:N or SEED:N:true"
        raise click.UsageError(f"{option} {words}: write {shape}, such as 1:100, as the queue in the window says it.")
    if kind == "sample":
        return Queue("sample", int(n), int(seed))
    return Queue("classes", int(n), int(seed), "true" if by == "true" else "predicted")
