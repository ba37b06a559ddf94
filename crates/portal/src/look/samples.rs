//! Pieces of sample views: what tests render and what the style page shows. They are invented people.

use std::sync::Arc;

use jiff::tz::TimeZone;
use portico_chart::RecordUse;
use portico_chart::view::{Disclosure, Gap, Page, Paged, Part, Term};
use portico_model::{AccountId, Category, Language, ResourceId, Role, Timestamp, When};

use crate::page::{PatientChip, ReaderChip, Realm, Shell, StaffChip};

/// Sunday evening, November 22, 2026, in Chicago.
pub const NOW: &str = "2026-11-22T23:04:00Z";

/// A name of more than sixty letters.
pub const LONGEST_NAME: &str =
    "María de los Ángeles Fernández-Villavicencio y Cruz de Santa Bárbara Montemayor";

/// The shell of a reader of their own record.
pub fn shell(language: Language, path: &str) -> Shell {
    Shell {
        language,
        zone: TimeZone::get("America/Chicago").unwrap_or(TimeZone::UTC),
        now: instant(NOW),
        organization: "Riverside Health".to_owned(),
        path: path.to_owned(),
        patient: Some(PatientChip {
            name: "Ana Reyes".to_owned(),
            segment: "me".to_owned(),
            is_reader: true,
            is_kept: false,
            seen_as: None,
            colour: 0,
        }),
        reader: Some(ReaderChip {
            name: "Ana Reyes".to_owned(),
            csrf: "c2FtcGxl".to_owned(),
            account: AccountId(uuid::Uuid::nil()),
            idle_ends_at: instant("2026-11-22T23:19:00Z"),
            absolute_ends_at: instant("2026-11-23T11:00:00Z"),
        }),
        realm: Realm::Patient,
        staff: None,
        kept: None,
    }
}

/// The shell of a member of staff on a page of their own.
pub fn shell_for_staff(language: Language, role: Role, path: &str) -> Shell {
    let patients = shell(language, path);
    let reader = patients.reader.map(|reader| ReaderChip { name: "Dr. Maja Lindqvist".to_owned(), ..reader });
    let staff = Some(StaffChip { role, glass_ends_at: None });
    Shell { patient: None, reader, realm: Realm::Staff, staff, ..shell(language, path) }
}

/// The shell of a clinician who reads a patient's record.
pub fn shell_for_clinician(language: Language, path: &str) -> Shell {
    let patient = shell_for_another(language, path).patient;
    Shell { patient, ..shell_for_staff(language, Role::Clinician, path) }
}

/// The same by breaking the glass.
pub fn shell_behind_glass(language: Language, path: &str) -> Shell {
    let staff =
        Some(StaffChip { role: Role::Clinician, glass_ends_at: Some(instant("2026-11-22T23:31:00Z")) });
    Shell { staff, ..shell_for_clinician(language, path) }
}

/// The shell of the staff side before sign-in.
pub fn shell_outside_staff(language: Language, path: &str) -> Shell {
    Shell { realm: Realm::Staff, ..shell_outside(language, path) }
}

/// The shell of a patient who looks at their own record through somebody else's eyes.
pub fn shell_in_preview(language: Language, path: &str) -> Shell {
    let own = shell(language, path);
    let segment = "me~g.x".to_owned();
    let seen_as = Some("Rosa Medina".to_owned());
    let patient = own.patient.map(|patient| PatientChip { segment, seen_as, ..patient });
    Shell { patient, ..shell(language, path) }
}

/// The shell of somebody who reads another person's record, with the longest names.
pub fn shell_for_another(language: Language, path: &str) -> Shell {
    Shell {
        patient: Some(PatientChip {
            name: LONGEST_NAME.to_owned(),
            segment: "p-77".to_owned(),
            is_reader: false,
            is_kept: false,
            seen_as: None,
            colour: 1,
        }),
        ..shell(language, path)
    }
}

/// The shell before sign-in.
pub fn shell_outside(language: Language, path: &str) -> Shell {
    Shell { patient: None, reader: None, ..shell(language, path) }
}

/// A fresh, complete disclosure.
pub fn fresh<T>(content: T) -> Disclosure<T> {
    invented(NOW, content)
}

/// Everything that can be wrong with a disclosure at once.
pub fn troubled<T>(content: T) -> Disclosure<T> {
    let mut disclosure = invented("2026-11-22T03:40:00Z", content);
    disclosure.record = RecordUse::Inactive;
    disclosure.is_stale = true;
    disclosure.failed = vec![Part::Medications, Part::Dispenses, Part::Appointments];
    disclosure.withheld = 1;
    disclosure.not_shared = vec![Category::Notes, Category::Reports];
    disclosure.unreadable = 3;
    let gap = |part, kind: &str, lost, in_part| Gap { part, kind: kind.to_owned(), lost, in_part };
    disclosure.gaps = vec![
        gap(Part::Results, "DiagnosticReport", 2, 0),
        gap(Part::Results, "Observation", 0, 1),
        gap(Part::Vitals, "Observation", 1, 4),
    ];
    disclosure.not_offered = vec![Part::Coverage, Part::Goals];
    disclosure.lost_dates = 2;
    disclosure.is_truncated = true;
    disclosure
}

#[expect(clippy::disallowed_methods, reason = "samples are invented")]
fn invented<T>(as_of: &str, content: T) -> Disclosure<T> {
    Disclosure::invented(instant(as_of), content)
}

/// The same lists in pages: the longest as one in the middle of very many.
pub fn paged<T>(views: Vec<(&'static str, Disclosure<T>)>) -> Vec<(&'static str, Disclosure<Paged<T>>)> {
    let on_page = |(sample, view): (&'static str, Disclosure<T>)| {
        let page = match sample {
            "longest" | "many" => Page { page: 3, pages: 28, total: 1378, groups: vec![78, 1300] },
            "empty" | "none" => Page::whole(0),
            _ => Page::whole(1),
        };
        (sample, in_pages(view, page))
    };
    views.into_iter().map(on_page).collect()
}

fn in_pages<T>(view: Disclosure<T>, page: Page) -> Disclosure<Paged<T>> {
    let mut paged = fresh(Paged { page, list: view.content });
    paged.as_of = view.as_of;
    paged.is_stale = view.is_stale;
    paged.failed = view.failed;
    paged.withheld = view.withheld;
    paged.not_shared = view.not_shared;
    paged.unreadable = view.unreadable;
    paged.is_truncated = view.is_truncated;
    paged
}

pub fn instant(text: &str) -> Timestamp {
    text.parse().expect("samples are written with care")
}

pub fn when(text: &str) -> When {
    text.parse().expect("samples are written with care")
}

pub fn id(text: &str) -> ResourceId {
    text.parse().expect("samples are written with care")
}

pub fn term(text: &str) -> Term {
    Term { text: text.to_owned(), key: None, code: None }
}

pub fn keyed(text: &str, key: &'static str) -> Term {
    Term { text: text.to_owned(), key: Some(key), code: None }
}

pub fn name(text: &str) -> Option<Arc<str>> {
    Some(text.into())
}

/// Four hundred letters of a patient clinic.
pub fn long_text() -> String {
    "The patient was seen for a routine follow-up and reports feeling well, sleeping better and walking every day. "
        .repeat(4)
}
