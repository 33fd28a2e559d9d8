"""Write the bundled sample: our own words and public facts, in the publishers' formats.

Usage: python scripts/build_bundled.py [OUT_DIR]

The result is the same byte for byte wherever it is built. Sources: ``scripts/bundled/`` (words and thresholds) and the
HS facts in ``native/crates/psra-hs/facts`` (codes and correlations). Nothing is copied from a publisher.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bundled.articles import ARTICLES  # noqa: E402
from scripts.bundled.rules import RULE_SETS, Row  # noqa: E402
from scripts.bundled.schemes import SCHEMES  # noqa: E402
from scripts.bundled.taric import measures, nomenclature_messages  # noqa: E402

OUT = ROOT / "psra_assets" / "sources" / "bundled"
FACTS = ROOT / "native" / "crates" / "psra-hs" / "facts"
CHAPTERS = ("39", "40", "84", "85")
SECTIONS = {"39": "VII", "40": "VII", "84": "XVI", "85": "XVI"}
SECTION_NAMES = {"VII": "Plastics and rubber", "XVI": "Machines, appliances and electrical equipment"}
WASTE = "8549"  # electric waste answers to nearly every older code: thousands of pairs that no sample case needs
OLDER = (2017, 2012, 2007)


def words() -> dict[str, str]:
    """Our descriptions, by code."""
    text = (ROOT / "scripts" / "bundled" / "headings.csv").read_text(encoding="utf-8")
    return {row["code"]: row["description"] for row in csv.DictReader(io.StringIO(text))}


def subheadings() -> list[str]:
    """Six-digit codes of HS 2022 in the sample's chapters."""
    lines = (FACTS / "codes-2022.txt").read_text(encoding="ascii").splitlines()
    codes = (heading + last for heading, *lasts in map(str.split, lines) for last in lasts)
    return [code for code in codes if code[:2] in CHAPTERS]


def described(described_words: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Chapters, headings and subheadings with our descriptions, in the order of the nomenclature."""
    seen: set[str] = set()
    for code in subheadings():
        for part in (code[:2], code[:4]):
            if part not in seen:
                seen.add(part)
                yield part, described_words[part]
        own = described_words.get(code)
        yield code, own or f"{described_words[code[:4]]}: subheading {code[:4]}.{code[4:]}"


def hs_csv() -> str:
    """``harmonized-system.csv``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["section", "hscode", "description", "parent", "level"])
    for code, text in described(words()):
        writer.writerow([SECTIONS[code[:2]], code, text, code[:-2] or "TOTAL", len(code)])
    return out.getvalue()


def sections_csv() -> str:
    """``sections.csv``."""
    return "section,name\n" + "".join(f'{numeral},"{name}"\n' for numeral, name in SECTION_NAMES.items())


def correlations(older: int) -> list[tuple[str, str, str]]:
    """Pairs within the sample's chapters; how they relate is judged over all chapters."""
    moved: dict[str, list[str]] = {}
    for line in (FACTS / f"2022-{older}.txt").read_text(encoding="ascii").splitlines():
        codes, _, targets = line.partition(":")
        moved |= dict.fromkeys(codes.split(), targets.split())
    lines = (FACTS / "codes-2022.txt").read_text(encoding="ascii").splitlines()
    every = [heading + last for heading, *lasts in map(str.split, lines) for last in lasts]
    pairs = [(code, target) for code in every for target in moved.get(code, [code])]
    targets_of, sources_of = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    kinds = {(False, False): "1:1", (True, False): "1:n", (False, True): "n:1", (True, True): "n:n"}
    return [
        (a, b, kinds[targets_of[a] > 1, sources_of[b] > 1])
        for a, b in pairs
        if a[:2] in CHAPTERS and b[:2] in CHAPTERS and a[:4] != WASTE
    ]


def correlation_workbook(older: int) -> bytes:
    """A correlation workbook: the sheet of all pairs."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"HS2022-HS{older} Correlations")
    sheet.append(["Between:", "", ""])
    sheet.append(["HS 2022", f"HS {older}", "Relationship"])
    for pair in correlations(older):
        sheet.append(pair)
    return saved(book)


def nomenclature_workbook() -> bytes:
    """``Nomenclature EN.xlsx``: goods codes with suffix 80. The dates are those of the edition."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(
        ["Goods code", "Start date", "End date", "Language", "Hier. Pos.", "Indent", "Description", "Descr. start date"]
    )
    for code, text in described(words()):
        indent = "- " if len(code) == 6 else ""
        sheet.append([f"{code:0<10} 80", "01-01-2022", "", "EN", float(len(code)), indent, text, "01-01-2022"])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook's bytes without the time of saving."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">2026-01-01T00:00:00Z<", content)
            fixed = zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0))
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(fixed, content)
    return out.getvalue()


