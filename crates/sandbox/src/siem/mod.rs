//! The neighbourhood's collector of security events: it takes what the portal sends over HTTP and over syslog, counts
//! it, and can be switched off.

mod http;
mod syslog;
mod taken;

pub use http::site_map;
pub use syslog::SyslogServer;
pub use taken::{Taken, TakenEvents};

/// The token by which the portal sends over HTTP.
pub const TOKEN: &str = "portico-demo-siem";
