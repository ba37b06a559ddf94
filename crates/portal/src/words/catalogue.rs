//! The catalogues, compiled in. Every language has the same files, keys and arguments; a test holds them to it. A message
//! that speaks to the patient may have an attribute `.other`, which speaks of the patient to somebody else.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use portico_model::Language;
use unic_langid::langid;

macro_rules! catalogue {
    ($language:literal) => {
        &[
            ("account", include_str!(concat!("../../locales/", $language, "/account.ftl"))),
            ("care", include_str!(concat!("../../locales/", $language, "/care.ftl"))),
            ("cases", include_str!(concat!("../../locales/", $language, "/cases.ftl"))),
            ("common", include_str!(concat!("../../locales/", $language, "/common.ftl"))),
            ("consent", include_str!(concat!("../../locales/", $language, "/consent.ftl"))),
            ("design", include_str!(concat!("../../locales/", $language, "/design.ftl"))),
            ("documents", include_str!(concat!("../../locales/", $language, "/documents.ftl"))),
            ("dosage", include_str!(concat!("../../locales/", $language, "/dosage.ftl"))),
            ("health", include_str!(concat!("../../locales/", $language, "/health.ftl"))),
            ("labs", include_str!(concat!("../../locales/", $language, "/labs.ftl"))),
            ("letters", include_str!(concat!("../../locales/", $language, "/letters.ftl"))),
            ("medications", include_str!(concat!("../../locales/", $language, "/medications.ftl"))),
            ("oversight", include_str!(concat!("../../locales/", $language, "/oversight.ftl"))),
            ("other", include_str!(concat!("../../locales/", $language, "/other.ftl"))),
            ("overview", include_str!(concat!("../../locales/", $language, "/overview.ftl"))),
            ("people", include_str!(concat!("../../locales/", $language, "/people.ftl"))),
            ("privacy", include_str!(concat!("../../locales/", $language, "/privacy.ftl"))),
            ("problems", include_str!(concat!("../../locales/", $language, "/problems.ftl"))),
            ("results", include_str!(concat!("../../locales/", $language, "/results.ftl"))),
            ("sharing", include_str!(concat!("../../locales/", $language, "/sharing.ftl"))),
            ("staff", include_str!(concat!("../../locales/", $language, "/staff.ftl"))),
            ("visits", include_str!(concat!("../../locales/", $language, "/visits.ftl"))),
            ("vitals", include_str!(concat!("../../locales/", $language, "/vitals.ftl"))),
        ]
    };
}

static ENGLISH: &[(&str, &str)] = catalogue!("en");
static SPANISH: &[(&str, &str)] = catalogue!("es");

/// The catalogue files of a language: subject and text.
pub fn files(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::En => ENGLISH,
        Language::Es => SPANISH,
    }
}

/// The keys of a catalogue text, in their order.
pub fn keys(text: &'static str) -> impl Iterator<Item = &'static str> {
    entries(text).map(|(key, _)| key)
}

/// The keys with the rest of their line.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('=').map(|(key, rest)| (key.trim_end(), rest.trim())))
}

/// The keys of messages that speak to somebody else than the patient in other words, with those on the same line.
fn others(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines()
        .scan("", |key, line| {
            if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                *key = line.split_once('=').map_or("", |(key, _)| key.trim_end());
            }
            Some((*key, line))
        })
        .filter_map(|(key, line)| {
            let words = line.trim_start().strip_prefix(OTHER)?.trim_start().strip_prefix('=')?;
            Some((key, words.trim()))
        })
}

const OTHER: &str = ".other";

/// To whom the words are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearer {
    /// The patient, or anybody where no record is open.
    Patient,
    /// Somebody who looks at another person's record.
    Other,
}

/// One language, parsed.
pub(super) struct Table {
    bundle: FluentBundle<FluentResource>,
    to_patient: Resolved,
    /// Only what differs.
    to_other: Resolved,
}

/// What needs no arguments, and what needs no interpreter.
#[derive(Default)]
struct Resolved {
    plain: HashMap<&'static str, Box<str>, Fast>,
    simple: HashMap<&'static str, Vec<Piece>, Fast>,
}

