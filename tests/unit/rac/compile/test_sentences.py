"""Sentences of our own in the style of each construct, with the trees that they mean."""

# ruff: noqa: E501 - sentences stand on one line
from __future__ import annotations

import pytest

from psra_assets.rac.compile.constructs import meaning
from psra_assets.rac.compile.errors import Doubt

from .trees import line

CHANGE = [
    ("CTH.", "CTH"),
    ("CTSH.", "CTSH"),
    ("CC", "CC"),
    ("Manufacture from materials of any heading, except that of the product.", "CTH"),
    ("Manufacture from materials of any subheading, except that of the good.", "CTSH"),
    ("Production from non-originating materials of any heading, except that of the product (CTH)", "CTH"),
    ("Manufacture from materials of any heading.", "AnyHeading"),
    ("A change from any other heading.", "CTH"),
    ("A change from within this heading or any other heading.", "AnyHeading"),
    (
        "A change to a good of heading 3004 from any other chapter, except from heading 3003.",
        "CC except={codes:[3003]}",
    ),
    ("CTH, except from headings 4011 and 4012.", "CTH except={codes:[4011,4012]}"),
    (
        "Manufacture from materials of any heading, except those of headings 4104 to 4107, 4112 or 4113",
        "AnyHeading except={codes:[4104-4107,4112,4113]}",
    ),
    (
        "Manufacture from materials of any heading, except that of the product and those of heading 1806.",
        "CTH except={codes:[1806]}",
    ),
    (
        "Manufacture in which all the materials used are classified within a heading other than that of the product",
        "CTH",
    ),
    (
        "Manufacture in which all the materials used are classified within a heading other than heading 8403 or 8404.",
        "AnyHeading except={codes:[8403,8404]}",
    ),
    (
        "A change from any other heading, except from yarn of heading 5204, 5205 or 5401 to 5406.",
        "CTH except={codes:[5204,5205,5401-5406],tags:[yarn]}",
    ),
    (
        "Manufacture from materials of any heading, except those of heading 0203 or bones of heading 0506.",
        "all(AnyHeading except={codes:[0203]}, Prohibit scope={codes:[0506],tags:[bones]})",
    ),
    (
        "Manufacture from materials of any heading, including other materials of heading 3505.",
        "AnyHeading except={codes:[3505],tags:[same_description]}",
    ),
]

CONCESSIONS = [
    (
        "CTH; however, non-originating materials of the same heading may be used up to 20% (EXW).",
        "CTH allowances=[{scope:{same:heading},max_pct:20,measure:value,basis:EXW}]",
    ),
    (
        "Manufacture from materials of any heading, except that of the product. However, materials of headings 3003 and "
        "3004 may be used, provided that their total value does not exceed 15 % of the ex-works price of the product.",
        "CTH allowances=[{scope:{codes:[3003,3004]},max_pct:15,measure:value,basis:EXW}]",
    ),
    (
        "Manufacture from materials of any heading, except that of the product. However, handles of base metal may be used.",
        "CTH allowances=[{scope:{tags:[handles_of_base_metal]},max_pct:100,measure:value,basis:EXW}]",
    ),
    (
        "Manufacture from materials of any heading, except that of the product. However, waste and scrap of heading 7902 "
        "may not be used.",
        "all(CTH, Prohibit scope={codes:[7902]})",
    ),
    (
        "Manufacture from materials of any heading. However, the value of all the materials of heading 2909 used must not "
        "exceed 12.5% of the ex-works price of the product.",
        "MaxNOM pct=12.5 basis=EXW scope={codes:[2909]}",
    ),
    (
        "Manufacture in which all the vegetable materials used are wholly obtained. However, materials of heading 1507 may "
        "be used.",
        "WO scope={tags:[vegetable_materials],not:{codes:[1507]}} subject=materials",
    ),
]

