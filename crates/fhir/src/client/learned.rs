//! What a record system turned out to refuse, so that it is not asked in vain again.

use std::collections::HashSet;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};

use url::Url;

use crate::capabilities::Capabilities;
use crate::error::Error;
use crate::found::Page;
use crate::search::Search;
use crate::shapes::{Issue, OperationOutcome};

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
    /// Leaves out what a refusal blames: the first parameter that its text names, else all that can be done
    /// without. `None` where nothing is left to leave out.
    pub fn without_blamed(&self, outcome: Option<&OperationOutcome>) -> Option<Self> {
        let words = outcome.map(words).unwrap_or_default();
        let blamed = words.iter().find_map(|word| {
            let less = self.without(|name, value| is_named(name, value, word));
            (less != *self).then_some(less)
        });
        blamed.or_else(|| Some(self.without(|_, _| true)).filter(|less| less != self))
    }

    /// Notes what the server passed over although it answered: what its `self` link does not repeat (FHIR R4
    /// 3.1.1.6), and what its outcome calls unsupported.
    ///
    /// # Errors
    /// Where it passed over whose data was asked for.
    pub fn heed(&mut self, page: &Page, base: &Url) -> Result<(), Error> {
        if let Some(used) = page.self_link.as_deref().and_then(|link| base.join(link).ok()) {
            self.heed_self_link(&used)?;
        }
        let unsupported = page.outcomes.iter().flat_map(words_of_unsupported);
        for word in unsupported {
            let named = self.without(|name, value| is_named(name, value, &word));
            self.note(named.left_out);
        }
        Ok(())
    }

    fn heed_self_link(&mut self, used: &Url) -> Result<(), Error> {
        let is_used = |name: &str, value: &str| {
            used.query_pairs()
                .any(|(own, text)| stem(&own) == stem(name) || (text.ends_with(value) && !value.is_empty()))
        };
        // A link that repeats nothing of ours is the server's own bookkeeping and says nothing.
        if !self.search.params().any(|(name, _)| used.query_pairs().any(|(own, _)| own == name)) {
            return Ok(());
        }
        let less = self.without(|name, value| !is_used(name, value));
        if less.search.params().any(|(name, value)| !is_used(name, value)) {
            return Err(Error::malformed("it passed over whose data was asked for"));
        }
        self.note(less.left_out);
        Ok(())
    }

    fn note(&mut self, left_out: Vec<String>) {
        let fresh: Vec<_> = left_out.into_iter().filter(|key| !self.left_out.contains(key)).collect();
        self.left_out.extend(fresh);
    }

    fn without(&self, is_out: impl Fn(&str, &str) -> bool) -> Self {
        let mut less = self.clone();
        less.leave_out(is_out);
        less
    }

    fn leave_out(&mut self, is_out: impl Fn(&str, &str) -> bool) {
        let left_out = &mut self.left_out;
        self.search.params.retain(|(name, value)| {
            let is_dispensable = DISPENSABLE.contains(&stem(name)) || DISPENSABLE.contains(&name.as_ref());
            let is_out = is_dispensable && is_out(name, value);
            if is_out {
                left_out.push(key_of(name, value));
            }
            !is_out
        });
    }
}

/// A parameter's name without its modifier.
fn stem(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

fn is_include(name: &str) -> bool {
    name.starts_with("_include") || name.starts_with("_revinclude")
}

/// Whether a word of a refusal means this parameter: by its name, an include also by its path.
fn is_named(name: &str, value: &str, word: &str) -> bool {
    word == name
        || word == stem(name)
        || (is_include(name) && word == value)
        || (name == "_sort" && word == "sort")
}

/// What is remembered: an include by its path, anything else by its name.
fn key_of(name: &str, value: &str) -> String {
    if is_include(name) { format!("{name}={value}") } else { name.to_owned() }
}

/// The words of a refusal that could be names of parameters or include paths, in order.
fn words(outcome: &OperationOutcome) -> Vec<String> {
    outcome.issue.iter().flat_map(words_of_issue).collect()
}

fn words_of_unsupported(outcome: &OperationOutcome) -> Vec<String> {
    let unsupported = outcome.issue.iter().filter(|issue| issue.code.as_deref() == Some("not-supported"));
    unsupported.flat_map(words_of_issue).collect()
}

fn words_of_issue(issue: &Issue) -> Vec<String> {
    let details = issue.details.as_ref().and_then(|details| details.text.as_deref());
    let places = issue.expression.iter().chain(&issue.location).map(String::as_str);
    let texts = issue.diagnostics.as_deref().into_iter().chain(details).chain(places);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':');
    let pieces = texts.flat_map(|text| text.split(move |c| !is_word(c)));
    pieces.map(|word| word.trim_matches(':').to_owned()).filter(|word| !word.is_empty()).collect()
}
