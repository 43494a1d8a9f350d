"""What the commands that write histories of reviews have in common: `bundle export` and `reviews export`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from cli.say import listed, note

project_argument = click.argument("project", metavar="P.hansel", type=click.Path(path_type=Path))
reviewer_option = click.option(
    "--reviewer",
    "names",
    multiple=True,
    metavar="NAME",
    help="Only this reviewer's history, with that of everyone whom a sign-off of theirs has seen. May be repeated.",
)
force_option = click.option("--force", is_flag=True, help="Replace the file if it is there.")


def out_option(name: str) -> Any:
    """--out; name: how the file is called in the help."""
    return click.option(
        "--out", required=True, metavar=name, type=click.Path(path_type=Path), help="The file to write."
    )


def file_argument(name: str) -> Any:
    """A file to read; name: how it is called in the help."""
    return click.argument("file", metavar=name, type=click.Path(path_type=Path))


def asked_to_replace(out: Path) -> bool:
    """Whether the user, asked at the terminal, wants a file replaced."""
    if not (out.is_file() and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"{out} is there already. Replace it?", err=True)


def tell_along(names: Sequence[str]) -> None:
    """Whose history came along though nobody asked for it."""
    if names:
        note(f"With the history of {listed(names)} too, as a sign-off in it has seen that.")


def told_disagreements(number: int) -> str:
    """The line about reviews that differ."""
    if not number:
        return "Disagreements none"
    return f"Disagreements {number:,}: verdicts that differ, or two versions of one reviewer; all were kept"
