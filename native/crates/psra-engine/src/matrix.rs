//! The matrix of diagonal cumulation (origin.md A.7): with a third country it takes agreements between all countries
//! concerned, that is the one that exports the product, the one whose material it is and the one that imports, and the
//! same rules of origin in all of them, on the day. Which rules apply may depend on the direction of the trade.

use std::collections::BTreeSet;

use crate::cumulation::Use;
use crate::date::Date;
use crate::law::{Matrix, MatrixPair, PartyDefinition};
use crate::logic::Truth;
use crate::parties::Parties;

/// One end of a trade.
#[derive(Debug, Clone, Copy)]
enum End<'a> {
    Party(Option<&'a PartyDefinition>),
    Country(&'a str),
}

impl End<'_> {
    /// Whether a code of the matrix stands for it.
    fn is(self, code: &str, parties: &Parties) -> Truth {
        match self {
            Self::Party(None) => Truth::Unknown,
            Self::Party(Some(party)) => Truth::from(parties.stands_for(code, &party.code) || party.has(code)),
            Self::Country(country) => Truth::from(parties.stands_for(code, country)),
        }
    }
}

impl MatrixPair {
    /// Whether it is about a trade, in its direction.
    fn is_about(&self, from: End<'_>, to: End<'_>, parties: &Parties) -> Truth {
        let way = |a: &str, b: &str| from.is(a, parties).and(to.is(b, parties));
        let back = if self.one_way { Truth::False } else { way(&self.to, &self.from) };
        way(&self.from, &self.to).or(back)
    }
}

impl Matrix {
    /// Whether the same rules apply between all countries concerned: those named, or any.
    #[must_use]
    pub fn same_rules(&self, ruleset: Option<&str>, country: &str, used: Use<'_>) -> Truth {
        let parties = used.parties;
        let (exporter, importer) = (End::Party(parties.exporter.as_ref()), End::Party(parties.importer.as_ref()));
        let source = End::Country(country);
        let all = |rules: Option<&str>| {
            let trade = |from, to| self.applies(rules, from, to, used.parties, used.as_of);
            // What is of the importing party needs no agreement with it of its own.
            let into = parties.is_importing(country).or(trade(source, importer));
            trade(source, exporter).and(trade(exporter, importer)).and(into)
        };
        if let Some(rules) = ruleset {
            return all(Some(rules));
        }
        let known: BTreeSet<&str> = self.pairs.iter().map(|pair| pair.ruleset.as_str()).collect();
        // Where pairs are left out, they may have rules that are not among those listed.
        let other = if self.complete { Truth::False } else { all(None) };
        Truth::any(known.into_iter().map(|rules| all(Some(rules)))).or(other)
    }

    /// Whether rules (`None`: some that are not listed) apply to a trade on a day.
    fn applies(&self, rules: Option<&str>, from: End<'_>, to: End<'_>, parties: &Parties, as_of: &Date) -> Truth {
        let open = |pair: &MatrixPair| as_of.within(pair.valid_from.as_deref(), pair.valid_to.as_deref());
        let about = |pair: &MatrixPair| pair.is_about(from, to, parties);
        let listed = Truth::any(self.pairs.iter().map(about));
        let of_rules = |pair: &&MatrixPair| rules == Some(pair.ruleset.as_str()) && open(pair);
        let found = Truth::any(self.pairs.iter().filter(of_rules).map(about));
        let left_out = if self.complete { Truth::False } else { listed.negate().and(Truth::Unknown) };
        found.or(left_out)
    }
}
