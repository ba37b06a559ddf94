//! What a reader sees of laboratory results. Amounts are decimals as the laboratory wrote them, never floating point.

use std::sync::Arc;

use jiff::civil::Date;
use portico_model::{ResourceId, When};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Comparator, Flag, LabValue, RefRange};
use crate::view::{Code, Link, Page, Shared, Term};

/// Which results to list. Dates are those of the specimen (`effective`, else `issued`), both ends included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub struct LabFilter {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub class: Option<LabClass>,
    /// Only results outside their range.
    pub flagged: bool,
    /// Page of twenty panels, from 0.
    pub page: usize,
}

/// The class of test, for filtering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LabClass {
    BloodCount,
    Metabolic,
    Lipids,
    Diabetes,
    Thyroid,
    Clotting,
    Urine,
    Infection,
    Vitamins,
    Hormones,
    Genetics,
    Other,
}

/// The results, newest draw first, grouped by panel.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LabList {
    #[schema(value_type = Vec<LabPanel>)]
    pub panels: Vec<Shared<LabPanel>>,
    pub filter: LabFilter,
    /// The classes that occur in this record, for the filter.
    pub classes: Vec<LabClass>,
    /// Of the panels that match the filter.
    #[serde(flatten)]
    pub page: Page,
}

/// One report of a laboratory, or one result that stands alone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LabPanel {
    /// The `DiagnosticReport`, or the lone `Observation`.
    pub id: ResourceId,
    pub name: Term,
    pub class: LabClass,
    pub taken: Option<When>,
    pub released: Option<When>,
    pub status: ResultStatus,
    pub laboratory: Option<Arc<str>>,
    /// Critical first, then abnormal, then the laboratory's order.
    pub results: Vec<Arc<LabResult>>,
    pub conclusion: Option<String>,
    /// The report has a document of its own (`presentedForm`), under the same id in Reports.
    pub has_document: bool,
    /// So many results that the report names could not be had.
    pub missing: usize,
    /// So many that it names stand with another report.
    pub elsewhere: usize,
    /// A date stands there that could not be read.
    pub has_lost_date: bool,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LabResult {
    pub id: ResourceId,
    pub name: Term,
    /// Further codes that the record gives it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_codes: Vec<Code>,
    pub class: LabClass,
    pub value: LabValue,
    pub flag: Flag,
    /// What the laboratory said of the value in words that Portico has not reviewed, as they stand there.
    pub marked_as: Option<String>,
    /// The range that the flag was read from, or the first one that applies.
    pub range: Option<RefRange>,
    /// Every range in the resource, as the laboratory gave them.
    pub ranges: Vec<RefRange>,
    /// What the laboratory said of the value, and what the range says; `flag` prefers the laboratory.
    pub flag_by_laboratory: Option<Flag>,
    pub flag_by_range: Option<Flag>,
    pub taken: Option<When>,
    pub released: Option<When>,
    /// A date stands there that could not be read.
    pub has_lost_date: bool,
    pub status: ResultStatus,
    pub method: Option<Arc<str>>,
    pub laboratory: Option<Arc<str>>,
    pub specimen: Option<Arc<str>>,
    pub notes: Vec<String>,
    /// Parts of one result (`component`), such as the hours of a glucose tolerance test.
    pub components: Vec<LabComponent>,
    /// Key of the reviewed explanation for this test, where there is one (`ldl`).
    pub topic: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LabComponent {
    pub name: Term,
    /// Further codes that the record gives it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_codes: Vec<Code>,
    pub value: LabValue,
    pub flag: Flag,
    /// As of a result.
    pub marked_as: Option<String>,
    pub range: Option<RefRange>,
}

impl LabResult {
    /// All codes that the record gives the test; the one that Portico knows it by first.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.name.code.iter().chain(&self.other_codes)
    }
}

impl LabComponent {
    /// All codes that the record gives the part.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.name.code.iter().chain(&self.other_codes)
    }
}

/// FHIR `Observation.status` and `DiagnosticReport.status`, as far as a reader must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResultStatus {
    /// Ordered or in work.
    Registered,
    Preliminary,
    Final,
    /// Changed after it was final.
    Amended,
    Corrected,
    Cancelled,
    /// `entered-in-error`: shown struck through, never in a trend, never flagged.
    EnteredInError,
    Unknown,
}

/// One result with all that helps to understand it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LabDetail {
    pub result: Arc<LabResult>,
    pub trend: Trend,
    /// The report it came in.
    pub panel: Option<Link>,
    /// The other results of the same report.
    pub same_panel: Vec<Arc<LabResult>>,
}

/// One panel with each of its results over time.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LabPanelDetail {
    pub panel: LabPanel,
    /// One trend a result, in the order of `panel.results`.
    pub trends: Vec<Trend>,
}

/// A value over time. Points are joined only within a segment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Trend {
    /// Oldest first.
    pub segments: Vec<Segment>,
    /// The unit that all points are drawn in.
    pub unit: Option<String>,
    /// The newest range, in that unit.
    #[schema(value_type = Option<String>)]
    pub band_low: Option<Decimal>,
    #[schema(value_type = Option<String>)]
    pub band_high: Option<Decimal>,
    /// Units that were converted into `unit`.
    pub converted_from: Vec<String>,
    /// Results of the same test that could not be drawn (no number, another unit that cannot be converted).
    pub not_drawn: Vec<Arc<LabResult>>,
}

/// Points that may be compared with each other: one method, one laboratory's way of measuring, one unit.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Segment {
    /// Why this segment is not joined to the one before it.
    pub break_before: Option<TrendBreak>,
    pub points: Vec<TrendPoint>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TrendBreak {
    Method { from: Option<Arc<str>>, to: Option<Arc<str>> },
    Laboratory { from: Option<Arc<str>>, to: Option<Arc<str>> },
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TrendPoint {
    pub at: When,
    /// In the trend's unit.
    #[schema(value_type = String)]
    pub number: Decimal,
    pub comparator: Option<Comparator>,
    /// In JSON its id: a long trend would say everything twice.
    #[serde(serialize_with = "id_of")]
    #[schema(value_type = ResourceId)]
    pub result: Arc<LabResult>,
}

fn id_of<S: serde::Serializer>(result: &Arc<LabResult>, serializer: S) -> Result<S::Ok, S::Error> {
    result.id.serialize(serializer)
}

impl Trend {
    pub fn point_count(&self) -> usize {
        self.segments.iter().map(|segment| segment.points.len()).sum()
    }

    pub fn points(&self) -> impl Iterator<Item = &TrendPoint> {
        self.segments.iter().flat_map(|segment| &segment.points)
    }
}
