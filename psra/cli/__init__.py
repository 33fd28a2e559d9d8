"""``psra``: one file a command group. Rooms are imported inside commands, so that ``psra --help`` answers at once."""

from psra.cli.app import main

__all__ = ["main"]
