"""PUB501: an article or note that is published as an empty file."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB501",
    "document_empty",
    "An article or note is empty",
    "warning",
    "A reader cannot tell whether the agreement has no such provision or its text was lost.",
    "Publish the text, or no file where the agreement has no such article.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each Markdown file of the scheme without a character."""
    if published.bundle is None:
        return
    for folder, documents in (("articles", published.bundle.articles), ("introductory_notes", published.bundle.notes)):
        for name, data in sorted(documents.items()):
            if not data.strip():
                path = f"{folder}/{published.scheme}/{name}" if folder == "articles" else f"{folder}/{name}"
                yield Defect(KIND, path, "", "", "", "the file is empty")
