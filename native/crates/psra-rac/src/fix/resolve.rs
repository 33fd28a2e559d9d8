//! Changes of values become edits of the text, which leave comments and layout alone; or nothing, if they cannot.

use super::{Change, Edit, Fix, Proposal, scalar};
use crate::diagnostic::{LineIndex, offset};
use crate::located::{Kind, Span, Value};
use crate::parse::Syntax;

/// Makes edits for one document.
pub(crate) struct Resolver<'a> {
    text: &'a str,
    syntax: Syntax,
    root: &'a Value<'a>,
    index: LineIndex<'a>,
}

/// A list or a mapping, one of its members, and the members beside that.
struct Place<'a> {
    parent: &'a Value<'a>,
    member: Span,
    before: Option<Span>,
    next: Option<Span>,
}

impl<'a> Resolver<'a> {
    /// For a document's text and its tree.
    pub fn new(text: &'a str, syntax: Syntax, root: &'a Value<'a>) -> Self {
        Self { text, syntax, root, index: LineIndex::new(text) }
    }

    /// The edits that do what is proposed; `None` if one of them cannot be made with certainty.
    pub fn fix(&mut self, proposal: Proposal) -> Option<Fix> {
        let mut edits: Vec<(Span, String)> =
            proposal.changes.iter().map(|change| self.edit(change)).collect::<Option<_>>()?;
        edits.sort_by_key(|(span, _)| (span.start, span.end));
        if edits.is_empty() || edits.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
            return None;
        }
        let edits = edits.into_iter().map(|(span, replacement)| {
            let (line, column) = self.index.position(span.start);
            let (end_line, end_column) = self.index.position(span.end);
            Edit { span, line, column, end_line, end_column, replacement }
        });
        Some(Fix { title: proposal.title, edits: edits.collect() })
    }

    fn edit(&self, change: &Change) -> Option<(Span, String)> {
        match change {
            Change::Text(span, text) => Some((*span, scalar::text(self.syntax, self.source(*span)?, text)?)),
            Change::Bare(span, text) => {
                let old = self.source(*span)?;
                (!old.is_empty() && !old.contains('\n') && !old.starts_with(['|', '>'])).then(|| (*span, text.clone()))
            }
            Change::Remove(span) => Some((self.removal(*span)?, String::new())),
            Change::Unwrap(outer, inner) => self.unwrapped(*outer, *inner),
        }
    }

    fn source(&self, span: Span) -> Option<&'a str> {
        self.text.get(span.start as usize..span.end as usize)
    }

    /// Whether there is nothing but blanks and these signs between two places: no comment goes with what is removed.
    fn is_only(&self, from: u32, to: u32, signs: &[char]) -> bool {
        self.source(Span { start: from, end: to })
            .is_some_and(|gap| gap.chars().all(|c| c.is_ascii_whitespace() || signs.contains(&c)))
    }

    fn is_flow(&self, value: &Value) -> bool {
        self.text.as_bytes().get(value.span.start as usize).is_some_and(|byte| matches!(byte, b'[' | b'{'))
    }

    /// Where the text of a value ends. The end of a block is where the next thing begins, so its last member tells.
    fn end(&self, value: &Value) -> u32 {
        let last = match &value.kind {
            Kind::Seq(items) if !self.is_flow(value) => items.last(),
            Kind::Map(entries) if !self.is_flow(value) => entries.last().map(|entry| &entry.value),
            _ => None,
        };
        let end = last.map_or(value.span.end, |last| self.end(last));
        let source = self.source(Span { start: value.span.start, end }).unwrap_or_default();
        offset(value.span.start as usize + source.trim_end().len())
    }

    fn removal(&self, target: Span) -> Option<Span> {
        let place = self.place_of(target)?;
        // What stands there must be written out: nothing is removed that has no text.
        if self.source(place.member).is_none_or(|source| source.trim().is_empty()) {
            return None;
        }
        if self.has_comment(place.member.start, place.member.end) {
            return None;
        }
        if self.is_flow(place.parent) { self.removal_in_flow(&place) } else { self.removal_in_block(&place) }
    }

    fn place_of(&self, target: Span) -> Option<Place<'a>> {
        let mut here = self.root;
        loop {
            let count = members(here);
            let at = first_not(count, |at| member(here, at).0.start < target.start);
            if at < count && member(here, at).0 == target {
                let span = |at: usize| {
                    let (start, value) = member(here, at);
                    Span { start: start.start, end: self.end(value) }
                };
                return Some(Place {
                    parent: here,
                    member: span(at),
                    before: at.checked_sub(1).map(span),
                    next: (at + 1 < count).then(|| span(at + 1)),
                });
            }
            let held = first_not(count, |at| member(here, at).0.start <= target.start).checked_sub(1)?;
            here = member(here, held).1;
        }
    }

    fn removal_in_flow(&self, place: &Place<'_>) -> Option<Span> {
        let Place { parent, member, before, next } = *place;
        let comma: &[char] = &[','];
        if let Some(next) = next {
            return self
                .is_only(member.end, next.start, comma)
                .then_some(Span { start: member.start, end: next.start });
        }
        if let Some(before) = before {
            let is_bare = self.is_only(before.end, member.start, comma);
            return is_bare.then_some(Span { start: before.end, end: member.end });
        }
        let close = parent.span.end.saturating_sub(1);
        (self.is_only(member.end, close, &[]) && self.is_only(parent.span.start + 1, member.start, &[]))
            .then_some(member)
    }

    fn removal_in_block(&self, place: &Place<'_>) -> Option<Span> {
        let Place { parent, member, before, next } = *place;
        if before.is_none() && next.is_none() {
            return None;
        }
        let is_list = matches!(parent.kind, Kind::Seq(_));
        let start = |member: Span| if is_list { self.dash(member.start) } else { Some(member.start) };
        let begin = start(member)?;
        let line = offset(self.text[..begin as usize].rfind('\n').map_or(0, |at| at + 1));
        if self.is_only(line, begin, &[]) {
            // Whole lines go.
            let rest = &self.text[member.end as usize..];
            let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
            let end = member.end + offset(length);
            return self.is_only(member.end, end, &[]).then_some(Span { start: line, end });
        }
        // The first member stands behind the dash or the key of what holds it: the next takes its place.
        let next = start(next?)?;
        self.is_only(member.end, next, &[]).then_some(Span { start: begin, end: next })
    }

    /// The dash before a member of a block list.
    fn dash(&self, start: u32) -> Option<u32> {
        let before = self.text[..start as usize].trim_end_matches([' ', '\t']);
        before.ends_with('-').then(|| offset(before.len() - 1))
    }

    /// Whether there may be a comment. A `#` in quotes is taken for one too: rather no edit than a lost remark.
    fn has_comment(&self, from: u32, to: u32) -> bool {
        self.syntax == Syntax::Yaml && self.source(Span { start: from, end: to }).is_none_or(|text| text.contains('#'))
    }

    fn unwrapped(&self, outer: Span, inner: Span) -> Option<(Span, String)> {
        let (around, held) = (self.value_at(outer)?, self.value_at(inner)?);
        let (end, held_end) = (self.end(around), self.end(held));
        if self.has_comment(outer.start, inner.start) || self.has_comment(held_end, end) {
            return None;
        }
        let source = self.source(Span { start: inner.start, end: held_end })?;
        let whole = Span { start: outer.start, end };
        if self.is_flow(around) || !source.contains('\n') {
            return Some((whole, source.to_owned()));
        }
        // The lines of a block move to the left as far as its first one does.
        let column = |byte: u32| byte - offset(self.text[..byte as usize].rfind('\n').map_or(0, |at| at + 1));
        let shift = column(inner.start).checked_sub(column(outer.start))? as usize;
        let mut lines = source.split('\n');
        let mut moved = lines.next()?.to_owned();
        for line in lines {
            moved.push('\n');
            let blanks = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() {
                moved.push_str(line.get(shift..).filter(|_| blanks >= shift)?);
            }
        }
        Some((whole, moved))
    }

    fn value_at(&self, span: Span) -> Option<&'a Value<'a>> {
        let mut here = self.root;
        while here.span != span {
            let held = first_not(members(here), |at| member(here, at).1.span.start <= span.start).checked_sub(1)?;
            here = member(here, held).1;
        }
        Some(here)
    }
}

fn members(value: &Value) -> usize {
    value.items().len() + value.entries().len()
}

/// Where a member begins, with its key if it has one, and its value.
fn member<'a>(parent: &'a Value<'a>, at: usize) -> (Span, &'a Value<'a>) {
    match &parent.kind {
        Kind::Map(entries) => (entries[at].key_span, &entries[at].value),
        _ => (parent.items()[at].span, &parent.items()[at]),
    }
}

/// The first of so many numbers that is not so; those that are so come first.
fn first_not(count: usize, is_so: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if is_so(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
