//! Who is asking: all that policy and audit want to know of the person behind a request.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::{AccountId, CorrelationId, Language, PatientId, SessionId};

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

/// The person behind one request, freshly read for this request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    pub account: AccountId,
    pub session: SessionId,
    pub role: Role,
    pub assurance: Assurance,
    /// The asker's own record, where the account is a patient's.
    pub own_record: Option<PatientId>,
    pub language: Language,
    pub origin: Origin,
    pub correlation: CorrelationId,
}
