//! Each person's address, passphrase and second factor: made at the first start, found again at every later one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use portico_account::{Authenticator, ExposeSecret};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::passphrase;
use super::people::Person;
use crate::files;

/// Somebody who can sign in.
#[derive(Clone)]
pub struct Resident {
    pub person: Person,
    pub credentials: Credentials,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    pub email: String,
    pub password: String,
    /// In base32.
    pub totp_secret: String,
}

/// By the key of the person.
type Known = BTreeMap<String, Credentials>;

/// The people with what the file `path` has for them; whoever is new gets an entry there.
pub fn give(people: Vec<Person>, path: &Path) -> Result<Vec<Resident>> {
    let mut known: Known = match files::read_if_there(path)? {
        Some(text) => serde_json::from_str(&text)
            .with_context(|| format!("{} is not as a demo wrote it: start with --reset", path.display()))?,
        None => Known::new(),
    };
    let mut taken: BTreeSet<String> = known.values().map(|it| it.email.clone()).collect();
    let known_before = known.len();
    let mut residents = Vec::with_capacity(people.len());
    for person in people {
        let made = known.entry(person.key.clone()).or_insert_with(|| Credentials::new(&person, &mut taken));
        residents.push(Resident { credentials: made.clone(), person });
    }
    if known.len() > known_before {
        files::write_private(path, serde_json::to_string_pretty(&known)?.as_bytes())?;
    }
    Ok(residents)
}

impl Resident {
    /// `None` if somebody spoiled the file with the secret.
    pub fn authenticator(&self) -> Option<Authenticator> {
        Authenticator::from_base32("Demo", &self.credentials.totp_secret)
    }
}

impl Credentials {
    fn new(person: &Person, taken: &mut BTreeSet<String>) -> Self {
        let email = free_address(person, taken);
        taken.insert(email.clone());
        let secret = Authenticator::new("Demo").secret_base32().expose_secret().to_owned();
        Self { email, password: passphrase::new(), totp_secret: secret }
    }
}

/// The story's address, or one from the name: `ana.reyes@example.org`, `ana.reyes.2@example.org` and so on.
fn free_address(person: &Person, taken: &BTreeSet<String>) -> String {
    let name = match &person.email {
        Some(email) => email.trim_end_matches("@example.org").to_owned(),
        None => plain(&person.name).unwrap_or_else(|| person.key.to_lowercase()),
    };
    let first = format!("{name}@example.org");
    let others = (2..).map(|number: u32| format!("{name}.{number}@example.org"));
    std::iter::once(first).chain(others).find(|email| !taken.contains(email)).expect("numbers do not run out")
}

/// The name in small letters from a to z with points between; `None` if it has none of them.
fn plain(name: &str) -> Option<String> {
    let letters: String = name.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join(".")).filter(|plain| !plain.is_empty())
}

#[cfg(test)]
mod tests {
    use portico_model::Language;

    use super::*;

    fn person(patient: &str, name: &str) -> Person {
        Person {
            key: patient.to_owned(),
            record: patient.parse().ok(),
            name: name.to_owned(),
            language: Language::En,
            about: String::new(),
            is_featured: false,
            email: None,
        }
    }

    #[test]
    fn addresses_come_from_names_and_are_never_shared() {
        let people = vec![
            person("p-1", "José María Casares"),
            person("p-2", "Jose Maria Casares"),
            person("p-3", "山田 雪"),
        ];
        let folder = tempfile::tempdir().unwrap();

        let residents = give(people, &folder.path().join("people.json")).unwrap();

        let emails: Vec<&str> = residents.iter().map(|it| it.credentials.email.as_str()).collect();
        let expected =
            ["jose.maria.casares@example.org", "jose.maria.casares.2@example.org", "p-3@example.org"];
        assert_eq!(emails, expected);
    }

    #[test]
    fn a_second_start_finds_the_same_and_adds_who_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people.json");
        let first = give(vec![person("p-1", "Ana Reyes")], &path).unwrap();

        let second = give(vec![person("p-2", "Luz Reyes"), person("p-1", "Ana Reyes")], &path).unwrap();

        assert!(second[1].credentials == first[0].credentials);
        assert!(second[0].authenticator().is_some());
        assert_ne!(second[0].credentials.totp_secret, first[0].credentials.totp_secret);
    }
}
