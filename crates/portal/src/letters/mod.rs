//! Letters in words: a subject, a sentence or two, one link, and nothing of anybody's record. They stand in the catalogue
//! `letters.ftl` under the names of [`Letter`].

use askama::Template;
use portico_desk::{Writer, Written};
use portico_model::Language;
use portico_store::{Letter, Mail};
use std::sync::Arc;

use crate::settings::Settings;
use crate::words::Words;

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct Html<'a> {
    w: &'a Words,
    said: &'a Said<'a>,
}

/// What a letter says, in either form.
struct Said<'a> {
    subject: String,
    text: String,
    code: Option<&'a str>,
    link_words: &'static str,
    link: String,
    good_until: Option<String>,
    footer: String,
}

/// Puts letters into words for this installation.
pub fn writer(settings: Arc<Settings>) -> Writer {
    Arc::new(move |mail, language| write(&settings, mail, language))
}

pub fn write(settings: &Settings, mail: &Mail, language: Language) -> Written {
    let w = Words::new(language).at(settings.zone.clone());
    let key = mail.letter.key();
    let organization = settings.organization.as_str();
    let said = Said {
        subject: w.say(&format!("mail-{key}-subject"), "organization", organization),
        text: w.say(&format!("mail-{key}-text"), "organization", organization),
        code: mail.code.as_deref(),
        link_words: w.t(&format!("mail-{key}-link")),
        link: format!("{}{}", settings.address, mail.path),
        good_until: mail
            .good_until
            .map(|until| w.say("letter-good-until", "moment", &w.moment_in_zone(until))),
        footer: w.say("letter-footer", "organization", organization),
    };
    let html = Html { w: &w, said: &said }.render().expect("a letter is rendered into memory");
    Written { text: said.plain(&w), html, subject: said.subject }
}

impl Said<'_> {
    fn plain(&self, w: &Words) -> String {
        let code = self.code.map(|code| format!("{} {code}", w.t("letter-code")));
        let link = Some(format!("{}\n{}", self.link_words, self.link));
        let parts = [Some(self.text.clone()), code, link, self.good_until.clone(), Some(self.footer.clone())];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }
}

/// Each letter in each language, for tests that look at each.
pub fn samples() -> Vec<(Language, Letter, Written)> {
    let settings = Settings { address: "https://portal.example.org".to_owned(), ..Settings::default() };
    let to = portico_store::Recipient::Pool(portico_model::Role::PrivacyOfficer);
    let letters = Letter::ALL.iter().flat_map(|letter| Language::ALL.map(|language| (language, *letter)));
    letters
        .map(|(language, letter)| {
            let mail = Mail {
                code: Some("123 456".to_owned()),
                good_until: Some(crate::look::samples::instant(crate::look::samples::NOW)),
                ..Mail::new(to.clone(), letter, "/account/requests")
            };
            (language, letter, write(&settings, &mail, language))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_words_in_every_language_in_both_forms() {
        for (language, letter, written) in samples() {
            for form in [&written.subject, &written.text, &written.html] {
                assert!(!form.is_empty() && !form.contains('⟦'), "{letter:?} in {language:?}: {form}");
            }
            for form in [&written.text, &written.html] {
                assert!(form.contains("https://portal.example.org/account/requests"), "{form}");
                assert!(form.contains("123 456"), "{form}");
            }
            assert!(written.subject.chars().count() <= 78, "{letter:?}: {}", written.subject);
        }
    }
}
