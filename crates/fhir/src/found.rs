//! What a search brought, entry by entry.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Error;
use crate::raw::{Raw, Unreadable};
use crate::reader::Reader;
use crate::shape::Read;
use crate::shapes::{BundleLink, BundleResponse, OperationOutcome};

/// All pages of one search.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Found {
    pub entries: Vec<Entry>,
    pub unreadable: Vec<Unreadable>,
    #[serde(skip)]
    pub outcomes: Vec<OperationOutcome>,
    /// There was more than was read: too many pages, or a later page that could not be read.
    pub is_truncated: bool,
    /// Why, for the log, where it was not the number of pages.
    #[serde(default)]
    pub cut_short: Option<String>,
    /// Parameters that this server refuses and that were left out: the caller narrows or orders by itself.
    pub left_out: Vec<String>,
    /// The record system keeps nothing of this type: nothing was looked for.
    #[serde(default)]
    pub is_unsupported: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub resource: Raw,
    pub mode: Mode,
    pub full_url: Option<String>,
}

/// Why an entry is in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    Match,
    Include,
    Outcome,
}

impl Found {
    /// The matches, without what came along.
    pub fn matches(&self) -> impl Iterator<Item = &Raw> {
        self.entries.iter().filter(|entry| entry.mode == Mode::Match).map(|entry| &entry.resource)
    }

    /// What came along by `_include`.
    pub fn included(&self) -> impl Iterator<Item = &Raw> {
        self.entries.iter().filter(|entry| entry.mode == Mode::Include).map(|entry| &entry.resource)
    }

    pub(crate) fn absorb(&mut self, page: Page) {
        self.entries.extend(page.entries);
        self.unreadable.extend(page.unreadable);
        self.outcomes.extend(page.outcomes);
    }

    /// Takes a further page without what came before, such as a performer that comes along on every page.
    pub(crate) fn absorb_new(&mut self, mut page: Page) {
        let known: HashSet<&Raw> = self.entries.iter().map(|entry| &entry.resource).collect();
        page.entries.retain(|entry| !known.contains(&entry.resource));
        drop(known);
        self.absorb(page);
    }
}

impl Found {
    pub(crate) fn cut_short(&mut self, why: &'static str) {
        self.is_truncated = true;
        self.cut_short = Some(why.to_owned());
    }
}

/// One Bundle of type `searchset`.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub entries: Vec<Entry>,
    pub unreadable: Vec<Unreadable>,
    pub outcomes: Vec<OperationOutcome>,
    pub next: Option<String>,
    pub self_link: Option<String>,
}

/// One entry of a Bundle of type `batch-response`: the text of its resource and its response.
#[derive(Default)]
pub(crate) struct Answer<'a> {
    pub resource: Option<&'a str>,
    pub response: Option<BundleResponse>,
}

impl Found {
    /// Reads one Bundle of a search for `searched` from its JSON text; links to further pages are not followed.
    ///
    /// # Errors
    /// [`Error::Malformed`] where the text is not JSON or no Bundle.
    pub fn from_text(text: &str, searched: &str) -> Result<Self, Error> {
        Page::from_text(text, searched).map(Self::from)
    }
}

impl From<Page> for Found {
    fn from(page: Page) -> Self {
        let mut found = Self { is_truncated: page.next.is_some(), ..Self::default() };
        found.absorb(page);
        found
    }
}

impl Page {
    pub(crate) fn from_text(text: &str, searched: &str) -> Result<Self, Error> {
        let valid: &RawValue = serde_json::from_str(text).map_err(|_| Error::malformed("it is not JSON"))?;
        Self::from_valid(valid.get(), searched)
    }

    fn from_valid(text: &str, searched: &str) -> Result<Self, Error> {
        let mut page = Self::default();
        each_entry(text, |reader, name| match name {
            "link" => {
                reader.elements(|reader| page.take_link(reader));
                true
            }
            "entry" => {
                reader.elements(|reader| page.take_entry(reader, searched));
                true
            }
            _ => false,
        })?;
        Ok(page)
    }

