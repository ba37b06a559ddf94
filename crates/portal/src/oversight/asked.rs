//! What the officer asks for. It travels in the body: whose record somebody asks about is health information.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_model::{EntryNumber, Timestamp};
use portico_oversight::{Action, Outcome, Search, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Entries of one page.
const PAGE: u64 = 50;

/// A question to the log. Empty members, as an untouched form sends them, are as good as absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Asked {
    /// Whose record: the patient's id in the record system, or the e-mail address of their account.
    pub patient: String,
    /// Who did it: the id or e-mail address of an account.
    pub actor: String,
    /// What was done, by its name in the log.
    pub action: String,
    /// `permitted`, `refused` or `failed`.
    pub outcome: String,
    /// The first day. Default: thirty days ago.
    #[serde(alias = "since")]
    pub from: String,
    /// The last day, itself included. Default: today.
    #[serde(alias = "until")]
    pub to: String,
    /// Goes on after this entry.
    pub after: String,
}

/// The same without the people, who do not belong into an address.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
pub struct AskedByAddress {
    /// What was done, by its name in the log.
    #[serde(default)]
    pub action: String,
    /// `permitted`, `refused` or `failed`.
    #[serde(default)]
    pub outcome: String,
    /// The first day. Default: thirty days ago.
    #[serde(default)]
    pub from: String,
    /// The last day, itself included. Default: today.
    #[serde(default)]
    pub to: String,
    /// Goes on after this entry.
    #[serde(default)]
    pub after: String,
}

impl From<AskedByAddress> for Asked {
    fn from(asked: AskedByAddress) -> Self {
        let AskedByAddress { action, outcome, from, to, after } = asked;
        Self { action, outcome, from, to, after, ..Self::default() }
    }
}

/// What cannot be asked so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AskedFault {
    /// Nobody is known by the name of the patient.
    Patient,
    /// Nobody is known by the name of the person.
    Actor,
    /// A day that is none, or an act or outcome that the log does not know.
    Malformed,
}

impl Asked {
    /// The question in the log's terms. Days are the organisation's.
    pub(super) fn search(&self, zone: &TimeZone) -> Result<Search, AskedFault> {
        Ok(Search {
            patient: filled(&self.patient).map(|who| Who(who.to_owned())),
            actor: filled(&self.actor).map(|who| Who(who.to_owned())),
            action: named(&self.action, Action::ALL, Action::as_str)?,
            outcome: named(&self.outcome, Outcome::ALL, Outcome::as_str)?,
            from: start(&self.from, zone, false)?,
            to: start(&self.to, zone, true)?,
            after: after(&self.after)?,
            most: PAGE,
        })
    }
}

fn after(text: &str) -> Result<Option<u64>, AskedFault> {
    let number = filled(text).map(str::parse::<EntryNumber>).transpose();
    Ok(number.map_err(|_| AskedFault::Malformed)?.map(EntryNumber::get))
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn named<T: Copy>(text: &str, all: &[T], name: fn(T) -> &'static str) -> Result<Option<T>, AskedFault> {
    let Some(text) = filled(text) else { return Ok(None) };
    let known = all.iter().copied().find(|it| name(*it) == text);
    known.map(Some).ok_or(AskedFault::Malformed)
}

/// The beginning of a day, or of the day after it.
fn start(text: &str, zone: &TimeZone, is_end: bool) -> Result<Option<Timestamp>, AskedFault> {
    let Some(text) = filled(text) else { return Ok(None) };
    let day: Date = text.parse().map_err(|_| AskedFault::Malformed)?;
    let day = if is_end { day.tomorrow().map_err(|_| AskedFault::Malformed)? } else { day };
    let start = day.to_zoned(zone.clone()).map_err(|_| AskedFault::Malformed)?;
    Ok(Some(start.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_asked_for_to_its_end() {
        let zone = TimeZone::get("America/Chicago").unwrap();
        let asked = Asked { from: "2026-11-01".into(), to: "2026-11-22".into(), ..Asked::default() };

        let search = asked.search(&zone).unwrap();

        assert_eq!(search.from.unwrap().to_string(), "2026-11-01T05:00:00Z");
        assert_eq!(search.to.unwrap().to_string(), "2026-11-23T06:00:00Z");
    }

    #[test]
    fn what_the_log_does_not_know_is_not_asked() {
        for asked in [
            Asked { from: "yesterday".into(), ..Asked::default() },
            Asked { action: "spy".into(), ..Asked::default() },
            Asked { after: "-1".into(), ..Asked::default() },
            Asked { after: "18446744073709551615".into(), ..Asked::default() },
        ] {
            assert_eq!(asked.search(&TimeZone::UTC).err(), Some(AskedFault::Malformed), "{asked:?}");
        }
    }
}
