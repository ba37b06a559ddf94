//! What a reader sees of vital signs.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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

/// All vital signs, one series a kind, newest reading first inside.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VitalsView {
    pub series: Vec<VitalSeries>,
}

/// One kind of vital sign over time.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VitalSeries {
    pub kind: VitalKind,
    /// The record's name, for kinds that Portico has no name for.
    pub name: String,
    pub latest: Option<VitalReading>,
    pub readings: Vec<VitalReading>,
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
