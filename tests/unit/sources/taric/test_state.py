"""The state after increments: order, atomicity, and the typed views."""

from __future__ import annotations

from datetime import date

import pytest

from psra_assets.sources.errors import Defects, SourceError
from psra_assets.sources.taric import views
from psra_assets.sources.taric.parse_xml import parse_increment
from psra_assets.sources.taric.state import TaricState
from tests.unit.sources.builders import envelope, measure, record


def applied(*files: bytes) -> tuple[TaricState, list[str]]:
    state, defects = TaricState(), Defects()
    for number, data in enumerate(files, start=1):
        place = f"{number}.xml"
        state.apply(parse_increment(data, place=place, defects=defects), place=place, defects=defects)
    return state, [f"{error.place} {error.code}" for error in defects]


def test_create_then_update_then_delete_within_a_file() -> None:
    state, defects = applied(
        envelope(
            record("measure", measure(), number=1),
            record("measure", measure(area="JP"), update="1", number=2),
            record("measure", measure("2"), number=3),
            record("measure", measure("2"), update="2", number=4),
        )
    )
    assert [m.geographical_area for m in views.measures(state)] == ["JP"]
    assert len(state) == 1
    assert defects == []


def test_the_order_of_the_file_decides_not_the_sequence_number() -> None:
    state, _ = applied(
        envelope(
            record("measure", measure(), number=351),
            record("measure", measure("9"), number=54),
            record("measure", measure(), update="2", number=2298),
        )
    )
    assert [m.measure_sid for m in views.measures(state)] == [9]


def test_a_later_file_changes_an_earlier_one() -> None:
    first = envelope(record("measure", measure()), number="1")
    second = envelope(record("measure", measure(kind="103"), update="1"), number="2")
    state, defects = applied(first, second)
    assert [(m.measure_type, m.is_preferential) for m in views.measures(state)] == [("103", False)]
    assert defects == []


def test_what_is_odd_is_reported_and_applied() -> None:
    state, defects = applied(
        envelope(record("measure", measure(), update="1", number=5), number="1"),
        envelope(
            record("measure", measure(area="KR"), number=6),
            record("measure", measure("3"), update="2", number=7),
            number="4",
        ),
    )
    assert defects == ["1.xml#record 5 SRC646", "2.xml#record 6 SRC647", "2.xml#record 7 SRC646", "2.xml SRC648"]
    kept = state.get("measure", "1")
    assert kept is not None
    assert kept.payload["geographical.area"] == "KR"


def test_a_file_that_breaks_leaves_the_state_as_it_was() -> None:
    state, defects = TaricState(), Defects()
    state.apply(
        parse_increment(envelope(record("measure", measure())), place="1", defects=defects), place="1", defects=defects
    )
    before = list(state)
    broken = envelope(record("measure", measure(), update="2"), record("measure", measure("2")), number="26002")[:-40]
    with pytest.raises(SourceError, match="SRC640"):
        state.apply(parse_increment(broken, place="2", defects=defects), place="2", defects=defects)
    assert list(state) == before
    assert defects == []


def test_typed_views() -> None:
    item = {
        "goods.nomenclature.sid": "5", "goods.nomenclature.item.id": "3926909700", "producline.suffix": "80",
        "validity.start.date": "2022-01-01", "validity.end.date": "2026-12-31",
    }  # fmt: skip
    description = {
        "goods.nomenclature.description.period.sid": "6", "language.id": "EN", "goods.nomenclature.sid": "5",
        "goods.nomenclature.item.id": "3926909700",
    }  # fmt: skip
    state, _ = applied(
        envelope(record("goods.nomenclature", item), record("goods.nomenclature.description", description, number=2))
    )
    assert list(views.goods_nomenclature(state)) == [
        (5, "3926909700", "80", date(2022, 1, 1), date(2026, 12, 31)),
    ]
    assert list(views.descriptions(state)) == [(5, "3926909700", "EN", "")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"validity.start.date": "soon"}, 'is "soon", no date'),
        ({"validity.start.date": ...}, "has no validity.start.date"),
    ],
)
def test_a_view_names_what_it_misses(change: dict[str, object], message: str) -> None:
    fields = {key: str(value) for key, value in (measure() | change).items() if value is not ...}
    state, _ = applied(envelope(record("measure", fields)))
    with pytest.raises(SourceError, match=f"envelope 26001#record 1: SRC644 .*{message}"):
        list(views.measures(state))
