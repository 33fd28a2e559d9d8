"""Sentences of our own in the styles of many lists: CETA, CPTPP, GSP, Australia and New Zealand, India, PEM."""

# ruff: noqa: E501 - sentences stand on one line
from __future__ import annotations

import pytest

from psra_assets.rac.compile.constructs import meaning
from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.render import english
from psra_assets.rac.compile.rows.readings import understood

from .trees import bare, line

EITHER = "RVC method=build_down pct={0} basis=FOB, RVC method=build_up pct={0} basis=FOB"

NAMED_CHANGE = [
    (
        "A change from heading 8431, whether or not there is also a change from any other heading, provided that the value of non-originating materials of heading 8431 does not exceed 45% of the transaction value or ex-works price of the product.",
        "all(CTH allowances=[{scope:{codes:[8431]},max_pct:100,measure:value,basis:EXW}], MaxNOM pct=45 basis=TV_OR_EXW scope={codes:[8431]})",
    ),
    (
        "A change from within this heading, except from subheading 9608.50, whether or not there is also a change from any other heading, provided that the value of non-originating materials of this heading, other than subheading 9608.50, does not exceed 45% of the transaction value or ex-works price of the product.",
        "all(AnyHeading except={codes:[960850]}, MaxNOM pct=45 basis=TV_OR_EXW scope={same:heading,not:{codes:[960850]}})",
    ),
    (
        "A change from subheading 2309.90 or any other heading, except from dog or cat food of subheading 2309.90.",
        "all(CTH allowances=[{scope:{codes:[230990]},max_pct:100,measure:value,basis:EXW}], Prohibit scope={codes:[230990],tags:[dog_or_cat_food]})",
    ),
    ("A change from any other heading outside this group.", "CTH within_group=forbidden"),
    ("A change to subheading 3304.10 from any other subheading, including another subheading within that group.", "CTSH within_group=allowed"),
    ("Manufacture from materials of any other heading.", "CTH"),
    ("A change in tariff heading.", "CTH"),
    ("All non-originating materials used in the production of the good have undergone a change in tariff classification at the 2-digit level.", "CC"),
]  # fmt: skip

CONTENT = [
    ("CTH + RVC40", f"all(CTH, any({EITHER.format(40)}))"),
    ("CTSH; or RVC(35)", f"any(CTSH, {EITHER.format(35)})"),
    ("CTH or QVC 45%", f"any(CTH, {EITHER.format(45)})"),
    ("CC; or CTH, provided there is an RVC of not less than 40 per cent", f"any(CC, all(CTH, any({EITHER.format(40)})))"),
    (
        "The good has a Regional Value Content (RVC) as calculated under Article 7 of the Origin Reference Document of not less than 35%, whether using the build-up method or build-down method (RVC35).",
        f"any({EITHER.format(35)})",
    ),
    (
        "The good has a Regional Value Content (RVC) as calculated under Article 4 of the Origin Reference Document of not less than 45 except from headings 50.04 or 50.05%, whether using the build-up method or build-down method (RVC45 except from headings 50.04 or 50.05).",
        f"all(any({EITHER.format(45)}), Prohibit scope={{codes:[5004,5005]}})",
    ),
]  # fmt: skip

