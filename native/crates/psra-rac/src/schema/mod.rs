//! The shape of `RaC` 2.0 as tables: which keys an object has, and what may stand under them.
//!
//! The tables are generated out of the JSON Schema, which is generated out of the typed models of
//! `psra_assets/contracts/rule`; a snapshot test holds the three together.

mod check;
pub mod form;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal)]
mod generated;

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
    /// Two whole numbers within bounds, both inclusive.
    Pair(i64, i64),
    /// A list; `true`: not empty.
    List(&'static Shape, bool),
    /// Any keys with values of one shape.
    Table(&'static Shape),
    /// An object.
    Object(&'static Object),
    /// A node of the criteria tree.
    Node,
    /// Any of these, which differ in the kind of value they are.
    Union(&'static [Shape]),
    /// Null or the shape.
    OrNull(&'static Shape),
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
