//! The log on its way to a collector of security events. The log itself is the buffer: a forwarder keeps the index of
//! the next entry and moves it when the collector has taken the ones before. While the collector is away nothing is
//! lost and nobody waits; after a crash some entries come twice, by the same number, and none is left out.
//!
//! What leaves is less than an entry: see [`record`](self::record).

mod collector;
mod forward;
mod hec;
mod record;
mod syslog;

pub use collector::{Collector, SiemError};
pub use forward::{ForwardError, Forwarder};
pub use hec::Hec;
pub use syslog::{SyslogTarget, SyslogTls};
