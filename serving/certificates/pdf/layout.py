"""Draw a long-term supplier's declaration. Same payload and wording, same bytes; no clock is read."""

from __future__ import annotations

import io
import re
import threading
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from psra_assets.contracts.declaration import CitedRule, DeclarationPayload, SignatureRoute
from psra_assets.contracts.party import Company
from serving.certificates.countries import country_name
from serving.certificates.payload import canonical, sha256
from serving.certificates.pdf import styles
from serving.certificates.pdf.attachment import attach_payload
from serving.certificates.pdf.fonts import BOLD, MONO, REGULAR, register_fonts
from serving.certificates.statement import Fill, Statement, printed_date
from serving.certificates.statement import Paragraph as Words
from serving.certificates.wording.template import Wording

_WIDTH = A4[0] - 2 * styles.MARGIN
_TICKED, _OPEN = "\u2612", "\u2610"
_FIXED_MARK = re.compile(r" (\(\d+\))(?=:)")
_RENDERING = threading.Lock()
"""reportlab's fonts keep their subsets on shared objects: one document at a time."""


def render(payload: DeclarationPayload, statement: Statement, wording: Wording) -> bytes:
    """The finished file of a declaration."""
    content = canonical(payload)
    digest = sha256(content)
    buffer = io.BytesIO()
    with _RENDERING:
        register_fonts()
        template = _Template(buffer, payload, digest)
        template.build(_story(payload, statement, wording, digest), canvasmaker=_canvas_maker(payload, content, digest))
    return buffer.getvalue()


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """One frame a page; marks and lines around it are drawn by the canvas, which knows how many pages there are."""

    def __init__(self, buffer: io.BytesIO, payload: DeclarationPayload, digest: str) -> None:
        super().__init__(
            buffer,
            pagesize=A4,
            leftMargin=styles.MARGIN,
            rightMargin=styles.MARGIN,
            topMargin=styles.TOP,
            bottomMargin=styles.BOTTOM,
            invariant=1,
            lang=payload.form.language,
            initialFontName=REGULAR,
            title=f"Long-term supplier's declaration {payload.reference}",
            author=payload.supplier.name,
            subject=f"Annex {payload.form.annex} to Implementing Regulation (EU) 2015/2447",
            keywords=f"psra-certificate:{payload.certificate_id} psra-payload-sha256:{digest}",
            creator="PSRA",
        )
        height = A4[1] - styles.TOP - styles.BOTTOM
        frame = Frame(
            styles.MARGIN, styles.BOTTOM, _WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=_behind if payload.sample else _nothing))


def _nothing(canvas: Canvas, template: BaseDocTemplate) -> None:
    """Nothing lies behind the text of a certificate that is not a sample."""


def _behind(canvas: Canvas, template: BaseDocTemplate) -> None:
    """The watermark, under the text, on every page."""
    canvas.saveState()
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(54)
    canvas.setFillColor(styles.WATERMARK)
    canvas.setFont(BOLD, 150)
    canvas.drawCentredString(0, -50, "SAMPLE")
    canvas.restoreState()


def _canvas_maker(payload: DeclarationPayload, content: bytes, digest: str) -> type[Canvas]:
    """A canvas that holds its pages back until their number is known (V020: each page carries the reference)."""
    created = f"D:{payload.issued_on:%Y%m%d}000000+00'00'"

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.setDateFormatter(lambda *_: created)
            attach_payload(self._doc, content)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 (reportlab's name)
            self._held.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self._held, start=1):
                self.__dict__.update(state)
                _margins(self, payload, digest, number, len(self._held))
                super().showPage()
            super().save()

    return Numbered


def _margins(canvas: Canvas, payload: DeclarationPayload, digest: str, page: int, pages: int) -> None:
    """Head and foot of a page."""
    left, right = styles.MARGIN, A4[0] - styles.MARGIN
    canvas.setFillColor(styles.NAVY)
    canvas.rect(0, A4[1] - 5, A4[0], 5, stroke=0, fill=1)
    canvas.setFont(REGULAR, 6.6)
    canvas.setFillColor(styles.GREY)
    head = A4[1] - styles.TOP + 9
    canvas.drawString(left, head, f"Annex {payload.form.annex} · Commission Implementing Regulation (EU) 2015/2447")
    canvas.drawRightString(right, head, payload.reference)
    canvas.setStrokeColor(styles.LINE)
    canvas.setLineWidth(0.5)
    foot = styles.BOTTOM - 9
    canvas.line(left, foot, right, foot)
    canvas.setFont(BOLD, 6.4)
    canvas.setFillColor(styles.ALERT if payload.sample else styles.INK)
    canvas.drawRightString(right, foot - 10, f"Page {page} of {pages}")
    if payload.sample:
        canvas.drawRightString(right, foot - 19, "SAMPLE")
    canvas.setFillColor(styles.INK)
    canvas.setFont(MONO, 5.9)
    canvas.drawString(left, foot - 10, f"Certificate {payload.certificate_id}   {payload.reference}")
    canvas.drawString(left, foot - 19, f"SHA-256 of the payload {digest}")
    canvas.setFont(REGULAR, 5.9)
    canvas.setFillColor(styles.GREY)
    canvas.drawString(
        left, foot - 28, "Verify this file with its issuer, every byte of it: psra verify FILE.pdf, or POST /v1/verify."
    )