    /// Whether this can be the answer to a search for the type: its matches are of that type, and nothing came along alone.
    pub(crate) fn answers(&self, searched: &str) -> bool {
        let is_of_type = |entry: &&Entry| entry.resource.head().resource_type == searched;
        let mut matches = self.entries.iter().filter(|entry| entry.mode == Mode::Match).peekable();
        (self.entries.is_empty() || matches.peek().is_some()) && matches.all(|entry| is_of_type(&entry))
    }

    fn take_link(&mut self, reader: &mut Reader<'_>) {
        let Some(link) = BundleLink::read(reader) else { return };
        let slot = match link.relation.as_deref() {
            Some("next") => &mut self.next,
            Some("self") => &mut self.self_link,
            _ => return,
        };
        if slot.is_none() {
            *slot = link.url;
        }
    }

    fn take_entry(&mut self, reader: &mut Reader<'_>, searched: &str) {
        if reader.peek() != b'{' {
            reader.skip();
            return self.unreadable.push(Unreadable::of("an entry that is not an object"));
        }
        let (mut resource, mut full_url, mut mode) = (None, None, None);
        let mut is_twice = false;
        reader.object(|reader, name| {
            match name {
                "fullUrl" => full_url = reader.string_or_skip(),
                "search" => mode = search_mode(reader),
                "resource" => {
                    is_twice |= resource.is_some();
                    resource = Some(Raw::read_whole(reader));
                }
                _ => return false,
            }
            true
        });
        match resource {
            _ if is_twice => self.unreadable.push(Unreadable::of("an entry with two resources")),
            None => self.unreadable.push(Unreadable::of("an entry without a resource")),
            Some(Err(unreadable)) => self.unreadable.push(unreadable),
            Some(Ok(resource)) => self.take_resource(resource, mode, full_url, searched),
        }
    }

    fn take_resource(&mut self, resource: Raw, mode: Option<Mode>, full_url: Option<String>, searched: &str) {
        let resource_type = resource.head().resource_type.as_str();
        if resource_type == "OperationOutcome" {
            return self.outcomes.push(resource.parse().shape);
        }
        let guess = if resource_type == searched { Mode::Match } else { Mode::Include };
        self.entries.push(Entry { resource, mode: mode.unwrap_or(guess), full_url });
    }
}

fn search_mode(reader: &mut Reader<'_>) -> Option<Mode> {
    match crate::shapes::BundleSearch::read(reader)?.mode.as_deref() {
        Some("match") => Some(Mode::Match),
        Some("include") => Some(Mode::Include),
        Some("outcome") => Some(Mode::Outcome),
        _ => None,
    }
}

/// Visits the outer members of a Bundle.
fn each_entry(text: &str, mut member: impl FnMut(&mut Reader<'_>, &str) -> bool) -> Result<(), Error> {
    let mut is_bundle = false;
    let mut reader = Reader::over(text);
    reader.object(|reader, name| {
        if name == "resourceType" {
            is_bundle = reader.string_or_skip().as_deref() == Some("Bundle");
            return true;
        }
        member(reader, name)
    });
    if is_bundle { Ok(()) } else { Err(Error::malformed("it is not a Bundle")) }
}

/// The entries of a batch's answer, in order.
pub(crate) fn batch_answers(text: &str) -> Result<Vec<Answer<'_>>, Error> {
    let valid: &RawValue = serde_json::from_str(text).map_err(|_| Error::malformed("it is not JSON"))?;
    let mut answers = Vec::new();
    let mut is_bundle = false;
    let mut reader = Reader::over(valid.get());
    reader.object(|reader, name| {
        match name {
            "resourceType" => is_bundle = reader.string_or_skip().as_deref() == Some("Bundle"),
            "entry" => reader.elements(|reader| answers.push(answer(reader))),
            _ => return false,
        }
        true
    });
    if is_bundle { Ok(answers) } else { Err(Error::malformed("it is not a Bundle")) }
}

fn answer<'a>(reader: &mut Reader<'a>) -> Answer<'a> {
    let mut answer = Answer::default();
    reader.object(|reader, name| {
        match name {
            "resource" => answer.resource = Some(reader.skip()),
            "response" => answer.response = BundleResponse::read(reader),
            _ => return false,
        }
        true
    });
    answer
}
