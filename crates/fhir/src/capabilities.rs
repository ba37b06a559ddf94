use std::collections::{BTreeSet, HashMap, HashSet};

use crate::shapes::{CapabilityStatement, Rest, RestResource};

/// What a record system says of itself (its CapabilityStatement), as far as queries depend on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    pub fhir_version: Option<String>,
    /// Name and version of the software, where it says them.
    pub software: Option<String>,
    /// Where it says that it is.
    pub base: Option<String>,
    /// The canonical addresses of the guides, statements and profiles that it says to follow, with their versions
    /// (`http://…|6.1.0`) where it says them.
    pub follows: BTreeSet<String>,
    takes_batch: bool,
    types: HashMap<String, Offer>,
}

/// What is offered for one resource type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Offer {
    interactions: HashSet<String>,
    params: HashSet<String>,
    lists_params: bool,
    includes: HashSet<String>,
    operations: HashSet<String>,
}

impl Capabilities {
    /// Whether the type is kept at all. A server that lists no types is believed to keep every type.
    pub fn keeps(&self, resource_type: &str) -> bool {
        self.types.is_empty() || self.types.contains_key(resource_type)
    }

    /// Whether the search parameter is listed for the type.
    pub fn supports(&self, resource_type: &str, param: &str) -> bool {
        self.types.get(resource_type).is_some_and(|offer| offer.params.contains(param))
    }

    /// Whether the server says by which parameters the type is searched at all. One that is silent is believed to take each.
    pub fn lists_params(&self, resource_type: &str) -> bool {
        self.types.get(resource_type).is_some_and(|offer| offer.lists_params)
    }

    /// Whether an operation, such as `match`, is listed for the type.
    pub fn offers(&self, resource_type: &str, operation: &str) -> bool {
        self.types.get(resource_type).is_some_and(|offer| offer.operations.contains(operation))
    }

    /// Whether an interaction, such as `create`, is listed for the type.
    pub fn takes(&self, resource_type: &str, interaction: &str) -> bool {
        self.types.get(resource_type).is_some_and(|offer| offer.interactions.contains(interaction))
    }

    /// Whether a batch is worth a try: `batch` or `transaction` is listed, or no interaction of the whole system is.
    pub fn supports_batch(&self) -> bool {
        self.takes_batch
    }

    /// Whether an `_include` is listed for the type; `None` where the server lists none at all.
    pub fn supports_include(&self, resource_type: &str, path: &str) -> Option<bool> {
        let includes = &self.types.get(resource_type)?.includes;
        (!includes.is_empty()).then(|| includes.contains("*") || includes.contains(path))
    }
}

impl From<&CapabilityStatement> for Capabilities {
    fn from(statement: &CapabilityStatement) -> Self {
        let server = statement.rest.iter().find(|rest| rest.mode.as_deref() != Some("client"));
        let software = statement.software.as_ref().and_then(|software| {
            let name = software.name.clone()?;
            Some(software.version.as_ref().map_or(name.clone(), |version| format!("{name} {version}")))
        });
        Self {
            fhir_version: statement.fhir_version.clone(),
            software,
            base: statement.implementation.as_ref().and_then(|own| own.url.clone()),
            follows: follows(statement, server),
            takes_batch: server.is_some_and(takes_batch),
            types: server.map(offers).unwrap_or_default(),
        }
    }
}

fn follows(statement: &CapabilityStatement, server: Option<&Rest>) -> BTreeSet<String> {
    let resources = server.iter().flat_map(|rest| &rest.resource);
    let profiles = resources.flat_map(|own| own.supported_profile.iter().chain(&own.profile));
    let whole = statement.implementation_guide.iter().chain(&statement.instantiates);
    whole.chain(profiles).cloned().collect()
}

fn takes_batch(rest: &Rest) -> bool {
    let mut listed = rest.interaction.iter().filter_map(|interaction| interaction.code.as_deref());
    rest.interaction.is_empty() || listed.any(|code| matches!(code, "batch" | "transaction"))
}

fn offers(rest: &Rest) -> HashMap<String, Offer> {
    let common: HashSet<String> = rest.search_param.iter().filter_map(|param| param.name.clone()).collect();
    rest.resource
        .iter()
        .filter_map(|resource| Some((resource.kind.clone()?, offer(resource, &common))))
        .collect()
}

fn offer(resource: &RestResource, common: &HashSet<String>) -> Offer {
    let own = resource.search_param.iter().filter_map(|param| param.name.clone());
    Offer {
        interactions: resource
            .interaction
            .iter()
            .filter_map(|interaction| interaction.code.clone())
            .collect(),
        params: own.chain(common.iter().cloned()).collect(),
        lists_params: !resource.search_param.is_empty(),
        includes: resource.search_include.iter().cloned().collect(),
        operations: resource
            .operation
            .iter()
            .filter_map(|operation| operation.name.as_deref())
            .map(|name| name.trim_start_matches('$').to_owned())
            .collect(),
    }
}
