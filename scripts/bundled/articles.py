"""General rules of the sample's schemes, in short sentences of our own (facts: origin.md A.5 to A.18)."""

_COMMON = {
    "accessories": "Accessories, spare parts and tools delivered with a product in the usual way are no separate goods.",
    "packaging": "Packing for shipment is disregarded. Retail packing classified with a product is part of it.",
    "insufficient-processing": "Preserving, repacking, cleaning, sorting, marking, simple mixing, simple assembly, simple"
    " dismantling and slaughter, alone, do not confer origin.",
    "cumulation-export": "A material that originates in the other party counts as originating in the exporting party.",
}
_ORIGINATING = (
    "A material made by the producer that has become originating counts as originating in what is made of it."
)
_NON_ALTERATION = "Between the parties goods may be stored, split or shown under customs supervision, not altered."
_DIRECT = "Goods go from party to party directly, or through others under customs supervision."

ARTICLES: dict[str, dict[str, str]] = {
    "eu": {
        **_COMMON,
        "tolerances": "Tolerance: 15 % of net weight for chapters 2 and 4 to 24 but for processed fish of chapter 16;"
        " 10 % of the ex-works price otherwise; chapters 50 to 63 have notes of their own. No percentage of a rule may"
        " be exceeded by it.",
        "sets": "A set originates if its parts do, or if those that do not are worth at most 15 % of its ex-works price.",
        "originating_export": _ORIGINATING,
        "non-alteration": _NON_ALTERATION,
        "origin_processes": "Proof: statement on origin, 12 months, with a number above 6 000 EUR; importer's knowledge.",
    },
    "japan": {
        **_COMMON,
        "tolerances": "Tolerance: 10 % of the ex-works price or the free on board value, chapters 1 to 49 and 64 to 97.",
        "sets": "A set originates if its parts do, or if those that do not are worth at most 15 % of its ex-works price or"
        " free on board value.",
        "originating_export": _ORIGINATING,
        "non-alteration": _NON_ALTERATION,
        "origin_processes": "Proof: statement on origin, 12 months, with a number above 6 000 EUR; importer's knowledge.",
    },
    "canada": {
        **_COMMON,
        "tolerances": "Tolerance: 10 % of the transaction value or ex-works price. No percentage of a rule may be"
        " exceeded by it.",
        "sets": "A set with an originating part or packing originates while other parts stay within 15 % (chapters 1 to"
        " 24) and 25 % of its value.",
        "sufficiently-worked": _ORIGINATING,
        "direct-transport": _DIRECT,
        "origin_processes": "Proof: origin declaration, 12 months, with a number from 6 000 EUR.",
    },
    "south-korea": {
        **_COMMON,
        "tolerances": "Tolerance: 10 % of the ex-works price. No percentage of a rule may be exceeded by it.",
        "sets": "A set originates if its parts do, or if those that do not are worth at most 15 % of its ex-works price.",
        "sufficiently-worked": f"{_ORIGINATING} Of an intermediate that does not originate, only what does not originate"
        " in it counts. Tolerance: 10 % of the ex-works price, within every percentage of a rule.",
        "direct-transport": _DIRECT,
        "origin_processes": "Proof: origin declaration, 12 months, by an approved exporter above 6 000 EUR.",
    },
}
