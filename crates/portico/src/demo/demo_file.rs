//! `demo.json`: the addresses and the people, so that scripts can drive the demo. It appears when all is ready.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::credentials::Resident;
use crate::files;

#[derive(Serialize)]
struct DemoFile<'a> {
    portal: &'a str,
    sandbox: &'a str,
    /// The letters as JSON; `?to=ADDRESS` narrows.
    mail: &'a str,
    people: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    role: &'a str,
    name: &'a str,
    email: &'a str,
    password: &'a str,
    totp_secret: &'a str,
    /// Absent for somebody who has no record and acts for others.
    patient: Option<&'a str>,
}

pub fn write(path: &Path, portal: &str, sandbox: &str, residents: &[Resident]) -> Result<()> {
    let mail = format!("{sandbox}/mail.json");
    let people = residents.iter().map(entry).collect();
    let text = serde_json::to_string_pretty(&DemoFile { portal, sandbox, mail: &mail, people })?;
    files::write_private(path, text.as_bytes())
}

fn entry(resident: &Resident) -> Entry<'_> {
    let Resident { person, credentials } = resident;
    Entry {
        role: "patient",
        name: &person.name,
        email: &credentials.email,
        password: &credentials.password,
        totp_secret: &credentials.totp_secret,
        patient: person.record.as_ref().map(|record| record.as_str()),
    }
}
