"""`hansel bench`: how good the maps are, on pictures whose truth is known, and what they cost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click


@click.group(short_help="Measure how good the methods' maps are, and what they cost.")
def bench() -> None:
    """Measure how good the methods' maps are, on drawn pictures whose truth is known, and what they cost."""


@bench.command()
@click.option("--world", "worlds", multiple=True, metavar="NAME", help="things, letters or fabrics; all if not given.")
@click.option("--net", "families", multiple=True, metavar="NAME", help="plain, residual, dense, mobile or attention.")
@click.option("--method", "methods", multiple=True, metavar="NAME", 
              help="Only these rows of the table: a method, or one row as \"learned, 10 steps\".")  # fmt: skip
@click.option("--pairs", default=200, show_default=True, type=click.IntRange(min=1), help="Pictures of two things.")
@click.option("--singles", default=60, show_default=True, type=click.IntRange(min=1), help="Pictures of one thing.")
@click.option("--repeated", default=12, show_default=True, type=click.IntRange(min=1),
              help="Pictures for randomisation and sensitivity.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="Write the tables here, as Markdown.")
@click.option("--picture", type=click.Path(path_type=Path), help="Draw maps of each net here, as PNG.")
@click.option("--cache", type=click.Path(path_type=Path), help="Where nets and rows are kept.")
def quality(
    worlds: tuple[str, ...],
    families: tuple[str, ...],
    methods: tuple[str, ...],
    *,
    pairs: int,
    singles: int,
    repeated: int,
    out: Path | None,
    picture: Path | None,
    cache: Path | None,
) -> None:
    """Train the bench's nets, explain with every method, and print the table.

    Hours on two cores for all of it. Nets and finished rows are kept in the cache, so that it can be broken off and
    gone on with. Methods of a hundred passes and more are measured on fewer pictures.
    """
    import platformdirs

    from bench import quality as measured
    from bench import table
    from bench.nets import FAMILIES
    from bench.worlds import WORLDS

    _known(worlds, WORLDS, "world")
    _known(families, tuple(FAMILIES), "net")
    asked = measured.rows_of_the_table()
    _known(methods, tuple(dict.fromkeys(name for row in asked for name in (row.method, row.title))), "method")
    worlds, families = worlds or WORLDS, families or tuple(FAMILIES)
    kept = cache or Path(platformdirs.user_cache_dir("hansel")) / "bench"

    def say(text: str) -> None:
        click.echo(text, err=True)

    if picture is not None:
        _draw(picture, worlds[-1], families, kept, say)
    rows = measured.measure(
        worlds,
        families,
        [row for row in asked if not methods or {row.method, row.title} & {*methods}],
        measured.Size(pairs, singles, repeated),
        kept,
        say,
    )
    text = table.markdown(list(rows))
    if out is None:
        click.echo(text)
    else:
        out.write_text(text, "utf-8")
        click.echo(f"Wrote {out}.", err=True)


@bench.command()
@click.option("--net", "nets", multiple=True, metavar="NAME",
              help="A classifier of torchvision; vgg16, resnet50 and vit_b_16 if not given.")  # fmt: skip
@click.option("--batch", "batches", multiple=True, type=click.IntRange(min=1), help="1 and 16 if not given.")
@click.option("--device", default="cpu", show_default=True, type=click.Choice(["cpu", "cuda"]))
@click.option("--half", is_flag=True, help="Measure learning in bfloat16 too, and how far its maps move.")
def speed(nets: tuple[str, ...], batches: tuple[int, ...], device: str, *, half: bool) -> None:
    """Print what a map of 224 px costs, beside a plain forward pass, integrated gradients and LRP.

    Learned at 10 steps is held against its floor, 6K + 2 forward passes. Half an hour on a CPU for all of it, and up to
    10 GB of memory; one net with --batch 1 takes a minute or two. Seconds are those of one thread on a CPU.
    """
    import torch
    import torchvision

    from bench import speed as measured

    _known(nets, tuple(torchvision.models.list_models(torchvision.models)), "classifier in torchvision")
    if device == "cuda" and not torch.cuda.is_available():
        raise click.BadParameter("No CUDA device was found by this torch; --device cpu measures on the processor.")
    found = []
    for cost in measured.costs(nets or measured.NETS, batches or measured.BATCHES, device, half=half):
        click.echo(f"{cost.net}, batch {cost.batch}: {cost.of_floor:.2f} of its floor", err=True)
        found.append(cost)
    click.echo(measured.markdown(found))


def _draw(file: Path, world: str, families: tuple[str, ...], cache: Path, say: Callable[[str], None]) -> None:
    import cv2

    from bench.picture import sheet
    from bench.training import trained

    drawn = sheet([trained(family, world, cache, say) for family in families])
    if not cv2.imwrite(str(file), cv2.cvtColor(drawn, cv2.COLOR_RGB2BGR)):
        raise click.ClickException(f"{file} could not be written.")
    say(f"Wrote {file}.")


def _known(given: tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    for name in given:
        if name not in known:
            raise click.BadParameter(f"There is no {what} called {name!r}. Known: {', '.join(known)}.")
