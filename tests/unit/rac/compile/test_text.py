"""Normal form: typography goes, the words and their places stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psra_assets.rac.compile.lexicon.pattern import expand
from psra_assets.rac.compile.text import normalise
from psra_assets.rac.compile.text.markup import broken_links


@pytest.mark.parametrize(
    ("text", "shape", "values"),
    [
        ("Materials of [heading&nbsp;7001](/headings/7001).", "materials of heading §4.", ["7001"]),
        ("<abbr title='Change of tariff heading'>CTH</abbr>", "cth", []),
        ("**47,50 %** of the ex‐works price", "¤ of the ex-works price", ["47.5"]),
        ("20 per cent of the Ex Works Price", "¤ of the ex-works price", ["20"]),
        ("headings 39.01 to 3907.20", "headings §4 to §6", ["3901", "390720"]),
        ("chapters 2, 3 and 16", "chapters §2, §2 and §2", ["02", "03", "16"]),
        ("a thickness of 25 cm", "a thickness of 25 cm", []),
        ("heading No 0714", "heading §4", ["0714"]),
        ("until 31 December 2026", "until ‡", ["2026-12-31"]),
        ("1st Jan 2021 onwards", "‡ onwards", ["2021-01-01"]),
        ("Manufacture:\n\n * from yarn, and\n* by hand", "manufacture: ¶ from yarn, and ¶ by hand", []),
        ("yarn8:", "yarn:", []),
        ("fabric []", "fabric", []),
    ],
)
def test_normal_form(text: str, shape: str, values: list[str]) -> None:
    normal = normalise(text)
    assert normal.shape == shape
    assert [value.text for value in normal.values] == values


def test_each_character_knows_where_it_stood() -> None:
    text = "from **[heading&nbsp;7001](/headings/7001)**, or"
    normal = normalise(text)
    at = normal.shape.index("§4")
    low, high = normal.aligned.span(at, at + 2)
    assert text[low:high] == "7001"


@pytest.mark.parametrize("text", ["%A", "and productionProduction", "product:-"])
def test_what_is_written_between_characters_has_a_place(text: str) -> None:
    aligned = normalise(text).aligned
    assert all(low < high for low, high in zip(aligned.starts, aligned.ends, strict=True))


@given(st.text(max_size=120))
def test_any_text_has_a_normal_form_with_spans_in_order(text: str) -> None:
    normal = normalise(text)
    aligned = normal.aligned
    assert len(aligned.text) == len(aligned.starts) == len(aligned.ends)
    assert all(0 <= low < high <= len(text) for low, high in zip(aligned.starts, aligned.ends, strict=True))
    assert list(aligned.starts) == sorted(aligned.starts)
    assert len(normal.values_at()) == len(normal.values)


def test_links_that_lead_elsewhere() -> None:
    assert broken_links("[heading 7001](/headings/7001) and [chapter 5](/chapters/05)") == []
    assert broken_links("[subheading 854411](/subheading/8544110000-80)") == []
    assert broken_links("[heading 7001](/headings/7002)") == ["heading 7001 -> /headings/7002"]


def test_patterns() -> None:
    assert expand("[the] (price|cost) {exw}") == [
        "the price ( exw )",
        "the cost ( exw )",
        "price ( exw )",
        "cost ( exw )",
    ]
    with pytest.raises(ValueError, match="unbalanced"):
        expand("a]")
    with pytest.raises(ValueError, match="not closed"):
        expand("[a")
