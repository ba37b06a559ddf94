//! Sensitivity labels, from dated tables of codes and words.

use portico_model::Sensitivities;

/// A code as a resource carries it: `system` is the code system's URI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CodeRef<'a> {
    pub system: &'a str,
    pub code: &'a str,
}
