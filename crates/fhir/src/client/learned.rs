//! What a record system turned out to refuse, so that it is not asked in vain again.

use std::collections::HashSet;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::capabilities::Capabilities;
use crate::search::Search;
use crate::shapes::OperationOutcome;

/// Parameters that only narrow, order or enrich: a caller can do without them. Never one that says whose data it is.
const DISPENSABLE: [&str; 18] = [
    "_sort",
    "_include",
    "_include:iterate",
    "_revinclude",
    "_count",
    "_elements",
    "_summary",
    "_total",
    "category",
    "status",
    "clinical-status",
    "lifecycle-status",
    "intent",
    "type",
    "class",
    "code",
    "date",
    "period",
];

#[derive(Default)]
pub(super) struct Learned {
    refused: RwLock<HashSet<(&'static str, String)>>,
    refuses_batch: AtomicBool,
}

/// A search as it is sent, and what was left out of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub search: Search,
    pub left_out: Vec<String>,
}

impl Learned {
    /// The search without what this record system is known to refuse.
    pub fn adapt(&self, search: &Search, capabilities: Option<&Capabilities>, page_size: usize) -> Asked {
        let mut search = search.clone();
        if !search.params.iter().any(|(name, _)| name == "_count") {
            search = search.count(page_size);
        }
        let resource_type = search.resource_type;
        let refused = self.refused.read().expect("no holder of this lock can panic");
        let mut asked = Asked { search, left_out: Vec::new() };
        asked.leave_out(|name, value| {
            let is_refused = |key: &str| refused.contains(&(resource_type, key.to_owned()));
            let is_unlisted = name == "_include"
                && capabilities
                    .is_some_and(|known| known.supports_include(resource_type, value) == Some(false));
            is_unlisted || (!refused.is_empty() && (is_refused(name) || is_refused(&key_of(name, value))))
        });
        asked
    }

    pub fn remember(&self, resource_type: &'static str, left_out: &[String]) {
        let mut refused = self.refused.write().expect("no holder of this lock can panic");
        for key in left_out {
            if refused.insert((resource_type, key.clone())) {
                // The parameter's name only: what it was set to may be somebody's.
                let param = key.split('=').next().unwrap_or_default();
                tracing::info!(
                    ehr.about = resource_type,
                    ehr.param = param,
                    "the record system refuses a parameter"
                );
            }
        }
    }

    pub fn refuses_batch(&self) -> bool {
        self.refuses_batch.load(Ordering::Relaxed)
    }

    pub fn remember_no_batch(&self) {
        self.refuses_batch.store(true, Ordering::Relaxed);
    }
}

impl Asked {
    /// Leaves out what a refusal blames: the parameters that its text names, else all that can be done without.
    /// `None` where nothing can be left out.
    pub fn without_blamed(&self, outcome: Option<&OperationOutcome>) -> Option<Self> {
        let words = outcome.map(words).unwrap_or_default();
        let names = |name: &str| words.iter().any(|word| word == name);
        let is_named = |name: &str, value: &str| {
            if is_include(name) { names(value) } else { names(name) }
        };
        let mut less = self.clone();
        less.leave_out(is_named);
        if less == *self {
            less.leave_out(|name, _| is_include(name) && names(name.split(':').next().unwrap_or(name)));
        }
        if less == *self {
            less.leave_out(|_, _| true);
        }
        (less != *self).then_some(less)
    }

    fn leave_out(&mut self, is_out: impl Fn(&str, &str) -> bool) {
        let left_out = &mut self.left_out;
        self.search.params.retain(|(name, value)| {
            let stem = name.split(':').next().unwrap_or(name);
            let is_dispensable = DISPENSABLE.contains(&stem) || DISPENSABLE.contains(&name.as_ref());
            let is_out = is_dispensable && is_out(name, value);
            if is_out {
                left_out.push(key_of(name, value));
            }
            !is_out
        });
    }
}

fn is_include(name: &str) -> bool {
    name.starts_with("_include") || name.starts_with("_revinclude")
}

/// What is remembered: an include by its path, anything else by its name.
fn key_of(name: &str, value: &str) -> String {
    if is_include(name) { format!("{name}={value}") } else { name.to_owned() }
}

/// The words of a refusal that could be names of parameters or include paths.
fn words(outcome: &OperationOutcome) -> Vec<String> {
    let texts = outcome.issue.iter().flat_map(|issue| {
        let details = issue.details.as_ref().and_then(|details| details.text.as_deref());
        let places = issue.expression.iter().chain(&issue.location).map(String::as_str);
        issue.diagnostics.as_deref().into_iter().chain(details).chain(places)
    });
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':');
    let pieces = texts.flat_map(|text| text.split(move |c| !is_word(c)));
    pieces.map(|word| word.trim_matches(':').to_owned()).filter(|word| !word.is_empty()).collect()
}
