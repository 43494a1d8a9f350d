"""`hansel demo`: a made-up world, a net with a secret, and an audit that finds it."""

from __future__ import annotations

from pathlib import Path

import click

from cli.say import note


@click.command(short_help="Audit drawn pictures with a net that has a secret.")
@click.option(
    "--dir", "home", default="hansel-demo", show_default=True, type=click.Path(path_type=Path),
    help="The folder for pictures, project and report; made if missing.",
)  # fmt: skip
@click.option("--headless", is_flag=True, help="Run the audit without the window.")
@click.pass_context
def demo(ctx: click.Context, home: Path, headless: bool) -> None:
    """Draw about 200 pictures, and audit a small net on them that has learned something it should not have.

    Without a screen the same audit runs headless.
    """
    from cli import demonstrating, window

    if not headless and (reason := window.why_no_window()):
        note(f"The audit runs without the window: {reason}")
        headless = True
    if headless:
        ctx.exit(demonstrating.without_window(home))
    ctx.exit(demonstrating.in_window(home))
