//! What the directory says of a person becomes what the portal knows: a role, an assurance, and the claims.

use portico_model::{Assurance, ResourceId, Role, StaffClaims};
use serde_json::Value;

use super::token::{MoreClaims, Proved};
use super::{StaffError, StaffSettings};

impl StaffSettings {
    /// The role of the first group in the configured order that the person is in.
    pub(super) fn role_of(&self, groups: &[String]) -> Option<Role> {
        self.roles.iter().find(|(group, _)| groups.contains(group)).map(|(_, role)| *role)
    }

    /// How surely the provider knows who it is. One factor is not enough.
    pub(super) fn assurance_of(&self, proved: &Proved) -> Result<Assurance, StaffError> {
        let is_among = |values: &[String]| proved.acr.as_ref().is_some_and(|acr| values.contains(acr));
        if is_among(&self.phishing_resistant) {
            return Ok(Assurance::PhishingResistant);
        }
        let has_second = self.second_factors.iter().any(|factor| proved.amr.contains(factor));
        if is_among(&self.two_factors) || has_second {
            Ok(Assurance::TwoFactor)
        } else {
            Err(StaffError::NoSecondFactor)
        }
    }
}

impl MoreClaims {
    pub(super) fn groups(&self) -> Vec<String> {
        self.list("groups")
    }

    /// An id that is none is left out: it would stand for nobody in the record system.
    pub(super) fn staff_claims(&self) -> StaffClaims {
        let one = |name: &str| self.0.get(name).and_then(Value::as_str).and_then(resource_id);
        StaffClaims {
            practitioner: one("practitioner"),
            organization: one("organization"),
            care_teams: self.list("care_teams").iter().filter_map(|id| resource_id(id)).collect(),
            address: self.address(),
            licensed_in: self.list("licensed_in").into_iter().filter(|state| is_state(state)).collect(),
        }
    }

    /// OpenID Connect Core § 5.1.1; a directory may also write it as plain text.
    fn address(&self) -> Option<String> {
        let address = self.0.get("address")?;
        address.get("formatted").unwrap_or(address).as_str().map(str::to_owned)
    }

    /// A list of words; one word alone is a list of one.
    fn list(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::String(one)) => vec![one.clone()],
            Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }
}

/// `Practitioner/7` and `7` are the same person.
fn resource_id(text: &str) -> Option<ResourceId> {
    text.rsplit('/').next()?.parse().ok()
}

fn is_state(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
