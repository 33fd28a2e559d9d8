"""The application: registers the commands and turns every failure into a message and an exit status."""

from __future__ import annotations

import os
import sys
import traceback

import typer

from psra.cli import doctor, evaluate, explain, impact, issue, proof, rac, run, serve
from psra.cli.console import err
from psra_assets.foundation.errors import PsraError

app = typer.Typer(
    name="psra",
    help="Preferential origin as executable law: published rules in, determinations and declarations out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run.run)
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("check-proof")(proof.check_proof)
app.command("impact")(impact.impact)
app.command("issue")(issue.issue)
app.command("verify")(issue.verify)
app.command("serve")(serve.serve)
app.command("dev")(serve.dev)
app.command("docs")(serve.docs)
app.command("doctor")(doctor.doctor)
app.add_typer(rac.app, name="rac")


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 bad input, 2 wrong usage, 3 environment or our fault."""
    try:
        app()
    except PsraError as error:
        err.print(f"[bold red]error[/] {error.code}", highlight=False)
        err.out(str(error), highlight=False)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        # The reader of our output went away: nothing is wrong on our side.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        err.print("interrupted")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("PSRA_DEBUG"):
            traceback.print_exc()
        err.out(
            f"SRV500 the program failed: {type(error).__name__}: {error}. "
            "This is our fault; run it again with PSRA_DEBUG=1 and report what it prints.",
            highlight=False,
        )
        sys.exit(3)
