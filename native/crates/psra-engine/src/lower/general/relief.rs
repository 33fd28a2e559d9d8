//! Reliefs: tolerance and the notes on textiles, sets, packaging and accessories.

use super::part;
use crate::json::Json;
use crate::law::{Basis, MadeUpTextiles, MixedTextiles, Sets, Textiles, Tolerance, Treatment};
use crate::lower::Lowered;
use crate::lower::criterion::{scope_at, set_limits};
use crate::lower::keys::{BASES, MEASURES, count, flag, given, items, limit, owned, ranges, text, texts, word};
use crate::lower::sources::Sources;

pub(super) fn tolerance(entry: &Json) -> Lowered<Tolerance> {
    Ok(Tolerance {
        chapters: ranges(entry, "chapters")?,
        except_codes: ranges(entry, "except_codes")?,
        measure: word(entry, "measure", MEASURES, None)?,
        max: limit(entry, "pct")?,
        basis: word(entry, "basis", BASES, Some(Basis::Exw))?,
        exporters: given(entry, "exporters").map(|_| texts(entry, "exporters")),
        except_exporters: texts(entry, "except_exporters"),
        of: scope_at(entry, "of")?,
        only_materials: scope_at(entry, "only_materials")?,
        except_materials: scope_at(entry, "except_materials")?,
        counts_in_value_content: flag(entry, "counts_in_value_content"),
    })
}

pub(super) fn textiles(value: &Json, sources: &Sources<'_>) -> Lowered<Textiles> {
    let mixed = |holder: &Json| -> Lowered<_> {
        let raised = |entry: &Json| Ok((texts(entry, "tags"), limit(entry, "pct")?));
        let lowered = MixedTextiles {
            chapters: ranges(holder, "chapters")?,
            max: limit(holder, "pct")?,
            least_materials: count(holder, "least_materials")?.unwrap_or(2),
            raised: items(holder, "raised").iter().map(raised).collect::<Lowered<_>>()?,
        };
        Ok(part(lowered, holder, sources))
    };
    let made_up = |holder: &Json| -> Lowered<_> {
        let lowered = MadeUpTextiles {
            chapters: ranges(holder, "chapters")?,
            max: limit(holder, "pct")?,
            basis: word(holder, "basis", BASES, Some(Basis::Exw))?,
            except_materials: scope_at(holder, "except_materials")?,
        };
        Ok(part(lowered, holder, sources))
    };
    Ok(Textiles {
        basic: texts(value, "basic_materials"),
        mixed: given(value, "mixed").map(mixed).transpose()?,
        made_up: given(value, "made_up").map(made_up).transpose()?,
    })
}

pub(super) fn sets(value: &Json) -> Lowered<Sets> {
    Ok(Sets { limits: set_limits(value, "pct")?, or_packaging: flag(value, "or_packaging"), gir: texts(value, "gir") })
}

/// `considered` and `part_of_unit` both take part in a change of classification: the one as a material, the other
/// with the product, of which it is then a material, too (PEM App. I Art. 9).
pub(super) fn treatment(value: &Json, in_ctc: &str, in_value: &str) -> Treatment {
    Treatment {
        in_ctc: text(value, in_ctc) != Some("ignored"),
        in_value: text(value, in_value) != Some("ignored"),
        condition: owned(value, "condition"),
    }
}
