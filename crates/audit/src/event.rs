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
        /// This log takes entries again; `detail.times` of them were refused meanwhile, with what they would have told of.
        ResumeAudit = "resume_audit",
        /// An account came to be.
        CreateAccount = "create_account",
        /// An account was suspended, opened again or closed.
        ChangeAccount = "change_account",
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
        ChangeLanguage = "change_language",
        /// A person looked at their own factors and devices.
        ReadSecurity = "read_security",
        /// Too many failures: attempts on the account are held off for a while.
        LockOut = "lock_out",
        ExtendSession = "extend_session",
        /// A session ended because its person signed out.
        SignOut = "sign_out",
        /// A session was ended from elsewhere, or by the clock.
        EndSession = "end_session",
        /// Standing toward a patient was asked for.
        OpenChart = "open_chart",
        /// A patient looked at what they permit and forbid.
        ReadDirectives = "read_directives",
        /// A patient permitted or forbade something.
        MakeDirective = "make_directive",
        EndDirective = "end_directive",
        /// Something that was decided here was written to the record system.
        WriteBack = "write_back",
        /// An emergency was declared, to read a record without other standing.
        BreakGlass = "break_glass",
        /// It was declared over before its time.
        EndBreakGlass = "end_break_glass",
        /// Patients were looked for by staff.
        FindPatients = "find_patients",
        /// The directory said who works here, or who does no more.
        Provision = "provision",
        /// Part of a record was shown.
        Read = "read",
        /// A record was searched.
        Search = "search",
        /// A document or file of a record was handed out.
        Download = "download",
        /// A whole record, or a large part of it, was handed out.
        Export = "export",
        /// Something was asked for that becomes a case on the desk.
        OpenCase = "open_case",
        /// Cases were looked at or worked on.
        WorkCase = "work_case",
        /// The record system sent something of another patient; it was not shown.
        StrangerDropped = "stranger_dropped",
        RotateKeys = "rotate_keys",
        /// This log was searched.
        QueryAudit = "query_audit",
        /// Entries of this log were taken out of the house.
        ExportAudit = "export_audit",
        /// This log was verified.
        VerifyAudit = "verify_audit",
        /// A patient invited somebody to act for them.
        InviteProxy = "invite_proxy",
        /// An invited person looked at the invitation, or answered it.
        AnswerInvitation = "answer_invitation",
        /// Somebody asked for access to another person's record.
        RequestAccess = "request_access",
        /// Staff looked into a request for access, or decided it.
        ReviewAccess = "review_access",
        /// Somebody's access to a record ended.
        EndAccess = "end_access",
        /// Staff made a code with which a patient can sign up.
        MakeActivationCode = "make_activation_code",
        /// Staff looked for an account.
        FindAccount = "find_account",
        /// A name and a birth date were compared with a record.
        MatchIdentity = "match_identity",
        /// Somebody signs up, before there is an account.
        SignUp = "sign_up",
        /// Both sides were told that a birthday changes what a parent sees.
        AnnounceAgeChange = "announce_age_change",
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
    /// What was held back, by kind and reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
    /// The key of the reason, such as `no_standing` or `wrong_password`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'static, str>>,
    /// Whether it came from the last-known-good copy while the record system was away.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_stale: bool,
    /// How many more times the same was tried, the last of them now; they are told together.
    #[serde(default, skip_serializing_if = "is_none")]
    pub times: u32,
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

fn is_none(count: &u32) -> bool {
    *count == 0
}

fn is_false(claim: &bool) -> bool {
    !*claim
}

/// Items of one kind that a rule held back: the exception that has to be on record (45 CFR 171.202).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    pub category: Category,
    /// The key of the reason, such as `policy-directive`.
    pub reason: Cow<'static, str>,
    pub rules: Vec<String>,
    pub count: u32,
}

/// A FHIR resource by type and logical id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// The FHIR resource type, such as `Observation`.
    pub kind: Cow<'static, str>,
    pub id: ResourceId,
}
