//! The only door for requests: what somebody asks for becomes a case, which has a clock, somebody who works on it, and an end
//! that whoever asked is told of, also when it did not go through.
//!
//! A case, its steps and what leaves the house because of it are kept in one transaction (`portico_store`). A worker hands
//! out what waits to its courier, at least once; what goes out carries its own id, so that a repetition can be told.

mod ask;
mod backoff;
mod carry;
mod clerk;
mod desk;
mod error;
mod late;
mod mail;
mod post;
mod record;
mod run;
mod view;
mod work;

pub use ask::Standings;
pub use carry::Couriers;
pub use desk::{Desk, SetUp};
pub use error::DeskError;
pub use post::{BadPost, Post, Protection, Smtp, Writer, Written};
pub use record::{BadRecordSystem, RecordSystem};
pub use view::{CaseDetail, CaseList, CaseRow, Deed, GlassCard, HistoryLine, News, Request, RequestList};
