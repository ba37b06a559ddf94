//! What a reader sees of vital signs.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::labs::{LabResult, LabValue, Trend};

/// The vital signs that US Core names, in the order people look for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VitalKind {
    BloodPressure,
    HeartRate,
    Weight,
    Height,
    Bmi,
    HeadCircumference,
    Temperature,
    OxygenSaturation,
    RespiratoryRate,
    Other,
}

/// Which vital signs: all kinds, with the newest readings of each, or one kind, page by page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub struct VitalFilter {
    pub kind: Option<VitalKind>,
    /// From 0; without a kind there is one page.
    pub page: usize,
}

/// All vital signs, one series a kind, newest reading first inside.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VitalsView {
    pub series: Vec<VitalSeries>,
    pub kind: Option<VitalKind>,
}

/// One kind of vital sign over time.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VitalSeries {
    pub kind: VitalKind,
    /// The record's name, for kinds that Portico has no name for.
    pub name: String,
    pub latest: Option<VitalReading>,
    /// Newest first; those of this page.
    pub readings: Vec<VitalReading>,
    /// Readings over all pages. The curves are drawn from all of them.
    pub total: usize,
    /// One curve; two for blood pressure (systolic, diastolic).
    pub trends: Vec<Trend>,
}

/// One reading. Blood pressure carries its two components inside `result`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VitalReading {
    pub id: ResourceId,
    pub at: Option<When>,
    /// The value as people say it (`128/82`, `>250`), without the unit; empty where `result` has it in another form, or
    /// only the reason why there is none.
    pub text: String,
    pub unit: Option<String>,
    pub result: Arc<LabResult>,
}

impl VitalReading {
    /// Whether anything was measured: by itself, or in one of its parts.
    pub fn has_value(&self) -> bool {
        let is_there = |value: &LabValue| !matches!(value, LabValue::Absent { .. } | LabValue::Components);
        is_there(&self.result.value) || self.result.components.iter().any(|part| is_there(&part.value))
    }
}
