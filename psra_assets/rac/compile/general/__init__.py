"""General rules of the UK's agreements: facts in our own table, granted only where the article is landed."""

from psra_assets.rac.compile.general.document import general_document

__all__ = ["general_document"]