/// A part of a message that has arguments and no choices: such messages need no interpreter.
enum Piece {
    Text(&'static str),
    Argument(&'static str),
}

pub(super) fn table(language: Language) -> &'static Table {
    static TABLES: LazyLock<[Table; 2]> =
        LazyLock::new(|| [Table::parse(Language::En), Table::parse(Language::Es)]);
    match language {
        Language::En => &TABLES[0],
        Language::Es => &TABLES[1],
    }
}

impl Table {
    fn parse(language: Language) -> Self {
        let tag = match language {
            Language::En => langid!("en-US"),
            Language::Es => langid!("es-US"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        for (_, text) in files(language) {
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(readable, _)| readable);
            if let Err(doubles) = bundle.add_resource(resource) {
                tracing::error!(words.doubles = doubles.len(), "catalogue keys occur twice");
            }
        }
        let (to_patient, to_other) = Default::default();
        let mut table = Self { bundle, to_patient, to_other };
        let all = || files(language).iter().map(|(_, text)| *text);
        table.to_patient = table.resolved(Hearer::Patient, all().flat_map(entries));
        table.to_other = table.resolved(Hearer::Other, all().flat_map(others));
        table
    }

    fn resolved(
        &self,
        hearer: Hearer,
        messages: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> Resolved {
        let mut resolved = Resolved::default();
        for (key, rest) in messages {
            if let Some(message) = self.interpret(key, hearer, &FluentArgs::new()) {
                resolved.plain.insert(key, message.into());
            } else if let Some(pieces) = pieces(rest) {
                resolved.simple.insert(key, pieces);
            }
        }
        resolved
    }

    pub(super) fn plain(&'static self, key: &str, hearer: Hearer) -> Option<&'static str> {
        let to_other = (hearer == Hearer::Other).then(|| self.to_other.plain.get(key)).flatten();
        to_other.or_else(|| self.to_patient.plain.get(key)).map(AsRef::as_ref)
    }

    /// `None` where there is no such message or an argument is missing.
    pub(super) fn format(
        &self,
        key: &str,
        hearer: Hearer,
        arguments: &[(&str, FluentValue<'_>)],
    ) -> Option<String> {
        let Some(pieces) = self.simple(key, hearer) else {
            let arguments: FluentArgs<'_> =
                arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
            return self.interpret(key, hearer, &arguments);
        };
        let mut message = String::with_capacity(96);
        for piece in pieces {
            match piece {
                Piece::Text(text) => message.push_str(text),
                Piece::Argument(name) => match &arguments.iter().find(|(given, _)| given == name)?.1 {
                    FluentValue::String(text) => message.push_str(text),
                    FluentValue::Number(number) => message.push_str(&number.as_string()),
                    _ => return None,
                },
            }
        }
        Some(message)
    }

    fn simple(&self, key: &str, hearer: Hearer) -> Option<&Vec<Piece>> {
        match hearer {
            Hearer::Other if self.has_other(key) => self.to_other.simple.get(key),
            _ => self.to_patient.simple.get(key),
        }
    }

    fn has_other(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.get_attribute(&OTHER[1..]).is_some())
    }

    fn interpret(&self, key: &str, hearer: Hearer, arguments: &FluentArgs<'_>) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let to_other = message.get_attribute(&OTHER[1..]).filter(|_| hearer == Hearer::Other);
        let pattern = to_other.map(|attribute| attribute.value()).or(message.value())?;
        let mut faults = Vec::new();
        let message = self.bundle.format_pattern(pattern, Some(arguments), &mut faults).into_owned();
        faults.is_empty().then_some(message)
    }
}

/// The pieces of a message of one line whose placeables are bare arguments.
fn pieces(line: &'static str) -> Option<Vec<Piece>> {
    if line.is_empty() || line.contains("->") {
        return None;
    }
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((text, after)) = rest.split_once('{') {
        let (argument, after) = after.split_once('}')?;
        pieces.push(Piece::Text(text));
        pieces.push(Piece::Argument(argument.trim().strip_prefix('$')?));
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    Some(pieces)
}

/// FNV-1a: the keys are ours and short, nobody can choose them to collide.
#[derive(Default, Clone, Copy)]
struct Fast;

struct Fnv(u64);

impl BuildHasher for Fast {
    type Hasher = Fnv;

    fn build_hasher(&self) -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
