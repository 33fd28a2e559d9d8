"""Articles, proofs, introductions and introductory notes of HMRC's schemes as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/hmrc/rules_of_origin"
QUERY = """
select
    d.*,
    d.scheme = 'common'
    or replace(d.scheme, '_', '-') in (select s.scheme from landing.current_hmrc_schemes as s) as is_listed
from landing.current_hmrc_documents as d
"""


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["edition", "kind", "scheme", "document"],
            meta={"name": "one_text_a_document", "why": "of two texts of an article the compiler would read only one"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select path from {batch}"
                " where document_sha256 <> encode(sha256(convert_to(document_text, 'UTF8')), 'hex')"
            ),
            meta={"name": "digest_is_of_the_text", "why": "a rule's source is cited by the digest of its words"},
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="kind",
            value_set=["article", "proof", "introduction", "introductory_note"],
            meta={"name": "known_kind", "why": "a text of an unknown kind is read by nobody, though it may be law"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="document_text",
            regex=r"\S",
            mostly=0.9,
            meta={
                "name": "texts_have_words",
                "why": "some articles are published empty; many mean that the bundle is broken",
            },
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_listed",
            value_set=[True],
            severity="warning",
            meta={"name": "scheme_is_listed", "why": "texts of a scheme that no list names belong to no agreement"},
        ),
    ]
