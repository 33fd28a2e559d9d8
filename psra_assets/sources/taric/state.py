"""What stands after increments were applied in order: the reference for the view ``landing.taric_state``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from psra_assets.sources.errors import Defects
from psra_assets.sources.taric.errors import BaseMissing, EnvelopeMissing, InsertTwice
from psra_assets.sources.taric.records import TaricRecord, UpdateType

Key = tuple[str, str]


class TaricState:
    """Records by element and key. Each file is applied whole: an error while reading it leaves the state as it was."""

    def __init__(self) -> None:
        self._records: dict[Key, TaricRecord] = {}
        self._envelopes: list[int] = []

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[TaricRecord]:
        return iter(self._records.values())

    def get(self, element: str, record_key: str) -> TaricRecord | None:
        """The record that stands under a key."""
        return self._records.get((element, record_key))

    def of(self, element: str) -> Iterator[TaricRecord]:
        """The records of one element that stand."""
        return (record for record in self._records.values() if record.element == element)

    def apply(self, records: Iterable[TaricRecord], *, place: str, defects: Defects) -> None:
        """Apply one increment. An update or deletion without a base is usual where increments start mid-way."""
        working = dict(self._records)
        found: Defects = []
        envelope_id: int | None = None
        for record in records:
            envelope_id = record.envelope_id
            _apply(working, record, place, found)
        if envelope_id is not None:
            self._check_sequence(envelope_id, place, found)
            self._envelopes.append(envelope_id)
        self._records = working
        defects.extend(found)

    def _check_sequence(self, envelope_id: int, place: str, defects: Defects) -> None:
        if self._envelopes and envelope_id > self._envelopes[-1] + 1:
            defects.append(
                EnvelopeMissing(f"{envelope_id} follows {self._envelopes[-1]}; those between are missing.", place=place)
            )


def _apply(working: dict[Key, TaricRecord], record: TaricRecord, place: str, defects: Defects) -> None:
    key = (record.element, record.record_key)
    stands = key in working
    where = f"{place}#record {record.sequence_number}"
    if record.update_type is UpdateType.INSERT and stands:
        defects.append(InsertTwice(f"{record.element} {record.record_key} is inserted again.", place=where))
    elif record.update_type is not UpdateType.INSERT and not stands:
        defects.append(BaseMissing(f"{record.element} {record.record_key} was not inserted before.", place=where))
    if record.update_type is UpdateType.DELETE:
        working.pop(key, None)
    else:
        working[key] = record
