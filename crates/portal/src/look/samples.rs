//! Pieces of sample views: what tests render and what the style page shows. They are invented people.

use std::sync::Arc;

use jiff::tz::TimeZone;
use portico_chart::view::{Disclosure, Part, Term};
use portico_model::{Language, ResourceId, Timestamp, When};

use crate::page::{PatientChip, ReaderChip, Shell};

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
            colour: 0,
        }),
        reader: Some(ReaderChip {
            name: "Ana Reyes".to_owned(),
            csrf: "c2FtcGxl".to_owned(),
            idle_ends_at: instant("2026-11-22T23:19:00Z"),
            absolute_ends_at: instant("2026-11-23T11:00:00Z"),
        }),
    }
}

/// The shell of somebody who reads another person's record, with the longest names.
pub fn shell_for_another(language: Language, path: &str) -> Shell {
    Shell {
        patient: Some(PatientChip {
            name: LONGEST_NAME.to_owned(),
            segment: "p-77".to_owned(),
            is_reader: false,
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
    Disclosure {
        as_of: instant(NOW),
        is_stale: false,
        failed: Vec::new(),
        withheld: 0,
        unreadable: 0,
        is_truncated: false,
        content,
    }
}

/// Everything that can be wrong with a disclosure at once.
pub fn troubled<T>(content: T) -> Disclosure<T> {
    Disclosure {
        as_of: instant("2026-11-22T03:40:00Z"),
        is_stale: true,
        failed: vec![Part::Medications, Part::Dispenses, Part::Appointments],
        withheld: 1,
        unreadable: 3,
        is_truncated: true,
        content,
    }
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
