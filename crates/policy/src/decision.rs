use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Permit or refuse; there is no third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Permit,
    Refuse,
}

/// The answer to a question, with what decided it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    pub outcome: Verdict,
    /// The rules that decided, in order of their names; never empty. For the audit event.
    pub rules: Vec<RuleId>,
    pub reason: Reason,
    /// Refused, and it may be told that there is something (`@tells("count")` on every rule that refused).
    pub may_be_told: bool,
}

impl Decision {
    pub fn is_permit(&self) -> bool {
        self.outcome == Verdict::Permit
    }

    pub(crate) fn refuse(rule: RuleId, reason: Reason) -> Self {
        Self { outcome: Verdict::Refuse, rules: vec![rule], reason, may_be_told: false }
    }
}

/// The `@id` of a policy, or the name of one of the two refusals that need no policy.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(Arc<str>);

impl RuleId {
    /// No rule permits it.
    pub const NOTHING_PERMITS: &'static str = "nothing-permits";
    /// A rule could not be evaluated.
    pub const POLICY_ERROR: &'static str = "policy-error";

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for RuleId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Why, as a text that a person can be shown. Where several rules refuse, the first of this list is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Reason {
    /// It is the person's own record.
    #[serde(rename = "policy-self")]
    Oneself,
    /// It is the person's own account.
    #[serde(rename = "policy-own-account")]
    OwnAccount,
    /// A password alone opens nothing.
    #[serde(rename = "policy-second-factor")]
    SecondFactor,
    /// No standing toward this patient: show what is shown for a chart that does not exist.
    #[serde(rename = "policy-no-standing")]
    NoStanding,
    /// Somebody of this role never sees this kind of record.
    #[serde(rename = "policy-role")]
    Role,
    /// The patient's age ends or limits what a parent sees.
    #[serde(rename = "policy-age")]
    Age,
    /// The patient forbids it.
    #[serde(rename = "policy-directive")]
    Directive,
    /// Treatment for substance use, without the patient's consent (42 CFR Part 2).
    #[serde(rename = "policy-part-2")]
    Part2,
    /// Protected more than what is shared.
    #[serde(rename = "policy-sensitive")]
    Sensitive,
    /// The proof of who it is is too weak for this.
    #[serde(rename = "policy-assurance")]
    Assurance,
    /// A factor must be proved once more.
    #[serde(rename = "policy-step-up")]
    StepUp,
    /// The person acts for the patient.
    #[serde(rename = "policy-proxy")]
    Proxy,
    /// The person treats the patient.
    #[serde(rename = "policy-care")]
    Care,
    /// An emergency was declared.
    #[serde(rename = "policy-break-glass")]
    BreakGlass,
    /// Appointments, for the running of the clinic.
    #[serde(rename = "policy-appointments")]
    Appointments,
    /// It is the person's office.
    #[serde(rename = "policy-office")]
    Office,
    /// No rule permits it.
    #[serde(rename = "policy-unknown")]
    Unknown,
    /// The rules could not be evaluated.
    #[serde(rename = "policy-error")]
    Error,
}

impl Reason {
    pub const ALL: [Reason; 18] = [
        Reason::Oneself,
        Reason::OwnAccount,
        Reason::SecondFactor,
        Reason::NoStanding,
        Reason::Role,
        Reason::Age,
        Reason::Directive,
        Reason::Part2,
        Reason::Sensitive,
        Reason::Assurance,
        Reason::StepUp,
        Reason::Proxy,
        Reason::Care,
        Reason::BreakGlass,
        Reason::Appointments,
        Reason::Office,
        Reason::Unknown,
        Reason::Error,
    ];

    /// The key of the text in the message catalogues, and the `@reason` in policy files.
    pub fn key(self) -> &'static str {
        match self {
            Reason::Oneself => "policy-self",
            Reason::OwnAccount => "policy-own-account",
            Reason::SecondFactor => "policy-second-factor",
            Reason::NoStanding => "policy-no-standing",
            Reason::Role => "policy-role",
            Reason::Age => "policy-age",
            Reason::Directive => "policy-directive",
            Reason::Part2 => "policy-part-2",
            Reason::Sensitive => "policy-sensitive",
            Reason::Assurance => "policy-assurance",
            Reason::StepUp => "policy-step-up",
            Reason::Proxy => "policy-proxy",
            Reason::Care => "policy-care",
            Reason::BreakGlass => "policy-break-glass",
            Reason::Appointments => "policy-appointments",
            Reason::Office => "policy-office",
            Reason::Unknown => "policy-unknown",
            Reason::Error => "policy-error",
        }
    }

    /// Whether it lets somebody do something; the others keep somebody from it.
    pub fn permits(self) -> bool {
        use Reason::*;
        matches!(self, Oneself | OwnAccount | Proxy | Care | BreakGlass | Appointments | Office)
    }

    pub(crate) fn from_key(key: &str) -> Option<Reason> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}
