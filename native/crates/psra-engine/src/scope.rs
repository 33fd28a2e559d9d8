//! Whether a material is in a scope: every part that is given must hold.

use crate::facts::MissingFact;
use crate::law::Scope;
use crate::logic::Truth;
use crate::subject::{Line, Subject};
use crate::tags;

/// Whether the material is in the scope.
#[must_use]
pub fn holds(scope: &Scope, line: &Line<'_>, subject: &Subject<'_>) -> Truth {
    let codes = scope.codes.as_ref().map_or(Truth::True, |ranges| line.code_is(|c| ranges.iter().any(|r| r.holds(c))));
    let same = scope.same.map_or(Truth::True, |level| line.code_is(|c| level.of(c) == level.of(subject.code)));
    let tags =
        scope.tags.as_ref().map_or(Truth::True, |wanted| Truth::any(wanted.iter().map(|tag| tags::has(line, tag))));
    let not = scope.not.as_ref().map_or(Truth::True, |inner| holds(inner, line, subject).negate());
    codes.and(same).and(tags).and(not)
}

/// The facts that would settle whether it is.
#[must_use]
pub fn facts(scope: &Scope, line: &Line<'_>, subject: &Subject<'_>) -> Vec<MissingFact> {
    if holds(scope, line, subject) != Truth::Unknown {
        return Vec::new();
    }
    let mut wanted = Vec::new();
    collect(scope, line, &mut wanted);
    let mut facts: Vec<_> = line.code_fact.clone().into_iter().collect();
    if !wanted.is_empty() {
        facts.push(tags::question(line, &wanted));
    }
    facts
}

fn collect<'s>(scope: &'s Scope, line: &Line<'_>, wanted: &mut Vec<&'s str>) {
    for tag in scope.tags.iter().flatten() {
        if tags::has(line, tag) == Truth::Unknown && !wanted.contains(&tag.as_str()) {
            wanted.push(tag);
        }
    }
    if let Some(inner) = &scope.not {
        collect(inner, line, wanted);
    }
}
