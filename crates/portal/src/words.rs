//! The words of the pages: message catalogues (Fluent), and dates, numbers and lists as each language writes them.
//! Messages without arguments are resolved once; `t` is one look-up and allocates nothing.

mod amounts;
mod catalogue;
mod dates;

use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use portico_chart::view::Term;
use portico_model::{Language, Timestamp};

use crate::page::{Realm, Shell};

pub use amounts::{is_laid_out, pretty_unit, sign};
pub use catalogue::{Hearer, files, keys};
pub use dates::capital;

/// A no-break space: between a number and its unit, a day and its month.
pub const NBSP: char = '\u{a0}';

/// What stands where a key has no message. The page test looks for it.
const MISSING: &str = "⟦?⟧";

/// The words of one language, for a reader in one time zone.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    hearer: Hearer,
    zone: TimeZone,
    now: Timestamp,
}

impl Words {
    /// Words for a patient, with times in UTC.
    pub fn new(language: Language) -> Self {
        Self { language, hearer: Hearer::Patient, zone: TimeZone::UTC, now: Timestamp::UNIX_EPOCH }
    }

    /// The same words, said to somebody else perhaps.
    pub fn to(self, hearer: Hearer) -> Self {
        Self { hearer, ..self }
    }

    /// The same words, with times in this zone.
    pub fn at(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// The words for this reader: their language, whether the open record is theirs, the organisation's time zone, today.
    /// Staff are never spoken to as patients.
    pub fn of(shell: &Shell) -> Self {
        let is_of_another = shell.patient.as_ref().is_some_and(|patient| !patient.is_reader);
        let is_other = is_of_another || shell.realm == Realm::Staff;
        let hearer = if is_other { Hearer::Other } else { Hearer::Patient };
        Self { language: shell.language, hearer, zone: shell.zone.clone(), now: shell.now }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub fn hearer(&self) -> Hearer {
        self.hearer
    }

    /// A message without arguments.
    pub fn t(&self, key: &str) -> &'static str {
        self.find(key).unwrap_or_else(|| {
            tracing::error!(words.key = key, "a text is missing from the catalogue");
            MISSING
        })
    }

    /// A message without arguments, where there is one.
    pub fn find(&self, key: &str) -> Option<&'static str> {
        catalogue::table(self.language).plain(key, self.hearer)
    }

    /// A message with arguments.
    pub fn with(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        catalogue::table(self.language).format(key, self.hearer, arguments).unwrap_or_else(|| {
            tracing::error!(words.key = key, "a text is missing from the catalogue");
            MISSING.to_owned()
        })
    }

    /// A message with one text.
    pub fn say(&self, key: &str, name: &str, value: &str) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// A message with one count, `n`.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.with(key, &[("n", n.into())])
    }

    /// The reviewed plain name of a term, else the record's own words.
    pub fn term<'a>(&self, term: &'a Term) -> &'a str {
        term.key.and_then(|key| self.find(key)).unwrap_or(&term.text)
    }

    /// The first name in lists of several: `A, B and C`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let Some((last, before)) = items.split_last() else { return String::new() };
        let last = last.as_ref();
        if before.is_empty() {
            return last.to_owned();
        }
        let head: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
        format!("{} {} {last}", head.join(", "), self.and_before(last))
    }

    /// Spanish says `e` before the sound of i.
    fn and_before(&self, next: &str) -> &'static str {
        let lower = next.to_lowercase();
        let sounds_like_i =
            lower.strip_prefix('h').unwrap_or(&lower).starts_with(['i', 'í']) && !lower.starts_with("hie");
        match self.language {
            Language::En => "and",
            Language::Es if sounds_like_i => "e",
            Language::Es => "y",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_as_people_say_it() {
        let (en, es) = (Words::new(Language::En), Words::new(Language::Es));

        assert_eq!(en.list(&["A", "B", "C"]), "A, B and C");
        assert_eq!(en.list::<&str>(&[]), "");
        assert_eq!(es.list(&["Ana", "Inés"]), "Ana e Inés");
        assert_eq!(es.list(&["hielo", "hierro"]), "hielo y hierro");
    }

    #[test]
    fn somebody_else_is_told_of_the_patient_and_the_patient_is_told_of_themselves() {
        let patient = Words::new(Language::En);
        let other = patient.clone().to(Hearer::Other);

        assert_eq!(patient.t("profile-who"), "Who you are");
        assert_eq!(other.t("profile-who"), "Who this is");
        assert_eq!(other.t("sign-out"), "Sign out", "where nothing differs the words are the same");
        assert_eq!(other.say("range-is", "range", "2 to 3"), "Range of the laboratory: 2 to 3.");
        assert_eq!(other.count("need-refills", 1), "One refill left. Ask the pharmacy for it.");
        assert_eq!(patient.count("need-refills", 1), "One refill left. Ask your pharmacy for it.");
    }

    #[test]
    fn a_missing_text_shows_itself_to_the_tests() {
        assert_eq!(Words::new(Language::En).t("no-such-key"), MISSING);
    }

    #[test]
    fn a_term_has_its_reviewed_name_or_the_words_of_the_record() {
        let words = Words::new(Language::Es);
        let known = Term { text: "Cholesterol in LDL".into(), key: Some("lab-ldl"), code: None };

        assert_eq!(words.term(&known), "Colesterol LDL");
        assert_eq!(words.term(&Term::plain("Whatever it says")), "Whatever it says");
    }
}