LIMITS = [
    ("MaxNOM 50% (EXW).", "MaxNOM pct=50 basis=EXW"),
    ("RVC 55% (FOB).", "RVC method=build_down pct=55 basis=FOB"),
    (
        "A maximum of **45%** of the ex-works price (EXW) is made up of non-originating parts (MAXNOM).",
        "MaxNOM pct=45 basis=EXW",
    ),
    (
        "Manufacture in which the value of all the materials used does not exceed **47,5 %** of the ex-works price of the product.",
        "MaxNOM pct=47.5 basis=EXW",
    ),
    (
        "Manufacture in which the value of all the materials used, except natural rubber, does not exceed 50% of the "
        "ex-works price of the product.",
        "MaxNOM pct=50 basis=EXW scope={not:{tags:[natural_rubber]}}",
    ),
    (
        "The value of non-originating materials of the same heading as the product must not exceed 50% of the transaction "
        "value or ex-works price of the product.",
        "MaxNOM pct=50 basis=TV_OR_EXW scope={same:heading}",
    ),
    (
        "A change from within this heading, whether or not there is also a change from any other heading, provided that the "
        "value of non-originating materials of this heading does not exceed 20% of the transaction value or ex-works price "
        "of the product.",
        "MaxNOM pct=20 basis=TV_OR_EXW scope={same:heading}",
    ),
    (
        "The net weight of non-originating materials of the same heading as the product must not exceed 50% of the net "
        "weight of the product.",
        "MaxWeight pct=50 scope={same:heading} of=product",
    ),
    (
        "Manufacture in which the weight of materials of heading 2401 does not exceed 30% of the total weight of materials "
        "of chapter 24 used.",
        "MaxWeight pct=30 scope={codes:[2401]} of={codes:[24]}",
    ),
    (
        "CTH, provided that the value of non-originating materials of heading 1006 used does not exceed 35% of the ex-works "
        "price (EXW) or 30% of the free on board (FOB) price of the product.",
        "all(CTH, any(MaxNOM pct=35 basis=EXW scope={codes:[1006]}, MaxNOM pct=30 basis=FOB scope={codes:[1006]}))",
    ),
    (
        "Manufacture in which:\n\n- the value of all the materials used does not exceed 40% of the ex-works price of the "
        "product, *and*\n\n- within the above limit, the value of all the materials of chapter 39 used does not exceed 20% "
        "of the ex-works price of the product.",
        "all(MaxNOM pct=40 basis=EXW, MaxNOM pct=20 basis=EXW scope={codes:[39]})",
    ),
    (
        "Manufacture in which the value of all the non-originating materials used does not exceed the value of all the "
        "originating materials used.",
        "NOMleOM",
    ),
    (
        "No change in tariff classification required, provided there is a regional value content of not less than:\n\n- a) "
        "30% under the build-up method.\n\n- b) 40% under the build-down method.\n\n- c) 50% under the focused value method "
        "taking into account only the non-originating materials of heading 4016.",
        "any(RVC method=build_up pct=30 basis=FOB, RVC method=build_down pct=40 basis=FOB, "
        "RVC method=focused pct=50 basis=FOB scope={codes:[4016]})",
    ),
    (
        "CTSH and Standard QVC.",
        "all(CTSH, any(RVC method=build_down pct=40 basis=EXW, RVC method=build_down pct=45 basis=FOB, "
        "RVC method=build_up pct=35 basis=EXW_OR_FOB))",
    ),
]

OBTAINED = [
    (
        "Manufacture in which all the materials of chapters 2 and 4 used are wholly obtained.",
        "WO scope={codes:[02,04]} subject=materials",
    ),
    ("All goods must be wholly obtained.", "WO subject=product"),
    ("Manufacture in which all the materials used are originating.", "Originating"),
    (
        "Manufacture in which at least 70% by weight of the unmanufactured tobacco or tobacco refuse of heading 2401 used "
        "is originating.",
        "MinOM pct=70 measure=weight scope={codes:[2401]} of={codes:[2401]}",
    ),
    (
        "Each item in the set must satisfy the rule which would apply to it if it were not included in the set. However, "
        "non-originating articles may be incorporated, provided that their total value does not exceed 15% of the ex-works "
        "price of the set.",
        "SetRule max_pct=15 basis=EXW",
    ),
]

