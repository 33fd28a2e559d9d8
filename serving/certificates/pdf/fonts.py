"""The embedded font: DejaVu, which has every letter of the Union's languages and ships with matplotlib."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from psra_assets.foundation.errors import EnvironmentFault

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
SERIF = "DejaVuSerif"
SERIF_BOLD = "DejaVuSerif-Bold"
MONO = "DejaVuSansMono"
_ALL = (REGULAR, BOLD, SERIF, SERIF_BOLD, MONO)


class FontMissing(EnvironmentFault):
    """The font that is embedded in certificates is not installed."""

    code = "SRV539"
    title = "Font missing"


@lru_cache(maxsize=1)
def register_fonts() -> dict[str, TTFont]:
    """Register the fonts with reportlab, once a process. matplotlib is located, never imported."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise FontMissing("the DejaVu fonts are not installed.", remedy="Run `make setup`: they come with matplotlib.")
    folder = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
    fonts = {}
    for name in _ALL:
        if not (file := folder / f"{name}.ttf").is_file():
            raise FontMissing(f"{file.name} is not in {folder}.", remedy="Run `make setup`.")
        fonts[name] = TTFont(name, str(file))
        pdfmetrics.registerFont(fonts[name])
    pdfmetrics.registerFontFamily(SERIF, normal=SERIF, bold=SERIF_BOLD, italic=SERIF, boldItalic=SERIF_BOLD)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return fonts


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    """Code points that every face has in which a party's text is set."""
    fonts = register_fonts()
    return frozenset.intersection(
        *(frozenset(fonts[name].face.charToGlyph) for name in (REGULAR, BOLD, SERIF, SERIF_BOLD))
    )


def has_glyph(character: str) -> bool:
    """Whether the embedded faces can draw the character."""
    return ord(character) in _glyphs()
