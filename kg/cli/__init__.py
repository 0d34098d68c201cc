"""The command ``kg``: one file a command, imported when it is used.

A KGError is one line on standard error and exit status 1, and so is standard output that takes no
more; wrong usage is 2, Ctrl-C is 130.
"""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from kg.errors import KGError

COMMANDS = (
    "articles",
    "build",
    "evaluate",
    "export",
    "forget",
    "ingest",
    "query",
    "render",
    "report",
    "show",
    "stats",
    "validate",
)
_INTERRUPTED = 130
_NOBODY_READS = 141


class _Commands(click.Group):
    """Finds a command in the file of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="medllm-kg", prog_name="kg")
def cli() -> None:
    """Turn articles on the medical-LLM industry into a graph you can question and look at.

    Every statement of the graph carries the sentence it comes from.

    \b
    Example:
      kg build articles/ -o landscape     then open landscape/graph.html
      kg query partners -p org=华为 --store landscape/store
    """


def main() -> NoReturn:
    """Runs the command line and ends the process with its exit status."""
    # What is loaded makes a million objects that stay: the collector need not walk them so often.
    gc.set_threshold(100_000, 20, 20)
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    status = _run()
    if status in (_INTERRUPTED, _NOBODY_READS):
        os._exit(status)  # a query may still be running, and standard output may be gone
    sys.exit(status)


def _open_streams() -> None:
    """A standard stream that was closed leads nowhere, before another file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _run() -> int:
    try:
        status = _command()
        sys.stdout.flush()
    except BrokenPipeError:
        return _NOBODY_READS
    except OSError as error:
        where = error.filename or "standard output"
        click.echo(f"kg: {where}: {error.strerror or error}", err=True)
        _drop_output()
        return 1
    return status


def _drop_output() -> None:
    """What could not be written goes nowhere: Python tries again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command() -> int:
    try:
        status = cli.main(prog_name="kg", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KGError as error:
        click.echo(f"kg: {error}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: interrupted", err=True)
        return _INTERRUPTED
    return status if isinstance(status, int) else 0
