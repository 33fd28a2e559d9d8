//! Absorption (origin.md A.6): where each line of a bill stands; intermediates that the producer makes himself are decided
//! bottom-up, by their own rule under the same agreement.

use crate::bill::{self, Entry};
use crate::case::{Material, Status};
use crate::criteria::Processes;
use crate::cumulation::{Use, production_questions, stand, with_party};
use crate::decide::Decider;
use crate::edition::{Translated, translate};
use crate::facts::{MissingFact, Note, gather, remark};
use crate::law::CumulationKind;
use crate::listing::Listed;
use crate::logic::Truth;
use crate::openings;
use crate::packaging;
use crate::subject::{Line, Subject};

/// An intermediate, or a component of a set, that was decided by its own rule.
#[derive(Debug, Clone)]
pub struct Intermediate<'r, 'c> {
    pub(crate) material: &'c Material,
    pub(crate) truth: Truth,
    pub(crate) listed: Listed<'r>,
}

/// Whether a part may be looked into, and whether its own rule decides of it.
#[derive(Debug, Clone, Copy)]
struct Sides {
    opened: Truth,
    /// By full cumulation.
    full: Truth,
    decided: Truth,
}

/// What came up on the way.
#[derive(Debug, Default)]
pub struct Log<'r, 'c> {
    pub(crate) notes: Vec<Note>,
    pub(crate) intermediates: Vec<Intermediate<'r, 'c>>,
    /// Materials made in another country that full cumulation lets be looked into.
    pub(crate) full: Vec<&'c str>,
    /// Conditions on the proof.
    pub(crate) blocks: Vec<Note>,
}

