"""Which fields identify a TARIC3 record, by element. Compiled from the schema (TARIC3-TMES 5.10); facts, not prose.

An update or deletion repeats the whole record, so the key alone decides what it changes.
"""

from __future__ import annotations

_SID_KEYED = """
additional.code additional.code.sid
additional.code.description.period additional.code.description.period.sid
certificate.description.period certificate.description.period.sid
export.refund.nomenclature export.refund.nomenclature.sid
export.refund.nomenclature.indents export.refund.nomenclature.indents.sid
export.refund.nomenclature.description.period export.refund.nomenclature.description.period.sid
footnote.description.period footnote.description.period.sid
geographical.area geographical.area.sid
geographical.area.description.period geographical.area.description.period.sid
goods.nomenclature goods.nomenclature.sid
goods.nomenclature.indents goods.nomenclature.indent.sid
goods.nomenclature.description.period goods.nomenclature.description.period.sid
measure measure.sid
measure.condition measure.condition.sid
meursing.additional.code meursing.additional.code.sid
monetary.exchange.period monetary.exchange.period.sid
quota.order.number quota.order.number.sid
quota.order.number.origin quota.order.number.origin.sid
quota.definition quota.definition.sid
quota.blocking.period quota.blocking.period.sid
quota.suspension.period quota.suspension.period.sid
quota.extended.information quota.definition.sid
"""

_CODE_KEYED = """
additional.code.type additional.code.type.id
certificate.type certificate.type.code
duty.expression duty.expression.id
footnote.type footnote.type.id
language language.id
measure.condition.code condition.code
measure.action action.code
measure.type measure.type.id
measure.type.series measure.type.series.id
measurement.unit measurement.unit.code
measurement.unit.qualifier measurement.unit.qualifier.code
meursing.table.plan meursing.table.plan.id
monetary.unit monetary.unit.code
regulation.group regulation.group.id
regulation.role.type regulation.role.type.id
ceiling surveillance.number validity.start.date
certificate certificate.type.code certificate.code
footnote footnote.type.id footnote.id
goods.nomenclature.group goods.nomenclature.group.type goods.nomenclature.group.id
measurement measurement.unit.code measurement.unit.qualifier.code
meursing.heading meursing.table.plan.id meursing.heading.number row.column.code
meursing.subheading meursing.table.plan.id meursing.heading.number row.column.code subheading.sequence.number
publication.sigle code.type.id code validity.start.date
"""

_DESCRIPTIONS = """
additional.code.description additional.code.description.period.sid language.id
additional.code.type.description additional.code.type.id language.id
certificate.description certificate.description.period.sid language.id
certificate.type.description certificate.type.code language.id
duty.expression.description duty.expression.id language.id
export.refund.nomenclature.description export.refund.nomenclature.description.period.sid language.id
footnote.description footnote.description.period.sid language.id
footnote.type.description footnote.type.id language.id
geographical.area.description geographical.area.description.period.sid language.id
goods.nomenclature.description goods.nomenclature.description.period.sid language.id
goods.nomenclature.group.description goods.nomenclature.group.type goods.nomenclature.group.id language.id
language.description language.code.id language.id
measure.action.description action.code language.id
measure.condition.code.description condition.code language.id
measure.type.description measure.type.id language.id
measure.type.series.description measure.type.series.id language.id
measurement.unit.description measurement.unit.code language.id
measurement.unit.qualifier.description measurement.unit.qualifier.code language.id
meursing.heading.text meursing.table.plan.id meursing.heading.number row.column.code language.id
monetary.unit.description monetary.unit.code language.id
regulation.group.description regulation.group.id language.id
regulation.role.type.description regulation.role.type.id language.id
transmission.comment comment.sid language.id
"""

_REGULATIONS = """
base.regulation base.regulation.role base.regulation.id
modification.regulation modification.regulation.role modification.regulation.id
complete.abrogation.regulation complete.abrogation.regulation.role complete.abrogation.regulation.id
explicit.abrogation.regulation explicit.abrogation.regulation.role explicit.abrogation.regulation.id
full.temporary.stop.regulation full.temporary.stop.regulation.role full.temporary.stop.regulation.id
prorogation.regulation prorogation.regulation.role prorogation.regulation.id
fts.regulation.action fts.regulation.role fts.regulation.id stopped.regulation.role stopped.regulation.id
prorogation.regulation.action prorogation.regulation.role prorogation.regulation.id prorogated.regulation.role \
prorogated.regulation.id
regulation.replacement replacing.regulation.role replacing.regulation.id replaced.regulation.role \
replaced.regulation.id measure.type.id? geographical.area.id? chapter.heading?
"""

_LINKS = """
additional.code.type.measure.type measure.type.id additional.code.type.id validity.start.date
footnote.association.additional.code additional.code.sid footnote.type.id footnote.id validity.start.date
footnote.association.ern export.refund.nomenclature.sid footnote.type footnote.id validity.start.date
footnote.association.goods.nomenclature goods.nomenclature.sid footnote.type footnote.id validity.start.date
footnote.association.measure measure.sid footnote.type.id footnote.id
footnote.association.meursing.heading meursing.table.plan.id meursing.heading.number row.column.code footnote.type \
footnote.id validity.start.date
geographical.area.membership geographical.area.sid geographical.area.group.sid validity.start.date
goods.nomenclature.origin goods.nomenclature.sid derived.goods.nomenclature.item.id derived.productline.suffix
goods.nomenclature.successor goods.nomenclature.sid absorbed.goods.nomenclature.item.id absorbed.productline.suffix
measure.component measure.sid duty.expression.id
measure.condition.component measure.condition.sid duty.expression.id
measure.excluded.geographical.area measure.sid excluded.geographical.area
measure.partial.temporary.stop measure.sid partial.temporary.stop.regulation.id validity.start.date
meursing.table.cell.component meursing.additional.code.sid meursing.table.plan.id heading.number row.column.code \
subheading.sequence.number
monetary.exchange.rate monetary.exchange.period.sid child.monetary.unit.code
nomenclature.group.membership goods.nomenclature.sid goods.nomenclature.group.type goods.nomenclature.group.id \
validity.start.date
quota.association main.quota.definition.sid sub.quota.definition.sid
quota.order.number.origin.exclusions quota.order.number.origin.sid excluded.geographical.area.sid
quota.balance.event quota.definition.sid occurrence.timestamp
quota.unblocking.event quota.definition.sid occurrence.timestamp
quota.critical.event quota.definition.sid occurrence.timestamp
quota.exhaustion.event quota.definition.sid occurrence.timestamp
quota.reopening.event quota.definition.sid occurrence.timestamp
quota.unsuspension.event quota.definition.sid occurrence.timestamp
quota.closed.and.transferred.event quota.definition.sid occurrence.timestamp
"""


def _table(*blocks: str) -> dict[str, tuple[str, ...]]:
    rows = [line.split() for block in blocks for line in block.strip().splitlines()]
    return {element: tuple(fields) for element, *fields in rows}


KEY_FIELDS: dict[str, tuple[str, ...]] = _table(_SID_KEYED, _CODE_KEYED, _DESCRIPTIONS, _REGULATIONS, _LINKS)
"""Element to key fields; a field that ends in ``?`` may be absent."""
