//! The dials as a form that works without scripts.

use serde::Deserialize;

use super::html::escaped;
use crate::dials::{Dials, Down};

/// What the form sends: texts, and `on` for a ticked box.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DialForm {
    latency_ms: String,
    error_rate: String,
    too_many: String,
    down: String,
    truncate: Option<String>,
    malformed: Option<String>,
    bad_entry: Option<String>,
    strangers: Option<String>,
    ties_reversed: Option<String>,
    ignore_parameters: String,
    no_batch: String,
    no_writes: String,
    keeps_no: String,
    wants_narrowing: String,
    only: String,
    times: String,
}

impl DialForm {
    /// A field that cannot be read leaves its dial where it is by default.
    pub fn dials(&self) -> Dials {
        let words = self.ignore_parameters.split([',', ' ']).filter(|word| !word.is_empty());
        Dials {
            latency_ms: self.latency_ms.trim().parse().unwrap_or_default(),
            error_rate: self.error_rate.trim().parse().unwrap_or_default(),
            too_many: self.too_many.trim().parse().ok(),
            down: match self.down.as_str() {
                "unavailable" => Down::Unavailable,
                "dropped" => Down::Dropped,
                _ => Down::No,
            },
            truncate: self.truncate.is_some(),
            malformed: self.malformed.is_some(),
            bad_entry: self.bad_entry.is_some(),
            strangers: self.strangers.is_some(),
            ties_reversed: self.ties_reversed.is_some(),
            ignore_parameters: words.map(str::to_owned).collect(),
            no_batch: self.no_batch.trim().parse().ok(),
            no_writes: self.no_writes.trim().parse().ok(),
            keeps_no: Some(self.keeps_no.trim().to_owned()).filter(|name| !name.is_empty()),
            wants_narrowing: Some(self.wants_narrowing.trim().to_owned()).filter(|name| !name.is_empty()),
            only: Some(self.only.trim().to_owned()).filter(|only| !only.is_empty()),
            times: self.times.trim().parse().ok(),
        }
    }
}

/// The form, filled in with what is set now.
pub fn form(dials: &Dials) -> String {
    let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut html = String::from("<form method=\"post\" action=\"/control/dials\">\n");
    html += &field("latency_ms", "Answers later by (milliseconds)", &dials.latency_ms.to_string());
    html += &field("error_rate", "Share of errors (0 to 1)", &dials.error_rate.to_string());
    html += &field("too_many", "Too many requests, try again after (seconds)", &number(dials.too_many));
    html += &field("no_batch", "Batches answered with status", &number(dials.no_batch.map(u32::from)));
    html += &field("no_writes", "Writes answered with status", &number(dials.no_writes.map(u32::from)));
    html +=
        &field("keeps_no", "Resource type that is not known", dials.keeps_no.as_deref().unwrap_or_default());
    html += &field(
        "wants_narrowing",
        "Resource type of which not all is listed",
        dials.wants_narrowing.as_deref().unwrap_or_default(),
    );
    html += &field("ignore_parameters", "Search parameters ignored", &dials.ignore_parameters.join(", "));
    html += &field("only", "Only for this resource type", dials.only.as_deref().unwrap_or_default());
    html += &field("times", "Only for this many requests", &number(dials.times));
    html += &down_choice(dials.down);
    html += "<fieldset><legend>Answers that cannot be trusted</legend>\n";
    html += &tick("truncate", "Break off in the middle", dials.truncate);
    html += &tick("malformed", "Send what is not JSON", dials.malformed);
    html += &tick("bad_entry", "One unreadable entry in each bundle", dials.bad_entry);
    html += &tick("strangers", "Other patients' resources in search results", dials.strangers);
    html += &tick("ties_reversed", "What is of one moment in another order", dials.ties_reversed);
    html += "</fieldset>\n<p class=\"actions\"><button>Set the dials</button></p>\n</form>\n";
    html += "<form method=\"post\" action=\"/control/dials\"><button class=\"quiet\">All back to normal</button></form>\n";
    html
}

fn field(name: &str, label: &str, value: &str) -> String {
    let value = escaped(value);
    format!(
        "<p><label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" value=\"{value}\"></p>\n"
    )
}

fn tick(name: &str, label: &str, is_on: bool) -> String {
    let checked = if is_on { " checked" } else { "" };
    format!("<p><label><input type=\"checkbox\" name=\"{name}\"{checked}> {label}</label></p>\n")
}

fn down_choice(down: Down) -> String {
    let choices = [
        (Down::No, "no", "Answering"),
        (Down::Unavailable, "unavailable", "Down: answers 503"),
        (Down::Dropped, "dropped", "Down: drops the connection"),
    ];
    let options = choices.map(|(choice, value, label)| {
        let selected = if choice == down { " selected" } else { "" };
        format!("<option value=\"{value}\"{selected}>{label}</option>")
    });
    let options = options.concat();
    format!(
        "<p><label for=\"down\">The record system is</label><select id=\"down\" name=\"down\">{options}</select></p>\n"
    )
}
