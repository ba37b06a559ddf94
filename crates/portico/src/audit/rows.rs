//! Entries of the log for reading at a terminal, the newest first.

use portico_audit::{Entry, Found};
use serde::Serialize;

use crate::table::table;

const HEAD: [&str; 9] = ["TIME (UTC)", "ENTRY", "WHO", "AS", "DID", "PART", "PATIENT", "OUTCOME", "FROM"];

pub fn shown(found: &Found) -> String {
    let rows: Vec<Vec<String>> = found.entries.iter().map(row).collect();
    match rows.len() {
        0 => "Nothing was found.\n".to_owned(),
        _ => table(&HEAD, &rows),
    }
}

fn row(entry: &Entry) -> Vec<String> {
    let event = &entry.event;
    let or_dash =
        |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned());
    vec![
        format!("{:.3}", event.at),
        entry.index.to_string(),
        or_dash(event.actor.map(|actor| actor.to_string())),
        event.acting_as.map_or_else(|| word(event.role), word),
        event.action.as_str().to_owned(),
        or_dash(event.detail.part.as_deref().map(str::to_owned)),
        or_dash(event.patient.as_ref().map(ToString::to_string)),
        outcome(entry),
        from(entry),
    ]
}

/// The stored name of a role or relationship.
fn word(name: impl Serialize) -> String {
    let json = serde_json::to_value(name).expect("names are plain words");
    json.as_str().unwrap_or_default().to_lowercase()
}

/// What came of it, and why or how much.
fn outcome(entry: &Entry) -> String {
    let event = &entry.event;
    let mut words = vec![event.outcome.as_str().to_owned()];
    words.extend(event.detail.reason.as_deref().map(|reason| format!("({reason})")));
    let counts = [
        (event.counts.shown, "shown"),
        (event.counts.withheld, "withheld"),
        (event.counts.unreadable, "unreadable"),
        (event.counts.strangers, "strangers"),
        (event.detail.times, "times more"),
    ];
    words
        .extend(counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
    words.join(" ")
}

fn from(entry: &Entry) -> String {
    let origin = &entry.event.origin;
    match origin.address {
        Some(address) => address.to_string(),
        None => origin.user_agent.clone(),
    }
}
