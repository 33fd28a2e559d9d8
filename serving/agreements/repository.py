"""SQL on the published tables."""

from __future__ import annotations

import psycopg

from psra_assets.foundation.errors import NothingPublished
from psra_assets.foundation.unit_of_work import Connection
from serving.agreements.schemas import AgreementList, AgreementSummary

_AGREEMENTS = """
select a.agreement_id, a.title, a.publisher, a.hs_edition, a.parties, a.valid_from, a.valid_to, a.document_sha256,
       (select count(*) from published_v1.rules as r where r.agreement_id = a.agreement_id) as rules
  from published_v1.agreements as a
 order by a.agreement_id
"""


def published_agreements(connection: Connection) -> AgreementList:
    """The agreements of the current release. Raises ``NothingPublished``."""
    try:
        release = connection.execute(
            "select release_id, law_sha256, published_at from published_v1.current_release"
        ).fetchone()
        if release is None:
            raise NothingPublished("no release has been published.", remedy="Run `psra run`.")
        agreements = [AgreementSummary(**row) for row in connection.execute(_AGREEMENTS)]
    except psycopg.errors.UndefinedTable as error:
        raise NothingPublished("the published tables have not been built.", remedy="Run `psra run`.") from error
    return AgreementList(**release, agreements=agreements)
