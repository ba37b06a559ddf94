//! The neighbourhood's mail: a server that takes every letter and delivers none, and an inbox to read them in.

mod inbox;
mod letter;
mod page;
mod smtp;

pub use inbox::Inbox;
pub use letter::Letter;
pub use page::site_map;
pub use smtp::MailServer;
