"""Type and colours of a certificate."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from serving.certificates.pdf.fonts import BOLD, MONO, REGULAR, SERIF, SERIF_BOLD

INK = HexColor("#1b1f24")
NAVY = HexColor("#12355b")
GREY = HexColor("#5d6671")
LINE = HexColor("#b9c2cc")
TINT = HexColor("#f3f6f9")
ALERT = HexColor("#a3161c")
WATERMARK = Color(0.64, 0.09, 0.11, alpha=0.085)

MARGIN = 20 * mm
TOP = 19 * mm
BOTTOM = 24 * mm


def _style(name: str, font: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, textColor=more.pop("color", INK), alignment=TA_LEFT, **more
    )


TITLE = _style("title", SERIF_BOLD, 17, 21, color=NAVY)
SUBTITLE = _style("subtitle", SERIF, 11, 14.5, color=NAVY)
LABEL = _style("label", REGULAR, 6.6, 9, color=GREY)
VALUE = _style("value", REGULAR, 8.6, 11.4)
STRONG = _style("strong", BOLD, 9, 11.6)
BODY = _style("body", SERIF, 9.4, 13.6, spaceAfter=3.2)
BOX = _style("box", SERIF, 9.4, 13.6, leftIndent=15, firstLineIndent=-15, spaceAfter=1.6)
CELL = _style("cell", REGULAR, 8, 10.4)
HEAD = _style("head", BOLD, 7, 9, color=NAVY)
SMALL = _style("small", REGULAR, 6.8, 9, color=GREY)
HASH = _style("hash", MONO, 7, 9.4)
SECTION = _style("section", BOLD, 7.4, 10, color=NAVY, spaceBefore=7, spaceAfter=3)
ALERT_TEXT = _style("alert", BOLD, 8.2, 11, color=ALERT)
