//! What a record system says of itself before anybody reads: which FHIR and which guides it speaks, and what of a chart will
//! be missing because it does not hand it out. Asked by whoever sets the portal up, and at its start; nothing of a patient
//! is asked for.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use portico_fhir::{Capabilities, Client, Endpoint, Error};

use crate::charts::Charts;
use crate::view::Part;

/// What a record system says of itself, and what of it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    pub software: Option<String>,
    pub fhir_version: Option<String>,
    /// The versions of US Core that it follows.
    pub us_core: BTreeSet<String>,
    pub findings: Vec<Finding>,
}

/// Something of a record system that readers will notice. `Display` says what it is and what will be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Another FHIR than R4; `None` where it does not say which.
    OtherFhir(Option<String>),
    UnknownUsCore(String),
    NoUsCore,
    UnknownGuide(String),
    /// A kind of resource that it does not hand out.
    NotKept {
        kind: String,
        missing: Vec<&'static str>,
    },
    /// A kind of resource that it does not find by what the portal has to ask by.
    NotFoundBy {
        kind: String,
        param: &'static str,
        missing: Vec<&'static str>,
    },
    /// A kind of resource that it does not narrow by what the portal would.
    NotNarrowedBy {
        kind: String,
        param: String,
    },
    /// A host by which it calls itself, and which is not in the configuration.
    OtherName(String),
}

impl Introduction {
    /// Asks a record system who it is.
    ///
    /// # Errors
    /// Where it does not say it now, or does not let the portal in.
    pub async fn of(endpoint: Endpoint) -> Result<Self, Error> {
        Self::by(&Client::new(endpoint)?).await
    }

    async fn by(client: &Client) -> Result<Self, Error> {
        let known = client.introduced().await?;
        let other_names = client.look_at_names().await?;
        Ok(Self::new(&known, other_names))
    }

    fn new(known: &Capabilities, other_names: Vec<String>) -> Self {
        let us_core = us_core_versions(known);
        let mut findings = Vec::new();
        if !known.fhir_version.as_deref().is_some_and(|version| version.starts_with("4.0")) {
            findings.push(Finding::OtherFhir(known.fhir_version.clone()));
        }
        findings.extend(about_guides(known, &us_core));
        findings.extend(about_kinds(known));
        findings.extend(other_names.into_iter().map(Finding::OtherName));
        let (software, fhir_version) = (known.software.clone(), known.fhir_version.clone());
        Self { software, fhir_version, us_core, findings }
    }

    /// Tells the log, for whoever starts a portal.
    pub fn log(&self) {
        let us_core = self.us_core.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        tracing::info!(
            ehr.software = self.software.as_deref().unwrap_or("unnamed"),
            ehr.fhir_version = self.fhir_version.as_deref().unwrap_or("unnamed"),
            ehr.us_core = us_core,
            findings = self.findings.len(),
            "the record system has introduced itself"
        );
        for finding in &self.findings {
            tracing::warn!(ehr.finding = %finding, "the record system is not all that the portal reads");
        }
    }
}

impl Charts {
    /// Asks the record system who it is, and tells the log: what will be missing, or that it cannot be asked now.
    pub async fn introduce_record_system(&self) {
        match Introduction::by(self.inner.gateway.client()).await {
            Ok(introduction) => introduction.log(),
            Err(error) => {
                tracing::warn!(error = %error, "what the record system can do is not known yet");
            }
        }
    }
}

const US_CORE: &str = "hl7.org/fhir/us/core";

/// Guides of which the portal knows what they ask for.
const KNOWN_GUIDES: [&str; 5] =
    [US_CORE, "hl7.fhir.us.core", "smart-app-launch", "uv/bulkdata", "CapabilityStatement/base"];

fn us_core_versions(known: &Capabilities) -> BTreeSet<String> {
    let own = known.follows.iter().filter(|canonical| canonical.contains(US_CORE));
    own.filter_map(|canonical| canonical.split_once('|')).map(|(_, version)| version.to_owned()).collect()
}

fn about_guides(known: &Capabilities, us_core: &BTreeSet<String>) -> Vec<Finding> {
    let is_known = |version: &&String| {
        let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
        !major.is_some_and(|major| (3..=8).contains(&major))
    };
    let mut findings: Vec<_> = us_core.iter().filter(is_known).cloned().map(Finding::UnknownUsCore).collect();
    if !known.follows.iter().any(|canonical| canonical.contains(US_CORE)) {
        findings.push(Finding::NoUsCore);
    }
    let is_guide = |canonical: &&String| {
        let is_whole =
            canonical.contains("/ImplementationGuide/") || canonical.contains("/CapabilityStatement/");
        is_whole && !KNOWN_GUIDES.iter().any(|known| canonical.contains(known))
    };
    findings.extend(known.follows.iter().filter(is_guide).cloned().map(Finding::UnknownGuide));
    findings
}

