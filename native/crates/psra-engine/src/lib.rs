//! The origin engine: a case and a rule book give an answer.
//!
//! It is pure. It reads no file and no clock, draws no lots, and uses no floats: money, weight and percentages are
//! exact rationals that are never rounded before they are compared. A verdict has three values; what is not known
//! stays unknown, and an undetermined verdict names the facts that would settle it.
//!
//! One criterion stands in one file of `criteria`; the order of the decision is that of `decide`.

mod absorption;
mod advice;
mod allocation;
mod alternatives;
mod answer;
pub mod batch;
mod bill;
mod case;
mod conditions;
mod criteria;
mod cumulation;
mod date;
mod decide;
mod edition;
mod errors;
mod evaluate;
mod exact;
mod facts;
mod gauge;
mod impact;
mod insufficient;
mod json;
mod law;
mod limit;
mod listing;
mod logic;
mod lookup;
mod lower;
mod margin;
mod matrix;
mod nomenclature;
mod openings;
mod packaging;
mod parties;
mod proof;
mod rates;
mod rulebook;
mod scope;
mod search;
mod segregation;
mod selection;
mod sets;
mod share;
mod stages;
mod subject;
mod tags;
mod tally;
mod textile_stages;
mod textiles;
mod tolerance;
mod units;
mod vocabulary;

pub use errors::{CATALOGUE, Code};
pub use evaluate::ENGINE;
pub use lower::LoadError;
pub use rulebook::RuleBook;
