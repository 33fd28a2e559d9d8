"""General rules of one period: what an agreement grants beside its list (origin.md A.1 and A.5 to A.18)."""

from psra_assets.contracts.rule.general.rules import GeneralRules

__all__ = ["GeneralRules"]
