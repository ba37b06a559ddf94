//! Views that draw on several parts of the chart: summary, timeline, search.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::health::{Absence, Allergy, Condition};
use crate::labs::{LabPanel, LabResult, Trend};
use crate::medications::{Medication, RefillsDoubt};
use crate::view::{Link, Shared};
use crate::visits::Appointment;

/// The first page: what is new, what needs the reader, what comes next.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Summary {
    /// Results of the last thirty days that nobody with this account has opened, newest first.
    #[schema(value_type = Vec<LabPanel>)]
    pub new_results: Vec<Shared<LabPanel>>,
    pub needs: Vec<Need>,
    pub next_appointment: Option<Appointment>,
    #[serde(flatten)]
    #[schema(value_type = Known)]
    pub known: Shared<Known>,
}

/// What the first page says of the record by itself, whatever the reader has seen and whatever the hour.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Known {
    /// The newest result of each test: those of the latest year first, of a year the critical and abnormal first.
    pub latest_results: Vec<LatestResult>,
    /// Those in use.
    pub medications: Vec<Medication>,
    pub do_not_take: Vec<Medication>,
    /// Those on hold, and those of which the record leaves open whether they are in use.
    pub unclear_medications: Vec<Medication>,
    pub allergies: Vec<Allergy>,
    pub says_no_allergies: bool,
    /// The kinds of which the record states that there are none.
    pub no_allergies_of: Vec<Absence>,
    /// Illnesses of today, then those that are suspected or left open, each with its mark.
    pub conditions: Vec<Condition>,
    /// What was found at visits and is on no problem list.
    pub visit_diagnoses: Vec<Condition>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LatestResult {
    pub result: Arc<LabResult>,
    pub trend: Trend,
}

/// Something that waits for the reader.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Need {
    /// A new panel, whatever its results say.
    ReviewResults { panel: Link, abnormal: usize, critical: usize, total: usize },
    /// A medicine runs out within a week, or ran out within the last two.
    RunningOut {
        medication: Link,
        days_left: i32,
        refills_left: Option<u32>,
        refills_doubt: Option<RefillsDoubt>,
    },
    /// An appointment within the next seven days.
    ComingUp { appointment: Appointment },
}

/// Everything with a date, newest first, by year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Timeline {
    pub years: Vec<TimelineYear>,
    /// The years that have entries, newest first; one year is shown at a time unless there are few entries.
    pub all_years: Vec<i16>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineYear {
    pub year: i16,
    pub entries: Vec<Link>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub struct TimelineFilter {
    pub year: Option<i16>,
}

/// What was found for some words in all parts of the record that the reader may see.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchHits {
    pub words: String,
    pub hits: Vec<Link>,
    /// More matched than are listed.
    pub is_cut: bool,
}
