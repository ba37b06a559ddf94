//! What a collector is told of an entry.
//!
//! A collector is read by more people than the log is. It is told who did what, when, from where and by which rule, and
//! whose record it was only by a pseudonym: a keyed hash that is the same for the same patient, so that looks can be
//! counted and joined, and that nobody without the portal's keys can turn back. Of the resources that were named it is
//! told the kinds, not the ids. The user agent and the address are kept: they are what a collector correlates by.

use std::borrow::Cow;
use std::fmt::Write;
use std::net::IpAddr;

use portico_audit::{Action, Counts, Entry, Outcome};
use portico_model::{AccountId, Category, CorrelationId, Purpose, Relationship, Role, SessionId, Timestamp};
use portico_vault::{Class, Vault};
use serde::Serialize;
use uuid::Uuid;

#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    pub log: Uuid,
    pub entry: u64,
    pub at: Timestamp,
    pub action: Action,
    pub outcome: Outcome,
    pub role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<AccountId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acting_as: Option<Relationship>,
    /// The pseudonym.
    #[serde(skip_serializing_if = "Option::is_none")]
    patient: Option<String>,
    #[serde(skip_serializing_if = "<[Category]>::is_empty")]
    categories: &'a [Category],
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<Purpose>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    rules: &'a [String],
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[Cow<'_, str>]>::is_empty")]
    marks: &'a [Cow<'static, str>],
    /// How many more times the same was tried, the last of them now.
    #[serde(skip_serializing_if = "is_none")]
    times: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<IpAddr>,
    user_agent: &'a str,
    correlation: CorrelationId,
}

impl<'a> Record<'a> {
    pub(super) fn of(log: Uuid, vault: &Vault, entry: &'a Entry) -> Self {
        let event = &entry.event;
        let mut kinds: Vec<&str> = event.detail.resources.iter().map(|it| it.kind.as_ref()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Self {
            log,
            entry: entry.index,
            at: event.at,
            action: event.action,
            outcome: event.outcome,
            role: event.role,
            actor: event.actor,
            session: event.session,
            acting_as: event.acting_as,
            patient: event.patient.as_ref().map(|patient| pseudonym(vault, patient.as_str())),
            categories: &event.categories,
            purpose: event.purpose,
            rules: &event.rules,
            counts: event.counts,
            part: event.detail.part.as_deref(),
            reason: event.detail.reason.as_deref(),
            kinds,
            marks: &event.detail.marks,
            times: event.detail.times,
            address: event.origin.address,
            user_agent: &event.origin.user_agent,
            correlation: event.correlation,
        }
    }

    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("names and numbers become JSON")
    }
}

fn is_none(count: &u32) -> bool {
    *count == 0
}

/// Half of the keyed hash, in hexadecimal.
fn pseudonym(vault: &Vault, patient: &str) -> String {
    let hash = vault.blind_index(Class::Audit, "siem_patient", patient);
    hash.iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all");
        text
    })
}
