//! Leaves of the criteria tree and the scopes they look at (origin.md A.2.1).

use super::Shape::{Bool, Int, List, Node, OrNull, Pair, Table, Text, Word, WordOr};
use super::form::{CODE_RANGE, FILLED, PCT, SHA256, TEXT, WORD};
use super::{Object, Shape, may, need};

/// Bases that a share may be measured on.
pub(crate) const BASES: &[&str] = &["EXW", "FOB", "TV", "NC", "EXW_OR_FOB", "TV_OR_EXW"];
const MEASURES: &[&str] = &["value", "weight"];

pub(crate) static SCOPE: Object = Object {
    name: "a scope",
    keys: &[
        may("codes", OrNull(&List(&Text(&CODE_RANGE), false))),
        may("same", OrNull(&Word(&["chapter", "heading", "subheading"]))),
        may("tags", OrNull(&List(&Text(&WORD), false))),
        may("not", OrNull(&Shape::Object(&SCOPE))),
    ],
};
const A_SCOPE: Shape = Shape::Object(&SCOPE);
const MAYBE_SCOPE: Shape = OrNull(&A_SCOPE);
const OF: Shape = WordOr("product", &A_SCOPE);

pub(crate) static SOURCE_REF: Object = Object {
    name: "a reference to a source",
    keys: &[
        need("id", Text(&FILLED)),
        may("locator", OrNull(&Text(&TEXT))),
        may("words_sha256", OrNull(&Text(&SHA256))),
        may("span", OrNull(&Pair)),
    ],
};
pub(crate) const SOURCED: Shape = OrNull(&Shape::Object(&SOURCE_REF));

static ALLOWANCE: Object = Object {
    name: "an allowance",
    keys: &[
        need("scope", A_SCOPE),
        need("max_pct", Text(&PCT)),
        may("measure", Word(MEASURES)),
        may("basis", Word(BASES)),
    ],
};
const ALLOWANCES: Shape = List(&Shape::Object(&ALLOWANCE), false);

pub(crate) static ANY: Object = Object { name: "`any`", keys: &[need("any", List(&Node, true))] };
pub(crate) static ALL: Object = Object { name: "`all`", keys: &[need("all", List(&Node, true))] };

const TYPE: Shape = Text(&TEXT);

macro_rules! leaves {
    ($($type:literal => [$($key:expr),* $(,)?]),* $(,)?) => {
        /// The leaves by their type.
        pub(crate) static LEAVES: &[(&str, Object)] = &[$((
            $type,
            Object { name: concat!("`", $type, "`"), keys: &[need("type", TYPE), may("source", SOURCED), $($key),*] },
        )),*];
    };
}

leaves! {
    "CC" => [may("except", MAYBE_SCOPE), may("from_only", MAYBE_SCOPE), may("allowances", ALLOWANCES)],
    "CTH" => [may("except", MAYBE_SCOPE), may("from_only", MAYBE_SCOPE), may("allowances", ALLOWANCES)],
    "CTSH" => [may("except", MAYBE_SCOPE), may("from_only", MAYBE_SCOPE), may("allowances", ALLOWANCES)],
    "AnyHeading" => [may("except", MAYBE_SCOPE), may("allowances", ALLOWANCES)],
    "MaxNOM" => [need("pct", Text(&PCT)), need("basis", Word(BASES)), may("scope", MAYBE_SCOPE)],
    "MaxWeight" => [need("pct", Text(&PCT)), may("scope", MAYBE_SCOPE), may("of", OF)],
    "RVC" => [
        need("method", Word(&["build_down", "build_up", "focused", "net_cost"])),
        need("pct", Text(&PCT)),
        need("basis", Word(BASES)),
        may("scope", MAYBE_SCOPE),
    ],
    "NOMleOM" => [],
    "MinOM" => [
        need("pct", Text(&PCT)),
        may("measure", Word(MEASURES)),
        may("scope", MAYBE_SCOPE),
        may("of", OF),
        may("wholly_obtained", Bool),
    ],
    "WO" => [may("subject", Word(&["product", "materials"])), may("scope", MAYBE_SCOPE)],
    "Originating" => [may("scope", MAYBE_SCOPE)],
    "Process" => [
        may("any_of", OrNull(&List(&Text(&WORD), false))),
        may("all_of", OrNull(&List(&Text(&WORD), false))),
        may("parameters", OrNull(&Table(&Shape::Any))),
    ],
    "FromMaterial" => [need("tags", List(&Text(&WORD), true))],
    "SetRule" => [need("max_pct", Text(&PCT)), may("basis", Word(BASES))],
    "OriginRetained" => [],
    "Prohibit" => [need("scope", A_SCOPE)],
    "Fact" => [need("code", Text(&WORD)), need("kind", Word(&["process", "material", "description"]))],
}

/// Months of a proof's validity.
pub(crate) const MONTHS: Shape = OrNull(&Int(1, 60));
