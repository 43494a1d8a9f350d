"""The command `hansel`. Each subcommand lives in a file of its own, and loads what it needs only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from cli.codes import CANCELLED, STOPPED, WRONG
from cli.say import complain

COMMANDS = (
    "audit", "explain", "what-if", "report", "trends", "agreement", "compare", "patterns", "check", "pack", "demo",
    "rerun", "restore", "relink", "verify", "bundle", "reviews", "bench",
)  # fmt: skip


class LazyGroup(click.Group):
    """Finds the command `x-y` as `cli.x_y.x_y`; anything else that is a path means: open it in the window."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if first not in COMMANDS and (first.endswith(".hansel") or os.path.exists(first)):
            return "open", open_window, args
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hansel-audit", prog_name="hansel")
@click.pass_context
def hansel(ctx: click.Context) -> None:
    """Shows what an image classifier looked at, and keeps the record.

    Without a command the window opens; `hansel NAME.hansel` opens that project in it.
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(_window(()))


@click.command("open")
@click.argument("paths", nargs=-1, type=click.Path())
@click.pass_context
def open_window(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Open a project, a folder of images or a model in the window."""
    ctx.exit(_window(paths))


def _window(paths: tuple[str, ...]) -> int:
    from cli import window

    return window.open_paths(paths)


def main() -> int:
    """The console script's entry: 0 done, 2 bad arguments, model or project, 3 could not go on, 130 cancelled."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal with a small character set shows \u2713 and does not stop us
            stream.reconfigure(errors="backslashreplace")
    try:
        return hansel.main(standalone_mode=False) or 0
    except click.exceptions.Exit as exit_asked:
        return exit_asked.exit_code
    except click.UsageError as error:
        error.show()
        return WRONG
    except (Exception, KeyboardInterrupt) as error:
        code, text = explain_error(error)
        complain(text)
        return code


def explain_error(error: BaseException) -> tuple[int, str]:
    """The exit code and the words for what ended a command."""
    from cli.errors import RunStopped
    from engine.records import PlainError

    match error:
        case click.Abort() | KeyboardInterrupt():
            return CANCELLED, "Cancelled. What was finished is kept."
        case RunStopped():
            return STOPPED, str(error)
        case click.ClickException():
            return WRONG, error.format_message()
        case PlainError():
            return WRONG, str(error)
        case OSError():
            return STOPPED, f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
        case MemoryError():
            return STOPPED, "The memory of this machine is full. What was finished is kept."
    if os.environ.get("HANSEL_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    return STOPPED, (
        f"Hansel met a fault of its own: {type(error).__name__}: {error}\n"
        "What was finished is kept. With HANSEL_TRACEBACK=1 the same command shows the details that a report needs."
    )


if __name__ == "__main__":
    sys.exit(main())