/// What is asked for beside the parts of a chart, and what it is for.
const BESIDE: [(&str, &str, &str); 3] = [
    ("RelatedPerson", "patient", "family and guardians"),
    ("PractitionerRole", "practitioner", "the roles of clinicians"),
    ("Consent", "patient", "choices that were made elsewhere"),
];

fn about_kinds(known: &Capabilities) -> Vec<Finding> {
    let mut needs: BTreeMap<String, (BTreeSet<String>, Vec<&'static str>)> = BTreeMap::new();
    let mut need = |kind: &str, params: Vec<String>, what: &'static str| {
        let (asked_by, missing) = needs.entry(kind.to_owned()).or_default();
        asked_by.extend(params);
        if !missing.contains(&what) {
            missing.push(what);
        }
    };
    for (kind, params, what) in Part::all().flat_map(Part::asked_by) {
        need(kind, params, what);
    }
    for (kind, param, what) in BESIDE {
        need(kind, vec![param.to_owned()], what);
    }
    needs.into_iter().flat_map(|(kind, (params, missing))| about_kind(known, kind, params, missing)).collect()
}

/// Whose it is has to be asked by; everything else narrows.
const WHOSE: [&str; 3] = ["patient", "_id", "practitioner"];

fn about_kind(
    known: &Capabilities,
    kind: String,
    params: BTreeSet<String>,
    missing: Vec<&'static str>,
) -> Vec<Finding> {
    if !known.keeps(&kind) {
        return vec![Finding::NotKept { kind, missing }];
    }
    if !known.lists_params(&kind) {
        return Vec::new();
    }
    let unlisted = params.into_iter().filter(|param| !known.supports(&kind, param));
    unlisted
        .map(|param| match WHOSE.iter().find(|whose| **whose == param) {
            Some(param) => Finding::NotFoundBy { kind: kind.clone(), param, missing: missing.clone() },
            None => Finding::NotNarrowedBy { kind: kind.clone(), param },
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use portico_fhir::Raw;
    use portico_fhir::shapes::CapabilityStatement;
    use serde_json::{Value, json};

    use super::*;

    fn introduction(statement: &Value) -> Introduction {
        let parsed = Raw::from_text(&statement.to_string()).unwrap().parse::<CapabilityStatement>();
        Introduction::new(&Capabilities::from(&parsed.shape), Vec::new())
    }

    fn statement(fhir: &str, guides: Value, resources: Value) -> Value {
        json!({"resourceType": "CapabilityStatement", "fhirVersion": fhir, "implementationGuide": guides,
            "software": {"name": "Clinic", "version": "7"}, "rest": [{"mode": "server", "resource": resources}]})
    }

    const US_CORE_6: &str = "http://hl7.org/fhir/us/core/ImplementationGuide/hl7.fhir.us.core|6.1.0";

    #[test]
    fn a_record_system_of_the_expected_kind_has_nothing_to_be_told() {
        let found = introduction(&statement("4.0.1", json!([US_CORE_6]), json!([])));

        assert_eq!(found.findings, []);
        assert_eq!(found.to_string(), "record system: Clinic 7, FHIR 4.0.1, US Core 6.1.0\n");
    }

    #[test]
    fn another_fhir_another_guide_and_another_us_core_are_named() {
        let guides = json!([
            "http://hl7.org/fhir/us/core/ImplementationGuide/hl7.fhir.us.core|12.0.0",
            "http://example.org/ImplementationGuide/odd|1"
        ]);
        let found = introduction(&statement("5.0.0", guides, json!([])));

        let words = found.to_string();
        for named in [
            "FHIR 5.0.0",
            "US Core 12.0.0",
            "http://example.org/ImplementationGuide/odd|1",
            "will be missing",
        ] {
            assert!(words.contains(named), "{named}: {words}");
        }
        assert_eq!(
            introduction(&json!({"resourceType": "CapabilityStatement"})).findings[0],
            Finding::OtherFhir(None)
        );
    }

    #[test]
    fn a_kind_and_a_parameter_that_are_missing_are_named_with_what_will_be_missing() {
        let resources = json!([{"type": "Observation", "searchParam": [{"name": "patient"}]},
            {"type": "Immunization", "searchParam": [{"name": "status"}]}, {"type": "Goal"}]);
        let words = introduction(&statement("4.0.1", json!([US_CORE_6]), resources)).to_string();

        for named in [
            "does not hand out AllergyIntolerance: allergies will be missing",
            "does not find Immunization by `patient`: immunizations will be missing",
            "does not narrow Observation by `category`",
            "does not hand out RelatedPerson: related_people, family and guardians will be missing",
        ] {
            assert!(words.contains(named), "{named}: {words}");
        }
        assert!(!words.contains("Goal"), "one that does not list its parameters is believed");
    }
}
