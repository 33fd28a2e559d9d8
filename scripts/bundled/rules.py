"""Facts of the sample's product-specific rules: code ranges and thresholds, in our own short notation.

Each row: heading as printed, first code, last code, description of a part of the range, alternatives. The forms that a
rule may have are listed in ``psra_assets/sources/bundled/README.md``.
"""

from __future__ import annotations

Row = tuple[str, str, str, str, tuple[str, ...]]

MAXNOM_50, MAXNOM_25 = "MaxNOM 50% (EXW).", "MaxNOM 25% (EXW)."
RVC_55 = "RVC 55% (FOB)."
RETREADING = "Retreading of used tyres."
CHEMISTRY = (
    "A chemical reaction, purification, mixing and blending, production of standard materials, "
    "a change in particle size, isomer separation or biotechnological processing."
)
REACTION = "A chemical reaction."
REACTION_OR_BIOTECH = "A chemical reaction or biotechnological processing."
ANY = "Materials of any heading."
NOT_TYRES = "Materials of any heading, except headings 4011 and 4012."
RUBBER_50 = "The value of materials except natural rubber must not exceed 50% of the ex-works price."
OWN_HEADING_VALUE = (
    "The value of non-originating materials of the same heading as the product must not exceed 50% of the transaction "
    "value or ex-works price of the product."
)
OWN_HEADING_WEIGHT = (
    "The net weight of non-originating materials of the same heading as the product must not exceed 50% of the net "
    "weight of the product."
)

_PACK = "Battery packs of a kind used to propel vehicles of headings 8702, 8703 and 8704"
_CELL = "Battery cells, modules and their parts, for accumulators that propel vehicles of headings 8702, 8703 and 8704"
_NO_CATHODE = "CTH, except from active cathode materials."
_UNTIL = " (until 31 December 2026)."

EU: tuple[Row, ...] = (
    ("3901-3915", "3901", "3915", "", ("CTSH.", CHEMISTRY, MAXNOM_50)),
    ("3916-3919", "3916", "3919", "", ("CTH.", MAXNOM_50)),
    ("3920", "3920", "3920", "", ("CTSH.", MAXNOM_50)),
    ("3921-3922", "3921", "3922", "", ("CTH.", MAXNOM_50)),
    ("392310-392350", "392310", "392350", "", ("CTSH.", MAXNOM_50)),
    ("392390-392590", "392390", "392590", "", ("CTH.", MAXNOM_50)),
    ("3926", "3926", "3926", "", ("CTSH.", MAXNOM_50)),
    ("4001-4011", "4001", "4011", "", ("CTH.", MAXNOM_50)),
    ("401211-401219", "401211", "401219", "", ("CTSH.", RETREADING)),
    ("401220-401700", "401220", "4017", "", ("CTH.", MAXNOM_50)),
    ("8407-8408", "8407", "8408", "", (MAXNOM_50,)),
    ("8409-8412", "8409", "8412", "", ("CTH.", MAXNOM_50)),
    ("841311-841510", "841311", "841510", "", ("CTSH.", MAXNOM_50)),
    ("8425-8430", "8425", "8430", "", ("CTH, except from heading 8431.", MAXNOM_50)),
    ("8480", "8480", "8480", "", ("CTH.", MAXNOM_50)),
    ("8481", "8481", "8481", "", ("CTSH.", MAXNOM_50)),
    ("8482-8487", "8482", "8487", "", ("CTH.", MAXNOM_50)),
    ("8501-8502", "8501", "8502", "", ("CTH, except from heading 8503.", MAXNOM_50)),
    ("8503-8506", "8503", "8506", "", ("CTH.", MAXNOM_50)),
    (
        "8507", "8507", "8507", _PACK,
        (_NO_CATHODE, "MaxNOM 30% (EXW).", "CTSH" + _UNTIL, "MaxNOM 70% (EXW)" + _UNTIL),
    ),
    (
        "8507", "8507", "8507", _CELL,
        (_NO_CATHODE, "MaxNOM 35% (EXW).", "CTH" + _UNTIL, "MaxNOM 70% (EXW)" + _UNTIL),
    ),
    ("8507", "8507", "8507", "others", ("CTH.", MAXNOM_50)),
    ("8508-8518", "8508", "8518", "", ("CTH.", MAXNOM_50)),
    ("8535-8537", "8535", "8537", "", ("CTH, except from heading 8538.", MAXNOM_50)),
    ("8544-8549", "8544", "8549", "", (MAXNOM_50,)),
)  # fmt: skip

