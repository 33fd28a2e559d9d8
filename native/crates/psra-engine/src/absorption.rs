//! Absorption (origin.md A.6): where each line of a bill stands; intermediates that the producer makes himself are decided
//! bottom-up, by their own rule under the same agreement.

use crate::bill::{self, Entry};
use crate::case::{Material, Status};
use crate::criteria::Processes;
use crate::cumulation::{Use, stand, with_party};
use crate::decide::Decider;
use crate::edition::{Translated, translate};
use crate::facts::{MissingFact, Note, remark};
use crate::law::CumulationKind;
use crate::listing::Listed;
use crate::logic::Truth;
use crate::packaging;
use crate::subject::{Line, Subject};

/// An intermediate, or a component of a set, that was decided by its own rule.
#[derive(Debug, Clone)]
pub struct Intermediate<'r, 'c> {
    pub(crate) material: &'c Material,
    pub(crate) truth: Truth,
    pub(crate) listed: Listed<'r>,
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
        if material.materials.is_empty() || line.nom != Truth::True {
            return Some(Entry::whole(line));
        }
        let country = material.country.as_deref();
        let own = country.map_or(Truth::True, |c| self.parties.is_own(c)) == Truth::True;
        let partner = country.filter(|c| !own && self.parties.is_party(c) == Truth::True);
        // Full cumulation is with a party, or with a country that a limit names.
        let holds = |c| granted.map_or(Truth::False, |part| part.value.holds(CumulationKind::Full, c, used));
        let full = country.filter(|_| !own).is_some_and(|c| holds(c) == Truth::True);
        // Made in the other party, it may originate there by the same rules, and then count by cumulation.
        let by_partner = partner.is_some_and(|c| with_party(granted, c, used) == Truth::True);
        let decided = own || (by_partner && material.status == Status::Unknown);
        if !own && !full && !decided {
            return Some(Entry::whole(line));
        }
        let inside = self.resolve(&material.materials, false, used, log);
        // What is made of nothing that counts cannot stand in its place.
        let inside = Some(inside).filter(|inside| !bill::is_empty(inside));
        let Some(inside) = inside else { return Some(Entry::whole(line)) };
        if full {
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
        let absorbs = self.general.and_then(|g| g.absorption.as_ref()).is_some_and(|part| part.value);
        if decided && material.status == Status::Unknown && (absorbs || component || !own) {
            let (truth, facts) = self.qualify(material, &code, &inside, log);
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
        let opened = (own || full) && !component;
        Some(Entry { line, inside: Some(inside).filter(|_| opened) })
    }

    /// Whether an intermediate originates by its own rule under the same agreement.
    fn qualify(
        &self,
        material: &'c Material,
        code: &Translated,
        inside: &[Entry<'c>],
        log: &mut Log<'r, 'c>,
    ) -> (Truth, Vec<MissingFact>) {
        let listed = self.list(&of_intermediate(material), code, inside);
        let truth = bill::exclusively_originating(inside).1.or(listed.truth);
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
        let facts = if truth == Truth::Unknown { listed.facts.clone() } else { Vec::new() };
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
