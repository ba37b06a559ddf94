//! Scopes of system clients: `system/Type.read` (v1) and `system/Type.cruds` (v2).

use crate::fhir::{Interaction, Refusal};

/// What the holder of a token may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scopes {
    /// No sign-in is asked for.
    Everything,
    Listed(Vec<Scope>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    resource_type: String,
    reads: bool,
    searches: bool,
    writes: bool,
}

impl Scopes {
    /// Reads a `scope` parameter. `None`: it names no scope of a system client.
    pub fn read(text: &str) -> Option<Self> {
        let scopes: Vec<Scope> = text.split_whitespace().map(Scope::read).collect::<Option<_>>()?;
        (!scopes.is_empty()).then_some(Self::Listed(scopes))
    }

    /// # Errors
    /// The interaction is outside the scopes. What a bundle contains is checked entry by entry.
    pub fn check(&self, interaction: &Interaction) -> Result<(), Refusal> {
        let Self::Listed(scopes) = self else { return Ok(()) };
        let allowed = match interaction {
            Interaction::Capabilities | Interaction::Bundle | Interaction::NextPage { .. } => true,
            Interaction::Everything { .. } => {
                scopes.iter().any(|scope| scope.resource_type == "*" && scope.reads && scope.searches)
            }
            other => {
                let name = other.resource_type().unwrap_or("*");
                scopes.iter().any(|scope| scope.covers(name) && scope.allows(other))
            }
        };
        if allowed { Ok(()) } else { Err(Refusal::OutOfScope) }
    }
}

impl Scope {
    fn read(text: &str) -> Option<Self> {
        let (name, rights) = text.strip_prefix("system/")?.split_once('.')?;
        let (reads, searches, writes) = match rights {
            "read" => (true, true, false),
            "write" => (false, false, true),
            "*" => (true, true, true),
            letters if !letters.is_empty() && letters.chars().all(|c| "cruds".contains(c)) => {
                let has = |any: &str| letters.contains(|c| any.contains(c));
                (has("r"), has("s"), has("cud"))
            }
            _ => return None,
        };
        Some(Self { resource_type: name.to_owned(), reads, searches, writes })
    }

    fn covers(&self, resource_type: &str) -> bool {
        self.resource_type == "*" || self.resource_type == resource_type
    }

    fn allows(&self, interaction: &Interaction) -> bool {
        match interaction {
            Interaction::Search { .. } | Interaction::Match => self.searches,
            other if other.is_write() => self.writes,
            _ => self.reads,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_of_both_versions_allow_what_they_say() {
        let read = Interaction::Read { resource_type: "Patient", id: "1".to_owned() };
        let search = Interaction::Search { resource_type: "Patient" };
        let create = Interaction::Create { resource_type: "Patient" };
        let allowed = |scopes: &str| {
            let scopes = Scopes::read(scopes).unwrap();
            [&read, &search, &create].map(|interaction| scopes.check(interaction).is_ok())
        };

        assert_eq!(allowed("system/*.read"), [true, true, false]);
        assert_eq!(allowed("system/Patient.rs"), [true, true, false]);
        assert_eq!(allowed("system/Patient.c system/Patient.r"), [true, false, true]);
        assert_eq!(allowed("system/Goal.cruds"), [false, false, false]);
        assert_eq!(Scopes::read("patient/*.read"), None);
        assert_eq!(Scopes::read(""), None);
    }
}