JAPAN: tuple[Row, ...] = (
    ("3901-3903", "3901", "3903", "", ("CTSH.", REACTION, MAXNOM_50, RVC_55)),
    ("3904-3906", "3904", "3906", "", ("CTSH.", REACTION_OR_BIOTECH, MAXNOM_50, RVC_55)),
    ("3907-3908", "3907", "3908", "", ("CTH.", MAXNOM_50, RVC_55)),
    ("3909-3910", "3909", "3910", "", ("CTSH.", REACTION_OR_BIOTECH, MAXNOM_50, RVC_55)),
    ("3911", "3911", "3911", "", ("CTSH.", REACTION, MAXNOM_50, RVC_55)),
    ("3912-3915", "3912", "3915", "", ("CTSH.", REACTION_OR_BIOTECH, MAXNOM_50, RVC_55)),
    ("3916-3926", "3916", "3926", "", ("CTH.", MAXNOM_50, RVC_55)),
    ("4001-4011", "4001", "4011", "", ("CTH.", MAXNOM_50, RVC_55)),
    ("401211-401219", "401211", "401219", "", ("CTSH.", RETREADING, MAXNOM_50, RVC_55)),
    ("401220-401700", "401220", "4017", "", ("CTH.", MAXNOM_50, RVC_55)),
)

CANADA: tuple[Row, ...] = (
    ("3901-3915", "3901", "3915", "", ("CTH.", OWN_HEADING_VALUE, OWN_HEADING_WEIGHT)),
    ("3916-3926", "3916", "3926", "", ("CTH.",)),
    ("4001-4011", "4001", "4011", "", ("CTH.",)),
    ("401211-401219", "401211", "401219", "", ("CTSH.",)),
    ("401220-401290", "401220", "401290", "", ("CTH.",)),
    ("4013-4016", "4013", "4016", "", ("CTH.",)),
    ("4017", "4017", "4017", "", (ANY,)),
)

_RETREADED_ROWS: tuple[Row, ...] = tuple(
    row
    for code in ("401211", "401212", "401213", "401219")
    for row in (
        (f"ex {code}", code, code, "Retreaded tyres", (RETREADING,)),
        (f"ex {code}", code, code, "Other", (NOT_TYRES,)),
    )
)

SOUTH_KOREA: tuple[Row, ...] = (
    ("3901 to 3906", "3901", "3906", "Plastics in primary forms", ("CTH.", MAXNOM_25)),
    ("390721", "390721", "390721", "Other polyethers", (ANY,)),
    ("390730", "390730", "390730", "Epoxide resins", (ANY,)),
    ("390740", "390740", "390740", "Polycarbonates", (ANY,)),
    ("390791", "390791", "390791", "Other polyesters", (ANY,)),
    ("ex 3907", "3907", "3907", "Plastics in primary forms", ("CTH.", MAXNOM_25)),
    ("3908 to 3921", "3908", "3921", "Plastics in primary forms; semi-manufactures", ("CTH.", MAXNOM_25)),
    ("3922 to 3926", "3922", "3926", "Plastic goods", (MAXNOM_50,)),
    ("ex Chapter 40", "4001", "4004", "Rubber and rubber goods", ("CTH.",)),
    ("4005", "4005", "4005", "Compounded rubber", (RUBBER_50,)),
    ("ex Chapter 40", "4006", "4011", "Rubber and rubber goods", ("CTH.",)),
    *_RETREADED_ROWS,
    ("ex Chapter 40", "4012", "4012", "Other goods of heading 4012", ("CTH.",)),
    ("ex Chapter 40", "4013", "4016", "Rubber and rubber goods", ("CTH.",)),
    ("ex 4017", "4017", "4017", "Articles of hard rubber", ("From hard rubber.",)),
    ("ex Chapter 40", "4017", "4017", "Other goods of heading 4017", ("CTH.",)),
)

RULE_SETS: dict[str, tuple[Row, ...]] = {"eu": EU, "japan": JAPAN, "canada": CANADA, "south-korea": SOUTH_KOREA}
