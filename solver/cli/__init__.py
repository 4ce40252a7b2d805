"""The command line: reads, calls the face, shows, and says by its exit code how it went.

Nothing heavy is imported before a command needs it: OR-Tools only to solve, pandas never.
"""

from solver.cli.app import app


def main() -> None:
    """Run ``strongstride``."""
    app(prog_name="strongstride")


__all__ = ["app", "main"]
