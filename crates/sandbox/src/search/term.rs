//! What a resource answers to: the values of its search parameters, taken out once when it is stored.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::span::Span;
use super::table::{Kind, Parameter, parameters};
use super::types::resource_type;

/// One value that a resource can be found by.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A code, identifier or flag. A bare `code` element has no system of its own.
    Token {
        system: Option<Arc<str>>,
        code: Arc<str>,
    },
    /// A reference to a resource of this server.
    Local {
        resource_type: &'static str,
        id: Arc<str>,
    },
    /// A reference elsewhere, or a uri.
    Url(Arc<str>),
    Date(Span),
    /// What people type; `folded` is in lower case and without accents.
    Text {
        folded: Arc<str>,
        exact: Arc<str>,
    },
}

/// The terms of one resource, each under its parameter's position in [`parameters`].
#[derive(Debug, Clone, Default)]
pub struct Terms(Box<[(u16, Term)]>);

/// Keeps one copy of each repeated system, code and id.
#[derive(Debug, Default)]
pub struct Interner(HashSet<Arc<str>>);

impl Interner {
    pub fn keep(&mut self, text: &str) -> Arc<str> {
        if let Some(kept) = self.0.get(text) {
            return kept.clone();
        }
        let kept: Arc<str> = text.into();
        self.0.insert(kept.clone());
        kept
    }
}

impl Terms {
    /// Takes the terms out of a resource. `own` are the base addresses that mean this server.
    pub fn of(resource_type: &str, resource: &Value, own: &[String], interner: &mut Interner) -> Self {
        let mut terms = Vec::new();
        for (position, parameter) in (0u16..).zip(parameters(resource_type)) {
            let mut reader = Reader { parameter, own, interner, terms: Vec::new() };
            for path in &parameter.paths {
                path.visit(resource, &mut |value| reader.take(value));
            }
            terms.extend(reader.terms.into_iter().map(|term| (position, term)));
        }
        Self(terms.into())
    }

    pub fn of_parameter(&self, position: usize) -> impl Iterator<Item = &Term> {
        self.0.iter().filter(move |(at, _)| usize::from(*at) == position).map(|(_, term)| term)
    }

    /// Every local reference, whatever its parameter (with repetitions).
    pub fn references(&self) -> impl Iterator<Item = (&'static str, &Arc<str>)> {
        self.0.iter().filter_map(|(_, term)| match term {
            Term::Local { resource_type, id } => Some((*resource_type, id)),
            _ => None,
        })
    }
}

struct Reader<'a> {
    parameter: &'a Parameter,
    own: &'a [String],
    interner: &'a mut Interner,
    terms: Vec<Term>,
}

impl Reader<'_> {
    fn take(&mut self, value: &Value) {
        match self.parameter.kind {
            Kind::Token => self.take_token(value),
            Kind::Reference => self.take_reference(value),
            Kind::Date => self.terms.extend(Span::of_value(value).map(Term::Date)),
            Kind::Text => self.take_text(value),
            Kind::Uri => self.take_uri(value),
        }
    }

    fn take_token(&mut self, value: &Value) {
        if let Some(codings) = value["coding"].as_array() {
            codings.iter().for_each(|coding| self.take_token(coding));
            return;
        }
        let code = match value {
            Value::String(code) => Some(code.as_str()),
            Value::Bool(flag) => Some(if *flag { "true" } else { "false" }),
            other => other["code"].as_str().or_else(|| other["value"].as_str()),
        };
        let Some(code) = code else { return };
        let system = value["system"].as_str().map(|system| self.interner.keep(system));
        let code = self.interner.keep(code);
        self.terms.push(Term::Token { system, code });
    }

    fn take_reference(&mut self, value: &Value) {
        let Some(reference) = value["reference"].as_str() else { return };
        match local_reference(reference, self.own) {
            Some((target, id)) if self.parameter.target.is_none_or(|only| only == target) => {
                let id = self.interner.keep(id);
                self.terms.push(Term::Local { resource_type: target, id });
            }
            None if self.parameter.target.is_none() && !reference.starts_with('#') => {
                self.terms.push(Term::Url(reference.into()));
            }
            _ => {}
        }
    }

    fn take_text(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                self.terms.push(Term::Text { folded: fold(text).into(), exact: text.as_str().into() });
            }
            Value::Array(items) => items.iter().for_each(|item| self.take_text(item)),
            Value::Object(parts) => {
                parts.iter().filter(|(name, _)| is_spoken(name)).for_each(|(_, part)| self.take_text(part));
            }
            _ => {}
        }
    }

    fn take_uri(&mut self, value: &Value) {
        if let Some(uri) = value.as_str() {
            let uri = self.interner.keep(uri);
            self.terms.push(Term::Url(uri));
        }
    }
}

/// The parts of a HumanName, an Address or a CodeableConcept that people search for.
fn is_spoken(name: &str) -> bool {
    matches!(name, "family" | "given" | "prefix" | "suffix" | "text")
        || matches!(name, "line" | "city" | "district" | "state" | "postalCode" | "country")
}

/// Reads `Type/id`, `Type/id/_history/n` or the absolute form of either at one of `own` addresses.
pub fn local_reference<'a>(reference: &'a str, own: &[String]) -> Option<(&'static str, &'a str)> {
    let relative = own
        .iter()
        .find_map(|base| reference.strip_prefix(base.as_str())?.strip_prefix('/'))
        .unwrap_or(reference);
    let mut parts = relative.split('/');
    let (name, id) = (resource_type(parts.next()?)?, parts.next()?);
    let rest_fits =
        matches!((parts.next(), parts.next(), parts.next()), (None, ..) | (Some("_history"), Some(_), None));
    (rest_fits && is_id(id)).then_some((name, id))
}

/// R4 § 2.24.0.1: of `A-Z a-z 0-9 - .`; longer than 64 characters as well, as large record systems write them.
pub fn is_id(text: &str) -> bool {
    (1..=255).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

/// Lower case and without accents, for comparing what people type.
pub fn fold(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_reference_is_local_in_each_of_its_forms() {
        let own = ["http://127.0.0.1:9/fhir".to_owned()];

        for form in ["Patient/a", "Patient/a/_history/2", "http://127.0.0.1:9/fhir/Patient/a"] {
            assert_eq!(local_reference(form, &own), Some(("Patient", "a")), "{form}");
        }
        for form in ["#a", "urn:uuid:a", "http://elsewhere/fhir/Patient/a", "Patient", "Pet/a", "Patient/a/b"]
        {
            assert_eq!(local_reference(form, &own), None, "{form}");
        }
    }

    #[test]
    fn names_fold_to_plain_lower_case() {
        assert_eq!(fold("Treviño"), "trevino");
        assert_eq!(fold("ALCÁNTAR"), "alcantar");
    }

    #[test]
    fn a_patient_parameter_counts_only_patients() {
        let group = json!({"subject": {"reference": "Group/g"}});
        let terms = Terms::of("Observation", &group, &[], &mut Interner::default());

        let patient = super::super::table::find("Observation", "patient").unwrap();
        let subject = super::super::table::find("Observation", "subject").unwrap();
        assert_eq!(terms.of_parameter(patient).count(), 0);
        assert_eq!(terms.of_parameter(subject).count(), 1);
    }
}
