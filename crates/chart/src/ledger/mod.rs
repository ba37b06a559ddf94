//! Who opened this chart: the audit log, as the patient may read it.

mod reach;
mod read;
mod view;

pub use read::MOST_AT_ONCE;
pub use view::{Ledger, LedgerFilter, LedgerLine, LedgerWho, Who};
