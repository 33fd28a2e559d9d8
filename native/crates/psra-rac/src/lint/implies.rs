//! Whether one node of a tree makes another hold: then, of two alternatives, the stricter is never needed, and of two
//! requirements the weaker asks for nothing.

use std::cell::Cell;

use super::meaning::is_same;
use crate::located::Value;

/// So many pairs of nodes are compared in one document; then nothing more is claimed. No input takes long.
const MOST_STEPS: u32 = 200_000;

/// Compares nodes within a budget.
pub(super) struct Implies {
    steps: Cell<u32>,
}

impl Implies {
    /// A budget for one document.
    pub fn new() -> Self {
        Self { steps: Cell::new(MOST_STEPS) }
    }

    /// Whether `b` holds wherever `a` holds. False where that cannot be told.
    pub fn holds(&self, a: &Value<'_>, b: &Value<'_>) -> bool {
        let Some(left) = self.steps.get().checked_sub(1) else { return false };
        self.steps.set(left);
        let (a_any, a_all) = (a.list("any"), a.list("all"));
        let (b_any, b_all) = (b.list("any"), b.list("all"));
        if !a_any.is_empty() {
            return a_any.iter().all(|one| self.holds(one, b));
        }
        if !b_all.is_empty() {
            return b_all.iter().all(|one| self.holds(a, one));
        }
        a_all.iter().any(|one| self.holds(one, b))
            || b_any.iter().any(|one| self.holds(a, one))
            || (a_all.is_empty() && b_any.is_empty() && leaf(a, b))
    }
}

fn leaf(a: &Value<'_>, b: &Value<'_>) -> bool {
    let (Some(one), Some(other)) = (a.str_at("type"), b.str_at("type")) else { return false };
    if let (Some(strict), Some(loose)) = (level(one), level(other)) {
        return strict >= loose && change(a, b, other);
    }
    one == other
        && match one {
            "MaxNOM" => is_given(a, b, "basis", "") && at_most(a, b),
            "MaxWeight" => is_given(a, b, "of", "product") && at_most(a, b),
            "RVC" => ["method", "basis", "scope"].iter().all(|key| is_given(a, b, key, "")) && at_least(a, b),
            "MinOM" => {
                let alike = [("measure", "value"), ("basis", "EXW"), ("scope", ""), ("of", "product")];
                alike.iter().all(|(key, default)| is_given(a, b, key, default))
                    && (!truth(b, "wholly_obtained") || truth(a, "wholly_obtained"))
                    && at_least(a, b)
            }
            "Process" => processes(a, b),
            _ => is_same(a, b),
        }
}

/// How much of the code must change: more digits the same is less.
fn level(kind: &str) -> Option<u8> {
    match kind {
        "CC" => Some(3),
        "CTH" => Some(2),
        "CTSH" => Some(1),
        "AnyHeading" => Some(0),
        _ => None,
    }
}

/// Two changes of classification, the first at least as far as the second: what the second forbids beside, the first
/// must forbid, and what the first allows beside, the second must allow.
fn change(a: &Value<'_>, b: &Value<'_>, kind: &str) -> bool {
    let forbids = |key: &str| b.given(key).is_none_or(|said| a.given(key).is_some_and(|own| is_same(own, said)));
    let allows = |key: &str| {
        let own = a.given(key).filter(|own| !(own.items().is_empty() && key == "allowances"));
        own.is_none_or(|own| b.given(key).is_some_and(|said| is_same(own, said)))
    };
    let included = kind != "AnyHeading" || b.given("including").is_none();
    included
        && forbids("except")
        && forbids("from_only")
        && forbids("within_group")
        && allows("including")
        && allows("allowances")
}

/// Whether the two say the same under a key; absent is the default.
fn is_given(a: &Value<'_>, b: &Value<'_>, key: &str, default: &str) -> bool {
    match (a.given(key), b.given(key)) {
        (Some(a), Some(b)) => is_same(a, b),
        (Some(said), None) | (None, Some(said)) => said.as_str() == Some(default),
        (None, None) => true,
    }
}

fn truth(node: &Value<'_>, key: &str) -> bool {
    node.get(key).and_then(Value::as_bool) == Some(true)
}

/// A greatest share of everything is one of each part too.
fn at_most(a: &Value<'_>, b: &Value<'_>) -> bool {
    let of_all = a.given("scope").is_none() || is_given(a, b, "scope", "");
    let Some((own, said)) = pct(a).zip(pct(b)) else { return false };
    of_all && (own < said || (own == said && (truth(a, "exclusive") || !truth(b, "exclusive"))))
}

fn at_least(a: &Value<'_>, b: &Value<'_>) -> bool {
    let Some((own, said)) = pct(a).zip(pct(b)) else { return false };
    own > said || (own == said && (truth(a, "exclusive") || !truth(b, "exclusive")))
}

