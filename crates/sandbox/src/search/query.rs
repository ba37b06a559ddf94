//! A search as it was asked: conditions, order, page size and what to bring along.

use url::form_urlencoded;

use super::criterion::Criterion;
use super::sort::SortKey;
use super::table::find;
use super::types::resource_type;
use crate::fhir::Refusal;

/// What the client wants done with parameters that the server does not know (`Prefer: handling=`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Handling {
    #[default]
    Lenient,
    Strict,
}

/// A search over one resource type.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub resource_type: &'static str,
    pub criteria: Vec<Criterion>,
    pub sort: Vec<SortKey>,
    pub count: Option<usize>,
    pub include: Vec<Include>,
    pub only_total: bool,
    /// The parameters that were understood, for the `self` link.
    pub understood: Vec<(String, String)>,
}

/// `_include` or `_revinclude`: resources to bring along.
#[derive(Debug, Clone)]
pub struct Include {
    pub reverse: bool,
    /// Also from resources that were themselves brought along (`:iterate`).
    pub iterate: bool,
    pub source: &'static str,
    /// `None` stands for every reference (`*`).
    pub parameter: Option<usize>,
    pub target: Option<&'static str>,
}

impl Query {
    /// Reads a query string. Parameters that are `ignored` change nothing, and nobody is told.
    ///
    /// # Errors
    /// A known parameter with a value that is none of its kind; under strict handling also an unknown parameter.
    pub fn read(
        resource_type: &'static str,
        text: &str,
        handling: Handling,
        own: &[String],
        ignored: impl Fn(&str) -> bool,
    ) -> Result<Self, Refusal> {
        let mut query = Self { resource_type, ..Self::default() };
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            if ignored(&name) || query.take(&name, &value, own)? {
                query.understood.push((name.into_owned(), value.into_owned()));
            } else if handling == Handling::Strict {
                return Err(Refusal::UnknownParameter(name.into_owned()));
            }
        }
        Ok(query)
    }

    /// `Ok(false)`: not known.
    fn take(&mut self, name: &str, value: &str, own: &[String]) -> Result<bool, Refusal> {
        let bad = || Refusal::bad_value(name);
        match name {
            "_count" => self.count = Some(value.parse().map_err(|_| bad())?),
            "_sort" => {
                let Some(sort) = value.split(',').map(|key| SortKey::read(self.resource_type, key)).collect()
                else {
                    return Err(bad());
                };
                self.sort = sort;
            }
            "_summary" if value == "count" => self.only_total = true,
            "_summary" => return Ok(value == "false"),
            "_format" => return Ok(value.contains("json")),
            "_total" => {}
            "_include" | "_include:iterate" => {
                self.include.push(Include::read(value, false, name.ends_with("iterate")).ok_or_else(bad)?);
            }
            "_revinclude" | "_revinclude:iterate" => {
                self.include.push(Include::read(value, true, name.ends_with("iterate")).ok_or_else(bad)?);
            }
            _ => match Criterion::read(self.resource_type, name, value, own)? {
                Some(criterion) => self.criteria.push(criterion),
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    /// The query string of the `self` link: what was understood, nothing else.
    pub fn self_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.understood).finish()
    }
}

impl Include {
    /// `Type:parameter`, `Type:parameter:Target`, `Type:*` or `*`.
    fn read(text: &str, reverse: bool, iterate: bool) -> Option<Self> {
        let mut parts = text.split(':');
        let source = match parts.next()? {
            "*" => return Some(Self { reverse, iterate, source: "*", parameter: None, target: None }),
            name => resource_type(name)?,
        };
        let parameter = match parts.next()? {
            "*" => None,
            name => Some(find(source, name)?),
        };
        let target = match parts.next() {
            Some(name) => Some(resource_type(name)?),
            None => None,
        };
        Some(Self { reverse, iterate, source, parameter, target })
    }

    pub(super) fn is_from(&self, resource_type: &str) -> bool {
        self.source == "*" || self.source == resource_type
    }
}
