//! Accounting segregation (origin.md A.13): a ledger of a stock of fungible materials or goods whose origin is told apart
//! in the books only.
//!
//! Whatever the method, no more leaves the stock as originating than physical segregation could have let out: at every
//! moment what was issued as originating is at most what came in as originating, the opening balance included. Whether
//! an agreement lets a stock be kept so is its own part (`accounting_segregation`).

mod answer;

use std::collections::VecDeque;

use crate::case::{Lot, Method, Movement, Stock};
use crate::date::Date;
use crate::errors::{CaseError, STOCK_SHORT};
use crate::exact::Exact;

/// What was taken out, and how much of it originates.
#[derive(Debug, Clone)]
pub struct Issued {
    pub(crate) reference: String,
    pub(crate) date: Date,
    pub(crate) quantity: Exact,
    pub(crate) originating: Exact,
    /// Lots from which it was taken, where the method tells them.
    pub(crate) lots: Vec<(String, Exact)>,
}

/// The books of a stock.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) issued: Vec<Issued>,
    /// Quantity that came in as originating, and in all.
    pub(crate) received: (Exact, Exact),
    /// Quantity that is left, originating and in all.
    pub(crate) left: (Exact, Exact),
}

/// The stock at a moment.
#[derive(Debug)]
struct Balance {
    lots: VecDeque<Lot>,
    originating: Exact,
    whole: Exact,
}

/// Keep the books.
///
/// # Errors
/// Where more is taken than there is.
pub fn keep(stock: &Stock) -> Result<Ledger, CaseError> {
    let share = share_of_period(stock);
    let mut balance = Balance { lots: VecDeque::new(), originating: Exact::zero(), whole: Exact::zero() };
    let mut received = (Exact::zero(), Exact::zero());
    let mut issued = Vec::new();
    let mut take_in = |balance: &mut Balance, lot: &Lot| {
        if lot.originating {
            received.0 = received.0.plus(&lot.quantity);
            balance.originating = balance.originating.plus(&lot.quantity);
        }
        received.1 = received.1.plus(&lot.quantity);
        balance.whole = balance.whole.plus(&lot.quantity);
        balance.lots.push_back(lot.clone());
    };
    stock.opening.iter().for_each(|lot| take_in(&mut balance, lot));
    for (n, movement) in stock.movements.iter().enumerate() {
        match movement {
            Movement::Receipt(_, lot) => take_in(&mut balance, lot),
            Movement::Issue(date, reference, quantity) => {
                if *quantity > balance.whole {
                    return Err(CaseError::at(
                        STOCK_SHORT,
                        format!("/movements/{n}/quantity"),
                        format!("{quantity} are issued, but the stock holds {}", balance.whole),
                    ));
                }
                let (originating, lots) = balance.take(stock.method, quantity, &share);
                issued.push(Issued {
                    reference: reference.clone(),
                    date: date.clone(),
                    quantity: quantity.clone(),
                    originating,
                    lots,
                });
            }
        }
    }
    Ok(Ledger { issued, received, left: (balance.originating, balance.whole) })
}

/// The share of originating receipts of the whole period, the opening balance included.
fn share_of_period(stock: &Stock) -> Exact {
    let receipts = stock.movements.iter().filter_map(|movement| match movement {
        Movement::Receipt(_, lot) => Some(lot),
        Movement::Issue(..) => None,
    });
    let (mut originating, mut whole) = (Exact::zero(), Exact::zero());
    for lot in stock.opening.iter().chain(receipts) {
        whole = whole.plus(&lot.quantity);
        if lot.originating {
            originating = originating.plus(&lot.quantity);
        }
    }
    originating.divide(&whole)
}

impl Balance {
    /// Take out a quantity: how much of it originates, and from which lots it comes.
    fn take(&mut self, method: Method, quantity: &Exact, period: &Exact) -> (Exact, Vec<(String, Exact)>) {
        let (originating, lots) = match method {
            Method::Fifo => self.of_lots(quantity, VecDeque::pop_front, VecDeque::push_front),
            Method::Lifo => self.of_lots(quantity, VecDeque::pop_back, VecDeque::push_back),
            Method::Average => (quantity.times(&self.originating).divide(&self.whole), Vec::new()),
            // The share of the period is an entitlement; what has not come in yet cannot go out.
            Method::Proportional => (quantity.times(period).min(self.originating.clone()), Vec::new()),
        };
        self.originating = self.originating.minus(&originating);
        self.whole = self.whole.minus(quantity);
        (originating, lots)
    }

    fn of_lots(
        &mut self,
        quantity: &Exact,
        next: fn(&mut VecDeque<Lot>) -> Option<Lot>,
        back: fn(&mut VecDeque<Lot>, Lot),
    ) -> (Exact, Vec<(String, Exact)>) {
        let mut wanted = quantity.clone();
        let mut originating = Exact::zero();
        let mut lots = Vec::new();
        while wanted.is_positive() {
            let Some(mut lot) = next(&mut self.lots) else { break };
            let taken = wanted.clone().min(lot.quantity.clone());
            if lot.originating {
                originating = originating.plus(&taken);
            }
            wanted = wanted.minus(&taken);
            lot.quantity = lot.quantity.minus(&taken);
            lots.push((lot.id.clone(), taken));
            if lot.quantity.is_positive() {
                back(&mut self.lots, lot);
            }
        }
        (originating, lots)
    }
}
