//! The navigation around a page. That of one's own record is the same for everybody who reads in one language, and is
//! written once for each place.

use std::borrow::Cow;
use std::sync::OnceLock;

use askama::Template;
use portico_model::Language;

use super::{Frame, Place};
use crate::page::Realm;

#[derive(Template)]
#[template(path = "look/rail.html")]
struct Rail<'a> {
    f: &'a Frame<'a>,
}

#[derive(Template)]
#[template(path = "look/dock.html")]
struct Dock<'a> {
    f: &'a Frame<'a>,
}

/// What was written for each language and place.
type Written = [[OnceLock<Box<str>>; Place::Outside as usize + 1]; Language::ALL.len()];

static RAILS: Written = [const { [const { OnceLock::new() }; _] }; _];
static DOCKS: Written = [const { [const { OnceLock::new() }; _] }; _];

impl Frame<'_> {
    /// All places, at the side of a wide screen.
    pub fn rail(&self) -> Cow<'static, str> {
        self.written(&RAILS, || Rail { f: self }.render())
    }

    /// Some of them, at the foot of a phone.
    pub fn dock_bar(&self) -> Cow<'static, str> {
        self.written(&DOCKS, || Dock { f: self }.render())
    }

    fn written(
        &self,
        once: &'static Written,
        write: impl FnOnce() -> askama::Result<String>,
    ) -> Cow<'static, str> {
        let write = || write().expect("writing to a string cannot fail");
        if !self.is_around_own_record() {
            return Cow::Owned(write());
        }
        let place = &once[self.w.language() as usize][self.here as usize];
        Cow::Borrowed(place.get_or_init(|| write().into_boxed_str()))
    }

    /// Whether all addresses lead to `me`, and all words are said to the reader.
    fn is_around_own_record(&self) -> bool {
        let is_own = self.patient().is_none_or(|patient| patient.is_reader && patient.segment == "me");
        self.shell.realm == Realm::Patient && is_own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::samples::{shell, shell_for_another, shell_in_preview};

    #[test]
    fn what_was_written_for_ones_own_record_stands_around_no_other() {
        let path = "/patients/me/labs";
        for language in Language::ALL {
            let own = shell(language, path);
            let rail = Frame::of(&own, Place::Results).rail();
            assert!(rail.contains("href=\"/patients/me/labs\" aria-current=\"page\""), "{rail}");
            for other in [shell_for_another(language, path), shell_in_preview(language, path)] {
                let root = format!("/patients/{}/", other.patient.as_ref().unwrap().segment);
                let frame = Frame::of(&other, Place::Results);
                for written in [frame.rail(), frame.dock_bar()] {
                    assert!(written.contains(&root) && !written.contains("/patients/me/"), "{written}");
                }
            }
            let visits = Frame::of(&own, Place::Visits);
            assert!(!visits.rail().contains("labs\" aria-current"), "{}", visits.rail());
            assert_eq!(visits.rail(), Frame::of(&own, Place::Visits).rail());
        }
        let of = |language| Frame::of(&shell(language, path), Place::Results).dock_bar();
        assert_ne!(of(Language::En), of(Language::Es));
    }
}
