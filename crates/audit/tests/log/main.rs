//! The audit log on both engines, through its public functions.

mod append;
mod crash;
mod failures;
mod place;
mod proofs;
mod queries;
mod tampering;
