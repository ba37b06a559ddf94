//! As much of a Consent as is understood. A member that is not named here is refused, not passed over.

use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Consent {
    #[serde(rename = "resourceType")]
    _resource_type: IgnoredAny,
    #[serde(rename = "id")]
    _id: Option<IgnoredAny>,
    #[serde(rename = "meta")]
    _meta: Option<IgnoredAny>,
    #[serde(rename = "language")]
    _language: Option<IgnoredAny>,
    #[serde(rename = "text")]
    _text: Option<IgnoredAny>,
    #[serde(rename = "identifier")]
    _identifier: Option<IgnoredAny>,
    #[serde(rename = "status")]
    _status: IgnoredAny,
    pub scope: Concept,
    pub category: Vec<Concept>,
    pub patient: Reference,
    #[serde(rename = "dateTime")]
    _date_time: Option<IgnoredAny>,
    #[serde(rename = "performer")]
    _performer: Option<IgnoredAny>,
    #[serde(rename = "organization")]
    _organization: Option<IgnoredAny>,
    #[serde(rename = "sourceAttachment")]
    _source_attachment: Option<IgnoredAny>,
    #[serde(rename = "sourceReference")]
    _source_reference: Option<IgnoredAny>,
    pub policy_rule: Option<Concept>,
    pub verification: Option<IgnoredAny>,
    pub provision: Option<Provision>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Provision {
    #[serde(rename = "id")]
    _id: Option<IgnoredAny>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub period: Option<Period>,
    #[serde(default)]
    pub actor: Vec<Actor>,
    #[serde(default)]
    pub security_label: Vec<Coding>,
    #[serde(default)]
    pub purpose: Vec<Coding>,
    #[serde(default)]
    pub class: Vec<Coding>,
    pub data_period: Option<Period>,
    #[serde(default)]
    pub data: Vec<Thing>,
    #[serde(default)]
    pub provision: Vec<Provision>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Actor {
    pub role: Concept,
    pub reference: Reference,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thing {
    pub meaning: String,
    pub reference: Reference,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Concept {
    #[serde(default)]
    pub coding: Vec<Coding>,
    #[serde(rename = "text")]
    _text: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Coding {
    pub system: Option<String>,
    #[serde(rename = "version")]
    _version: Option<IgnoredAny>,
    pub code: Option<String>,
    #[serde(rename = "display")]
    _display: Option<IgnoredAny>,
    #[serde(rename = "userSelected")]
    _user_selected: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reference {
    pub reference: Option<String>,
    #[serde(rename = "type")]
    _type: Option<IgnoredAny>,
    pub identifier: Option<Identifier>,
    #[serde(rename = "display")]
    _display: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Identifier {
    #[serde(rename = "use")]
    _use: Option<IgnoredAny>,
    #[serde(rename = "type")]
    _type: Option<IgnoredAny>,
    pub system: Option<String>,
    pub value: Option<String>,
    #[serde(rename = "period")]
    _period: Option<IgnoredAny>,
    #[serde(rename = "assigner")]
    _assigner: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    pub start: Option<String>,
    pub end: Option<String>,
}

impl Coding {
    pub(super) fn is(&self, system: &str, code: &str) -> bool {
        self.system.as_deref() == Some(system) && self.code.as_deref() == Some(code)
    }

    /// The code, if it is of this system.
    pub(super) fn of(&self, system: &str) -> Option<&str> {
        self.code.as_deref().filter(|_| self.system.as_deref() == Some(system))
    }
}

impl Concept {
    pub(super) fn is(&self, system: &str, code: &str) -> bool {
        self.coding.iter().any(|coding| coding.is(system, code))
    }
}
