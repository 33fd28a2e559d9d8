//! The document of an agreement's general rules (origin.md A.5 to A.18).

use super::Shape::{Bool, Cumulation, Edition, List, OrNull, Switch, Text, Word};
use super::criteria::{BASES, MONTHS, SOURCED};
use super::document::{DAY, SOURCES};
use super::form::{AGREEMENT, AMOUNT, CODE_RANGE, CURRENCY, PARTY, PCT, TEXT, WORD};
use super::{Object, Shape, may, need};

/// Kinds of cumulation.
pub(crate) const CUMULATION: &[&str] = &["bilateral", "diagonal", "full", "extended"];
const COUNTED: &[&str] = &["counted", "ignored"];
const IN_CTC: &[&str] = &["ignored", "considered", "part_of_unit"];
const CODES: Shape = List(&Text(&CODE_RANGE), false);

static TOLERANCE: Object = Object {
    name: "a tolerance",
    keys: &[
        need("chapters", CODES),
        may("except_codes", CODES),
        need("measure", Word(&["value", "weight"])),
        need("pct", Text(&PCT)),
        may("basis", Word(BASES)),
        may("source", SOURCED),
    ],
};

pub(crate) static CUMULATION_KINDS: Object =
    Object { name: "cumulation", keys: &[need("kinds", List(&Word(CUMULATION), false)), may("source", SOURCED)] };

pub(crate) static SWITCH: Object = Object { name: "a switch", keys: &[need("value", Bool), may("source", SOURCED)] };

static OPERATIONS: Object = Object {
    name: "insufficient operations",
    keys: &[need("operations", List(&Text(&WORD), false)), need("combination", Bool), may("source", SOURCED)],
};

static SETS: Object =
    Object { name: "sets", keys: &[need("pct", Text(&PCT)), may("basis", Word(BASES)), may("source", SOURCED)] };

static PACKAGING: Object = Object {
    name: "packaging",
    keys: &[need("retail_in_ctc", Word(IN_CTC)), may("retail_in_value", Word(COUNTED)), may("source", SOURCED)],
};

static ACCESSORIES: Object = Object {
    name: "accessories",
    keys: &[need("in_ctc", Word(IN_CTC)), may("in_value", Word(COUNTED)), may("source", SOURCED)],
};

static DRAWBACK: Object = Object {
    name: "drawback",
    keys: &[
        need("rule", Word(&["allowed", "banned", "banned_chapters"])),
        may("chapters", CODES),
        may("source", SOURCED),
    ],
};

static TRANSPORT: Object = Object {
    name: "transport",
    keys: &[need("rule", Word(&["direct", "non_alteration", "customs_control"])), may("source", SOURCED)],
};

static PROOF: Object = Object {
    name: "proof",
    keys: &[
        need("kinds", List(&Text(&TEXT), false)),
        may("validity_months", MONTHS),
        may("threshold_amount", OrNull(&Text(&AMOUNT))),
        may("threshold_currency", OrNull(&Text(&CURRENCY))),
        may("source", SOURCED),
    ],
};

static GENERAL: Object = Object {
    name: "general rules",
    keys: &[
        may("tolerance", OrNull(&List(&Shape::Object(&TOLERANCE), false))),
        may("tolerance_scope", OrNull(&Word(&["failing_only", "all_nom"]))),
        may("tolerance_rescues_weight", OrNull(&Bool)),
        may("cumulation", OrNull(&Cumulation)),
        may("absorption", OrNull(&Switch)),
        may("tracing", OrNull(&Switch)),
        may("insufficient_operations", OrNull(&Shape::Object(&OPERATIONS))),
        may("sets", OrNull(&Shape::Object(&SETS))),
        may("packaging", OrNull(&Shape::Object(&PACKAGING))),
        may("accessories", OrNull(&Shape::Object(&ACCESSORIES))),
        may("drawback", OrNull(&Shape::Object(&DRAWBACK))),
        may("transport", OrNull(&Shape::Object(&TRANSPORT))),
        may("proof", OrNull(&Shape::Object(&PROOF))),
    ],
};

static PERIOD: Object = Object {
    name: "a period",
    keys: &[may("valid_from", DAY), may("valid_to", DAY), need("general", Shape::Object(&GENERAL))],
};

static PARTY_KEYS: Object = Object {
    name: "a party",
    keys: &[need("code", Text(&PARTY)), need("name", Text(&TEXT)), may("members", List(&Text(&PARTY), false))],
};

pub(crate) static AGREEMENT_KEYS: Object = Object {
    name: "a document of general rules",
    keys: &[
        need("rac", Word(&["2.0"])),
        need("kind", Word(&["agreement"])),
        need("agreement", Text(&AGREEMENT)),
        need("title", Text(&TEXT)),
        need("publisher", Text(&TEXT)),
        need("hs_edition", Edition),
        need("sources", SOURCES),
        need("parties", List(&Shape::Object(&PARTY_KEYS), false)),
        may("valid_from", DAY),
        may("valid_to", DAY),
        need("ruleset", List(&Shape::Object(&PERIOD), false)),
    ],
};
