//! Exchange rates (origin.md A.17, 3): one determination currency, and what is stated in another is converted by a dated
//! rate that the case gives, exactly. No rate is assumed: without one the amount stays in its own currency and compares with
//! nothing.

use crate::case::{Case, Material, Money, Rate};
use crate::date::Date;
use crate::exact::Exact;

/// Put every amount that a rate reaches into the determination currency; the case keeps the rates that were used.
pub fn apply(case: &mut Case, as_of: &Date) {
    let stated = std::mem::take(&mut case.exchange_rates);
    if stated.is_empty() {
        return;
    }
    let Some(currency) = determination_currency(case) else { return };
    let mut table = Table { rates: &stated, currency: &currency, as_of, used: vec![false; stated.len()] };
    let product = &mut case.product;
    for price in [
        &mut product.ex_works_price,
        &mut product.transaction_value,
        &mut product.fob_price,
        &mut product.net_cost,
        &mut product.outward_processing,
    ] {
        table.convert(price.as_mut());
    }
    table.convert_all(&mut case.materials);
    let used = table.used;
    case.exchange_rates = stated.into_iter().zip(used).filter(|(_, used)| *used).map(|(rate, _)| rate).collect();
}

/// The currency of the product's price; where it has none, the first by name among the materials'.
fn determination_currency(case: &Case) -> Option<String> {
    let product = &case.product;
    let prices = [&product.ex_works_price, &product.transaction_value, &product.fob_price, &product.net_cost];
    let of_price = prices.into_iter().flatten().map(|money| money.currency.clone()).next();
    of_price.or_else(|| first_by_name(&case.materials).map(Into::into))
}

fn first_by_name(materials: &[Material]) -> Option<&str> {
    let own = materials.iter().filter_map(|m| m.value.as_ref()).map(|money| money.currency.as_str());
    own.chain(materials.iter().filter_map(|m| first_by_name(&m.materials))).min()
}

struct Table<'r> {
    rates: &'r [Rate],
    currency: &'r str,
    as_of: &'r Date,
    used: Vec<bool>,
}

impl Table<'_> {
    fn convert_all(&mut self, materials: &mut [Material]) {
        for material in materials {
            self.convert(material.value.as_mut());
            self.convert_all(&mut material.materials);
        }
    }

    fn convert(&mut self, money: Option<&mut Money>) {
        let Some(money) = money.filter(|m| m.currency != self.currency) else { return };
        let (at, factor) = if let Some(at) = self.latest(&money.currency, self.currency) {
            (at, self.rates[at].factor.clone())
        } else if let Some(at) = self.latest(self.currency, &money.currency) {
            (at, Exact::whole(1).divide(&self.rates[at].factor))
        } else {
            return;
        };
        self.used[at] = true;
        *money = Money { amount: money.amount.times(&factor), currency: self.currency.into() };
    }

    /// The rate of the latest day that is not after the day of the determination.
    fn latest(&self, from: &str, to: &str) -> Option<usize> {
        let fits = |rate: &Rate| rate.from == from && rate.to == to && rate.date <= *self.as_of;
        let fitting = self.rates.iter().enumerate().filter(|(_, rate)| fits(rate));
        fitting.max_by(|(_, a), (_, b)| a.date.cmp(&b.date)).map(|(at, _)| at)
    }
}
