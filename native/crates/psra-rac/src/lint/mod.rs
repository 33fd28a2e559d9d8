//! Law lints: one a file, its documentation beside it.
//!
//! A lint looks at a document that may still have schema errors elsewhere, so that one run shows everything; it skips
//! what it cannot read.

pub(crate) mod across;
mod codes;
mod context;
mod implies;
mod meaning;
mod parts;
mod syntax;

use crate::diagnostic::{Finding, Severity};
use crate::findings::Findings;
pub(crate) use context::Context;

/// A lint: what it is called, why it exists, and how it looks.
pub struct Lint {
    /// Stable code.
    pub code: &'static str,
    /// One line.
    pub title: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// Why, in a paragraph or two.
    pub why: &'static str,
    /// What it catches.
    pub bad: &'static str,
    /// How it should be.
    pub good: &'static str,
    /// Looks at one document; `None` for what the parser, the schema or a look across documents finds.
    check: Option<fn(&Lint, &Context<'_>, &mut Findings)>,
}

impl Lint {
    fn at(&self, span: crate::located::Span, message: impl Into<String>) -> Finding {
        Finding { severity: self.severity, ..Finding::error(self.code, span, message) }
    }
}

macro_rules! lints {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*

        /// Every lint that looks at one document.
        static LINTS: &[&Lint] = &[$(&$module::LINT),*];
    };
}

lints! {
    code_not_in_edition,
    range_inverted,
    id_twice,
    id_of_another,
    validity_inverted,
    source_dangling,
    process_unknown,
    tag_unknown,
    fact_unknown,
    residual_alone,
    alternative_twice,
    state_mismatch,
    words_in_authored,
    proxy_verified,
    periods_overlap,
    scope_code_unknown,
    number_not_in_words,
    coverage_hole,
    process_empty,
    ends_alone,
    review_overdue,
    alternative_unreachable,
    change_impossible,
    except_idle,
    allowance_whole,
    limit_idle,
    limit_impossible,
    limit_zero,
    scope_empty,
    scope_contradiction,
    code_both_ways,
    parameter_unknown,
    parameter_unit,
    source_unused,
    guard_outside,
    guard_empty,
    validity_gap,
    row_twice,
    ends_soon,
    ranges_cross,
    described_alone,
    quarantined_authored,
    heading_mismatch,
    code_not_in_words,
    proxy_overruled,
    review_missing,
    word_twice,
    requirement_idle,
    joint_of_one,
    content_method,
    operation_unknown,
    term_unknown,
    tolerance_twice,
    chapter_unknown,
    periods_gap,
    threshold_currency,
    drawback_incomplete,
    note_effect,
    party_twice,
    code_divided,
}

/// Everything that can be explained, by code.
pub fn all() -> impl Iterator<Item = &'static Lint> {
    let mut all: Vec<_> = syntax::CODES.iter().chain(LINTS.iter().copied()).chain(across::all()).collect();
    all.sort_by_key(|lint| lint.code);
    all.into_iter()
}

/// The documentation of a code, as Markdown.
#[must_use]
pub fn explain(code: &str) -> Option<String> {
    let lint = all().find(|lint| lint.code == code)?;
    let mut text = format!("# {} {}\n\nSeverity: {}.\n\n{}\n", lint.code, lint.title, lint.severity.word(), lint.why);
    for (title, example) in [("Bad", lint.bad), ("Good", lint.good)] {
        if !example.is_empty() {
            text.push_str(&format!("\n## {title}\n\n```yaml\n{}\n```\n", example.trim_end()));
        }
    }
    Some(text)
}

/// Run every law lint on the parts of a document; those of days only if the day is given.
pub(crate) fn run(context: &Context<'_>) -> Findings {
    let mut found = Findings::default();
    for lint in LINTS {
        if let Some(check) = lint.check {
            check(lint, context, &mut found);
        }
    }
    found
}
