//! Opening a chart without standing, in need: why, said from a list.

use serde::{Deserialize, Serialize};

/// Why a member of staff breaks the glass. Words of their own always go with it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BreakGlassReason {
    /// The patient needs help now.
    Emergency,
    /// In for a colleague who is on the care team.
    Covering,
    /// The patient asked this person to look.
    PatientAsked,
    Other,
}

impl BreakGlassReason {
    pub const ALL: [BreakGlassReason; 4] = [
        BreakGlassReason::Emergency,
        BreakGlassReason::Covering,
        BreakGlassReason::PatientAsked,
        BreakGlassReason::Other,
    ];
}
