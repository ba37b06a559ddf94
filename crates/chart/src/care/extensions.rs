//! What a Patient says beside the fields of FHIR: the extensions of US Core and of HL7's international pack, and those of a
//! large vendor. What means something to a patient is said; the rest is counted.

use portico_fhir::shapes::{CodeableConcept, Coding, Extension};

use super::{FactKind, ProfileFact};
use crate::reading::{Reading, term};
use crate::view::Term;

/// What the extensions of a Patient say.
#[derive(Default)]
pub(super) struct Said {
    pub birth_sex: Option<String>,
    pub gender_identity: Option<String>,
    pub pronouns: Option<String>,
    pub more: Vec<ProfileFact>,
    /// How many say something that no page has a name for.
    pub unnamed: u32,
}

/// The last part of an extension's address, which is all that its versions and editions share.
enum Meaning {
    BirthSex,
    GenderIdentity,
    Pronouns,
    Fact(FactKind),
    /// Bookkeeping of the record system, of no meaning to anybody else.
    Nothing,
}

fn meaning(url: &str) -> Option<Meaning> {
    let url = url.trim_end_matches('/');
    Some(match url.rsplit('/').next().unwrap_or(url) {
        "us-core-birthsex" => Meaning::BirthSex,
        "us-core-genderIdentity" | "individual-genderIdentity" | "patient-genderIdentity" => {
            Meaning::GenderIdentity
        }
        "individual-pronouns" | "calculated-pronouns-to-use-for-text" => Meaning::Pronouns,
        "us-core-race" => Meaning::Fact(FactKind::Race),
        "us-core-ethnicity" => Meaning::Fact(FactKind::Ethnicity),
        "us-core-tribal-affiliation" => Meaning::Fact(FactKind::TribalAffiliation),
        "us-core-interpreter-needed" | "patient-interpreterRequired" => {
            Meaning::Fact(FactKind::InterpreterNeeded)
        }
        "us-core-sex" => Meaning::Fact(FactKind::Sex),
        "individual-recordedSexOrGender" | "legal-sex" => Meaning::Fact(FactKind::RecordedSex),
        "patient-sexParameterForClinicalUse" | "sex-for-clinical-use" => {
            Meaning::Fact(FactKind::SexForClinicalUse)
        }
        "patient-religion" => Meaning::Fact(FactKind::Religion),
        "patient-nationality" => Meaning::Fact(FactKind::Nationality),
        "patient-citizenship" => Meaning::Fact(FactKind::Citizenship),
        "patient-disability" => Meaning::Fact(FactKind::Disability),
        "patient-birthPlace" | "birthPlace" => Meaning::Fact(FactKind::BirthPlace),
        "data-absent-reason" => Meaning::Nothing,
        _ => return None,
    })
}

pub(super) fn said_by_extensions(extensions: &[Extension], reading: &Reading<'_>) -> Said {
    let mut said = Said::default();
    for extension in extensions {
        let spoken = words(extension);
        let first = spoken.first().map(|term| term.text.clone());
        match meaning(extension.url.as_deref().unwrap_or_default()) {
            Some(Meaning::Nothing) => {}
            _ if spoken.is_empty() => said.unnamed += 1,
            Some(Meaning::BirthSex) => said.birth_sex = said.birth_sex.or(first),
            Some(Meaning::GenderIdentity) => said.gender_identity = said.gender_identity.or(first),
            Some(Meaning::Pronouns) => said.pronouns = said.pronouns.or(first),
            Some(Meaning::Fact(kind)) => said.tell(kind, spoken, reading),
            None => said.unnamed += 1,
        }
    }
    said
}

impl Said {
    fn tell(&mut self, kind: FactKind, words: Vec<Term>, reading: &Reading<'_>) {
        let labels = reading.labels_of_shown(&words);
        match self.more.iter_mut().find(|fact| fact.kind == kind) {
            Some(fact) => {
                fact.words.extend(words);
                fact.labels = fact.labels.union(labels);
            }
            None => self.more.push(ProfileFact { kind, words, labels }),
        }
    }
}

/// What an extension says: its own value; of one with parts their text, else the value of each that is no bookkeeping.
fn words(extension: &Extension) -> Vec<Term> {
    if let Some(own) = value(extension) {
        return vec![own];
    }
    let named = |name: &'static str| {
        extension.extension.iter().filter(move |part| part.url.as_deref() == Some(name)).filter_map(value)
    };
    let text: Vec<Term> = named("text").collect();
    if !text.is_empty() {
        return text;
    }
    const PARTS: [&str; 7] =
        ["value", "ombCategory", "detailed", "tribalAffiliation", "code", "supportingInfo", "sex"];
    PARTS.into_iter().flat_map(|part| named(part).collect::<Vec<_>>()).collect()
}

fn value(extension: &Extension) -> Option<Term> {
    let plain = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(Term::plain)
    };
    let concept = extension
        .value_codeable_concept
        .as_ref()
        .and_then(|concept| answer(concept).or_else(|| term(concept)));
    concept
        .or_else(|| extension.value_coding.as_ref().and_then(of_coding))
        .or_else(|| extension.value_boolean.map(yes_or_no))
        .or_else(|| plain(&extension.value_string))
        .or_else(|| extension.value_code.as_deref().map(of_code))
        .or_else(|| extension.value_address.as_ref().and_then(super::profile::address).map(Term::plain))
}

fn of_coding(coding: &Coding) -> Option<Term> {
    let concept = CodeableConcept { coding: vec![coding.clone()], text: None };
    answer(&concept).or_else(|| term(&concept))
}

/// A code without words, as far as everybody knows it.
fn of_code(code: &str) -> Term {
    match code {
        "248152002" => Term { text: "Female".to_owned(), key: Some("gender-female"), code: None },
        "248153007" => Term { text: "Male".to_owned(), key: Some("gender-male"), code: None },
        "asked-declined" | "ASKU" => {
            Term { text: "Not said".to_owned(), key: Some("fact-not-said"), code: None }
        }
        "unknown" | "UNK" => Term { text: "Unknown".to_owned(), key: Some("gender-unknown"), code: None },
        code => Term::plain(code),
    }
}

/// Yes and no as SNOMED CT has them, and codes that come without words.
fn answer(concept: &CodeableConcept) -> Option<Term> {
    let mut codes = concept.coding.iter().filter_map(|coding| coding.code.as_deref());
    if codes.clone().any(|code| code == "373066001") {
        return Some(yes_or_no(true));
    }
    if codes.clone().any(|code| code == "373067005") {
        return Some(yes_or_no(false));
    }
    concept.words().is_none().then(|| codes.next().map(of_code))?
}

fn yes_or_no(is_so: bool) -> Term {
    let (text, key) = if is_so { ("Yes", "fact-yes") } else { ("No", "fact-no") };
    Term { text: text.to_owned(), key: Some(key), code: None }
}
