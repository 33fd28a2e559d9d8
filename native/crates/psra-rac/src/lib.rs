//! Rules as Code, `RaC` 2.0: a parser that keeps places, the schema, and lints that know the law.
//!
//! `validate` reports everything that is wrong with one document; `validate_many` looks across documents too;
//! `read` gives the document's located tree if nothing stops it.

mod day;
mod diagnostic;
mod findings;
mod fix;
pub mod lint;
mod located;
mod parse;
mod render;
mod schema;
mod vocabulary;
mod workers;

pub use day::Day;
pub use diagnostic::{Diagnostic, Finding, LineIndex, Severity};
use findings::Findings;
pub use findings::MAX_FINDINGS;
use fix::Resolver;
pub use fix::{Change, Edit, Fix, Fixed, Proposal, fix};
use lint::Context;
use lint::across::Head;
pub use located::{Entry, Kind, Span, Value};
use parse::Parsed;
pub use parse::{MAX_BYTES, MAX_DEPTH, MAX_VALUES, Syntax};
pub use render::{Style, render};
pub use vocabulary::{facts, made_from, operations, process_parameters, processes, tags, terms};

/// Parse and check the shape of one document; law lints are not run.
///
/// # Errors
/// All diagnostics of the document, at least one an error.
pub fn read<'a>(path: &str, data: &'a [u8]) -> Result<Value<'a>, Vec<Diagnostic>> {
    let text = parse::text(data).map_err(|finding| located("", path, finding.into()))?;
    let Parsed { root, mut found } =
        parse::parse(text, Syntax::of(path)).map_err(|found| located(text, path, found))?;
    found.append(schema::check(&root));
    if found.is_empty() { Ok(root) } else { Err(located_in(text, path, &root, found)) }
}

/// What is wrong with the syntax and the shape of one document; law lints are not run.
#[must_use]
pub fn validate_schema(path: &str, data: &[u8]) -> Vec<Diagnostic> {
    read(path, data).err().unwrap_or_default()
}

/// Parse one document and check its shape and its law; warnings do not stop it.
///
/// # Errors
/// The errors among the document's diagnostics.
pub fn read_sound<'a>(path: &str, data: &'a [u8]) -> Result<Value<'a>, Vec<Diagnostic>> {
    let root = read(path, data)?;
    let errors = Context::of(&root, None).map(|context| lint::run(&context).errors()).unwrap_or_default();
    if errors.is_empty() {
        return Ok(root);
    }
    let text = parse::text(data).map_err(|finding| located("", path, finding.into()))?;
    Err(located_in(text, path, &root, errors))
}

/// All diagnostics of one document: syntax, schema, law. Lints that look at a day are run if it is given.
#[must_use]
pub fn validate(path: &str, data: &[u8], as_of: Option<Day<'_>>) -> Vec<Diagnostic> {
    look(path, data, as_of, |_, _, _| None::<()>).0
}

/// All diagnostics of many documents, file by file in the order given, then those that only show across documents.
#[must_use]
pub fn validate_many<P, D>(documents: &[(P, D)], as_of: Option<Day<'_>>) -> Vec<Diagnostic>
where
    P: AsRef<str> + Sync,
    D: AsRef<[u8]> + Sync,
{
    let looked = workers::each(documents, |(path, data)| look(path.as_ref(), data.as_ref(), as_of, Head::of));
    let (diagnostics, heads): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    let heads: Vec<_> = heads.into_iter().flatten().collect();
    let mut diagnostics: Vec<_> = diagnostics.into_iter().flatten().collect();
    diagnostics.extend(lint::across::run(&heads));
    diagnostics
}

/// What is wrong with a document, and what is kept of it to be compared with others.
fn look<'a, K>(
    path: &'a str,
    data: &'a [u8],
    as_of: Option<Day<'_>>,
    keep: impl FnOnce((&'a str, &'a str), &Value<'_>, Option<&Context<'_>>) -> Option<K>,
) -> (Vec<Diagnostic>, Option<K>) {
    let text = match parse::text(data) {
        Ok(text) => text,
        Err(finding) => return (located("", path, finding.into()), None),
    };
    match parse::parse(text, Syntax::of(path)) {
        Err(found) => (located(text, path, found), None),
        Ok(Parsed { root, mut found }) => {
            found.append(schema::check(&root));
            let context = Context::of(&root, as_of);
            if let Some(context) = &context {
                found.append(lint::run(context));
            }
            let kept = keep((path, text), &root, context.as_ref());
            (located_in(text, path, &root, found), kept)
        }
    }
}

/// Findings as diagnostics, with the edits that mend them.
fn located_in(text: &str, path: &str, root: &Value, found: Findings) -> Vec<Diagnostic> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut index = LineIndex::new(text);
    let mut resolver = Resolver::new(text, Syntax::of(path), root);
    let with_edits = |finding: Finding| {
        let proposal = finding.fix.as_deref().cloned().or_else(|| fix::propose(&finding, root));
        let fix = proposal.and_then(|proposal| resolver.fix(proposal));
        Diagnostic { fix, ..index.diagnostic(path, finding) }
    };
    found.in_order().into_iter().map(with_edits).collect()
}

/// Findings as diagnostics of a text of which there is no tree.
fn located(text: &str, path: &str, found: Findings) -> Vec<Diagnostic> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut index = LineIndex::new(text);
    found.in_order().into_iter().map(|finding| index.diagnostic(path, finding)).collect()
}
