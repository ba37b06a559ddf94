//! What the rules add up to.
