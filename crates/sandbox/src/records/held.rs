//! One version of one resource.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::search::Terms;

/// A resource as it is held: its text, and what it can be found by.
#[derive(Debug)]
pub struct Held {
    pub resource_type: &'static str,
    pub id: Arc<str>,
    /// Counts from one.
    pub version: usize,
    pub last_updated: Timestamp,
    pub text: Arc<RawValue>,
    pub terms: Terms,
}

/// A step in a resource's life.
#[derive(Debug, Clone)]
pub enum Version {
    Held(Arc<Held>),
    Deleted,
}

impl Held {
    /// The resource as a tree, decimals as they were written.
    pub fn value(&self) -> Value {
        self.text.get().parse().expect("the text was written from a tree")
    }

    /// `Type/id`.
    pub fn path(&self) -> String {
        format!("{}/{}", self.resource_type, self.id)
    }
}

/// Writes what the server decides into a resource: its id and the version in its `meta`.
pub(super) fn stamp(resource: &mut Value, id: &str, version: usize, at: Timestamp) {
    let Some(object) = resource.as_object_mut() else { return };
    object.insert("id".to_owned(), json!(id));
    let meta = object.entry("meta").or_insert_with(|| json!({}));
    if !meta.is_object() {
        *meta = json!({});
    }
    meta["versionId"] = json!(version.to_string());
    meta["lastUpdated"] = json!(format!("{at:.3}"));
}

/// `Display` and `FromStr` are compiled with serde_json, which the dev profile optimises; its generic
/// functions would be compiled here, ten times slower.
pub(super) fn raw(resource: &Value) -> Arc<RawValue> {
    RawValue::from_string(resource.to_string()).expect("a tree is written as JSON").into()
}
