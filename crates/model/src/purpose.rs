//! Why somebody reads (HL7 v3 `PurposeOfUse`).

use serde::{Deserialize, Serialize};

/// The purpose of use that a read is asked for and audited under.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
pub enum Purpose {
    /// The patient, or their proxy, asks.
    #[serde(rename = "PATRQT")]
    PatientRequest,
    #[serde(rename = "TREAT")]
    Treatment,
    #[serde(rename = "ETREAT")]
    EmergencyTreatment,
    #[serde(rename = "HOPERAT")]
    Operations,
    #[serde(rename = "HRESCH")]
    Research,
}

impl Purpose {
    /// The HL7 code.
    pub fn code(self) -> &'static str {
        match self {
            Purpose::PatientRequest => "PATRQT",
            Purpose::Treatment => "TREAT",
            Purpose::EmergencyTreatment => "ETREAT",
            Purpose::Operations => "HOPERAT",
            Purpose::Research => "HRESCH",
        }
    }
}
