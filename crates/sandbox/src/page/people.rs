//! The sample people and their codes of this moment.

use jiff::Timestamp;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use super::html::escaped;
use crate::sample_person::SamplePerson;

const STEP_SECONDS: u64 = 30;

/// A one-time code, and how long it stays good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    pub digits: String,
    pub seconds_left: u64,
}

/// The code of this moment. `None`: the secret is not base32.
pub fn code(person: &SamplePerson, now: Timestamp) -> Option<Code> {
    let secret = Secret::try_from_base32(&person.totp_secret).ok()?;
    let totp = Builder::new().with_secret(secret).with_step_duration(STEP_SECONDS).build_noncompliant();
    let second = u64::try_from(now.as_second()).ok()?;
    Some(Code { digits: totp.generate(second).to_string(), seconds_left: seconds_left(now) })
}

/// The person with their code, for scripts.
pub fn json(person: &SamplePerson, now: Timestamp) -> Value {
    let code = code(person, now);
    json!({
        "role": person.role,
        "name": person.name,
        "email": person.email,
        "password": person.password,
        "totp_secret": person.totp_secret,
        "patient": person.patient,
        "about": person.about,
        "code": code.as_ref().map(|code| &code.digits),
        "code_seconds_left": code.as_ref().map(|code| code.seconds_left),
    })
}

/// The person as a card.
pub fn card(person: &SamplePerson, now: Timestamp) -> String {
    let code = match code(person, now) {
        Some(Code { digits, seconds_left }) => {
            let (first, second) = digits.split_at(digits.len() / 2);
            format!(
                "<span class=\"code\">{first} {second}</span> <span class=\"hint\">for {seconds_left} s</span>"
            )
        }
        None => "<span class=\"hint\">this person's secret cannot be read</span>".to_owned(),
    };
    format!(
        "<li class=\"card\"><h3>{name}</h3><p class=\"hint\">{role}</p><p>{about}</p><dl>\
         <div><dt>E-mail</dt><dd><code>{email}</code></dd></div>\
         <div><dt>Password</dt><dd><code>{password}</code></dd></div>\
         <div><dt>Code now</dt><dd>{code}</dd></div></dl></li>\n",
        name = escaped(&person.name),
        role = escaped(&person.role),
        about = escaped(&person.about),
        email = escaped(&person.email),
        password = escaped(&person.password),
    )
}

/// Seconds until the codes of everybody change.
pub fn seconds_left(now: Timestamp) -> u64 {
    STEP_SECONDS - u64::try_from(now.as_second()).unwrap_or_default() % STEP_SECONDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(totp_secret: &str) -> SamplePerson {
        let text = |text: &str| text.to_owned();
        SamplePerson {
            role: text("patient"),
            name: text("Ana <b>"),
            email: text("ana@example.org"),
            password: text("a & b"),
            totp_secret: text(totp_secret),
            patient: text("ana"),
            about: text("Lipids over five years"),
        }
    }

    #[test]
    fn the_code_is_the_one_of_rfc_6238() {
        let rfc = person("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

        let code = code(&rfc, Timestamp::from_second(59).unwrap()).unwrap();
        assert_eq!(code, Code { digits: "287082".to_owned(), seconds_left: 1 });
    }

    #[test]
    fn a_card_escapes_what_it_shows() {
        let card = card(&person("not base32!"), Timestamp::UNIX_EPOCH);

        assert!(card.contains("Ana &lt;b&gt;") && card.contains("a &amp; b"));
        assert!(card.contains("cannot be read"));
    }
}
