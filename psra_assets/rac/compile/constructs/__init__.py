"""From the grammar's tree to the criteria tree, one construct a file."""

from psra_assets.rac.compile.constructs.fold import Meaning, meaning

__all__ = ["Meaning", "meaning"]
