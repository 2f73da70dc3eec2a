"""The `ladoflow` command: one verb a subcommand; exit 2 means wrong use or a file that cannot be read."""

import sys
from importlib import import_module
from typing import Any

import click

from engine.errors import LadoflowError

ELSEWHERE = {
    "check": "cli_check:check_command",
    "outline": "cli_check:outline_command",
    "diff": "cli_check:diff_command",
    "feel": "cli_feel:feel_command",
    "decide": "cli_feel:decide_command",
    "rehearse": "cli_rehearse:rehearse_command",
    "verify": "cli_rehearse:verify_command",
    "report": "cli_report:report_group",
    "db": "cli_service:database",
    "demo": "cli_service:demo",
    "serve": "cli_service:serve",
    "worker": "cli_service:worker",
    "tick": "cli_service:tick",
    "user": "cli_service:user",
    "council": "cli_service:council",
    "publish": "cli_versions:publish",
    "export": "cli_versions:export",
}
"""Where each verb lives; loaded when it is asked for, for some need no database and no web."""


class Words(click.Group):
    """Turns an error of the domain into one line and exit code 1, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in ELSEWHERE:
            return super().get_command(ctx, name)
        module, _, command = ELSEWHERE[name].partition(":")
        return getattr(import_module(f"webui.{module}"), command)  # type: ignore[no-any-return]

    def main(self, *args: Any, **named: Any) -> Any:
        try:
            return super().main(*args, **named)
        except LadoflowError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group(cls=Words)
def main() -> None:
    """Allegations casework for councils: the procedure is the program."""


if __name__ == "__main__":
    main()
