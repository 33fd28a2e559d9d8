"""Articles on general rules: what their sentences state, and nothing that they do not."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from psra_assets.rac.compile import general
from psra_assets.rac.compile.articles import ArticleBundle, ArticleShelf
from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.general.prose import read_articles
from psra_assets.rac.compile.general.prose.article import Article
from psra_assets.rac.compile.general.prose.conditions import absorption, cumulation, drawback, transport
from psra_assets.rac.compile.general.prose.insufficient import insufficient
from psra_assets.rac.compile.general.prose.packing import accessories, packaging
from psra_assets.rac.compile.general.prose.sets import sets
from psra_assets.rac.compile.general.prose.tolerance import tolerance


def article(words: str, name: str = "article.md") -> Article:
    return Article(name, words)


def limit(chapters: list[str], measure: str, pct: str, basis: str = "EXW", **more: Any) -> dict[str, Any]:
    return {"chapters": chapters, "measure": measure, "pct": pct, "basis": basis, **more}


class TestTolerance:
    def test_one_limit_for_all_but_textiles(self) -> None:
        words = (
            "Materials may be used if:\n\n(a) their total value does not exceed 12 % of the ex-works price of "
            "the product;\n\n(b) no percentage is exceeded.\n\nThis does not apply to products of Chapters 50 to 63 of "
            "HS 2012."
        )
        assert tolerance(article(words)) == [limit(["01-49", "64-97"], "value", "12")]

    def test_agriculture_by_weight_and_the_others_by_value(self) -> None:
        words = (
            "(a) 15 % of the net weight of the product falling within Chapters 2 and 4 to 24, other than processed "
            "fishery products of Chapter 16;\n\n(b) ten percent of the ex-works price for other products, except for "
            "products of Chapters 50 to 63."
        )
        assert tolerance(article(words)) == [
            limit(["02", "04-24"], "weight", "15", except_codes=["1604-1605"]),
            limit(["01", "03", "25-49", "64-97", "1604-1605"], "value", "10"),
        ]

    def test_a_limit_for_all_goods_beside_one_for_some(self) -> None:
        words = (
            "(a) the value of the materials does not exceed 15 per cent of the value of the good;\n\n(b) in the case "
            "of goods of Chapters 1 to 24, their weight does not exceed 15 per cent of the net weight of the good."
        )
        assert tolerance(article(words)) == [
            limit(["01-24"], "weight", "15"),
            limit(["01-97"], "value", "15", "FOB"),
        ]

    def test_weight_or_value(self) -> None:
        words = (
            "(a) 10 per cent of the weight of the product or ex-works price for products of Chapters 2 and 4 to 24; or"
        )
        assert tolerance(article(words)) == [
            limit(["02", "04-24"], "weight", "10"),
            limit(["02", "04-24"], "value", "10"),
        ]

    def test_nothing_stated_nothing_granted(self) -> None:
        assert tolerance(article("Products are worked sufficiently if the list's conditions are met.")) == []

    @pytest.mark.parametrize(
        "words",
        [
            "their value does not exceed 10 % of the ex-works price for products of one party and 15 % of the ex-works "
            "price for products of the other",
            "textile materials which do not satisfy the rule may be used up to 8 % of the ex-works price of the good",
        ],
    )
    def test_doubt(self, words: str) -> None:
        with pytest.raises(Doubt):
            tolerance(article(words))


class TestSets:
    def test_one_limit(self) -> None:
        words = "the value of the non-originating products does not exceed 15 % of the ex-works price of the set"
        assert sets(article(words)) == {"pct": "15", "basis": "EXW"}

    def test_only_sets_by_rule_3c_and_one_component(self) -> None:
        words = (
            "For a set classified by rule 3(c), at least one of the component goods originates and the value of all "
            "the non-originating goods in the set does not exceed 20 per cent of the value of the set."
        )
        assert sets(article(words)) == {"pct": "20", "basis": "FOB", "least_originating": 1, "gir": ["gir_3c"]}

    def test_doubt(self) -> None:
        with pytest.raises(Doubt, match="not known"):
            sets(article("up to 15 % of the set may come from elsewhere"))
        assert sets(article("All components originate.")) is None


def test_a_tolerance_by_the_exporting_party() -> None:
    words = (
        "Their total value does not exceed 10% of the ex-works price of the product for products of the United Kingdom"
        ", and 15 % of the ex-works price of the product for products of Elsewhere."
    )
    own, other = tolerance(article(words))
    assert (own["pct"], own["exporters"], other["pct"], other["except_exporters"]) == ("10", ["GB"], "15", ["GB"])
    with pytest.raises(Doubt, match="two limits"):
        tolerance(article("Up to 10% of the ex-works price, and 15 % of the ex-works price of the product."))


def test_insufficient_operations() -> None:
    words = (
        "1. preserving operations;\n\n2. washing, cleaning;\n\n3. simple mixing of products; mixing of sugar with "
        "anything;\n\n4. a combination of two or more operations;\n\nSimple: neither special skills nor machines are "
        "needed."
    )
    assert insufficient(article(words)) == {
        "operations": ["preservation", "washing_and_cleaning", "simple_mixing", "mixing_of_sugar"],
        "combination": True,
        "simple": "skills_or_machines",
    }
    assert insufficient(article("All of it counts together.")) is None
    listed = "Goods do not originate if production consists only of one or more of the following operations:"
    assert insufficient(article(f"{listed}\n\n1. slaughter of animals")) == {
        "operations": ["slaughter"],
        "combination": False,
        "one_or_more": True,
    }


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Retail packaging: containers for retail sale shall be disregarded in determining the origin.", "ignored"),
        ("Where packaging is included with the product for classification, it shall be included for the purposes of "
         "determining origin.", "part_of_unit"),
        ("If packaging is included with the product for classification purposes, it is considered in determining "
         "whether the materials satisfy the list.", "considered"),
    ],
)  # fmt: skip
def test_packaging(words: str, rule: str) -> None:
    assert packaging(article(words)) == {"retail_in_ctc": rule, "retail_in_value": "counted"}


def test_accessories() -> None:
    one = "Accessories, spare parts and tools shall be regarded as one with the machine in question."
    assert accessories(article(one)) == {"in_ctc": "part_of_unit", "in_value": "counted"}
    assert accessories(article("Accessories shall be disregarded in the test.")) == {
        "in_ctc": "ignored",
        "in_value": "counted",
    }
    assert accessories(article("The value is the customs value.")) is None
    with pytest.raises(Doubt):
        accessories(article("Accessories are welcome."))


def test_drawback() -> None:
    ban = (
        "Materials used in the manufacture of products{} shall not be subject in a Party to drawback of customs duties."
    )
    assert drawback(article(ban.format(""))) == {"rule": "banned"}
    some = ban.format(" falling within Chapters 50 to 63 of HS 2017")
    assert drawback(article(some)) == {"rule": "banned_chapters", "chapters": ["50-63"]}
    assert drawback(article("Check")) is None


def test_transport() -> None:
    direct = article("Only products transported directly between the parties.")
    unaltered = article("The products shall not have been altered, transformed in any way.")
    assert transport(direct, None) == {"rule": "direct"}
    assert transport(direct, unaltered) == {"rule": "non_alteration"}
    assert transport(unaltered, article(" ")) == {"rule": "non_alteration"}
    assert transport(None, None) is None
    with pytest.raises(Doubt):
        transport(article("By ship."), None)


def test_cumulation_and_absorption() -> None:
    both = (
        "A product originating in a Party shall be considered as originating in the other Party. Production carried "
        "out in a Party on a non-originating material may be taken into account."
    )
    assert cumulation(article(both)) == {"kinds": ["bilateral", "full"]}
    assert cumulation(article("Materials originating in the European Union count.")) == {"kinds": ["extended"]}
    assert cumulation(article("Nothing.")) is None
    allocated = "only where the value added there is greater than the value of the materials used originating in the EU"
    assert cumulation(article(f"Products originate there {allocated}.")) == {
        "kinds": ["extended"],
        "allocation": "highest_value",
    }
    words = "no account shall be taken of the non-originating materials used in its manufacture"
    assert absorption(article(words)) == {"value": True}
    assert absorption(article("All materials count.")) is None


def test_a_part_cites_its_article_and_a_doubt_grants_nothing() -> None:
    bundle = ArticleBundle(
        {
            "tolerances.md": b"",
            "sufficiently-worked.md": b"their total value does not exceed 10 % of the ex-works price of the product",
            "sets.md": b"15 % of the set",
        }
    )
    read = read_articles(bundle)
    (entry,) = read.general["tolerance"]
    assert entry["source"] == {
        "id": "articles",
        "locator": "sufficiently-worked.md",
        "words_sha256": hashlib.sha256(bundle.articles["sufficiently-worked.md"]).hexdigest(),
    }
    assert set(read.general) == {"tolerance"}
    assert read.doubts == {"sets.md": "a limit for sets in words that are not known"}


TABLES = sorted(Path(general.__file__).parent.glob("*.yaml"))
# what the table says beyond what a reader of one sentence sees, each looked at
BEYOND = {
    ("canada", "sets"), ("cptpp", "tolerance"), ("cptpp", "packaging"), ("cptpp", "transport"), ("cptpp", "sets"),
    ("dcts-general-enhanced", "tolerance"), ("dcts-general-enhanced", "packaging"), ("india", "tolerance"),
    ("india", "transport"), ("japan", "absorption"), ("new-zealand", "absorption"), ("new-zealand", "transport"),
}  # fmt: skip


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_sentences_say_what_our_table_says(shared: Path, path: Path) -> None:
    shelf = ArticleShelf(shared / "data/hmrc/rules_of_origin/roo_schemes_uk")
    table = yaml.safe_load(path.read_text())["ruleset"][-1]["general"]
    read = read_articles(shelf.bundle(path.stem)).general
    for part in ("tolerance", "absorption", "packaging", "accessories", "drawback", "transport"):
        if (path.stem, part) not in BEYOND and part in table:
            assert _bare(part, read.get(part)) == _bare(part, table[part]), part
    if (path.stem, "sets") not in BEYOND and "sets" in table:
        assert {key: read["sets"][key] for key in ("pct", "basis")} == {
            key: table["sets"][key] for key in ("pct", "basis")
        }


def _bare(part: str, value: Any) -> Any:
    """Without sources; a tolerance as the set of (chapter, measure, share, basis) that it grants."""
    if part == "tolerance":
        return {
            (chapter, entry["measure"], entry["pct"], entry.get("basis", "EXW"))
            for entry in value or ()
            for chapter in entry["chapters"]
        }
    return {key: kept for key, kept in (value or {}).items() if key not in ("source", "article", "chapters")}


def test_every_scheme_of_the_publisher_is_read_or_in_doubt(shared: Path) -> None:
    shelf = ArticleShelf(shared / "data/hmrc/rules_of_origin/roo_schemes_uk")
    doubts = {
        scheme: sorted(read_articles(shelf.bundle(scheme)).doubts)
        for scheme in ("albania", "chile", "esa", "kenya", "morocco", "singapore", "vietnam", "cotedivoire")
    }
    assert {scheme: found for scheme, found in doubts.items() if found} == {}
