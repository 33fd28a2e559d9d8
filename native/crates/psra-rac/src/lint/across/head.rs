//! What is kept of a document to compare it with others: little, for there may be thousands.

use std::collections::HashSet;

use super::Words;
use crate::lint::change_impossible::own;
use crate::lint::context::Context;
use crate::located::{Span, Value};

/// A document's head.
pub(crate) struct Head<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub agreement: String,
    pub agreement_span: Span,
    pub is_rules: bool,
    pub is_authored: bool,
    pub edition: Option<(i64, Span)>,
    /// Editions that periods of the general rules give their list.
    pub later_editions: Vec<i64>,
    /// Ids of the rules.
    pub ids: Words,
    /// Notes that the document has, and those that it cites.
    pub notes: HashSet<String>,
    pub cites_notes: Words,
    /// Articles that the document has, and those that it cites.
    pub articles: HashSet<String>,
    pub cites_articles: Words,
    /// Quotas that the document has, and those that guards name.
    pub quotas: HashSet<String>,
    pub cites_quotas: Words,
    /// Price bases that the general rules know, and those that criteria use.
    pub bases: HashSet<String>,
    pub uses_bases: Words,
    /// Codes of the parties and their members, and countries that guards name.
    pub parties: HashSet<String>,
    pub names_countries: Words,
    /// Whether general rules say how a change within a group counts; where the first criterion needs to know.
    pub has_group_rule: bool,
    pub needs_group_rule: Option<Span>,
}

/// Words, each with its first place.
#[derive(Default)]
struct First {
    seen: HashSet<String>,
    words: Words,
}

impl First {
    fn note(&mut self, value: Option<&Value<'_>>) {
        if let Some((value, text)) = value.and_then(|value| Some((value, value.as_str()?)))
            && !self.seen.contains(text)
        {
            self.seen.insert(text.to_owned());
            self.words.push((text.to_owned(), value.span));
        }
    }
}

impl<'a> Head<'a> {
    /// The head of a document that says what it is.
    pub fn of((path, text): (&'a str, &'a str), root: &Value<'_>, context: Option<&Context<'_>>) -> Option<Self> {
        let agreement = root.get("agreement")?;
        let keys = |key: &str| -> HashSet<String> {
            root.get(key).map(Value::entries).unwrap_or_default().iter().map(|entry| entry.key.to_string()).collect()
        };
        let id = |rule: &Value<'_>| rule.get("id").and_then(|id| Some((id.as_str()?.to_owned(), id.span)));
        let mut head = Self {
            path,
            text,
            agreement: agreement.as_str()?.to_owned(),
            agreement_span: agreement.span,
            is_rules: root.str_at("kind")? == "rules",
            is_authored: root.str_at("publisher") == Some("psra"),
            edition: root.get("hs_edition").and_then(|edition| Some((edition.as_int()?, edition.span))),
            later_editions: Vec::new(),
            ids: root.list("rules").iter().filter_map(id).collect(),
            notes: keys("notes"),
            cites_notes: Words::new(),
            articles: keys("articles"),
            cites_articles: Words::new(),
            quotas: keys("quotas"),
            cites_quotas: Words::new(),
            bases: HashSet::new(),
            uses_bases: Words::new(),
            parties: HashSet::new(),
            names_countries: Words::new(),
            has_group_rule: false,
            needs_group_rule: None,
        };
        if let Some(context) = context {
            head.cited(context);
            head.general(context);
        }
        Some(head)
    }

    /// What the criteria, guards and references name.
    fn cited(&mut self, context: &Context<'_>) {
        let (mut notes, mut articles, mut bases) = (First::default(), First::default(), First::default());
        for leaf in context.leaves() {
            match leaf.kind {
                "Note" => notes.note(leaf.value.get("id")),
                "CC" | "CTH" | "CTSH"
                    if self.needs_group_rule.is_none() && leaf.value.given("within_group").is_none() =>
                {
                    // A row of one heading is no group, of headings or of subheadings.
                    let unit = if leaf.kind == "CTSH" { "CTH" } else { leaf.kind };
                    let is_group =
                        context.rule_of(leaf).is_some_and(|rule| rule.is_range() && own(rule, unit).is_none());
                    self.needs_group_rule = is_group.then_some(leaf.value.span);
                }
                _ => bases.note(leaf.value.given("basis")),
            }
        }
        for (allowance, _) in &context.parts.allowances {
            bases.note(allowance.given("basis"));
        }
        for reference in &context.parts.references {
            articles.note(reference.given("article"));
        }
        let (mut quotas, mut countries) = (First::default(), First::default());
        for rule in &context.rules {
            rule.value.list("notes").iter().for_each(|id| notes.note(Some(id)));
            if let Some(guard) = rule.guard {
                quotas.note(guard.given("quota"));
                guard.list("countries").iter().for_each(|country| countries.note(Some(country)));
            }
        }
        self.cites_notes = notes.words;
        self.cites_articles = articles.words;
        self.cites_quotas = quotas.words;
        self.uses_bases = bases.words;
        self.names_countries = countries.words;
    }

    /// What the general rules of all periods say.
    fn general(&mut self, context: &Context<'_>) {
        for general in context.generals() {
            self.has_group_rule |= general.given("within_group").is_some();
            self.later_editions.extend(general.get("hs_edition").and_then(Value::as_int));
            let known = general.given("bases").map(|bases| bases.list("known")).unwrap_or_default();
            self.bases.extend(known.iter().filter_map(Value::as_str).map(str::to_owned));
        }
        for party in context.root.list("parties") {
            let codes = party.get("code").into_iter().chain(party.list("members"));
            self.parties.extend(codes.filter_map(Value::as_str).map(str::to_owned));
        }
    }
}
