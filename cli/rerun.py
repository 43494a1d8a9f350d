"""`hansel rerun`: make one explanation again, and say how far it is from the kept one."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import trust_option


@click.command(short_help="Make a kept explanation again and compare.")
@click.argument("project", metavar="P.hansel", type=click.Path(path_type=Path))
@click.option("--explanation", "asked", metavar="ID", help="Its number, its UUID, or the UUID's start.")
@click.option("--missing", is_flag=True, help="Put back every map that is missing or altered.")
@click.option(
    "--model", "model_file", type=click.Path(path_type=Path), help="Where its model.toml is now, if it moved."
)
@click.option("--image", type=click.Path(path_type=Path), help="Where the image is now, if it moved.")
@click.option(
    "--device", default="as kept", show_default=True, metavar="D", help="auto, cpu, cuda, or cuda:1 for the second GPU."
)
@trust_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
@click.pass_context
def rerun(
    ctx: click.Context,
    *,
    project: Path,
    asked: str | None,
    missing: bool,
    model_file: Path | None,
    image: Path | None,
    device: str,
    trust_code: bool,
    as_json: bool,
) -> None:
    """Make one explanation of P.hansel again with everything that was kept of it, and compare.

    Nothing is written, so it works while a window holds the project. Exit code 0: the same bytes, or apart by rounding
    only; 4: apart by more; 3: the kept map is missing or altered; 2: it could not be made again.

    With --missing instead of --explanation: every map that is missing or altered is computed again, and put back if it
    has the hash that was kept; an altered file is kept beside it. Reviews stay as they are. This writes, so no window
    may hold the project. Exit code 0: all are back, or none was lost; 4: some have another hash now and were not put
    back; 3: some could not be computed again.
    """
    if missing == (asked is not None):
        raise click.UsageError("Give either --explanation ID or --missing.")
    if missing:
        if image is not None:
            raise click.UsageError("--image is for one explanation, so it does not go with --missing.")
        from cli import mending

        mended = mending.mend(project, model_file=model_file, device=device, trust_code=trust_code)
        (mending.print_json if as_json else mending.describe)(mended)
        ctx.exit(mending.exit_code(mended))
    from cli import rerunning

    assert asked is not None
    found = rerunning.rerun(project, asked, model_file=model_file, image=image, device=device, trust_code=trust_code)
    if as_json:
        rerunning.print_json(found)
    else:
        rerunning.describe(found)
    ctx.exit(rerunning.exit_code(found))
