"""`hansel patterns`: which maps of a class lie alike and apart from the others, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.say import note, say, warn

MOST_LIKE = 12


@click.command(short_help="Clusters of maps that lie alike: what a class may be told by.")
@click.argument("project", metavar="P.hansel", type=click.Path(path_type=Path))
@click.option("--run", "run_id", type=int, metavar="N", help="The run; the newest audit without it.")
@click.option("--class", "name", metavar="NAME", help="Only maps that explain this class.")
@click.option("--reviewer", metavar="NAME", help="Count this reviewer's own verdicts only.")
@click.option("--sides", is_flag=True, help="Tell left from right; without it a cue on either side is one cue.")
@click.option("--all", "every", is_flag=True, help="Show clusters too that do not stand apart.")
@click.option("--like", metavar="IMAGE", help="In place of clusters, the images whose maps are nearest to this one's.")
@click.option(
    "--most", type=click.IntRange(1, 100_000), default=MOST_LIKE, show_default=True, metavar="N",
    help="How many images --like tells.",
)  # fmt: skip
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write a picture of each cluster and members.csv there.",
)
@click.option("--force", is_flag=True, help="Replace files of --out that are there.")
@click.option(
    "--flag", "number", type=click.IntRange(min=1), metavar="N",
    help="Call all of cluster N of --class flawed, but what --as has judged already. One undo takes it back.",
)  # fmt: skip
@click.option("--as", "who", metavar="NAME", help="The reviewer who flags.")
@click.option("--reason", "reasons", multiple=True, metavar="ID", help="Why it is flawed. May be repeated.")
@click.option("--call", metavar="TEXT", default="", help="What the cluster is called in the history and in undo.")
@click.option(
    "--name", "named", type=(click.IntRange(min=1), str), metavar="N TEXT",
    help="Keep cluster N of --class under a name, by --as; reports tell of it.",
)  # fmt: skip
@click.option("--rename", type=(str, str), metavar="OLD NEW", help="Give a named cluster another name, by --as.")
@click.option("--forget", metavar="NAME", help="Take a cluster's name away, by --as; the history keeps it.")
@click.option("--named", "show_named", is_flag=True, help="In place of looking for clusters, those that have a name.")
@click.option("--json", "as_json", is_flag=True, help="For programs; docs/patterns.md says what is in it.")
def patterns(
    project: Path,
    run_id: int | None,
    name: str | None,
    reviewer: str | None,
    sides: bool,
    every: bool,
    like: str | None,
    most: int,
    out: Path | None,
    force: bool,
    number: int | None,
    who: str | None,
    reasons: tuple[str, ...],
    call: str,
    named: tuple[int, str] | None,
    rename: tuple[str, str] | None,
    forget: str | None,
    show_named: bool,
    as_json: bool,
) -> None:
    """Find clusters among the maps of each class of a run of P.hansel, in the manner of SpRAy.

    A cluster is shown if its maps have their energy in the same places, and in other places than the rest of their
    class and what is usual in the other classes. It says what people flagged in it. That a cluster is there does not
    say that it is a flaw. Nothing is written into the project, but by --flag, --name, --rename and --forget.
    """
    naming_asked = [one for one in (named, rename, forget) if one is not None]
    if naming_asked or show_named:
        plain = like is None and out is None and number is None and not reasons and not call
        if len(naming_asked) + show_named != 1 or not plain or (naming_asked and (reviewer is not None or as_json)):
            raise click.UsageError("--name, --rename, --forget and --named each go alone; --run and --class with them.")
        _name(project, run_id, name, who, named, rename, forget, reviewer, sides, every, as_json)
        return
    if number is None and (who is not None or reasons or call):
        raise click.UsageError("--as, --reason and --call go with --flag; --as with --name, --rename, --forget too.")
    if number is not None:
        if name is None or who is None:
            raise click.UsageError("--flag needs --class, the class of the cluster, and --as, whose verdict it is.")
        if like is not None or out is not None or reviewer is not None or as_json:
            raise click.UsageError("--flag goes with --run, --class, --sides and --all; look at the cluster first.")
        from cli import flagging

        say(flagging.flag(project, run_id, name, number, who, reasons, call, sides=sides, every=every))
        return
    if like is not None and (out is not None or every):
        raise click.UsageError("--like tells of single images; --out and --all go with clusters.")
    from cli import likening, patterning
    from cli.progress import Bar
    from db import clusters
    from db.store import Store

    with Store.open(project, readonly=True) as store:
        with Bar() as bar:
            read = patterning.read(store, run_id, name, reviewer, bar)
            if like is None:
                if out is not None:
                    patterning.check_out(out, force)
                found = patterning.find(read, sides=sides, bar=bar)
        for text in patterning.left_out(read):
            warn(text)
        if like is not None:
            nearest = likening.nearest(read, like, sides=sides)
            made = likening.like_json(nearest, most) if as_json else likening.like_lines(nearest, most)
        else:
            kept = clusters.of_run(store, read.run.run_id)
            made = (patterning.to_json if as_json else patterning.lines)(found, every=every, named=kept)
            if out is not None:
                note(patterning.write(store, found, out, every=every))
    if isinstance(made, dict):
        say(json.dumps(made, indent=2))
        return
    for line in made:
        say(line)


def _name(
    project: Path,
    run_id: int | None,
    group: str | None,
    who: str | None,
    named: tuple[int, str] | None,
    rename: tuple[str, str] | None,
    forget: str | None,
    reviewer: str | None,
    sides: bool,
    every: bool,
    as_json: bool,
) -> None:
    from cli import naming

    if named is rename is forget is None:
        from db.store import Store

        with Store.open(project, readonly=True) as store:
            if as_json:
                say(json.dumps(naming.told_json(store, run_id, reviewer), indent=2))
            else:
                for line in naming.told(store, run_id, reviewer):
                    say(line)
        return
    if who is None:
        raise click.UsageError("Say who gives the name, or takes it away: --as NAME.")
    if named is not None:
        if group is None:
            raise click.UsageError("--name needs --class, the class of the cluster.")
        say(naming.name(project, run_id, group, *named, who, sides=sides, every=every))
    elif rename is not None:
        say(naming.rename(project, run_id, *rename, who))
    elif forget is not None:
        say(naming.forget(project, run_id, forget, who))