WORDINGS = [
    ("RVC not less than 35 per cent under the net cost method, or not less than 45 per cent under the build-down method.", "any(RVC method=net_cost pct=35 basis=NC, RVC method=build_down pct=45 basis=FOB)"),
    ("No change in tariff classification required provided there is a regional value content of not less than 35 per cent where the build-down method is used.", "RVC method=build_down pct=35 basis=FOB"),
    ("QVC of not less than 45% of the FOB value based on the build-down method, or 35% based on the build-up method.", "any(RVC method=build_down pct=45 basis=FOB, RVC method=build_up pct=35 basis=FOB)"),
    ("A change in tariff heading plus RVC 40%", f"all(CTH, any({EITHER.format(40)}))"),
    ("CC, except from heading 50.07, provided that the good is cut or knit to shape and sewn or otherwise assembled in the territory of one or both parties", "all(CC except={codes:[5007]}, Process any_of=[cutting_and_sewing])"),
    ("A change to heading 6201 from any other chapter, provided that the good is both cut and sewn or otherwise assembled in the territory of a Party.", "all(CC, Process any_of=[cutting_and_sewing])"),
    ("Manufacture from any heading except that of the product.", "CTH"),
    ("A change of tariff classification at the heading level, or RVC of 45% (build-down).", "any(CTH, RVC method=build_down pct=45 basis=FOB)"),
    ("The product must be wholly obtained.", "WO subject=product"),
    ("Manufacture from materials of any heading except meat of bovine animals, frozen of heading 0202.", "AnyHeading except={codes:[0202]}"),
    ("MaxNOM 50% FOB", "MaxNOM pct=50 basis=FOB"),
    ("Manufacture in which the value of all the non-originating materials used does not exceed 70 % of the EXW.", "MaxNOM pct=70 basis=EXW"),
    ("A change to subheading 2101.11 from any other chapter, provided that the non-originating materials of chapter 9 do not exceed 60 per cent by weight of the good.", "all(CC, MaxWeight pct=60 scope={codes:[09]} of=product)"),
    ("Manufacture from yarn [See Introductory Note 5].", "FromMaterial tags=[yarn]"),
    ("None if all the animals of chapter 1 are wholly obtained in the country or territory.", "WO scope={codes:[01]} subject=materials"),
    ("Turning, drilling, reaming, threading, deburring and sandblasting of forged blanks the value of which does not exceed 40% of the ex-works price of the product.", "all(Process any_of=[working_of_forged_blanks], MaxNOM pct=40 basis=EXW scope={tags:[forged_blanks]})"),
    ("Manufacture from materials of any heading, except that of the product. However, materials of heading 3702 may be used provided their value taken together, does not exceed 15% of the ex-works price of the product.", "CTH allowances=[{scope:{codes:[3702]},max_pct:15,measure:value,basis:EXW}]"),
]  # fmt: skip

SCOPES = [
    (
        "Manufacture in which:\n\n- the individual weight of sugar and of the materials of chapter 4 used does not exceed 30% of the weight of the final good, *and*\n\n- the total combined weight of sugar and the materials of chapter 4 used does not exceed 50% of the weight of the final good.",
        "all(MaxWeight pct=30 scope={codes:[04]} of=product, MaxWeight pct=30 scope={codes:[1701-1702]} of=product, MaxWeight pct=50 scope={codes:[04,1701-1702]} of=product)",
    ),
    (
        "A change to a good of heading 6401 from any other chapter, except from mangoes or guavas of subheading 0804.50, heading 0805 or peaches of subheading 0809.30.",
        "all(CC except={codes:[0805]}, Prohibit scope={codes:[080450],tags:[mangoes_or_guavas]}, Prohibit scope={codes:[080930],tags:[peaches]})",
    ),
    (
        "Manufacture from materials of any heading, except:\n\n- hydrogenated oils having the character of waxes of heading 1516, *and*\n\n- materials of heading 3404.\n\nHowever, these materials may be used, provided that their total value does not exceed 10% of the ex-works price of the product.",
        "AnyHeading except={codes:[3404,1516],not:{codes:[1516],not:{tags:[hydrogenated_oils_waxy]}}} allowances=[{scope:{codes:[3404,1516],not:{codes:[1516],not:{tags:[hydrogenated_oils_waxy]}}},max_pct:10,measure:value,basis:EXW}]",
    ),
    (
        "Manufacture in which the value of the originating nuts and oil seeds of headings 0802 and 1202 to 1204 used exceeds 55% of the ex-works price of the product.",
        "MinOM pct=55 measure=value basis=EXW scope={codes:[0802,1202-1204],tags:[nuts_and_oil_seeds]} exclusive=True",
    ),
    (
        "CTH; however, non-originating materials of heading 1701 may be used up to 15% of the weight of the product.",
        "CTH allowances=[{scope:{codes:[1701]},max_pct:15,measure:weight}]",
    ),
]  # fmt: skip

