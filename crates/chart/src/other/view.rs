//! What a reader sees of what has no page of its own.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::OtherKind;
use crate::labs::LabValue;
use crate::view::{Mark, Term};

/// Which of the kinds to list: all, with the newest of each, or one, page by page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub struct OtherFilter {
    pub kind: Option<OtherKind>,
    /// From 0; without a kind there is one page.
    pub page: usize,
}

/// The kinds that are in this record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OtherList {
    pub groups: Vec<OtherGroup>,
    pub kind: Option<OtherKind>,
    /// The kinds that this record system does not offer: they were not looked for.
    pub not_offered: Vec<OtherKind>,
}

/// One kind with its items, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OtherGroup {
    pub kind: OtherKind,
    /// Over all pages.
    pub of_kind: usize,
    pub items: Vec<OtherItem>,
}

/// One thing of the record.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OtherItem {
    pub id: ResourceId,
    pub kind: OtherKind,
    pub name: Term,
    pub at: Option<When>,
    pub until: Option<When>,
    /// What did not happen, was withdrawn or is not certain says so.
    pub mark: Option<Mark>,
    pub value: Option<LabValue>,
    pub details: Vec<OtherDetail>,
    /// Who did it, said it or wrote it down.
    pub by: Option<Arc<str>>,
    pub notes: Vec<String>,
}

/// Something that an item says besides: a name with a value, a date, or both.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OtherDetail {
    pub name: Term,
    pub value: Option<LabValue>,
    pub at: Option<When>,
}
