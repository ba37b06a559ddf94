//! What one audit event says: who, as whom, when, from where, what, of which patient, why, and what came of it.
//!
//! The canonical encoding of an event is its JSON by serde: members in the order of the fields below, no white space,
//! absent and empty members left out, times in RFC 3339 (UTC), names as in the enums here. Names are stored for years:
//! new ones may be added, none may be renamed or given another meaning. No clinical value belongs into an event.

use std::borrow::Cow;

use portico_model::{
    AccountId, Asker, Category, CorrelationId, Origin, PatientId, Purpose, Relationship, ResourceId, Role,
    SessionId, Timestamp,
};
use serde::{Deserialize, Serialize};

/// One thing that somebody did, or tried to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub at: Timestamp,
    /// Absent where nobody is known yet (a sign-in with an unknown address) and for the portal itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<AccountId>,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// The standing toward the patient that the act was done under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_as: Option<Relationship>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient: Option<PatientId>,
    pub action: Action,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    pub outcome: Outcome,
    /// The ids of the policy rules that decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    #[serde(default, skip_serializing_if = "Counts::is_zero")]
    pub counts: Counts,
    #[serde(default, skip_serializing_if = "Detail::is_empty")]
    pub detail: Detail,
    pub origin: Origin,
    pub correlation: CorrelationId,
}

impl Event {
    /// An event by a signed-in person; patient, categories, counts and the like are to be filled in.
    pub fn by(asker: &Asker, at: Timestamp, action: Action, outcome: Outcome) -> Self {
        Self {
            actor: Some(asker.account),
            role: asker.role,
            session: Some(asker.session),
            ..Self::unattended(at, action, outcome, asker.origin.clone(), asker.correlation)
        }
    }

    /// An event that no signed-in person stands behind: jobs, start-up, sign-in attempts. The role is
    /// [`Role::System`] until it is set.
    pub fn unattended(
        at: Timestamp,
        action: Action,
        outcome: Outcome,
        origin: Origin,
        correlation: CorrelationId,
    ) -> Self {
        Self {
            at,
            actor: None,
            role: Role::System,
            session: None,
            acting_as: None,
            patient: None,
            action,
            categories: Vec::new(),
            purpose: None,
            outcome,
            rules: Vec::new(),
            counts: Counts::default(),
            detail: Detail::default(),
            origin,
            correlation,
        }
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$about:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $type {
            $($(#[$about])* #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The stored name.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)+
                }
            }
        }
    };
}

names!(
    /// What was done or tried.
    Action {
        /// The portal came up.
        SystemStart = "system_start",
        SystemStop = "system_stop",
        /// An account came to be.
        CreateAccount = "create_account",
        /// The first step: e-mail and password.
        SignIn = "sign_in",
        /// The second step: a factor was proved.
        ProveFactor = "prove_factor",
        EnrolFactor = "enrol_factor",
        RemoveFactor = "remove_factor",
        /// A recovery code was used in place of a factor.
        UseRecoveryCode = "use_recovery_code",
        RenewRecoveryCodes = "renew_recovery_codes",
        ChangePassword = "change_password",
        /// Too many failures: attempts on the account are held off for a while.
        LockOut = "lock_out",
        ExtendSession = "extend_session",
        /// A session ended because its person signed out.
        SignOut = "sign_out",
        /// A session was ended from elsewhere, or by the clock.
        EndSession = "end_session",
        /// Standing toward a patient was asked for.
        OpenChart = "open_chart",
        /// An emergency was declared, to read a record without other standing.
        BreakGlass = "break_glass",
        /// Part of a record was shown.
        Read = "read",
        /// A record was searched.
        Search = "search",
        /// A document or file of a record was handed out.
        Download = "download",
        /// A whole record, or a large part of it, was handed out.
        Export = "export",
        /// The record system sent something of another patient; it was not shown.
        StrangerDropped = "stranger_dropped",
        RotateKeys = "rotate_keys",
        /// This log was searched.
        QueryAudit = "query_audit",
        /// Entries of this log were taken out of the house.
        ExportAudit = "export_audit",
        /// An alert was looked into, and what came of it written down.
        SettleAlert = "settle_alert",
        /// This log was verified.
        VerifyAudit = "verify_audit",
    }
);

names!(
    /// What came of it.
    Outcome {
        Permitted = "permitted",
        /// Policy, a wrong secret or a missing standing said no.
        Refused = "refused",
        /// It was permitted and did not come about.
        Failed = "failed",
    }
);

/// How many items a read was about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub shown: u32,
    /// Not shown because policy refused.
    pub withheld: u32,
    /// Not shown because they could not be read.
    pub unreadable: u32,
    /// Dropped because they were another patient's.
    pub strangers: u32,
}

impl Counts {
    fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

/// What exactly it was about, in names and ids; never a value of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The page or part, such as `labs` or `documents/content`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Cow<'static, str>>,
    /// The resources that were named by the request or handed out one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// The key of the reason, such as `no_standing` or `wrong_password`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'static, str>>,
    /// Whether it came from the last-known-good copy while the record system was away.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_stale: bool,
    /// What about the look itself a reviewer may want to know, such as `same_surname`, `same_address` or `colleague`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Cow<'static, str>>,
}

impl Detail {
    pub fn part(part: impl Into<Cow<'static, str>>) -> Self {
        Self { part: Some(part.into()), ..Self::default() }
    }

    pub fn reason(reason: impl Into<Cow<'static, str>>) -> Self {
        Self { reason: Some(reason.into()), ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn is_false(claim: &bool) -> bool {
    !*claim
}

/// A FHIR resource by type and logical id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// The FHIR resource type, such as `Observation`.
    pub kind: Cow<'static, str>,
    pub id: ResourceId,
}
