//! Who may see or do what: facts in, decision with reasons out. Pure: no input, no output, no clock.
//!
//! The rules are Cedar policies in `policies/`, written to be read by a privacy officer, against the schema
//! `policies/portico.cedarschema`. Both are embedded at compile time; [`Policy::load`] validates them strictly and
//! refuses to start on the first word that the schema does not know, and a test does the same in every build of the
//! pipeline (a build script would compile the engine a second time for the same answer).
//!
//! Unknown means refuse: what no rule permits is refused, a rule that cannot be evaluated refuses, and a `forbid`
//! beats every `permit`. Nothing is cached: a decision costs microseconds.
//!
//! [`ages`] says what a patient's age leaves to a parent, [`consent`] what their directives say of an item,
//! [`sensitivity`] labels items by their codes and words; [`matrix`] writes down what the rules add up to.

mod decision;
mod facts;
mod heard;
mod policy;
mod question;
mod rules;
mod vocabulary;
mod world;

pub mod ages;
pub mod consent;
pub mod matrix;
pub mod sensitivity;

pub use decision::{Decision, Reason, RuleId, Verdict};
pub use facts::{AskerFacts, CareFacts, ConsentFacts, ItemFacts, ParentalAccess, PatientFacts, Standing};
pub use heard::HeardQuestion;
pub use policy::Policy;
pub use question::{Act, Question};
pub use rules::PolicyError;
