//! Forms on their way in: whose they are, whether they were sent before, and what becomes of them when their session was over.
//! Every form of a page carries a sealed token (`ShownForm`) as `csrf`; a handler sees a form only when all of this is settled.

mod draft;
mod gate;
mod once;
mod refill;
mod sent;

pub(crate) use draft::{drop_sent, find, has_draft, keep};
pub(crate) use gate::{gate, problem_of};
pub(crate) use once::{KeepAnswer, Refusal, claim, settle};
pub(crate) use refill::refill;
pub(crate) use sent::SentForm;

use crate::site_map::SiteMap;

pub(crate) fn routes(map: &mut SiteMap) {
    draft::routes(map);
}