PROCESSES = [
    (
        "Chemical reaction or biotechnological processing.",
        "Process any_of=[chemical_reaction,biotechnological_processing]",
    ),
    ("Retreading of used tyres.", "Process any_of=[retreading_of_used_tyres]"),
    (
        "Weaving combined with dyeing or with coating.",
        "all(Process any_of=[weaving], Process any_of=[dyeing,coating])",
    ),
    (
        "Spinning of natural fibres or extrusion of man-made fibres accompanied by spinning.",
        "any(Process any_of=[spinning_of_natural_fibres], all(Process any_of=[extrusion_of_man_made_fibres], Process any_of=[spinning]))",
    ),
    (
        "Twisting or texturing combined with weaving.",
        "all(Process any_of=[twisting,texturing], Process any_of=[weaving])",
    ),
    (
        "Spinning of natural fibres.\n\nor\n\nExtrusion of man-made filament yarn, in each case accompanied by weaving.",
        "all(Process any_of=[spinning_of_natural_fibres,extrusion_of_man_made_filament_yarn], Process any_of=[weaving])",
    ),
    (
        "Weaving accompanied by dyeing or Yarn dyeing accompanied by weaving.",
        "any(all(Process any_of=[weaving], Process any_of=[dyeing]), all(Process any_of=[yarn_dyeing], Process any_of=[weaving]))",
    ),
    (
        "Manufacture from:\n\n- natural fibres, *or*\n\n- coir yarn.",
        "any(FromMaterial tags=[natural_fibres], FromMaterial tags=[coir_yarn])",
    ),
    (
        "Manufacture from unembroidered fabric, provided that its value does not exceed 40% of the ex-works price of the product.",
        "all(FromMaterial tags=[unembroidered_fabric], MaxNOM pct=40 basis=EXW scope={tags:[unembroidered_fabric]})",
    ),
    (
        "Manufacture from materials of heading 7001.",
        "any(Prohibit scope={not:{codes:[7001]}}, all(Prohibit scope={same:heading,not:{codes:[7001]}}, Fact code=materials_of_an_earlier_stage kind=description))",
    ),
]

