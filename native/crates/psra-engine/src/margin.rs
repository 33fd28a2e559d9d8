//! How far a share is from its limit: how far the price may move, a value, a currency, each by itself, before this
//! measure turns (origin.md A.17, 7). Exact fractions; what would have to move the other way is past its bound already.

use crate::exact::Exact;
use crate::json::Json;
use crate::limit::Limit;
use crate::share::Share;
use crate::subject::Subject;

/// Which side of its limit a share must keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A sum may be at most the limit.
    Cap,
    /// What a sum leaves must be at least the limit: the sum at most the rest.
    Rest,
    /// A sum must be at least the limit.
    Floor,
}

/// The margin of a share of a price, as a member of its measure; none where the share is not known.
#[must_use]
pub fn of_share(subject: &Subject<'_>, share: &Share, limit: &Limit, side: Side) -> Option<(&'static str, Json)> {
    let price = &subject.price(share.basis).ok()?.amount;
    let part = share.fraction.as_ref()?;
    let bound = if side == Side::Rest { Exact::whole(1).minus(&limit.share) } else { limit.share.clone() };
    let (turning_price, value) = if side == Side::Floor {
        ("price_up_to", ("value_down_by", part.minus(&bound).times(price)))
    } else {
        ("price_down_to", ("value_up_by", bound.minus(part).times(price)))
    };
    let mut members = Vec::with_capacity(3);
    if bound.is_positive() {
        members.push((turning_price, Json::str(part.times(price).divide(&bound).to_string())));
    }
    members.push((value.0, Json::str(value.1.to_string())));
    if part.is_positive() {
        // All of the sum, were it in one other currency.
        members.push(("currency_factor", Json::str(bound.divide(part).to_string())));
    }
    Some(("margin", Json::object(members)))
}
