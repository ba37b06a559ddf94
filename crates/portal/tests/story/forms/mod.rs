//! Forms that are sent twice, too late, or by somebody else, and files that are none.

mod files;
mod late;
mod twice;
mod whose;

use portico_model::Language;
use portico_testkit::{Person, TestPortal, TestVisitor};

use crate::world::ANA;

pub const INVITE: &str = "/patients/me/sharing/invite";
pub const ASK: &str = "/account/access/ask";
const SESSION: &str = "portico-session";

/// Somebody else signs in in the same browser.
pub fn take_over(browser: &mut TestVisitor, by: &TestVisitor) {
    browser.set_cookie(SESSION, &by.cookies()[SESSION]);
}

/// Ana in a browser of her own.
pub async fn ana(portal: &TestPortal) -> (Person, TestVisitor) {
    let person = portal.person(ANA, Language::En).await;
    let visitor = portal.sign_in(&person).await;
    (person, visitor)
}

pub fn an_invitation() -> Vec<(&'static str, &'static str)> {
    vec![
        ("email", "rosa@example.org"),
        ("relationship", "CAREGIVER"),
        ("how_much", "chosen"),
        ("see_medications", "on"),
    ]
}

pub fn a_request() -> Vec<(&'static str, &'static str)> {
    vec![("name", "Luz \"Lucy\" Reyes"), ("born", "2016-03-04"), ("relationship", "PARENT"), ("adult", "on")]
}
