"""General rules of the UK's agreements: facts in our own table, or what a scheme's articles state (``prose``).

Either way they are granted only where the article is landed.
"""

from psra_assets.rac.compile.general.document import General, general_document

__all__ = ["General", "general_document"]
