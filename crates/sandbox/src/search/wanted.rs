//! One value that a condition accepts, read from the query and compared with what a resource answers to.

use super::span::{Comparison, Span};
use super::table::Kind;
use super::term::{Term, fold, is_id, local_reference};
use super::types::resource_type;
use crate::records::Held;

/// What a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Id,
    LastUpdated,
    Parameter(usize),
}

/// One value that a condition accepts.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
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
pub(super) enum System {
    Any,
    None,
    Is(String),
}

/// Reads the values of one parameter.
pub(super) struct Reader<'a> {
    kind: Kind,
    modifier: Option<&'a str>,
    subject: Subject,
    own: &'a [String],
}

impl<'a> Reader<'a> {
    /// `None` if the modifier does not belong to this kind of parameter.
    pub(super) fn new(
        kind: Kind,
        modifier: Option<&'a str>,
        subject: Subject,
        own: &'a [String],
    ) -> Option<Self> {
        let fits = match (kind, modifier) {
            (_, None) | (Kind::Token, Some("not")) | (Kind::Text, Some("exact" | "contains")) => true,
            (Kind::Reference, Some(name)) => resource_type(name).is_some(),
            _ => false,
        };
        fits.then_some(Self { kind, modifier, subject, own })
    }

    /// `None` if the value cannot be one of this kind.
    pub(super) fn wanted(&self, text: &str) -> Option<Wanted> {
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
    pub(super) fn fits(&self, subject: Subject, held: &Held) -> bool {
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

pub(super) fn split_unescaped(text: &str, separator: char) -> Vec<String> {
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
