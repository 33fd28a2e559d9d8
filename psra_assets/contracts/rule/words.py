"""Words of the closed vocabularies. The form is a matter of the schema, membership one of a lint.

One alias a vocabulary: the published schema lists the vocabulary's words as examples, so that an editor completes them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypeAliasType

_FORM = r"^[a-z0-9_]{1,80}$"

TagWord = TypeAliasType("TagWord", Annotated[str, Field(pattern=_FORM, description="a word of the vocabulary `tags`")])
ProcessWord = TypeAliasType(
    "ProcessWord", Annotated[str, Field(pattern=_FORM, description="a word of the vocabulary `processes`")]
)
ParameterWord = TypeAliasType(
    "ParameterWord",
    Annotated[str, Field(pattern=_FORM, description="a parameter of a process (`processes`)")],
)
FactWord = TypeAliasType(
    "FactWord",
    Annotated[str, Field(pattern=_FORM, description="a word of the vocabulary `facts`")],
)
OperationWord = TypeAliasType(
    "OperationWord", Annotated[str, Field(pattern=_FORM, description="a word of the vocabulary `operations`")]
)
CategoryWord = TypeAliasType(
    "CategoryWord", Annotated[str, Field(pattern=_FORM, description="a category of wholly obtained goods (`terms`)")]
)
EvidenceWord = TypeAliasType(
    "EvidenceWord", Annotated[str, Field(pattern=_FORM, description="a kind of evidence for cumulation (`terms`)")]
)
ConditionWord = TypeAliasType(
    "ConditionWord", Annotated[str, Field(pattern=_FORM, description="a condition on a treatment (`terms`)")]
)
ExporterWord = TypeAliasType(
    "ExporterWord", Annotated[str, Field(pattern=_FORM, description="what an exporter needs (`terms`)")]
)
