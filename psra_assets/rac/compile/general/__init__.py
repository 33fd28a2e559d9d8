"""General rules of agreements that the UK publishes: facts in our own table, granted only where the article is landed."""

from psra_assets.rac.compile.general.document import general_document

__all__ = ["general_document"]
