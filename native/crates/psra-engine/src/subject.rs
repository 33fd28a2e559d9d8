//! What is being decided, and the lines it is made of, as the criteria see them.

use crate::case::{Contained, Money};
use crate::criteria::Processes;
use crate::exact::Exact;
use crate::facts::MissingFact;
use crate::law::Basis;
use crate::logic::Truth;

/// The product (or an intermediate that is decided like one), under one candidate code of the rules' HS editions.
#[derive(Debug, Clone)]
pub struct Subject<'c> {
    /// In the edition of the agreement.
    pub(crate) code: u32,
    /// In the edition in which the list is printed.
    pub(crate) printed: u32,
    /// Where it stands in the case: `/product`, or the pointer of an intermediate.
    pub(crate) pointer: &'c str,
    pub(crate) tags: Option<&'c [String]>,
    pub(crate) rule_row: Option<&'c str>,
    pub(crate) exw: Option<&'c Money>,
    pub(crate) fob: Option<&'c Money>,
    pub(crate) tv: Option<&'c Money>,
    pub(crate) nc: Option<&'c Money>,
    pub(crate) weight: Option<&'c Exact>,
    pub(crate) wholly_obtained: Option<bool>,
    /// An intermediate: what was done on the way to the product need not have been done to it.
    pub(crate) intermediate: bool,
    /// Processes that an intermediate is stated to have undergone itself.
    pub(crate) processes: Processes<'c>,
}

impl<'c> Subject<'c> {
    /// The price for one single basis, or what to ask for.
    ///
    /// # Errors
    /// The missing fact, where the price is absent or not above zero.
    pub fn price(&self, basis: Basis) -> Result<&'c Money, MissingFact> {
        let (price, key, name) = match basis {
            Basis::Exw | Basis::ExwOrFob => (self.exw, "ex_works_price", "ex-works price"),
            Basis::Fob => (self.fob, "fob_price", "free-on-board price"),
            Basis::Tv | Basis::TvOrExw => (self.tv, "transaction_value", "transaction value"),
            Basis::Nc => (self.nc, "net_cost", "net cost"),
        };
        let key = if self.intermediate { "value" } else { key };
        let missing = |reason: String| {
            let ask = format!("What is the {name} of {}?", self.name());
            Err(MissingFact::fact(format!("{}/{key}", self.pointer), reason, ask))
        };
        match price {
            Some(money) if money.amount.is_positive() => Ok(money),
            Some(_) => missing(format!("the {name} given is not above zero")),
            None => missing(format!("the {name} is not given")),
        }
    }

    /// The net weight, or what to ask for.
    ///
    /// # Errors
    /// The missing fact, where the weight is absent or not above zero.
    pub fn net_weight(&self) -> Result<&'c Exact, MissingFact> {
        self.weight.filter(|w| w.is_positive()).ok_or_else(|| {
            MissingFact::fact(
                format!("{}/net_weight_kg", self.pointer),
                "the net weight is not given, or not above zero",
                format!("What is the net weight of {} in kilograms?", self.name()),
            )
        })
    }

    /// How a question calls it.
    #[must_use]
    pub fn name(&self) -> String {
        if self.intermediate { format!("the intermediate at {}", self.pointer) } else { "the product".into() }
    }
}

/// A material as the criteria see it.
#[derive(Debug, Clone)]
pub struct Line<'c> {
    pub(crate) id: &'c str,
    pub(crate) pointer: &'c str,
    /// Candidate codes in the agreement's HS edition; more than one where the editions do not map one to one.
    pub(crate) codes: Vec<u32>,
    /// The same in the edition in which the list is printed.
    pub(crate) printed: Vec<u32>,
    pub(crate) code_fact: Option<MissingFact>,
    pub(crate) tags: Option<&'c [String]>,
    pub(crate) value: Option<&'c Money>,
    pub(crate) weight: Option<&'c Exact>,
    pub(crate) wholly_obtained: Option<bool>,
    pub(crate) contains: &'c [Contained],
    /// Where it originates, or was made.
    pub(crate) country: Option<&'c str>,
    /// Whether it is non-originating under this agreement.
    pub(crate) nom: Truth,
    pub(crate) nom_facts: Vec<MissingFact>,
    /// Why it counts as it does, for the proof.
    pub(crate) because: &'static str,
    /// Whether it originates only while more than insufficient operations are carried out.
    pub(crate) gated: Truth,
    pub(crate) in_ctc: bool,
    pub(crate) in_value: bool,
    pub(crate) in_weight: bool,
}

impl Line<'_> {
    /// Whether a test of the code holds for all, for none, or for some of the candidates.
    pub fn code_is(&self, test: impl Fn(u32) -> bool) -> Truth {
        Truth::agree(self.codes.iter().map(|code| Truth::from(test(*code))))
    }

    /// Whether a test of the code as the list prints it holds for all, for none, or for some of the candidates.
    pub fn printed_is(&self, test: impl Fn(u32) -> bool) -> Truth {
        Truth::agree(self.printed.iter().map(|code| Truth::from(test(*code))))
    }

    /// Its value in a currency, or what to ask for. What a rate of the case reaches was converted before.
    ///
    /// # Errors
    /// The missing fact, where the value is absent, not above zero, or in another currency.
    pub fn amount(&self, currency: &str) -> Result<Exact, MissingFact> {
        let missing = |reason: String, or: String| {
            let ask = format!("What is the customs value of material {:?} in {currency}?{or}", self.id);
            Err(MissingFact::fact(format!("{}/value", self.pointer), reason, ask))
        };
        match self.value {
            Some(money) if !money.amount.is_positive() => {
                missing(format!("the value given for material {:?} is not above zero", self.id), String::new())
            }
            Some(money) if money.currency != currency => missing(
                format!(
                    "the value of material {:?} is in {}, the price in {currency}, and no rate of the day is given",
                    self.id, money.currency
                ),
                format!(
                    " Or which rate from {} to {currency} holds, and since which day (/exchange_rates)?",
                    money.currency
                ),
            ),
            Some(money) => Ok(money.amount.clone()),
            None => missing(format!("the value of material {:?} is not given", self.id), String::new()),
        }
    }

    /// No amount, for the currency is not known: the fact that is missing of the line itself, if one is.
    ///
    /// # Errors
    /// Always: `Some` where the line has no usable value either.
    pub fn amount_known(&self) -> Result<Exact, Option<MissingFact>> {
        match self.value {
            Some(money) => Err(self.amount(&money.currency).err()),
            None => Err(self.amount("the currency of the price").err()),
        }
    }

    /// Its net weight in kilograms, or what to ask for.
    ///
    /// # Errors
    /// The missing fact, where the weight is absent or not above zero.
    pub fn net_weight(&self) -> Result<Exact, MissingFact> {
        self.weight.filter(|w| w.is_positive()).cloned().ok_or_else(|| {
            MissingFact::fact(
                format!("{}/net_weight_kg", self.pointer),
                format!("the net weight of material {:?} is not given, or not above zero", self.id),
                format!("What is the net weight of material {:?} in kilograms?", self.id),
            )
        })
    }

    /// The facts that would settle whether it is non-originating, and under which code.
    pub fn identity_facts(&self) -> impl Iterator<Item = MissingFact> + '_ {
        let unsure = if self.nom == Truth::Unknown { self.nom_facts.as_slice() } else { &[] };
        unsure.iter().cloned().chain(self.code_fact.clone())
    }
}