impl<'r, 'c> Decider<'r, 'c> {
    /// Where each line stands; intermediates are decided bottom-up.
    pub(crate) fn resolve(
        &self,
        materials: &'c [Material],
        components: bool,
        used: Use<'_>,
        log: &mut Log<'r, 'c>,
    ) -> Vec<Entry<'c>> {
        materials.iter().filter_map(|material| self.resolve_one(material, components, used, log)).collect()
    }

    fn resolve_one(
        &self,
        material: &'c Material,
        component: bool,
        used: Use<'_>,
        log: &mut Log<'r, 'c>,
    ) -> Option<Entry<'c>> {
        let part = packaging::part(material.role, self.general)?;
        let code = translate(material.hs_code, self.case_edition, self.editions, &material.pointer);
        if let Some(note) = &code.kept {
            remark(&mut log.notes, note.clone());
        }
        let granted = self.general.and_then(|g| g.cumulation.as_ref());
        let benefit = self.benefit && material.materials.is_empty();
        let standing = stand(material, granted, used, benefit);
        if let Some(note) = standing.note {
            remark(&mut log.notes, note);
        }
        let mut line = Line {
            id: &material.id,
            pointer: &material.pointer,
            codes: code.codes.clone(),
            printed: code.candidates.iter().map(|c| c.printed).collect(),
            code_fact: code.fact.clone(),
            tags: material.tags.as_deref(),
            value: material.value.as_ref(),
            weight: material.net_weight_kg.as_ref(),
            wholly_obtained: material.wholly_obtained,
            contains: &material.contains,
            country: material.country.as_deref(),
            nom: standing.nom,
            nom_facts: standing.facts,
            because: standing.because,
            gated: standing.gated,
            in_ctc: part.in_ctc,
            in_value: part.in_value,
            in_weight: part.in_weight,
        };
        if material.materials.is_empty() || line.nom == Truth::False {
            return Some(Entry::whole(line));
        }
        let sides = self.sides(material, component, used);
        let opened = sides.opened.and(line.nom);
        if opened == Truth::False && sides.decided == Truth::False {
            return Some(Entry::whole(line));
        }
        let inside = self.resolve(&material.materials, false, used, log);
        // What is made of nothing that counts cannot stand in its place.
        let inside = Some(inside).filter(|inside| !bill::is_empty(inside));
        let Some(inside) = inside else { return Some(Entry::whole(line)) };
        if sides.full == Truth::True {
            log.full.push(&material.id);
            let asked = granted.and_then(|part| part.value.evidence.as_ref()).filter(|_| !material.evidence.given);
            if let Some(evidence) = asked {
                remark(&mut log.blocks, no_declaration(material, &evidence.value.kinds));
            }
            remark(
                &mut log.notes,
                Note::new(
                    "full_cumulation",
                    format!(
                        "the materials inside {:?}, made in another party, may count in its place; that takes a supplier's declaration for it",
                        material.id
                    ),
                ),
            );
        }
        let country = material.country.as_deref().unwrap_or_default();
        let questions = || production_questions(material, country, granted, used);
        let mut unsure = if sides.opened == Truth::Unknown { questions() } else { Vec::new() };
        if opened == Truth::Unknown {
            gather(&mut unsure, line.nom_facts.iter().cloned());
        }
        if sides.decided != Truth::False {
            let (qualifies, mut facts) = self.qualify(material, &code, &inside, log);
            let truth = qualifies.and(sides.decided);
            if truth == Truth::Unknown {
                gather(&mut facts, if sides.decided == Truth::Unknown { questions() } else { Vec::new() });
            }
            line.nom = truth.negate();
            line.because = match truth {
                Truth::True => "absorbed",
                Truth::Unknown => "intermediate_undetermined",
                Truth::False => "intermediate_not_originating",
            };
            line.gated = if truth == Truth::False { Truth::False } else { Truth::True };
            line.nom_facts = facts;
        }
        // One that originates may be looked into all the same: a rule may ask for what is in it.
        Some(Entry { line, inside: Some(inside).filter(|_| opened != Truth::False), unsure })
    }

    /// By whose work a part may count: the producer's own, or, by cumulation, that of another party.
    fn sides(&self, material: &Material, component: bool, used: Use<'_>) -> Sides {
        let granted = self.general.and_then(|g| g.cumulation.as_ref());
        let absorbs =
            Truth::from(component || self.general.and_then(|g| g.absorption.as_ref()).is_some_and(|p| p.value));
        let stated = Truth::from(material.status == Status::Unknown);
        let Some(country) = material.country.as_deref() else {
            // What names no country was made where the product is.
            return Sides { opened: Truth::from(!component), full: Truth::False, decided: absorbs.and(stated) };
        };
        let own = self.parties.is_own(country);
        // Full cumulation is with a party, or with a country that a limit names.
        let full = granted.map_or(Truth::False, |part| part.value.holds(CumulationKind::Full, country, used));
        // Made in the other party, it may originate there by the same rules, and then count by cumulation.
        let partner = self.parties.is_party(country).and(with_party(granted, country, used));
        // Whichever of the two made it: where both count, it does not matter which.
        let either = own.and(absorbs).or(own.negate().and(partner)).or(absorbs.and(partner));
        Sides {
            opened: own.or(full).and(Truth::from(!component)),
            full: if own == Truth::True { Truth::False } else { full },
            decided: either.and(stated),
        }
    }

    /// Whether an intermediate originates by its own rule under the same agreement.
    fn qualify(
        &self,
        material: &'c Material,
        code: &Translated,
        inside: &[Entry<'c>],
        log: &mut Log<'r, 'c>,
    ) -> (Truth, Vec<MissingFact>) {
        let subject = of_intermediate(material);
        let judged = openings::judge(inside, |lines| self.list(&subject, code, lines));
        let listed = judged.listed;
        let truth = judged.exclusively.1.or(listed.truth);
        remark(
            &mut log.notes,
            Note::new(
                "intermediate",
                format!(
                    "intermediate {:?} was decided by its own rule: its value stands for its ex-works price, and the operations stated for the product are taken to cover it",
                    material.id
                ),
            ),
        );
        let mut facts = if truth == Truth::Unknown { listed.facts.clone() } else { Vec::new() };
        if truth == Truth::Unknown {
            gather(&mut facts, judged.facts);
        }
        log.intermediates.push(Intermediate { material, truth, listed });
        (truth, facts)
    }
}

/// The exporter has to hold the supplier's declaration to make out a proof (TCA Art. 40(4)).
fn no_declaration(material: &Material, kinds: &[String]) -> Note {
    Note::new(
        "suppliers_declaration_missing",
        format!(
            "if the work done on {:?} in the other party is relied on, evidence of it has to be held ({}); none is given",
            material.id,
            kinds.join(", "),
        ),
    )
}

fn of_intermediate(material: &Material) -> Subject<'_> {
    Subject {
        code: 0,
        printed: 0,
        pointer: &material.pointer,
        tags: material.tags.as_deref(),
        rule_row: None,
        // It is not sold apart: its one value stands for the price, whichever the rule is a share of.
        exw: material.value.as_ref(),
        fob: material.value.as_ref(),
        tv: material.value.as_ref(),
        nc: None,
        weight: material.net_weight_kg.as_ref(),
        wholly_obtained: material.wholly_obtained,
        intermediate: true,
        processes: Processes { listed: &material.processes, complete: material.processes_complete },
    }
}
