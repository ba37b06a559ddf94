//! Sharing: who may see a record, and whose records somebody may see. Invitations, requests, their review by staff.

mod access;
mod faults;
mod invitations;
pub mod pages;
mod review;
mod routes;
pub mod samples;
mod scope;
mod upload;

use crate::site_map::SiteMap;

pub(crate) fn routes(map: &mut SiteMap) {
    routes::routes(map);
    access::routes(map);
    invitations::routes(map);
    review::routes(map);
}
