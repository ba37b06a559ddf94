//! Search as FHIR R4 § 3.1.1 has it: a table of parameters, what a resource answers to, what a query asks.
//!
//! Not here: chained parameters, `_has`, composites, quantities and numbers.

mod criterion;
mod path;
mod query;
mod run;
mod sort;
mod span;
pub mod table;
mod term;
mod types;
mod wanted;

pub use query::{Handling, Query};
pub use run::{in_order, included, matches};
pub use term::{Interner, Term, Terms, fold, is_id};
pub use types::{RESOURCE_TYPES, resource_type};
