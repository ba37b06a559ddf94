//! One condition of a search: a parameter and the values of which one must fit.

use super::table::{Kind, find, parameters};
use super::wanted::{Reader, Subject, System, Wanted, split_unescaped};
use crate::fhir::Refusal;
use crate::records::Held;

/// One `name=value,value` of a query; several of them must all hold.
#[derive(Debug, Clone)]
pub struct Criterion {
    subject: Subject,
    /// `:not` and `:missing=true` turn the answer round.
    negated: bool,
    any: Vec<Wanted>,
}

impl Criterion {
    /// Reads one parameter of a query. `Ok(None)`: this server does not know it (name or modifier).
    pub fn read(
        resource_type: &'static str,
        name: &str,
        value: &str,
        own: &[String],
    ) -> Result<Option<Self>, Refusal> {
        let (name, modifier) = match name.split_once(':') {
            Some((name, modifier)) => (name, Some(modifier)),
            None => (name, None),
        };
        let (subject, kind) = match name {
            "_id" => (Subject::Id, Kind::Token),
            "_lastUpdated" => (Subject::LastUpdated, Kind::Date),
            _ => {
                let Some(position) = find(resource_type, name) else { return Ok(None) };
                (Subject::Parameter(position), parameters(resource_type)[position].kind)
            }
        };
        if modifier == Some("missing") {
            let missing = value.parse().map_err(|_| Refusal::bad_value(name))?;
            return Ok(Some(Self { subject, negated: missing, any: vec![Wanted::Anything] }));
        }
        let Some(read) = Reader::new(kind, modifier, subject, own) else { return Ok(None) };
        let any = split_unescaped(value, ',')
            .iter()
            .map(|one| read.wanted(one).ok_or_else(|| Refusal::bad_value(name)))
            .collect::<Result<_, _>>()?;
        Ok(Some(Self { subject, negated: modifier == Some("not"), any }))
    }

    pub fn holds(&self, held: &Held) -> bool {
        self.any.iter().any(|wanted| wanted.fits(self.subject, held)) != self.negated
    }

    /// The ids of which one must be the resource's, if this is such a condition.
    pub fn ids(&self) -> Option<Vec<&str>> {
        if self.subject != Subject::Id || self.negated {
            return None;
        }
        self.any
            .iter()
            .map(|wanted| match wanted {
                Wanted::Id(id) => Some(id.as_str()),
                _ => None,
            })
            .collect()
    }

    /// The resources of which one must be referred to, if this names them with their types
    /// (or `target` supplies the type).
    pub fn referred(&self, resource_type: &str) -> Option<Vec<(&'static str, &str)>> {
        let Subject::Parameter(position) = self.subject else { return None };
        let target = parameters(resource_type)[position].target;
        if self.negated {
            return None;
        }
        self.any
            .iter()
            .map(|wanted| match wanted {
                Wanted::Local { resource_type, id } => Some((resource_type.or(target)?, id.as_str())),
                _ => None,
            })
            .collect()
    }

    /// The identifiers of which one must be the resource's, if this asks for whole identifiers.
    pub fn identifiers(&self, resource_type: &str) -> Option<Vec<(&str, &str)>> {
        let Subject::Parameter(position) = self.subject else { return None };
        if self.negated || parameters(resource_type)[position].name != "identifier" {
            return None;
        }
        self.any
            .iter()
            .map(|wanted| match wanted {
                Wanted::Token { system: System::Is(system), code: Some(code) } => {
                    Some((system.as_str(), code.as_str()))
                }
                _ => None,
            })
            .collect()
    }
}
