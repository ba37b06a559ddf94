//! From a request to its answer.

use serde_json::Value;

use super::bundle::{Bundle, OutEntry};
use super::everything::everything;
use super::matching::match_patient;
use super::plan::{Outcome, Plan};
use super::searchset::{next_page, search};
use super::write::{conditional_update, create, delete, read, read_version, update};
use super::{Answer, Entry, Headers, Interaction, Leniency, Refusal, Request, capability_statement};
use crate::dials::Dials;
use crate::record_system::RecordSystem;
use crate::smart::Scopes;

/// Does what a request asks, within the scopes of its token and with the dials that are on for it.
///
/// # Errors
/// Everything that the server says no to; nothing is then changed.
pub fn perform(
    system: &RecordSystem,
    request: Request,
    scopes: &Scopes,
    dials: &Dials,
) -> Result<Answer, Refusal> {
    scopes.check(&request.interaction)?;
    check_dials(&request.interaction, dials)?;
    let Request { interaction, query, body, headers } = request;
    let answer = match interaction {
        Interaction::Capabilities => Answer::ok(&capability_statement(system)),
        Interaction::Read { resource_type, id } => read(&system.records(), resource_type, &id)?,
        Interaction::VersionRead { resource_type, id, version } => {
            read_version(&system.records(), resource_type, &id, &version)?
        }
        Interaction::Search { resource_type } => search(system, resource_type, &query, &headers, dials)?,
        Interaction::NextPage { token } => next_page(system, &token, dials)?,
        Interaction::Create { resource_type } => create(system, resource_type, body, &headers)?,
        Interaction::Update { resource_type, id } => update(system, resource_type, &id, body, &headers)?,
        Interaction::ConditionalUpdate { resource_type } => {
            conditional_update(system, resource_type, &query, body, &headers)?
        }
        Interaction::Delete { resource_type, id } => delete(system, resource_type, &id, &headers)?,
        Interaction::Everything { patient } => everything(system, &patient, &query)?,
        Interaction::Match => match_patient(system, body)?,
        Interaction::Bundle => bundle(system, body.unwrap_or_default(), &headers, scopes, dials)?,
    };
    Ok(if headers.minimal && answer.location.is_some() { answer.without_body() } else { answer })
}

fn check_dials(interaction: &Interaction, dials: &Dials) -> Result<(), Refusal> {
    if let Some(name) = interaction.resource_type().filter(|name| dials.keeps_no.as_deref() == Some(name)) {
        return Err(Refusal::UnknownType(name.to_owned()));
    }
    match dials.no_writes.filter(|_| interaction.is_write()) {
        Some(status) => Err(Refusal::Dialled(Dials::status(status), "nothing is written here")),
        None => Ok(()),
    }
}

fn bundle(
    system: &RecordSystem,
    mut body: Value,
    headers: &Headers,
    scopes: &Scopes,
    dials: &Dials,
) -> Result<Answer, Refusal> {
    let entries = Entry::list(&mut body)?;
    match body["type"].as_str() {
        Some("batch") => {
            if let Some(status) = dials.no_batch {
                return Err(Refusal::Dialled(Dials::status(status), "batch is not offered"));
            }
            Ok(batch(system, entries, headers, scopes, dials))
        }
        Some("transaction") => transaction(system, entries, headers, scopes, dials),
        _ => Err(Refusal::invalid("Bundle.type must be batch or transaction")),
    }
}

/// Each entry by itself; one that fails leaves the others alone (R4 § 3.1.0.11.1).
fn batch(
    system: &RecordSystem,
    entries: Vec<Value>,
    headers: &Headers,
    scopes: &Scopes,
    dials: &Dials,
) -> Answer {
    let answers = entries.into_iter().map(|entry| {
        let answer = Entry::read(entry, system.base_url(), headers.handling)
            .and_then(|entry| alone(system, entry.request, scopes, dials));
        OutEntry::answering(answer.unwrap_or_else(Answer::from), system.base_url())
    });
    Answer::ok(&Bundle::new("batch-response", answers.collect()))
}

fn alone(system: &RecordSystem, request: Request, scopes: &Scopes, dials: &Dials) -> Result<Answer, Refusal> {
    if matches!(request.interaction, Interaction::Bundle) {
        return Err(Refusal::invalid("a bundle cannot be part of a bundle"));
    }
    system.counters().count_entry(&request);
    let own = dials.for_entry(system.dials(), request.interaction.resource_type());
    own.failure().map_or(Ok(()), Err)?;
    perform(system, request, scopes, &own)
}

/// All or nothing (R4 § 3.1.0.11.2).
fn transaction(
    system: &RecordSystem,
    entries: Vec<Value>,
    headers: &Headers,
    scopes: &Scopes,
    dials: &Dials,
) -> Result<Answer, Refusal> {
    let entries: Vec<Entry> = entries
        .into_iter()
        .map(|entry| Entry::read(entry, system.base_url(), headers.handling))
        .collect::<Result<_, _>>()?;
    for entry in &entries {
        scopes.check(&entry.request.interaction)?;
        system.counters().count_entry(&entry.request);
    }
    let outcomes = {
        let mut records = system.records_mut();
        Plan::new(&records, entries, Leniency::None)?.carry_out(&mut records, system.now())
    };
    let answers = outcomes.into_iter().map(|outcome| match outcome {
        Outcome::Done(answer) => answer.without_body(),
        Outcome::Ask(request) => perform(system, *request, scopes, dials).unwrap_or_else(Answer::from),
    });
    let entry = answers.map(|answer| OutEntry::answering(answer, system.base_url())).collect();
    Ok(Answer::ok(&Bundle::new("transaction-response", entry)))
}