def _story(payload: DeclarationPayload, statement: Statement, wording: Wording, digest: str) -> list[Flowable]:
    heading, _, rest = wording.title.partition(" for ")
    story: list[Flowable] = [
        Paragraph(escape(heading), styles.TITLE),
        Paragraph(escape(f"for {rest}"), styles.SUBTITLE),
        Spacer(0, 7),
    ]
    if payload.sample:
        story += [_sample_notice(payload), Spacer(0, 7)]
    story += [_summary(payload), Spacer(0, 7), _parties(payload), Spacer(0, 9)]
    story += _declaration(payload, statement)
    story += [Spacer(0, 4), KeepTogether([_signature(payload, statement.paragraphs[-1])])]
    story += [KeepTogether(_basis(payload, digest))]
    return story


def _labelled(label: str, *values: Paragraph) -> list[Paragraph]:
    return [Paragraph(escape(label).upper(), styles.LABEL), *values]


def _text(value: str, style: Any = styles.VALUE) -> Paragraph:
    return Paragraph(escape(value), style)


def _sample_notice(payload: DeclarationPayload) -> Table:
    reasons = "; ".join(payload.sample_reasons)
    words = f"SAMPLE. This is not a proof of origin and must not be relied upon: {escape(reasons)}."
    table = Table([[Paragraph(words, styles.ALERT_TEXT)]], colWidths=[_WIDTH])
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.9, styles.ALERT), *_padding(7, 5)]))
    return table


def _summary(payload: DeclarationPayload) -> Table:
    cells = [
        _labelled("Reference", _text(payload.reference, styles.STRONG)),
        _labelled("Date of issue", _text(printed_date(payload.issued_on), styles.STRONG)),
        _labelled(
            "Shipments dispatched",
            _text(f"{printed_date(payload.valid_from)} to {printed_date(payload.valid_to)}", styles.STRONG),
        ),
        _labelled("Countries", _text(", ".join(country.code for country in payload.countries), styles.STRONG)),
    ]
    table = Table([cells], colWidths=[_WIDTH * share for share in (0.34, 0.17, 0.32, 0.17)])
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), styles.TINT),
                ("LINEABOVE", (0, 0), (-1, 0), 1.1, styles.NAVY),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *_padding(7, 5),
            ]
        )
    )
    return table


def _parties(payload: DeclarationPayload) -> Table:
    cells = [_company("Supplier", payload.supplier), _company("Supplied to", payload.recipient)]
    table = Table([cells], colWidths=[_WIDTH / 2] * 2)
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.5, styles.LINE),
                ("INNERGRID", (0, 0), (-1, -1), 0.5, styles.LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *_padding(7, 5),
            ]
        )
    )
    return table


def _company(label: str, company: Company) -> list[Paragraph]:
    return _labelled(
        label, _text(company.name, styles.STRONG), _text(company.address), _text(country_name(company.country))
    )


def _markup(words: Words) -> str:
    parts = []
    for part in words:
        if isinstance(part, Fill):
            mark = f'&nbsp;<super size="6" rise="3.4">{part.mark}</super>' if part.mark else ""
            parts.append(f"<b>{escape(part.value)}</b>{mark}")
        else:
            parts.append(_FIXED_MARK.sub(r'&nbsp;<super size="6" rise="3.4">\1</super>', escape(part)))
    return "".join(parts)


def _names(words: Words) -> set[str]:
    return {part.name for part in words if isinstance(part, Fill)}


def _declaration(payload: DeclarationPayload, statement: Statement) -> list[Flowable]:
    """The prescribed text; the goods' two blanks drawn as one table, the signature's blanks left to ``_signature``."""
    box = payload.cumulation
    story: list[Flowable] = []
    for words in statement.paragraphs[:-1]:
        names = _names(words)
        if names == {"description"}:
            story += [_goods(payload), Spacer(0, 6)]
        elif names == {"designation"}:
            continue
        elif names == {"cumulation_countries"}:
            ticked = box is not None and box.applied
            named = _markup(words) if ticked else escape("".join(w if isinstance(w, str) else "…" for w in words))
            story.append(_tick(ticked, named))
        elif words == ("No cumulation applied",):
            story.append(_tick(box is not None and not box.applied, _markup(words)))
            story.append(Spacer(0, 2))
        else:
            story.append(Paragraph(_markup(words), styles.BODY))
    return story


def _tick(ticked: bool, markup: str) -> Paragraph:
    glyph = _TICKED if ticked else _OPEN
    return Paragraph(f'<font name="{REGULAR}" size="10">{glyph}</font>&nbsp; {markup}', styles.BOX)


