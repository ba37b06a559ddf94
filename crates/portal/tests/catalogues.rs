//! Every text exists in every language, says the same things, and is used.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use portico_model::Language;
use portico_portal::problem::Problem;
use portico_portal::words::{Hearer, Words, files, keys};

/// The messages of a language: key to whole text with its continuation lines.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for (subject, text) in files(language) {
        let mut key = String::new();
        for line in text.lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                key = line.split_once('=').expect(line).0.trim().to_owned();
                let double = messages.insert(key.clone(), line.to_owned());
                assert!(double.is_none(), "{key} stands twice in {subject} ({})", language.tag());
            } else if line.starts_with(' ') {
                messages.get_mut(&key).expect(line).push_str(line);
            }
        }
    }
    messages
}

fn variables(message: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in message.split('$').skip(1) {
        found.insert(part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect());
    }
    found
}

/// The sources and templates of the portal, and of what the chart names by key, one text.
fn sources() -> String {
    fn gather(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                gather(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
                into.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut all = String::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    gather(&own.join("src"), &mut all);
    gather(&own.join("../chart/src/other"), &mut all);
    all
}

fn literals(source: &str) -> BTreeSet<&str> {
    let is_key = |text: &&str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    source.split('"').filter(is_key).collect()
}

/// Tests, panels and routes are named by the chart's tables, letters by the store's, and problems by their codes, not by a literal here.
fn is_named_by_a_table(key: &str) -> bool {
    let is_of = |problem: &Problem| {
        key == format!("problem-{}-title", problem.code())
            || key == format!("problem-{}-text", problem.code())
    };
    Problem::ALL.iter().any(is_of)
        || key.starts_with("mail-")
        || key.starts_with("lab-")
        || key.starts_with("panel-")
        || key.starts_with("route-")
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let (english, spanish) = (messages(Language::En), messages(Language::Es));

    assert_eq!(english.keys().collect::<Vec<_>>(), spanish.keys().collect::<Vec<_>>());
    for (key, message) in &english {
        assert_eq!(variables(message), variables(&spanish[key]), "arguments of {key}");
    }
}

#[test]
fn what_is_said_to_somebody_else_is_read_by_the_parser_and_has_no_arguments_of_its_own() {
    for language in Language::ALL {
        for (key, message) in messages(language) {
            let Some((to_patient, to_other)) = message.split_once(".other =") else { continue };
            assert_eq!(variables(to_patient), variables(to_other), "{key} in {}", language.tag());
            if variables(to_other).is_empty() {
                let words = Words::new(language).to(Hearer::Other);
                assert_eq!(words.find(&key), Some(to_other.trim()), "{key} in {}", language.tag());
            }
        }
    }
}

#[test]
fn every_message_can_be_read_by_the_parser() {
    for language in Language::ALL {
        for (key, message) in messages(language) {
            if variables(&message).is_empty() {
                assert!(Words::new(language).find(&key).is_some(), "{key} in {}", language.tag());
            }
        }
    }
}

#[test]
fn the_listed_keys_are_those_of_the_files() {
    let listed: usize = files(Language::En).iter().map(|(_, text)| keys(text).count()).sum();
    assert_eq!(listed, messages(Language::En).len());
}

#[test]
fn no_message_is_left_unused() {
    let sources = sources();
    let used = literals(&sources);
    // The chart's own keys for what a record leaves unnamed or says in codes alone.
    let elsewhere = ["term-unnamed", "fact-yes", "fact-no", "fact-not-said"];
    let unused: Vec<_> = messages(Language::En)
        .into_keys()
        .filter(|key| {
            !used.contains(key.as_str()) && !is_named_by_a_table(key) && !elsewhere.contains(&key.as_str())
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn what_the_chart_names_by_key_has_a_name() {
    let sources = sources();
    let known = messages(Language::En);
    let named = literals(&sources).into_iter().filter(|text| text.starts_with("other-"));
    let missing: Vec<_> = named.filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let sources = sources();
    let known = messages(Language::En);
    let calls = [".t(\"", ".say(\"", ".count(\"", ".with(\""];
    let asked =
        calls.iter().flat_map(|call| sources.split(call).skip(1)).filter_map(|rest| rest.split('"').next());
    let ends = ["title", "text"];
    let of = |problem: &Problem| ends.map(|end| format!("problem-{}-{end}", problem.code()));
    assert!(Problem::ALL.iter().flat_map(of).all(|key| known.contains_key(&key)));
    let missing: BTreeSet<_> =
        asked.filter(|key| !known.contains_key(*key) && *key != "no-such-key").collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_test_and_panel_of_the_tables_has_a_name_and_no_other_has() {
    let known = messages(Language::En);
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../chart/src/labs");
    let column = |file: &str| -> BTreeSet<String> {
        let table = fs::read_to_string(tables.join(file)).unwrap();
        let rows = table.lines().filter(|line| !line.starts_with('#') && !line.starts_with("loinc"));
        rows.map(|row| row.split('\t').nth(1).expect(row).to_owned()).collect()
    };
    let topics = column("topics.tsv");
    for topic in &topics {
        for key in [format!("lab-{topic}"), format!("lab-{topic}-about")] {
            assert!(known.contains_key(&key), "{key}");
        }
    }
    for panel in column("panels.tsv") {
        assert!(known.contains_key(&panel), "{panel}");
    }
    let endings = ["-about", "-high", "-low", "-in-range"];
    for key in known.keys().filter_map(|key| key.strip_prefix("lab-")) {
        let is_ending = |ending: &&str| key.strip_suffix(*ending).is_some_and(|topic| topics.contains(topic));
        assert!(topics.contains(key) || endings.iter().any(is_ending), "lab-{key} is for no test");
    }
}
