use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::Role;
use serde::{Deserialize, Serialize};

/// The rules of the house, as they come.
const USUAL: &str = include_str!("../../rules/alerts.toml");

/// The rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    #[error("the rules for alerts cannot be read: {0}")]
    Syntax(String),
    #[error("alerts.{0}: there is no such rule")]
    Unknown(String),
    #[error("two rules for alerts are called {0}")]
    Twice(String),
    #[error("rule {0}: write hours from 0 to 23")]
    Hours(String),
}

/// All rules, in the order of the file.
#[derive(Debug, Clone)]
pub struct Rules {
    pub(super) all: Vec<Rule>,
}

/// When to alert; see `rules/alerts.toml` for what each word means.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub severity: Severity,
    pub(super) who: Whose,
    pub(super) actions: Vec<Action>,
    pub(super) outcomes: Vec<Outcome>,
    #[serde(default)]
    pub(super) marks: Vec<String>,
    #[serde(default)]
    pub(super) unmarked: Vec<String>,
    pub(super) hours: Option<Hours>,
    pub(super) measure: Measure,
    pub(super) per: Per,
    pub at_least: NonZeroU32,
    pub within_minutes: NonZeroU32,
}

/// How much an alert matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Low,
    Medium,
    High,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Whose {
    Staff,
    Patients,
    Anybody,
}

impl Whose {
    pub(super) fn includes(self, role: Role) -> bool {
        let is_staff = !matches!(role, Role::Patient | Role::System);
        match self {
            Whose::Staff => is_staff,
            Whose::Patients => role == Role::Patient,
            Whose::Anybody => true,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Measure {
    Patients,
    Events,
    Items,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Per {
    Person,
    PersonAndPatient,
    Address,
}

/// From the beginning of one hour to the beginning of another, over midnight if need be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hours {
    from: i8,
    to: i8,
}

impl Hours {
    pub(super) fn include(self, hour: i8) -> bool {
        if self.from <= self.to {
            (self.from..self.to).contains(&hour)
        } else {
            hour >= self.from || hour < self.to
        }
    }

    fn are_hours(self) -> bool {
        (0..24).contains(&self.from) && (0..24).contains(&self.to)
    }
}

/// What an installation changes of one rule.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Change {
    /// The count that alerts. Default: as the rule says.
    pub at_least: Option<NonZeroU32>,
    /// How far back it counts, in minutes. Default: as the rule says.
    pub within_minutes: Option<NonZeroU32>,
    /// `high`, `medium` or `low`. Default: as the rule says.
    pub severity: Option<Severity>,
    /// Never alerts. Default: false.
    pub is_off: bool,
}

impl Rules {
    /// The rules that come with Portico.
    pub fn usual() -> Self {
        Self::read(USUAL).expect("a test reads the rules that come with Portico")
    }

    /// Rules from a table like `rules/alerts.toml`.
    pub fn read(text: &str) -> Result<Self, RuleError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            #[serde(default)]
            rule: Vec<Rule>,
        }
        let table: Table = toml::from_str(text).map_err(|error| RuleError::Syntax(error.to_string()))?;
        let mut known = BTreeSet::new();
        for rule in &table.rule {
            if !known.insert(&rule.id) {
                return Err(RuleError::Twice(rule.id.clone()));
            }
            if rule.hours.is_some_and(|hours| !hours.are_hours()) {
                return Err(RuleError::Hours(rule.id.clone()));
            }
        }
        Ok(Self { all: table.rule })
    }

    /// These rules with what an installation changes of them.
    pub fn changed(mut self, changes: &BTreeMap<String, Change>) -> Result<Self, RuleError> {
        for (id, change) in changes {
            let rule = self.all.iter_mut().find(|rule| rule.id == *id);
            let rule = rule.ok_or_else(|| RuleError::Unknown(id.clone()))?;
            rule.at_least = change.at_least.unwrap_or(rule.at_least);
            rule.within_minutes = change.within_minutes.unwrap_or(rule.within_minutes);
            rule.severity = change.severity.unwrap_or(rule.severity);
        }
        self.all.retain(|rule| !changes.get(&rule.id).is_some_and(|change| change.is_off));
        Ok(self)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.all.iter()
    }
}

impl Rule {
    pub(super) fn within(&self) -> SignedDuration {
        SignedDuration::from_mins(self.within_minutes.get().into())
    }
}
