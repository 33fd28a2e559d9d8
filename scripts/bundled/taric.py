"""The sample's TARIC records. Identifiers above 900 000 000 are ours; codes, measure types and areas are facts."""

from __future__ import annotations

from collections.abc import Iterator

Record = tuple[str, str, int, str, dict[str, str]]
INSERT, UPDATE, DELETE = 3, 1, 2

_CODES = ("39", "3917", "391723", "3926", "392690", "40", "4011", "401110", "4016", "401693")
_SID, _FROM = 900_000_000, "2022-01-01"
# Area and the generating decision: council decisions on signature or conclusion, by year and number.
_PARTNERS = (("GB", "D2106890"), ("JP", "D1819070"), ("CA", "D1700380"), ("KR", "D1102650"))
_PREFERENCE = "142"


def nomenclature_messages(words: dict[str, str]) -> Iterator[Record]:
    """Goods codes with their description in English; one description is corrected and one period withdrawn again."""
    for number, code in enumerate(_CODES, start=1):
        sid, item = str(_SID + number), f"{code:0<10}"
        named = {"goods.nomenclature.item.id": item, "productline.suffix": "80"}
        yield "400", "00", INSERT, "goods.nomenclature", {
            "goods.nomenclature.sid": sid, "goods.nomenclature.item.id": item, "producline.suffix": "80",
            "validity.start.date": _FROM, "statistical.indicator": "0",
        }  # fmt: skip
        yield "400", "05", INSERT, "goods.nomenclature.indents", {
            "goods.nomenclature.indent.sid": sid, "goods.nomenclature.sid": sid, "validity.start.date": _FROM,
            "number.indents": "01" if len(code) == 6 else "00", **named,
        }  # fmt: skip
        yield "400", "10", INSERT, "goods.nomenclature.description.period", {
            "goods.nomenclature.description.period.sid": sid, "goods.nomenclature.sid": sid,
            "validity.start.date": _FROM, **named,
        }  # fmt: skip
        text = "Draft wording" if code == "3926" else words[code]
        yield _description(INSERT, sid, named, text)
        if code == "3926":
            yield _description(UPDATE, sid, named, words[code])


def measures() -> Iterator[Record]:
    """A preference of 0 % for each partner on tyres and plastic goods; one was a mistake and is withdrawn."""
    sid = _SID
    for area, decision in _PARTNERS:
        for item in ("3926909700", "4011100000"):
            sid += 1
            measure = _measure(sid, area, item, decision)
            yield "430", "00", INSERT, "measure", measure
            yield "430", "05", INSERT, "measure.component", {
                "measure.sid": str(sid), "duty.expression.id": "01", "duty.amount": "0.000",
            }  # fmt: skip
    mistaken = _measure(sid + 1, "KR", "4016930000", _PARTNERS[-1][1])
    yield "430", "00", INSERT, "measure", mistaken
    yield "430", "00", DELETE, "measure", mistaken


def _measure(sid: int, area: str, item: str, decision: str) -> dict[str, str]:
    return {
        "measure.sid": str(sid),
        "measure.type": _PREFERENCE,
        "geographical.area": area,
        "goods.nomenclature.item.id": item,
        "validity.start.date": _FROM,
        "measure.generating.regulation.role": "1",
        "measure.generating.regulation.id": decision,
        "stopped.flag": "0",
    }


def _description(update_type: int, sid: str, named: dict[str, str], text: str) -> Record:
    return "400", "15", update_type, "goods.nomenclature.description", {
        "goods.nomenclature.description.period.sid": sid, "language.id": "EN", "goods.nomenclature.sid": sid,
        **named, "description": text,
    }  # fmt: skip
