//! The document of product-specific rules.

use super::Shape::{Bool, Edition, List, Node, OrNull, Table, Text, Word};
use super::criteria::SOURCE_REF;
use super::form::{AGREEMENT, DATE, FILLED, HS6, RULE_ID, SHA256, TEXT, WORD};
use super::{Object, Shape, may, need};

pub(crate) static SOURCE: Object = Object {
    name: "a source",
    keys: &[
        need("instrument", Text(&FILLED)),
        need("verified", Bool),
        may("publisher", OrNull(&Text(&TEXT))),
        may("annex", OrNull(&Text(&TEXT))),
        may("url", OrNull(&Text(&TEXT))),
        may("sha256", OrNull(&Text(&SHA256))),
        may("source_proxy", OrNull(&Text(&TEXT))),
        may("review_by", OrNull(&Text(&DATE))),
    ],
};
pub(crate) const SOURCES: Shape = Table(&Shape::Object(&SOURCE));
pub(crate) const DAY: Shape = OrNull(&Text(&DATE));

static GUARD: Object = Object {
    name: "a guard",
    keys: &[
        may("valid_from", DAY),
        may("valid_to", DAY),
        may("direction", OrNull(&Word(&["import", "export"]))),
        may("quota", OrNull(&Text(&TEXT))),
        may("countries", OrNull(&List(&Text(&TEXT), false))),
    ],
};

static RULE: Object = Object {
    name: "a rule",
    keys: &[
        need("id", Text(&RULE_ID)),
        need("heading", Text(&TEXT)),
        need("from", Text(&HS6)),
        need("to", Text(&HS6)),
        need("row", Word(&["whole", "described", "residual"])),
        may("applies_to", List(&Text(&WORD), false)),
        may("guard", OrNull(&Shape::Object(&GUARD))),
        need("state", Word(&["compiled", "attested", "quarantined"])),
        may("reason", OrNull(&Text(&TEXT))),
        need("criterion", OrNull(&Node)),
        may("text", OrNull(&Text(&TEXT))),
        need("source", Shape::Object(&SOURCE_REF)),
        may("notes", OrNull(&List(&Text(&TEXT), false))),
    ],
};

pub(crate) static RULES: Object = Object {
    name: "a document of rules",
    keys: &[
        need("rac", Word(&["2.0"])),
        need("kind", Word(&["rules"])),
        need("agreement", Text(&AGREEMENT)),
        need("publisher", Text(&TEXT)),
        need("hs_edition", Edition),
        may("printed_edition", OrNull(&Edition)),
        may("valid_from", DAY),
        may("valid_to", DAY),
        need("sources", SOURCES),
        need("rules", List(&Shape::Object(&RULE), false)),
    ],
};
