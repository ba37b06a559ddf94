//! One condition of a search: a parameter and the values of which one must fit.

use crate::fhir::Refusal;
use crate::records::Held;

use super::span::{Comparison, Span};
use super::table::{Kind, find, parameters};
use super::term::{Term, fold, is_id, local_reference};
use super::types::resource_type;

/// One `name=value,value` of a query; several of them must all hold.
#[derive(Debug, Clone)]
pub struct Criterion {
    subject: Subject,
    /// `:not` and `:missing=true` turn the answer round.
    negated: bool,
    any: Vec<Wanted>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Id,
    LastUpdated,
    Parameter(usize),
}

#[derive(Debug, Clone)]
enum Wanted {
    /// Any value at all (`:missing`).
    Anything,
    Id(String),
    Token {
        system: System,
        code: Option<String>,
    },
    Local {
        resource_type: Option<&'static str>,
        id: String,
    },
    Url(String),
    Date(Comparison, Span),
    Text {
        folded: String,
        contains: bool,
    },
    ExactText(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum System {
    Any,
    None,
    Is(String),
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

struct Reader<'a> {
    kind: Kind,
    modifier: Option<&'a str>,
    subject: Subject,
    own: &'a [String],
}

impl<'a> Reader<'a> {
    /// `None` if the modifier does not belong to this kind of parameter.
    fn new(kind: Kind, modifier: Option<&'a str>, subject: Subject, own: &'a [String]) -> Option<Self> {
        let fits = match (kind, modifier) {
            (_, None) | (Kind::Token, Some("not")) | (Kind::Text, Some("exact" | "contains")) => true,
            (Kind::Reference, Some(name)) => resource_type(name).is_some(),
            _ => false,
        };
        fits.then_some(Self { kind, modifier, subject, own })
    }

    /// `None` if the value cannot be one of this kind.
    fn wanted(&self, text: &str) -> Option<Wanted> {
        if text.is_empty() {
            return None;
        }
        match self.kind {
            Kind::Token if self.subject == Subject::Id => Some(Wanted::Id(text.to_owned())),
            Kind::Token => Some(wanted_token(text)),
            Kind::Reference => Some(self.wanted_reference(text)),
            Kind::Date => {
                let (comparison, date) = Comparison::split(text);
                Some(Wanted::Date(comparison, Span::of_text(date)?))
            }
            Kind::Text if self.modifier == Some("exact") => Some(Wanted::ExactText(unescape(text))),
            Kind::Text => Some(Wanted::Text {
                folded: fold(&unescape(text)),
                contains: self.modifier == Some("contains"),
            }),
            Kind::Uri => Some(Wanted::Url(unescape(text))),
        }
    }

    fn wanted_reference(&self, text: &str) -> Wanted {
        let typed = self.modifier.and_then(resource_type);
        match local_reference(text, self.own) {
            Some((resource_type, id)) => {
                Wanted::Local { resource_type: Some(resource_type), id: id.to_owned() }
            }
            None if is_id(text) => Wanted::Local { resource_type: typed, id: text.to_owned() },
            None => Wanted::Url(text.to_owned()),
        }
    }
}

fn wanted_token(text: &str) -> Wanted {
    let parts = split_unescaped(text, '|');
    let (system, code) = match parts.as_slice() {
        [code] => (System::Any, code.as_str()),
        [system, code @ ..] if system.is_empty() => (System::None, code[0].as_str()),
        [system, code @ ..] => (System::Is(unescape(system)), code[0].as_str()),
        [] => (System::Any, ""),
    };
    Wanted::Token { system, code: (!code.is_empty()).then(|| unescape(code)) }
}

impl Wanted {
    fn fits(&self, subject: Subject, held: &Held) -> bool {
        match (subject, self) {
            (_, Wanted::Anything) if !matches!(subject, Subject::Parameter(_)) => true,
            (Subject::Id, Wanted::Id(id)) => *id == *held.id,
            (Subject::LastUpdated, Wanted::Date(comparison, asked)) => {
                comparison.holds(Span::of_instant(held.last_updated), *asked)
            }
            (Subject::Parameter(position), wanted) => {
                held.terms.of_parameter(position).any(|term| wanted.fits_term(term))
            }
            _ => false,
        }
    }

    fn fits_term(&self, term: &Term) -> bool {
        match (self, term) {
            (Wanted::Anything, _) => true,
            (Wanted::Token { system, code }, Term::Token { system: held_system, code: held_code }) => {
                system.fits(held_system.as_deref())
                    && code.as_deref().is_none_or(|code| code.eq_ignore_ascii_case(held_code))
            }
            (Wanted::Local { resource_type, id }, Term::Local { resource_type: held_type, id: held_id }) => {
                *id == **held_id && resource_type.is_none_or(|asked| asked == *held_type)
            }
            (Wanted::Url(asked), Term::Url(held)) => **asked == **held,
            (Wanted::Date(comparison, asked), Term::Date(held)) => comparison.holds(*held, *asked),
            (Wanted::Text { folded: asked, contains: false }, Term::Text { folded, .. }) => {
                folded.starts_with(asked.as_str())
            }
            (Wanted::Text { folded: asked, contains: true }, Term::Text { folded, .. }) => {
                folded.contains(asked.as_str())
            }
            (Wanted::ExactText(asked), Term::Text { exact, .. }) => **asked == **exact,
            _ => false,
        }
    }
}

impl System {
    /// A bare `code` element has an implied system, which FHIR's own value sets name.
    fn fits(&self, held: Option<&str>) -> bool {
        match (self, held) {
            (System::Any, _) | (System::None, None) => true,
            (System::Is(asked), Some(held)) => asked == held,
            (System::Is(asked), None) => asked.starts_with("http://hl7.org/fhir/"),
            (System::None, Some(_)) => false,
        }
    }
}

fn split_unescaped(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == separator && !escaped {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    parts
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        escaped = c == '\\' && !escaped;
        if !escaped {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_bars_can_be_escaped() {
        assert_eq!(split_unescaped(r"a\,b,c", ','), [r"a\,b", "c"]);
        assert_eq!(unescape(r"a\,b\\c"), r"a,b\c");
    }
}