STEPS = [
    (
        "CTH except from non-originating materials of subheading 4104.41. However, non-originating materials of subheading 4104.41 may be used provided that they undergo a retanning operation.",
        "any(CTH except={codes:[410441]}, all(CTH except={codes:[410441]} allowances=[{scope:{codes:[410441]},max_pct:100,measure:value,basis:EXW}], Process any_of=[retanning_of_tanned_leather]))",
    ),
    (
        "Coating, provided that the value of the uncoated fabric used does not exceed 30% of the ex-works price of the product, combined with making-up (including cutting).",
        "all(Process any_of=[coating], MaxNOM pct=30 basis=EXW scope={tags:[uncoated_fabric]}, Process any_of=[making_up_including_cutting])",
    ),
    (
        "Production from:\n\n- chopped yarns, of natural or man-made origin, *or*\n\n- directionally or randomly oriented filaments\n\nfollowed in both cases by bonding into a nonwoven.",
        "all(any(FromMaterial tags=[chopped_yarns], FromMaterial tags=[oriented_filaments]), Process any_of=[bonding_into_non_woven])",
    ),
    ("Fabric formation alone in the case of felt made from natural fibres.", "all(Process any_of=[fabric_formation], Fact code=felt_of_natural_fibres kind=description)"),
    (
        "Flocking or coating, accompanied by at least two other main preparatory or finishing operations (such as calendering, shrink-resistance processes, heat setting, permanent finishing).",
        "all(Process any_of=[flocking,coating], Process any_of=[two_finishing_operations])",
    ),
    (
        "Spinning of natural fibres or extrusion of man-made fibres, combined with weaving or with knitting and making-up including cutting of fabric.",
        "all(Process any_of=[spinning_of_natural_fibres,extrusion_of_man_made_fibres], Process any_of=[weaving,knitting], Process any_of=[making_up_including_cutting])",
    ),
]  # fmt: skip

LISTS = [
    (
        "CTH, provided that:\n\n- a) all the materials of chapter 4 used are wholly obtained, *and*\n\n(i) the weight of materials of heading 1701 used does not exceed 30% of the weight of the product, or\n\n(ii) the value of materials of heading 1701 used does not exceed 20% of the ex-works price of the product.",
        "all(CTH, WO scope={codes:[04]} subject=materials, any(MaxWeight pct=30 scope={codes:[1701]} of=product, MaxNOM pct=20 basis=EXW scope={codes:[1701]}))",
    ),
    (
        "(a) LDCs\n\nManufacture from yarn\n\n(b) Other beneficiary countries\n\nWeaving accompanied by dyeing",
        "any(all(Fact code=least_developed_country kind=description, FromMaterial tags=[yarn]), all(Fact code=other_beneficiary_country kind=description, Process any_of=[weaving], Process any_of=[dyeing]))",
    ),
    (
        "Manufacture from materials not classified in heading 2207, *and*\n\n- in which all the grapes or materials derived from grapes used are wholly obtained or, if all the other materials used are already originating, arrack may be used up to a limit of 5% by volume.",
        "any(all(AnyHeading except={codes:[2207]}, WO scope={tags:[grapes]} subject=materials), all(Originating scope={not:{tags:[arrack]}}, Fact code=arrack_up_to_5_percent_by_volume kind=description))",
    ),
    (
        "Manufacture in which the value of the materials of chapter 39 used does not exceed 15% of the ex-works price of the product. In the case of the products composed of materials classified within both heading 3901 to heading 3906, on the one hand, and within heading 3907 to heading 3911, on the other hand, this restriction only applies to that group of materials which predominates by weight in the product.",
        "any(MaxNOM pct=15 basis=EXW scope={codes:[39]}, all(Fact code=plastics_of_first_group_predominate kind=description, MaxNOM pct=15 basis=EXW scope={codes:[3901-3906]}), all(Fact code=plastics_of_second_group_predominate kind=description, MaxNOM pct=15 basis=EXW scope={codes:[3907-3911]}))",
    ),
    (
        "Manufacture from cotton cloth already made up in a form ready for use with materials of heading 9401 or 9403, provided that its value does not exceed 20% of the ex-works price of the product and all the other materials used are originating and are classified in a heading other than heading 9401 or 9403.",
        "all(FromMaterial tags=[cotton_cloth_made_up], MaxNOM pct=20 basis=EXW scope={tags:[cotton_cloth_made_up]}, Originating scope={not:{tags:[cotton_cloth_made_up]}}, Fact code=other_materials_of_other_headings kind=description)",
    ),
]  # fmt: skip
POLYPROPYLENE = "polypropylene filament of heading 5402, polypropylene fibres of heading 5503 or 5506, or polypropylene filament tow of heading 5501, of which the denomination in all cases of a single filament or fibre is less than 9 decitex"
BESIDE = [
    ("Manufacture from coir yarn. However, jute fabric may be used as a backing.", "FromMaterial tags=[coir_yarn] scope={not:{tags:[jute_backing]}}"),
    ("Weaving. Jute fabric may be used as a backing.", "Process any_of=[weaving]"),
    (
        f"Manufacture from natural fibres. However, {POLYPROPYLENE}, may be used, provided that their total value does not exceed 25% of the ex-works price of the product.",
        "all(FromMaterial tags=[natural_fibres] scope={not:{tags:[polypropylene_below_9_decitex]}}, MaxNOM pct=25 basis=EXW scope={tags:[polypropylene_below_9_decitex]})",
    ),
    (
        f"Manufacture from natural fibres. However, {POLYPROPYLENE}, may be used, provided that their total value does not exceed 25% of the ex-works price of the product. Jute fabric may be used as backing.",
        "all(FromMaterial tags=[natural_fibres] scope={not:{tags:[polypropylene_below_9_decitex,jute_backing]}}, MaxNOM pct=25 basis=EXW scope={tags:[polypropylene_below_9_decitex]})",
    ),
    (
        "CTH, and a regional value content of not less than 35% under the build-down method. See also Appendix 1 (Provisions Related to the Product-Specific Rules of Origin for Certain Vehicles and Parts of Vehicles).",
        "any(all(CTH, RVC method=build_down pct=35 basis=FOB), Fact code=qualifies_by_vehicles_appendix kind=description)",
    ),
]  # fmt: skip
ALL = [*NAMED_CHANGE, *CONTENT, *WORDINGS, *SCOPES, *STEPS, *LISTS, *BESIDE]


