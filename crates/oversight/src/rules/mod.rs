//! When to alert: rules as data, and the engine that counts by them.

mod engine;
mod table;
mod window;

pub use engine::Engine;
pub use table::{Change, Rule, RuleError, Rules, Severity};
