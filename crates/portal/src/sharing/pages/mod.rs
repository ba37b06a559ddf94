//! The pages of sharing, and what their twins answer.

mod access;
mod ask;
mod end;
mod invitation;
mod invite;
mod overview;
mod review;

pub use super::scope::HowMuch;
pub use access::{AccessPage, AccessRow};
pub use ask::{AskPage, PaperPage};
pub use end::EndPage;
pub use invitation::{InvitationDoor, InvitationPage};
pub use invite::{InvitePage, Invited};
pub use overview::{AgeChangeRow, InvitationRow, SharedWithRow, SharingDone, SharingPage};
pub use review::{Evidence, ReviewDone, ReviewFault, ReviewList, ReviewPage, ReviewPaper, ReviewRow};
