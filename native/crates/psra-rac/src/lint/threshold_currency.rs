//! RAC266: a threshold without its currency.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC266",
    title: "a threshold without its currency",
    severity: Severity::Error,
    why: "The value above which only certain exporters may make out a proof is an amount of money: an amount without a currency, or a currency without an amount, is none.",
    bad: "proof: {kinds: [statement_on_origin], threshold_amount: \"6000\"}",
    good: "proof: {kinds: [statement_on_origin], threshold_amount: \"6000\", threshold_currency: EUR}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for proof in document.generals().filter_map(|general| general.given("proof")) {
        let (amount, currency) = (proof.given("threshold_amount"), proof.given("threshold_currency"));
        match (amount, currency) {
            (Some(amount), None) => found.push(lint.at(amount.span, "the amount has no `threshold_currency`")),
            (None, Some(currency)) => found.push(lint.at(currency.span, "the currency has no `threshold_amount`")),
            _ => {}
        }
    }
}
