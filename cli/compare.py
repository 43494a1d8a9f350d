"""`hansel compare`: two runs on the same images."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.comparing import Comparison, Pair
    from db.likeness import Likeness
    from db.rows import Verdict

MOST_NAMED = 20
KINDS: tuple[Verdict, ...] = ("sound", "flawed")


@click.command(short_help="Two runs on the same images: what got better, what worse.")
@click.argument("project", metavar="P.hansel", type=click.Path(path_type=Path))
@click.argument("run_a", type=int)
@click.argument("run_b", type=int)
@click.option("--reviewer", metavar="NAME", help="Count this reviewer's own verdicts only.")
@click.option(
    "--json", "as_json", is_flag=True, help="For programs, with all images; docs/trends.md says what is in it."
)
def compare(project: Path, run_a: int, run_b: int, reviewer: str | None, as_json: bool) -> None:
    """Compare the runs RUN_A and RUN_B of P.hansel image by image.

    Which explanations went from flawed to sound or back, McNemar's exact test of whether that is more than chance, the
    predictions that are right in each, and how alike the maps are (on 200 pairs at most).
    """
    from db import likeness
    from db.store import Store
    from reports import compare_facts

    with Store.open(project, readonly=True) as store:
        runs = store.runs()
        found = compare_facts.gather(store, run_a, run_b, reviewer)
        alike = likeness.likeness(store, found.pairs)
    names = {run.run_id: f"{run.run_id}: {run.model_name} {run.model_version}, {run.method}" for run in runs}
    if as_json:
        say(json.dumps(_json(project, found, alike, reviewer), indent=2))
        return
    for line in _lines(found, alike, names, reviewer):
        say(line)


def _lines(found: Comparison, alike: Likeness, names: dict[int, str], reviewer: str | None) -> list[str]:
    from cli.columns import number, table, three_digits
    from reports.words import count

    made = [f"A  {names[found.first]}", f"B  {names[found.second]}"]
    only = f"only in A {found.only_first:,}, only in B {found.only_second:,}"
    made.append(f"{count(len(found.pairs), 'image')} explained in both; {only}")
    whose = "what everybody says" if reviewer is None else f"{reviewer}'s own verdicts"
    made += ["", f"{count(found.n, 'image')} judged sound or flawed in both, by {whose}"]
    if found.n:
        cells = found.table()
        rows = [(f"A {a}", *(number(cells[a, b]) for b in KINDS)) for a in KINDS]
        made += table(("", *(f"B {b}" for b in KINDS)), rows)
        made.append(
            f"Better in B {len(found.better):,}, worse {len(found.worse):,}: McNemar's exact test, two-sided, "
            f"p = {three_digits(found.p)}"
        )
        made += _named("Better", found.better) + _named("Worse", found.worse)
    rights = found.right_table()
    if sum(rights.values()):
        made += ["", "Predictions on images whose true class both models have"]
        rows = [(f"A {_right(a)}", *(number(rights[a, b]) for b in (True, False))) for a in (True, False)]
        made += table(("", "B right", "B wrong"), rows)
        made += _wrong_reason(found)
    made += ["", _likeness(alike)]
    return made


def _right(right: bool) -> str:
    return "right" if right else "wrong"


def _named(title: str, pairs: Sequence[Pair]) -> list[str]:
    shown = [f"  {one.relative}" for one in pairs[:MOST_NAMED]]
    more = [f"  and {len(pairs) - MOST_NAMED:,} more (--json names all)"] if len(pairs) > MOST_NAMED else []
    return [f"{title}:", *shown, *more] if pairs else []


def _wrong_reason(found: Comparison) -> list[str]:
    from reports.rates import wilson

    made = []
    for name, (flawed, n) in zip("AB", found.wrong_reason(), strict=True):
        if n:
            made.append(f"Right for the wrong reason in {name}, of the images judged in both: {wilson(flawed, n)}")
    return made


def _likeness(alike: Likeness) -> str:
    if alike.median is None or alike.low is None or alike.high is None:
        return (
            f"How alike the maps are cannot be told: none of {alike.drawn:,} pairs can be compared (missing, "
            "constant, or of two sizes)."
        )
    drawn = "all pairs" if alike.drawn == alike.pairs else f"{alike.drawn:,} of {alike.pairs:,} pairs, drawn at random"
    without = f"; {alike.without:,} could not be compared" if alike.without else ""
    return (
        f"Maps alike (Spearman): median {alike.median:.2f}, half of them {alike.low:.2f} to {alike.high:.2f} "
        f"({drawn}{without})"
    )


def _json(project: Path, found: Comparison, alike: Likeness, reviewer: str | None) -> dict[str, Any]:
    cells, rights = found.table(), found.right_table()
    reasons = [{"flawed": flawed, "n": n} for flawed, n in found.wrong_reason()]
    return {
        "format": 1,
        "project": str(project),
        "a": found.first,
        "b": found.second,
        "reviewer": reviewer,
        "images": {"both": len(found.pairs), "only_a": found.only_first, "only_b": found.only_second},
        "verdicts": {a: {b: cells[a, b] for b in KINDS} for a in KINDS},
        "better": [asdict(one) for one in found.better],
        "worse": [asdict(one) for one in found.worse],
        "p": found.p,
        "predictions": {_right(a): {_right(b): rights[a, b] for b in (True, False)} for a in (True, False)},
        "right_for_the_wrong_reason": dict(zip("ab", reasons, strict=True)),
        "maps": {name: value for name, value in asdict(alike).items() if name != "each"},
    }
