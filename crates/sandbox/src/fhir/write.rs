//! Create, update and delete, one resource at a time (FHIR R4 § 3.1.0.4 to 3.1.0.7).

use axum::http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::interaction::{Headers, written};
use super::searchset::only_match;
use super::{Answer, Refusal};
use crate::record_system::RecordSystem;
use crate::records::{Records, Version};
use crate::search::is_id;

pub fn create(
    system: &RecordSystem,
    resource_type: &'static str,
    body: Option<Value>,
    headers: &Headers,
) -> Result<Answer, Refusal> {
    let resource = checked(resource_type, body)?;
    let mut records = system.records_mut();
    if let Some(condition) = &headers.if_none_exist
        && let Some(held) = only_match(&records, resource_type, condition)?
    {
        return Ok(Answer::written(StatusCode::OK, &held));
    }
    let id = Uuid::new_v4().to_string();
    let held = records.put(resource_type, &id, resource, system.now());
    Ok(Answer::written(StatusCode::CREATED, &held))
}

pub fn update(
    system: &RecordSystem,
    resource_type: &'static str,
    id: &str,
    body: Option<Value>,
    headers: &Headers,
) -> Result<Answer, Refusal> {
    let resource = checked(resource_type, body)?;
    if resource["id"] != *id || !is_id(id) {
        return Err(Refusal::invalid("the resource's id and the address must be the same"));
    }
    let mut records = system.records_mut();
    check_version(&records, resource_type, id, headers)?;
    let is_new = records.current(resource_type, id).is_none();
    let held = records.put(resource_type, id, resource, system.now());
    Ok(Answer::written(written(is_new), &held))
}

/// `PUT Type?condition`: updates the only match, creates if there is none.
pub fn conditional_update(
    system: &RecordSystem,
    resource_type: &'static str,
    condition: &str,
    body: Option<Value>,
    headers: &Headers,
) -> Result<Answer, Refusal> {
    let resource = checked(resource_type, body)?;
    let mut records = system.records_mut();
    let found = only_match(&records, resource_type, condition)?;
    let id = found.as_ref().map_or_else(|| Uuid::new_v4().to_string(), |held| held.id.to_string());
    check_version(&records, resource_type, &id, headers)?;
    let held = records.put(resource_type, &id, resource, system.now());
    Ok(Answer::written(written(found.is_none()), &held))
}

pub fn delete(
    system: &RecordSystem,
    resource_type: &'static str,
    id: &str,
    headers: &Headers,
) -> Result<Answer, Refusal> {
    let mut records = system.records_mut();
    check_version(&records, resource_type, id, headers)?;
    records.delete(resource_type, id);
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

/// `If-Match` names the current version, or nothing is done.
pub(super) fn check_version(
    records: &Records,
    resource_type: &str,
    id: &str,
    headers: &Headers,
) -> Result<(), Refusal> {
    let Some(asked) = &headers.if_match else { return Ok(()) };
    let current = records.current(resource_type, id).map(|held| held.version.to_string());
    if current.as_ref() == Some(asked) {
        return Ok(());
    }
    Err(Refusal::VersionConflict(current.unwrap_or_else(|| "there is none".to_owned())))
}

/// A body that says it is of this type.
pub(super) fn checked(resource_type: &'static str, body: Option<Value>) -> Result<Value, Refusal> {
    match body {
        Some(resource) if resource["resourceType"] == resource_type => Ok(resource),
        Some(_) => Err(Refusal::invalid(format!("the body is not a {resource_type}"))),
        None => Err(Refusal::invalid("a resource is needed in the body")),
    }
}

pub(super) fn read(records: &Records, resource_type: &str, id: &str) -> Result<Answer, Refusal> {
    match records.versions(resource_type, id).last() {
        Some(Version::Held(held)) => Ok(Answer::held(StatusCode::OK, held)),
        Some(Version::Deleted) => Err(Refusal::Deleted(format!("{resource_type}/{id}"))),
        None => Err(Refusal::NotFound(format!("{resource_type}/{id}"))),
    }
}

pub(super) fn read_version(
    records: &Records,
    resource_type: &str,
    id: &str,
    version: &str,
) -> Result<Answer, Refusal> {
    let place = format!("{resource_type}/{id}/_history/{version}");
    let position = version.parse::<usize>().ok().and_then(|version| version.checked_sub(1));
    match position.and_then(|position| records.versions(resource_type, id).get(position)) {
        Some(Version::Held(held)) => Ok(Answer::held(StatusCode::OK, held)),
        Some(Version::Deleted) => Err(Refusal::Deleted(place)),
        None => Err(Refusal::NotFound(place)),
    }
}
