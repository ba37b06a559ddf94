//! The staff side: its own sign-in, its own frame, and what each role can do. Other subjects hang their staff pages
//! in it with [`crate::site_map::SiteMap::staff`].

mod appointments;
mod glass;
mod home;
mod pages;
mod patients;
pub mod samples;
mod scim;
mod session;
mod sign_in;
mod sign_out;

use axum::extract::Request;
use axum::http::Extensions;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use portico_account::CurrentSession;
use portico_account::staff::StaffDoor;
use portico_model::Role;

use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::visitor::Visitor;

pub(crate) use glass::reason_key;
pub use glass::{GlassLimit, GlassPage};
pub use home::{StaffHome, Task};
pub use pages::{StaffAgainPage, StaffFault, StaffGoingOnPage, StaffSignInPage};
pub use patients::{Asked, PatientsPage};
pub use sign_out::StaffSignedOutPage;

/// Everybody who works here.
pub const EVERYBODY: &[Role] =
    &[Role::Clinician, Role::Scheduler, Role::Support, Role::Administrator, Role::PrivacyOfficer];
/// Who treats patients.
pub const CLINICIANS: &[Role] = &[Role::Clinician];
/// Who helps people with their accounts. They see nothing clinical.
pub const ACCOUNT_HELP: &[Role] = &[Role::Support, Role::Administrator];

pub(crate) fn routes(map: &mut SiteMap) {
    sign_in::routes(map);
    session::routes(map);
    sign_out::routes(map);
    home::routes(map);
    patients::routes(map);
    glass::routes(map);
    appointments::routes(map);
    scim::routes(map);
}

/// Lets these roles through to a page of staff. For everybody else of staff there is nothing there.
pub(crate) async fn only(roles: &'static [Role], request: Request, next: Next) -> Response {
    match staff_of(request.extensions()) {
        Ok(session) if roles.contains(&session.role()) => next.run(request).await,
        Ok(_) => Problem::NotFound.into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// The session of a member of staff. The edge lets no patient's through on this side.
pub(crate) fn staff_of(extensions: &Extensions) -> Result<&CurrentSession, Problem> {
    let session = Visitor::of(extensions).session()?;
    let is_staff = session.role() != Role::Patient && session.has_second_factor();
    if is_staff { Ok(session) } else { Err(Problem::SignInNeeded) }
}

fn door(portal: &Portal) -> Result<&StaffDoor, Problem> {
    portal.staff.as_ref().ok_or(Problem::NotFound)
}

/// A page of the staff side to go to: never another side, never another site, never a way to act.
pub(crate) fn safe_next(wanted: &str) -> String {
    let safe = crate::sign_in::safe_next(wanted);
    let is_page = safe == "/staff" || safe.starts_with("/staff/");
    if is_page && !safe.starts_with("/staff/sign-") { safe } else { "/staff".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn staff_go_on_to_pages_of_staff_only() {
        assert_eq!(safe_next("/staff/patients/7/labs"), "/staff/patients/7/labs");
        for bad in ["/patients/me", "/staffing", "//evil.example", "/staff/sign-out", "/staff/sign-in", ""] {
            assert_eq!(safe_next(bad), "/staff", "{bad}");
        }
    }
}
