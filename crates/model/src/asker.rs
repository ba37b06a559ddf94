//! Who is asking: all that policy and audit want to know of the person behind a request.

use std::net::IpAddr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{AccountId, CorrelationId, Language, PatientId, ResourceId, SessionId};

/// What somebody is to the organisation. A proxy is a [`Role::Patient`]-side person with a [`Relationship`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A patient, or somebody who acts for one.
    Patient,
    Clinician,
    Scheduler,
    Support,
    Administrator,
    PrivacyOfficer,
    /// The portal itself: jobs, start-up, sign-in before anybody is known.
    System,
}

impl Role {
    /// Whether the directory knows them.
    pub fn is_staff(self) -> bool {
        !matches!(self, Role::Patient | Role::System)
    }
}

/// How a person stands toward a patient.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Relationship {
    Oneself,
    Parent,
    Guardian,
    Caregiver,
    PowerOfAttorney,
}

/// How surely we know who it is (NIST SP 800-63B authenticator assurance, coarsely).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// A password alone: good for enrolling a second factor and nothing else.
    Password,
    /// Two factors, the second one by SMS or e-mail code, or a recovery code.
    Weak,
    /// Two factors (AAL2).
    TwoFactor,
    /// A phishing-resistant factor (passkey).
    PhishingResistant,
}

/// Where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub address: Option<IpAddr>,
    /// The `User-Agent`, cut to 200 characters.
    pub user_agent: String,
}

/// What the organisation's directory says of a member of staff, as of the last sign-in or provisioning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffClaims {
    /// Who this is in the record system: the id of a FHIR `Practitioner`.
    pub practitioner: Option<ResourceId>,
    /// The id of a FHIR `Organization`.
    pub organization: Option<ResourceId>,
    /// FHIR `CareTeam`s that the directory counts this person to, besides those that the record system names.
    pub care_teams: Vec<ResourceId>,
    /// The postal address in one line (OpenID Connect `address.formatted`), to notice looks at one's own household.
    pub address: Option<String>,
    /// States (two letters, USPS) in which this person is licensed.
    pub licensed_in: Vec<String>,
}

/// The person behind one request, freshly read for this request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    pub account: AccountId,
    pub session: SessionId,
    pub role: Role,
    pub assurance: Assurance,
    /// A factor was proved within the last minutes (step-up).
    pub is_fresh: bool,
    /// Absent for patients and proxies.
    pub staff: Option<Arc<StaffClaims>>,
    /// The asker's own record, where the account is a patient's.
    pub own_record: Option<PatientId>,
    pub language: Language,
    pub origin: Origin,
    pub correlation: CorrelationId,
}
