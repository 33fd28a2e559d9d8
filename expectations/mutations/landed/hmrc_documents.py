"""Rows of hmrc_documents, good and bad."""

GOOD = """
create table {table} as
select 'uk' as edition, 'article' as kind, 'atlantis' as scheme, 'a' || n as document, 'articles/a' || n as path,
    'Words.' as document_text, encode(sha256(convert_to('Words.', 'UTF8')), 'hex') as document_sha256,
    true as is_listed
from generate_series(1, 20) as n
"""

BAD = {
    "one_text_a_document": "insert into {table} select * from {table} where document = 'a1'",
    "digest_is_of_the_text": "update {table} set document_text = 'Other words.' where document = 'a1'",
    "known_kind": "update {table} set kind = 'annex' where document = 'a1'",
    "texts_have_words": (
        "update {table} set document_text = '', document_sha256 = encode(sha256(''), 'hex') where document like 'a1%'"
    ),
    "scheme_is_listed": "update {table} set is_listed = false where document = 'a1'",
}
