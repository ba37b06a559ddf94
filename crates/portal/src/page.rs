//! What a page knows besides its view: the reader's language, for whom they read, and where they are.

use jiff::tz::TimeZone;
use portico_model::{AccountId, Language, Role, Timestamp};
use serde::Serialize;

/// A view that can be shown. The JSON twin is its `Serialize`; the page is `html`.
pub trait Page: Serialize + Send + Sync + 'static {
    /// The whole document, layout included.
    fn html(&self, shell: &Shell) -> Result<String, askama::Error>;
}

/// Everything around a view. Built once a request, before the handler runs.
#[derive(Debug, Clone)]
pub struct Shell {
    pub language: Language,
    /// The organisation's time zone; dates on pages are in it.
    pub zone: TimeZone,
    pub now: Timestamp,
    /// The health system's name, as patients know it.
    pub organization: String,
    /// The path of this page, for the language switch and for trying again. Without the query: anybody may make a browser ask
    /// with one of their own, and what they chose must not be compressed together with a record (BREACH).
    pub path: String,
    /// Whose record is open; `None` before sign-in and on account pages.
    pub patient: Option<PatientChip>,
    /// Who is signed in; `None` on public pages.
    pub reader: Option<ReaderChip>,
    /// Which side of the house this is.
    pub realm: Realm,
    /// What the reader is to the organisation; `None` for patients, and before sign-in.
    pub staff: Option<StaffChip>,
    /// Words that were typed before the reader's session was over are in the form of this page again.
    pub kept: Option<KeptWords>,
}

/// What came back of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptWords {
    /// A file was chosen, and must be chosen again.
    pub had_file: bool,
}

/// The two sides of the house. They share no session, no cookie and no navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Realm {
    /// Patients and those who act for them.
    Patient,
    /// Everything under `/staff`.
    Staff,
}

/// The signed-in member of staff: shown on every staff page in words and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffChip {
    pub role: Role,
    /// The open record was opened by breaking the glass, until then.
    pub glass_ends_at: Option<Timestamp>,
}

/// Whose record this is: shown on every page in words, initials, colour and title.
#[derive(Debug, Clone)]
pub struct PatientChip {
    pub name: String,
    /// `me` or the patient's id: the path segment behind `/patients/`.
    pub segment: String,
    pub is_reader: bool,
    /// The reader's own record was merged into this one.
    pub is_kept: bool,
    /// A preview of the reader's own record: whose eyes these are; empty where it is not a person with a name here.
    pub seen_as: Option<String>,
    /// 0 is the reader's own colour; 1 to 5 are other people's.
    pub colour: u8,
}

/// The signed-in person.
#[derive(Debug, Clone)]
pub struct ReaderChip {
    pub name: String,
    /// Goes into every form as `csrf`.
    pub csrf: String,
    /// By which scripts see that it is still the same person.
    pub account: AccountId,
    /// When the session ends unless something happens (idle) and when it ends anyway (absolute).
    pub idle_ends_at: Timestamp,
    pub absolute_ends_at: Timestamp,
}

impl Realm {
    /// The side that an address is on.
    pub fn of(path: &str) -> Self {
        let is_below = |root: &str| {
            path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        if is_below("/staff") || is_below("/api/v1/staff") { Realm::Staff } else { Realm::Patient }
    }

    /// Where to sign in on this side.
    pub fn sign_in(self) -> &'static str {
        match self {
            Realm::Patient => "/sign-in",
            Realm::Staff => "/staff/sign-in",
        }
    }

    /// Where to prove a factor on this side.
    pub fn prove_factor(self) -> &'static str {
        match self {
            Realm::Patient => "/sign-in/factor",
            Realm::Staff => "/staff/sign-in/again",
        }
    }
}

impl Shell {
    /// The path of a page of the open record: `shell.to("labs")` is `/patients/me/labs`, or
    /// `/staff/patients/7/labs` on the staff side.
    pub fn to(&self, rest: &str) -> String {
        let segment = self.patient.as_ref().map(|patient| patient.segment.as_str());
        let (root, segment) = match (self.realm, segment) {
            (Realm::Patient, segment) => ("/patients/", segment.unwrap_or("me")),
            (Realm::Staff, Some(segment)) => ("/staff/patients/", segment),
            (Realm::Staff, None) => return "/staff".to_owned(),
        };
        let slash = if rest.is_empty() { "" } else { "/" };
        [root, segment, slash, rest].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::Realm;

    #[test]
    fn only_what_is_below_staff_is_on_the_staff_side() {
        for path in ["/staff", "/staff/patients/7", "/staff?a=b", "/api/v1/staff/session"] {
            assert_eq!(Realm::of(path), Realm::Staff, "{path}");
        }
        for path in ["/", "/staffing", "/patients/staff", "/api/v1/patients/staff", "/api/v1/staffing"] {
            assert_eq!(Realm::of(path), Realm::Patient, "{path}");
        }
    }
}
