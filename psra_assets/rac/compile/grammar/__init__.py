"""The grammar of the lists, one construct a file, joined and built once a process."""

from psra_assets.rac.compile.grammar.parser import parse

__all__ = ["parse"]
