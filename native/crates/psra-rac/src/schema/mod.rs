//! The shape of `RaC` 2.0 as tables: which keys an object has, and what may stand under them.
//!
//! The same shape stands in `psra_assets/contracts/rule` as typed models; a drift test holds the two together.

mod agreement;
mod check;
mod criteria;
mod document;
pub mod form;

pub use check::check;

/// What may stand at a place.
pub(crate) enum Shape {
    /// Yes or no.
    Bool,
    /// Text of a form.
    Text(&'static form::Form),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number that is an edition of the HS.
    Edition,
    /// A whole number within bounds, both inclusive.
    Int(i64, i64),
    /// Two whole numbers.
    Pair,
    /// A list; `true`: not empty.
    List(&'static Shape, bool),
    /// Any keys with values of one shape.
    Table(&'static Shape),
    /// An object.
    Object(&'static Object),
    /// A node of the criteria tree.
    Node,
    /// The word, or the shape.
    WordOr(&'static str, &'static Shape),
    /// The value itself, or an object with `value` and `source`.
    Switch,
    /// A list of kinds, or an object with `kinds` and `source`.
    Cumulation,
    /// Null or the shape.
    OrNull(&'static Shape),
    /// Anything without fractions.
    Any,
}

/// An object's keys.
pub(crate) struct Object {
    /// What it is called in messages.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

/// A key of an object.
pub(crate) struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What may stand under it.
    pub shape: Shape,
}

/// A key that must be there.
pub(crate) const fn need(name: &'static str, shape: Shape) -> Key {
    Key { name, required: true, shape }
}

/// A key that may be absent.
pub(crate) const fn may(name: &'static str, shape: Shape) -> Key {
    Key { name, required: false, shape }
}
