"""Annex 22-16 in English: the long-term supplier's declaration for products having preferential origin status.

Read in a republication of the state of 10 February 2022, not in the Official Journal: until the two have been compared
byte for byte it stays unverified, and only certificates marked SAMPLE use it.
"""

from __future__ import annotations

from serving.certificates.wording.template import Wording

_TEXT = (
    "I, the undersigned, declare that the goods described below:\n"
    "… (1)\n"
    "… (2)\n"
    "which are regularly supplied to … (3), originate in … (4) and satisfy the rules of origin governing "
    "preferential trade with … (5).\n"
    "I declare that (6):\n"
    "Cumulation applied with … (name of the country/countries)\n"
    "No cumulation applied\n"
    "This declaration is valid for all shipments of these products dispatched from: … to … (7).\n"
    "I undertake to inform … immediately if this declaration is no longer valid.\n"
    "I undertake to make available to the customs authorities any further supporting documents they require.\n"
    "… (8) … (9) … (10)"
)

ANNEX_22_16_EN = Wording(
    annex="22-16",
    language="en",
    version="2015-12-29",
    title="Long-term supplier's declaration for products having preferential origin status",
    instrument="Commission Implementing Regulation (EU) 2015/2447, Annex 22-16",
    text=_TEXT,
    blanks=(
        "description",
        "designation",
        "recipient",
        "origin",
        "countries",
        "cumulation_countries",
        "valid_from",
        "valid_to",
        "undertaking_recipient",
        "place_and_date",
        "signatory",
        "signature",
    ),
    undertakings=(
        "I undertake to inform",
        "I undertake to make available to the customs authorities any further supporting documents",
    ),
    sha256="695670cdfa5eca2d71b18c15540357a25fbf8b3007399aebd185fc3d430cdbff",
    oj_ref="OJ L 343, 29.12.2015",
    source_proxy="WKO, Long-term supplier's declaration for products having preferential origin status, 10.02.2022",
    verified=False,
)
