"""`hansel agreement`: how far reviewers agree beyond chance."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.say import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.agreeing import Agreements
    from db.agreement import Agreement


@click.command(short_help="How far the reviewers agree: kappa, alpha, with intervals.")
@click.argument("project", metavar="P.hansel", type=click.Path(path_type=Path))
@click.option("--run", "run_ids", type=int, multiple=True, metavar="N", help="Only this run. May be repeated.")
@click.option("--json", "as_json", is_flag=True, help="For programs; docs/trends.md says what is in it.")
def agreement(project: Path, run_ids: tuple[int, ...], as_json: bool) -> None:
    """Tell how far the reviewers of P.hansel agree on explanations that two or more have judged.

    Krippendorff's alpha for all of them, Cohen's kappa for each two, and the plain share of verdicts that are alike:
    overall, by class and by reason, with 95 % intervals. Own verdicts count, whatever was settled afterwards.
    """
    from db import agreeing
    from db.store import Store

    with Store.open(project, readonly=True) as store:
        found = agreeing.of_project(store, tuple(dict.fromkeys(run_ids)) or None)
    if as_json:
        say(json.dumps({"format": 1, "project": str(project), "runs": list(run_ids) or None} | asdict(found), indent=2))
        return
    for line in _lines(found):
        say(line)


def _lines(found: Agreements) -> list[str]:
    from cli.columns import coefficient, number, share, table
    from cli.say import listed
    from resources.reasons import standard

    if len(found.reviewers) < 2:
        who = f"Only {found.reviewers[0]} has" if found.reviewers else "Nobody has"
        return [f"{who} given verdicts here. Agreement takes two reviewers."]
    made = [f"Reviewers: {listed(found.reviewers)}"]
    if not found.overall.units:
        return [*made, f"{found.overall.alpha.why} Agreement cannot be told."]
    heads = ("", "both judged", "alike", "Krippendorff's alpha")

    def rows(some: Iterable[Agreement], names: dict[str, str] | None = None) -> list[tuple[str, ...]]:
        return [
            ((names or {}).get(one.about, one.about) or "all", number(one.units), share(one.share.value),
             coefficient(one.alpha.value, one.alpha.low, one.alpha.high))
            for one in some
        ]  # fmt: skip

    made += ["", *table(heads, rows([found.overall]))]
    if found.overall.alpha.why:
        made.append(found.overall.alpha.why)
    pairs = [
        (f"{one.first}, {one.second}", number(one.units), share(one.share.value),
         coefficient(one.kappa.value, one.kappa.low, one.kappa.high))
        for one in found.pairs
    ]  # fmt: skip
    made += ["", *table(("Two", "both judged", "alike", "Cohen's kappa"), pairs)]
    made += ["", *table(("Class explained", *heads[1:]), rows(found.classes))]
    if found.reasons:
        titles = {one.id: one.title for one in standard()}
        made += ["", *table(("Reason given or not", *heads[1:]), rows(found.reasons, titles))]
    figures = [one.alpha for one in (*found.classes, *found.reasons)] + [one.kappa for one in found.pairs]
    if any(one.value is None for one in figures):
        made.append("– where all say the same: with one answer only, agreement cannot be told from chance.")
    return made
