//! What a patient reads of the looks at their chart: who, as what, when, what kind, why, and under which rule. No value of
//! the record is in it.

use portico_model::{BreakGlassReason, Category, EntryNumber, Purpose, Relationship, Role, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Looks at a chart, the newest first.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Ledger {
    pub lines: Vec<LedgerLine>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<u64>,
    /// Entries that could not be read. They are kept all the same.
    pub unreadable: u32,
    pub filter: LedgerFilter,
}

/// Which looks are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub struct LedgerFilter {
    pub who: LedgerWho,
    /// Looks of the last so many days. Default: 30.
    pub days: Option<u16>,
    /// Goes on after the line of this number.
    #[schema(value_type = Option<u64>, maximum = 9_007_199_254_740_991_u64)]
    #[param(value_type = Option<u64>, maximum = 9_007_199_254_740_991_u64)]
    pub after: Option<EntryNumber>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LedgerWho {
    /// Everybody but the reader.
    #[default]
    Others,
    Staff,
    /// Those who act for the patient.
    Proxies,
    Everybody,
}

/// One look, or one try that was refused.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LedgerLine {
    /// The number of the entry in the audit log; with it a receipt can be asked for.
    pub number: u64,
    pub at: Timestamp,
    pub who: Who,
    /// What was done, as the audit log names it (`read`, `download`, `open_chart`).
    pub action: &'static str,
    /// `permitted`, `refused` or `failed`. Those who act for the patient are not told which of the last two an item met.
    pub outcome: &'static str,
    /// The page, as in `labs`.
    pub page: Option<String>,
    pub categories: Vec<Category>,
    pub purpose: Option<Purpose>,
    /// Keys of the reasons that decided (`policy-care`).
    pub reasons: Vec<&'static str>,
    /// The ids of the rules that decided; the patient alone is told.
    pub rules: Vec<String>,
    /// How many items were shown; absent where this reader is not told.
    pub shown: Option<u32>,
    /// How many were held back; absent where this reader is not told.
    pub withheld: Option<u32>,
    pub is_emergency: bool,
    /// What somebody said who declared an emergency.
    pub declared: Option<BreakGlassReason>,
    /// The patient looked at their own chart through somebody else's eyes.
    pub is_preview: bool,
}

/// The person behind a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Who {
    /// Absent where the account is not there any more, and for the portal itself.
    pub name: Option<String>,
    pub role: Role,
    /// As what somebody acted for the patient.
    pub relationship: Option<Relationship>,
    pub is_reader: bool,
}
