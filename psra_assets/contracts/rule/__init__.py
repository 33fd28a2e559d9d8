"""The rule contract: RaC 2.0 as typed models. The published JSON Schema is generated from here.

``scope`` names materials, ``criteria`` are the leaves, ``document`` is the file of product-specific rules,
``agreement`` the file of general rules. The meaning of each key stands in ``docs/rac-format.md``.
"""

from psra_assets.contracts.rule.agreement import AgreementDocument
from psra_assets.contracts.rule.criteria import AllOf, AnyOf, Leaf, Node
from psra_assets.contracts.rule.document import Document, Rule, RulesDocument
from psra_assets.contracts.rule.general import GeneralRules
from psra_assets.contracts.rule.note import Note
from psra_assets.contracts.rule.scope import Scope
from psra_assets.contracts.rule.source import Source, SourceRef

__all__ = [
    "AgreementDocument",
    "AllOf",
    "AnyOf",
    "Document",
    "GeneralRules",
    "Leaf",
    "Node",
    "Note",
    "Rule",
    "RulesDocument",
    "Scope",
    "Source",
    "SourceRef",
]
