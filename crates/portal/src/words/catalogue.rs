//! The catalogues, compiled in. Every language has the same files, keys and arguments; a test holds them to it.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use portico_model::Language;
use unic_langid::langid;

macro_rules! catalogue {
    ($language:literal) => {
        &[
            ("account", include_str!(concat!("../../locales/", $language, "/account.ftl"))),
            ("care", include_str!(concat!("../../locales/", $language, "/care.ftl"))),
            ("common", include_str!(concat!("../../locales/", $language, "/common.ftl"))),
            ("design", include_str!(concat!("../../locales/", $language, "/design.ftl"))),
            ("documents", include_str!(concat!("../../locales/", $language, "/documents.ftl"))),
            ("health", include_str!(concat!("../../locales/", $language, "/health.ftl"))),
            ("labs", include_str!(concat!("../../locales/", $language, "/labs.ftl"))),
            ("medications", include_str!(concat!("../../locales/", $language, "/medications.ftl"))),
            ("overview", include_str!(concat!("../../locales/", $language, "/overview.ftl"))),
            ("problems", include_str!(concat!("../../locales/", $language, "/problems.ftl"))),
            ("results", include_str!(concat!("../../locales/", $language, "/results.ftl"))),
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
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim_end()))
}

/// One language, parsed; what needs no arguments is resolved.
pub(super) struct Table {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<&'static str, Box<str>>,
}

pub(super) fn table(language: Language) -> &'static Table {
    static TABLES: LazyLock<[Table; 2]> = LazyLock::new(|| [Table::parse(Language::En), Table::parse(Language::Es)]);
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
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(readable, _)| readable);
            if let Err(doubles) = bundle.add_resource(resource) {
                tracing::error!(words.doubles = doubles.len(), "catalogue keys occur twice");
            }
        }
        let mut table = Self { bundle, plain: HashMap::new() };
        for key in files(language).iter().flat_map(|(_, text)| keys(text)) {
            if let Some(message) = table.format(key, &FluentArgs::new()) {
                table.plain.insert(key, message.into());
            }
        }
        table
    }

    pub(super) fn plain(&'static self, key: &str) -> Option<&'static str> {
        self.plain.get(key).map(AsRef::as_ref)
    }

    /// `None` where there is no such message or an argument is missing.
    pub(super) fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let message = self.bundle.format_pattern(pattern, Some(arguments), &mut faults).into_owned();
        faults.is_empty().then_some(message)
    }
}
