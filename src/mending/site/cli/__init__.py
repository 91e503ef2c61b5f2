"""The command line: one module a command, each with NAME, HELP, `add_arguments` and `run`."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from mending.site.trouble import Stop

COMMANDS = (
    "demo",
    "serve",
    "remind",
    "backup",
    "restore",
    "doctor",
    "keys",
    "forms",
    "coach",
    "check",
    "test",
    "bench",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 refused with a sentence, 2 wrong words."""
    parser = argparse.ArgumentParser(
        prog="mending",
        description="Small things done as said, month in, month out.",
        epilog="MENDING_* settings: see docs/host/settings.md.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    # Only what is asked for is imported: a start is to be quick, and `serve` needs little of the others.
    asked = [name for name in COMMANDS if name in (arguments or sys.argv[1:])[:1]]
    for name in asked or COMMANDS:
        module = import_module(f"mending.site.cli.{name}")
        command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except Stop as stop:
        print(f"mending: {stop}", file=sys.stderr)
        return 1