JOINTS = [
    ("Manufacture from materials of any heading, except that of the product or Manufacture from hard rubber.",
     "any(CTH, FromMaterial tags=[hard_rubber])"),
    (
        "Manufacture from materials of any heading, except that of the product, in which:\n\n- the weight of sugar used does "
        "not exceed 40% of the weight of the final product, *or*\n\n- the value of sugar used does not exceed 30% of the "
        "ex-works price of the product.",
        "all(CTH, any(MaxWeight pct=40 scope={tags:[sugar]} of=product, MaxNOM pct=30 basis=EXW scope={tags:[sugar]}))",
    ),
    (
        "Manufacture:\n\n* from materials of any heading, except that of the product,\n* in which the value of all the "
        "materials used does not exceed 50% of the ex-works price of the product\n\nor\n\nManufacture from hard rubber",
        "any(all(CTH, MaxNOM pct=50 basis=EXW), FromMaterial tags=[hard_rubber])",
    ),
    (
        "Manufacture in which:\n\nall the materials used are classified within a heading other than that of the product\n\n"
        "the value of all the materials used does not exceed 40% of the ex-works price of the product.",
        "all(CTH, MaxNOM pct=40 basis=EXW)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), [*CHANGE, *CONCESSIONS, *LIMITS, *OBTAINED, *PROCESSES, *JOINTS])
def test_meaning(text: str, tree: str) -> None:
    assert line(meaning(text).node) == tree


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there are no words"),
        ("Manufacture from moonlight.", "words not understood: “moonlight.”"),
        ("Manufacture from materials of any", "sentence not understood at “any”"),
        ("CTH, provided that the moon is full.", "words not understood"),
        ("However, materials of heading 3205 may be used.", "a fragment of another rule"),
        ("Manufacture from materials of chapter 3005.", "“chapter” does not fit the code 3005"),
        ("Manufacture from materials of any heading, except headings 4113 to 4104.", "a range that ends before it begins"),
        ("Extrusion of man-made filament yarn, in each case accompanied by weaving.", "“in each case” of what stands elsewhere"),
        ("Weaving.\n\nKnitting.", "two requirements side by side without “and” or “or”"),
        ("Weaving and dyeing.", "processes tied by “and”"),
        (
            "Manufacture from animals of chapter 1 and/or in which all the materials of chapter 3 used are wholly obtained.",
            "“and/or” between requirements",
        ),
        (
            "Manufacture in which the value of all the originating materials of heading 0801 used does not exceed 60% of the "
            "ex-works price of the product.",
            "a limit on originating materials",
        ),
        (
            "CTH and MaxNOM 50% (EXW) or the value of all the materials of heading 8501 used does not exceed 10% of the "
            "ex-works price of the product.",
            "“and” and “or” leave two readings",
        ),
        ("Electrolytic, thermal or chemical separation of precious metals of heading 7106, heading 7108 or heading 7112.",
         "names other codes than expected"),
        ("Manufacture from materials of any heading, except mustard flour of heading 2103, heading 2104 and hulls of heading 8906.",
         "a description that may cover the codes behind it, or not"),
    ],
)  # fmt: skip
def test_doubt_is_a_reason_not_a_guess(text: str, reason: str) -> None:
    with pytest.raises(Doubt) as doubt:
        meaning(text)
    assert reason in str(doubt.value)


def test_each_leaf_points_at_its_words() -> None:
    text = (
        "Manufacture:\n\n- from materials of any heading, except that of the product, *and*\n\n- in which the value of all the "
        "materials of [heading&nbsp;8501](/headings/8501) used does not exceed **10%** of the ex-works price of the product."
    )
    first, second = meaning(text).node["all"]
    words = [text[slice(*leaf["source"]["span"])] for leaf in (first, second)]
    assert words[0] == "from materials of any heading, except that of the product"
    assert words[1].startswith("the value of all the materials of [heading&nbsp;8501](/headings/8501)")
    assert words[1].endswith("**10%** of the ex-works price of the product")


def test_a_concession_belongs_to_the_span_of_its_change() -> None:
    text = "CTH; however, non-originating materials of the same heading may be used up to 20% (EXW)."
    low, high = meaning(text).node["source"]["span"]
    assert text[low:high] == text.removesuffix(".")


def test_goods_that_a_change_is_for_are_premises() -> None:
    found = meaning("A change to any other good of subheading 2009.81 from any other chapter.").premises
    assert [(premise.codes, premise.is_other) for premise in found] == [(("200981",), True)]


def test_notes_are_kept() -> None:
    text = "Manufacture from yarn.\n\nSee Introductory Note 6."
    assert meaning(text).notes == ("introductory-notes",)


def test_a_period_in_brackets() -> None:
    found = meaning("MaxNOM 55% (EXW) **(1st Jan 2021 to 31st Dec 2022)**.")
    assert (found.valid_from, found.valid_to) == ("2021-01-01", "2022-12-31")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("CTH.", "compiled"),
        ("Weaving.", "attested"),
        # a description that no code settles has to be attested, one that a code settles has not
        ("Manufacture in which all the olives used are wholly obtained.", "attested"),
        (
            "Manufacture in which the weight of sugar used does not exceed 20 % of the weight of the product.",
            "compiled",
        ),
    ],
)
def test_state(text: str, state: str) -> None:
    assert meaning(text).state == state