@pytest.mark.parametrize(("text", "tree"), ALL)
def test_meaning(text: str, tree: str) -> None:
    assert line(meaning(text).node) == tree


@pytest.mark.parametrize("text", [text for text, _ in ALL])
def test_the_tree_is_written_and_read_back(text: str) -> None:
    tree = meaning(text).node
    written = english(tree)
    assert written is not None
    assert bare(meaning(written).node) == bare(tree)


@pytest.mark.parametrize(
    ("text", "codes", "is_other", "tags"),
    [
        ("A change to pisco of subheading 2208.20 from any other chapter.", ("220820",), False, ("pisco",)),
        (
            "A change to confectionery of subheading 1806.31 through 1806.90 containing more than 70% cacao content by weight of the good from any other chapter.",
            ("180631-180690",),
            False,
            ("confectionery", "cacao_above_70_pct"),
        ),
        (
            "No change in tariff classification required for surimi and preparations thereof of subheading 1604.20, provided there is a regional value content of not less than 45% under the build-down method.",
            ("160420",),
            False,
            ("surimi",),
        ),
        ("For any other product of subheading 0712.90, production in which all the material of chapter 7 used is wholly obtained.", ("071290",), True, ()),
    ],
)  # fmt: skip
def test_goods_that_a_rule_is_for(text: str, codes: tuple[str, ...], is_other: bool, tags: tuple[str, ...]) -> None:
    (premise,) = meaning(text).premises
    assert (premise.codes, premise.is_other, premise.tags) == (codes, is_other, tags)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("CTH, or a regional value content of not less than 40 %", "a value content without its method"),
        ("CTH; or CTSH; and RVC40", "“and” and “or” leave two readings"),
        ("Coating. Production from materials of any heading, except that of the product, and in which the value of all the materials used does not exceed 40% of the ex-works price of the product.",
         "two requirements side by side"),
        ("A change to a good of subheading 1901.20 containing more than 12% by dry weight of milk solids from any other chapter.",
         "names other codes than expected: 12"),
        ("MaxNOM 500% (EXW)", "500 % is no share"),
        ("MaxNOM 50% (EXW) (until 31 February 2024)", "a period that no calendar has"),
        ("Weaving, in which all the other materials used are originating.", "“other materials” than which?"),
        ("A change from any other heading, whether or not there is also a change from any other heading.", "“whether or not”"),
        ("Embroidering in which the value of non-originating materials of any heading, except that of the product, used does not exceed 40% of the ex-works price of the product.",
         "leaves two readings"),
        ("Manufacture from materials of heading 7001. However, jute fabric may be used as a backing.", "materials let in beside a rule"),
        ("Manufacture from materials of any heading, except that of the product. Jute fabric may be used as a backing.", "materials let in beside a rule"),
        ("Manufacture from materials of any heading outside this group.", "a group of headings where any heading may be used"),
    ],
)  # fmt: skip
def test_doubt(text: str, reason: str) -> None:
    with pytest.raises(Doubt) as doubt:
        meaning(text)
    assert reason in str(doubt.value)


def test_brackets_too_deep_are_a_reason() -> None:
    assert understood("⟦ " * 4000 + "CTH" + " ⟧" * 4000)[0] is None