fn processes(a: &Value<'_>, b: &Value<'_>) -> bool {
    let has = |list: &[Value<'_>], word: &Value<'_>| list.iter().any(|other| other.kind == word.kind);
    let (any, all) = (a.list("any_of"), a.list("all_of"));
    let (b_any, b_all) = (b.list("any_of"), b.list("all_of"));
    let alike = is_given(a, b, "parameters", "");
    let of_any = !any.is_empty() && !b_any.is_empty() && any.iter().all(|word| has(b_any, word));
    let of_all = !b_all.is_empty() && b_all.iter().all(|word| has(all, word));
    let one_of_all = all.iter().any(|word| has(b_any, word));
    alike && (of_any || of_all || one_of_all)
}

/// A leaf's share in millionths of a per cent, so that shares compare exactly.
pub(super) fn pct(node: &Value<'_>) -> Option<u32> {
    millionths(node.str_at("pct")?)
}

/// A percentage as the format writes it, in millionths.
pub(super) fn millionths(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() > 3 || fraction.len() > 6 {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = if fraction.is_empty() { 0 } else { format!("{fraction:0<6}").parse().ok()? };
    Some(whole * 1_000_000 + part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Syntax, parse};

    fn holds(a: &str, b: &str) -> bool {
        let read = |text| parse(text, Syntax::Yaml).unwrap_or_else(|found| panic!("{found:?}")).root;
        Implies::new().holds(&read(a), &read(b))
    }

    #[test]
    fn the_stricter_makes_the_weaker_hold_and_never_the_other_way() {
        for (strict, weak) in [
            ("{type: CC}", "{type: CTH}"),
            ("{type: CTH}", "{type: CTSH}"),
            ("{type: CTSH}", "{type: AnyHeading}"),
            ("{type: CTH, except: {codes: ['3901']}}", "{type: CTH}"),
            ("{type: CTH}", "{type: CTH, allowances: [{scope: {same: heading}, max_pct: '20'}]}"),
            ("{type: MaxNOM, pct: '40', basis: EXW}", "{type: MaxNOM, pct: '50', basis: EXW}"),
            ("{type: MaxNOM, pct: '50', basis: EXW, exclusive: true}", "{type: MaxNOM, pct: '50', basis: EXW}"),
            ("{type: MaxNOM, pct: '50', basis: EXW}", "{type: MaxNOM, pct: '50', basis: EXW, scope: {codes: ['39']}}"),
            (
                "{type: RVC, method: build_up, pct: '45', basis: FOB}",
                "{type: RVC, method: build_up, pct: '40.5', basis: FOB}",
            ),
            ("{type: Process, any_of: [spinning]}", "{type: Process, any_of: [weaving, spinning]}"),
            ("{type: Process, all_of: [weaving, spinning]}", "{type: Process, all_of: [spinning]}"),
            ("{type: Process, all_of: [weaving, spinning]}", "{type: Process, any_of: [spinning]}"),
            ("{all: [{type: CTH}, {type: MaxNOM, pct: '50', basis: EXW}]}", "{type: CTSH}"),
            ("{type: CTH}", "{any: [{type: CTSH}, {type: NOMleOM}]}"),
            ("{type: MinOM, pct: '50', wholly_obtained: true}", "{type: MinOM, pct: '50'}"),
        ] {
            assert!(holds(strict, weak), "{strict} => {weak}");
            assert!(!holds(weak, strict), "{weak} => {strict}");
        }
    }

    #[test]
    fn what_cannot_be_compared_makes_nothing_hold() {
        for (a, b) in [
            ("{type: CC}", "{type: CTH, except: {codes: ['3901']}}"),
            ("{type: CC, including: {codes: ['3901']}}", "{type: CTH}"),
            ("{type: CTH}", "{type: AnyHeading, including: {same: heading}}"),
            ("{type: MaxNOM, pct: '40', basis: FOB}", "{type: MaxNOM, pct: '50', basis: EXW}"),
            ("{type: MaxNOM, pct: '40', basis: EXW, scope: {codes: ['39']}}", "{type: MaxNOM, pct: '50', basis: EXW}"),
            ("{type: CTH}", "{type: NOMleOM}"),
            ("{type: CTH}", "{all: [{type: CTH}, {type: NOMleOM}]}"),
            ("{any: [{type: CTH}, {type: NOMleOM}]}", "{type: CTSH}"),
        ] {
            assert!(!holds(a, b), "{a} => {b}");
        }
    }

    #[test]
    fn shares_compare_exactly() {
        assert_eq!(millionths("7.5"), Some(7_500_000));
        assert_eq!(millionths("100.00"), Some(100_000_000));
        assert_eq!((millionths("7.1234567"), millionths("x"), millionths("1.-1")), (None, None, None));
    }

    #[test]
    fn a_tree_made_to_take_long_is_left_alone() {
        let (first, last) = ("{type: NOMleOM},".repeat(600), "{type: CTH},".repeat(600));
        let (a, b) = (format!("{{any: [{first}]}}"), format!("{{any: [{last}{{type: NOMleOM}}]}}"));
        assert!(!holds(&a, &b), "it holds, but to tell takes more than the budget");
        assert!(holds("{type: NOMleOM}", &b));
    }
}
