"""Normal form of published words, with a map back to each character of the original."""

from psra_assets.rac.compile.text.aligned import Aligned
from psra_assets.rac.compile.text.normal import Normal, Value, normalise

__all__ = ["Aligned", "Normal", "Value", "normalise"]