def _goods(payload: DeclarationPayload) -> Table:
    mark = '&nbsp;<super size="5" rise="2.6">({})</super>'
    head = [
        Paragraph("No", styles.HEAD),
        Paragraph("Description" + mark.format(1), styles.HEAD),
        Paragraph("Commercial designation" + mark.format(2), styles.HEAD),
        Paragraph("HS code", styles.HEAD),
    ]
    rows = [
        [
            _text(str(line.line), styles.CELL),
            _text(line.description, styles.CELL),
            _text(line.designation, styles.CELL),
            _text(line.hs_code or "", styles.CELL),
        ]
        for line in payload.lines
    ]
    table = Table([head, *rows], colWidths=[_WIDTH * share for share in (0.07, 0.46, 0.32, 0.15)], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), styles.TINT),
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, styles.NAVY),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, styles.LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *_padding(5, 3.4),
            ]
        )
    )
    return table


def _signature(payload: DeclarationPayload, words: Words) -> Table:
    values = {part.name: part for part in words if isinstance(part, Fill)}
    place, name, signature = (values[key] for key in ("place_and_date", "signatory", "signature"))

    def marked(fill: Fill, style: Any) -> Paragraph:
        return Paragraph(f'{escape(fill.value)}&nbsp;<super size="5.4" rise="3">{fill.mark}</super>', style)

    signed = styles.SMALL if payload.signature_route is SignatureRoute.UNDERTAKING else styles.VALUE
    cells = [
        _labelled("Place and date", marked(place, styles.VALUE)),
        _labelled("Name and position, company", marked(name, styles.VALUE)),
        _labelled("Signature", marked(signature, signed)),
    ]
    table = Table([cells], colWidths=[_WIDTH * share for share in (0.22, 0.39, 0.39)], rowHeights=None)
    bottom = 34 if payload.signature_route is SignatureRoute.HANDWRITTEN else 5
    table.setStyle(
        TableStyle(
            [
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, styles.NAVY),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, styles.LINE),
                ("LINEBEFORE", (1, 0), (-1, -1), 0.5, styles.LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *_padding(7, 5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), bottom),
            ]
        )
    )
    return table


def _decisions(
    payload: DeclarationPayload,
) -> dict[tuple[int, str, str, tuple[CitedRule, ...]], list[date]]:
    """Lines, countries and rules with the days for which they were decided."""
    found: dict[tuple[int, str, str, tuple[CitedRule, ...]], list[date]] = {}
    for line in payload.lines:
        for decided in line.determinations:
            found.setdefault((line.line, decided.country, decided.agreement, decided.rules), []).append(decided.as_of)
    return found


def _basis(payload: DeclarationPayload, digest: str) -> list[Flowable]:
    """What the declaration rests on: outside the prescribed text, for whoever checks it."""
    head = [
        Paragraph(name, styles.HEAD) for name in ("Line", "Country", "Agreement", "By the law of", "Rules (SHA-256)")
    ]
    rows = []
    for (line, country, agreement, rules), days in _decisions(payload).items():
        cells = [str(line), country, agreement, " and ".join(printed_date(day) for day in days)]
        cited = "<br/>".join(f"{escape(rule.id)} · {rule.sha256[:16]}" for rule in rules)
        rows.append([*(_text(cell, styles.SMALL) for cell in cells), Paragraph(cited, styles.SMALL)])
    table = Table([head, *rows], colWidths=[_WIDTH * share for share in (0.07, 0.1, 0.13, 0.27, 0.43)], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, styles.LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *_padding(4, 2),
            ]
        )
    )
    annex = f"Annex {payload.form.annex} {payload.form.language.upper()}, {payload.form.oj_ref}"
    wording = f"The wording is that of {annex}" if payload.form.verified else f"The wording is {annex}, as republished"
    notes = (
        f"Each line was determined to be originating for each country under the rules above, as published in release "
        f"{payload.release_id} (law {payload.law_sha256[:16]}) by engine {payload.engine}. {wording} "
        f"({payload.form.sha256[:16]}). The canonical payload is attached to this file; its SHA-256 is:"
    )
    return [
        Paragraph("Basis and verification (not part of the prescribed text)", styles.SECTION),
        table,
        Spacer(0, 4),
        _text(notes, styles.SMALL),
        _text(digest, styles.HASH),
    ]


def _padding(side: float, height: float) -> list[tuple[Any, ...]]:
    """Room in every cell, and an embedded font, lest a table name Helvetica."""
    everywhere = ((0, 0), (-1, -1))
    return [
        ("FONTNAME", *everywhere, REGULAR),
        ("LEFTPADDING", *everywhere, side),
        ("RIGHTPADDING", *everywhere, side),
        ("TOPPADDING", *everywhere, height),
        ("BOTTOMPADDING", *everywhere, height),
    ]