def rule_sets(rows: tuple[Row, ...]) -> str:
    """A rule-set file."""
    sets = [
        {
            "heading": heading,
            "chapter": int(low[:2]),
            "subdivision": description,
            "min": f"{low:0<10}",
            "max": f"{high:9<10}",
            "rules": [
                {
                    "rule": text,
                    "class": classes(text),
                    "footnotes": [],
                    "operator": "or" if ordinal else None,
                    "quota": False,
                    "import": True,
                    "export": True,
                }
                for ordinal, text in enumerate(alternatives)
            ],
            "valid": True,
        }
        for heading, low, high, description, alternatives in rows
    ]
    return dumped({"rule_sets": sets})


def classes(text: str) -> list[str]:
    """The publisher's class of a rule, as far as it classifies."""
    for word in ("CTSH", "CTH", "MaxNOM", "RVC"):
        if text.startswith(word):
            return [word.upper()]
    return ["PROCESSING"] if text.startswith("Retreading") else []


def taric_xml() -> str:
    """One increment of the year 2026: goods nomenclature of two headings and preferences of four partners."""
    message, transmission = "urn:publicid:-:DGTAXUD:TARIC:MESSAGE:1.0", "urn:publicid:-:DGTAXUD:GENERAL:ENVELOPE:1.0"
    out = ['<?xml version="1.0" encoding="UTF-8"?>']
    out.append(f'<env:envelope xmlns="{message}" xmlns:env="{transmission}" id="26001">')
    number = 0
    for transaction, records in ((900001, nomenclature_messages(words())), (900002, measures())):
        out.append(f'  <env:transaction id="{transaction}">')
        for record_code, subrecord_code, update_type, element, fields in records:
            number += 1
            content = "".join(f"<oub:{name}>{escape(value)}</oub:{name}>" for name, value in fields.items())
            out.append(
                f'    <env:app.message id="{number}"><oub:transmission xmlns:oub="{message}"><oub:record>'
                f"<oub:transaction.id>{transaction}</oub:transaction.id><oub:record.code>{record_code}</oub:record.code>"
                f"<oub:subrecord.code>{subrecord_code}</oub:subrecord.code>"
                f"<oub:record.sequence.number>{number}</oub:record.sequence.number>"
                f"<oub:update.type>{update_type}</oub:update.type><oub:{element}>{content}</oub:{element}>"
                "</oub:record></oub:transmission></env:app.message>"
            )
        out.append("  </env:transaction>")
    out.append("</env:envelope>")
    return "\n".join(out) + "\n"


def dumped(value: object) -> str:
    """JSON as a publisher prints it."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def articles_archive() -> bytes:
    """The schemes' articles as the publisher bundles them; the same bytes at any time on any machine."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for scheme, articles in sorted(ARTICLES.items()):
            for name, text in sorted(articles.items()):
                content = f"{text}\n".encode()
                member = tarfile.TarInfo(f"articles/{scheme}/{name}.md")
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
    packed = io.BytesIO()
    # Stored, not deflated: two versions of zlib may deflate differently.
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=0, mtime=0) as stream:
        stream.write(plain.getvalue())
    return packed.getvalue()


def files() -> dict[str, bytes]:
    """Every generated file, by its path below the sample's folder."""
    texts = {
        "publisher.json": dumped({"publisher": "psra-sample", "licence": "This project's own"}),
        "hmrc/roo_schemes_uk.json": dumped({"scope": "uk", "links": [], "schemes": SCHEMES, "proof_urls": {}}),
        **{f"hmrc/rule_sets/{scheme}.json": rule_sets(rows) for scheme, rows in RULE_SETS.items()},
        "taric/TGB26001.xml": taric_xml(),
        "hs/harmonized-system.csv": hs_csv(),
        "hs/sections.csv": sections_csv(),
    }
    books = {
        "hmrc/articles.tar.gz": articles_archive(),
        "taric/Nomenclature EN.xlsx": nomenclature_workbook(),
        **{f"hs/HS2022toHS{older}ConversionAndCorrelationTables.xlsx": correlation_workbook(older) for older in OLDER},
    }
    return {**{name: text.encode() for name, text in texts.items()}, **books}


def main() -> None:
    """Write every file."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    for name, content in files().items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{len(content):>8} {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
