"""From a shape to the tokens of the grammar: phrases by longest match, then joints by what stands on both sides."""

from psra_assets.rac.compile.tokens.joints import joined
from psra_assets.rac.compile.tokens.lexeme import Lexeme
from psra_assets.rac.compile.tokens.scan import scan

__all__ = ["Lexeme", "joined", "scan"]
