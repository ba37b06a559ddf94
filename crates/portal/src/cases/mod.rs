//! Requests as whoever asked sees them (`/account/requests`), and cases as their pool works on them (`/staff/cases`).

mod form;
mod mine;
mod pages;
pub mod samples;
mod words;
mod work;

use portico_desk::DeskError;

use crate::problem::Problem;
use crate::site_map::SiteMap;

pub use pages::{CaseDone, CaseFault, CasePage, CasesPage, RequestDone, RequestPage, RequestsPage};

pub(crate) fn routes(map: &mut SiteMap) {
    mine::routes(map);
    work::routes(map);
}

pub(crate) fn desk_problem(error: DeskError) -> Problem {
    error.into()
}
