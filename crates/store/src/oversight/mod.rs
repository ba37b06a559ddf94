//! What the privacy officer's alerts and the followers of the audit log keep.

mod alerts;
mod cursors;
mod names;

pub use alerts::{Alert, AlertState, NewAlert, Settlement};
pub use cursors::Cursor;
pub use names::Named;
