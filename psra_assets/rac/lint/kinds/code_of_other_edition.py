"""PUB308: a code in a rule's words that is neither of the agreement's HS edition nor of the one in which it prints."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.editions import EDITIONS, has_code
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.kinds.code_unknown import bounds, named
from psra_assets.rac.lint.published import PublishedList

KIND = Kind(
    "PUB308",
    "code_of_other_edition",
    "The words name a code of another HS edition",
    "warning",
    "Read in the agreement's edition, the code stands for nothing: materials that it is meant to bar are not barred.",
    "Print the code of the agreement's edition.",
)


def find(published: PublishedList) -> Iterator[Defect]:
    """Each rule that names a code which other editions have and these two have not."""
    own = {published.edition, published.printed}
    for placed in published.rules():
        wrong = {}
        for code in named(placed.rule.text):
            if not any(has_code(edition, bounds(code)) for edition in own):
                others = [edition for edition in EDITIONS if has_code(edition, bounds(code))]
                if others:
                    wrong[code] = f"{code} is of HS {', '.join(map(str, others))}"
        if wrong:
            read = " and ".join(str(edition) for edition in sorted(own))
            yield published.of_rule(KIND, placed, f"{'; '.join(wrong.values())}; the list is of HS {read}")
