//! `_sort`: the order of what was found.

use std::cmp::Ordering;

use super::table::find;
use super::term::Term;
use crate::records::Held;

/// One key of `_sort`, with `-` for descending.
#[derive(Debug, Clone, Copy)]
pub struct SortKey {
    by: By,
    descending: bool,
}

#[derive(Debug, Clone, Copy)]
enum By {
    Id,
    LastUpdated,
    Parameter(usize),
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'a> {
    Number(i64),
    Text(&'a str),
}

impl SortKey {
    pub(super) fn read(resource_type: &str, text: &str) -> Option<Self> {
        let (name, descending) = match text.strip_prefix('-') {
            Some(name) => (name, true),
            None => (text, false),
        };
        let by = match name {
            "_id" => By::Id,
            "_lastUpdated" => By::LastUpdated,
            name => By::Parameter(find(resource_type, name)?),
        };
        Some(Self { by, descending })
    }

    /// What has no value comes last, either way.
    pub(super) fn compare(self, one: &Held, other: &Held) -> Ordering {
        match (self.rank(one), self.rank(other)) {
            (Some(one), Some(other)) if self.descending => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }

    fn rank(self, held: &Held) -> Option<Rank<'_>> {
        let position = match self.by {
            By::Id => return Some(Rank::Text(&held.id)),
            By::LastUpdated => return Some(Rank::Number(held.last_updated.as_millisecond())),
            By::Parameter(position) => position,
        };
        let ranks = held.terms.of_parameter(position).map(|term| match term {
            Term::Date(span) if self.descending => Rank::Number(span.end),
            Term::Date(span) => Rank::Number(span.start),
            Term::Token { code, .. } => Rank::Text(code),
            Term::Local { id, .. } => Rank::Text(id),
            Term::Url(url) => Rank::Text(url),
            Term::Text { folded, .. } => Rank::Text(folded),
        });
        if self.descending { ranks.max() } else { ranks.min() }
    }
}
