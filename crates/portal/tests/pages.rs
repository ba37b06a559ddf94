//! Every page, with every sample view, in every language: whole, labelled, in order, small, and without a leftover.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use portico_portal::look::assets;
use portico_portal::look::gallery::{Rendered, pages};

const VOID: [&str; 7] = ["meta", "link", "input", "br", "hr", "img", "source"];

/// An opening tag: its name, its attributes as written, and the text up to the next tag.
#[derive(Debug, Clone)]
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    text: &'a str,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start();
            let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
            let (found, after) = rest.split_at(end);
            if found.is_empty() {
                return None;
            }
            let Some(after) = after.strip_prefix('=') else {
                if found == name {
                    return Some("");
                }
                rest = after;
                continue;
            };
            let (value, after) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"')?,
                None => after.split_at(after.find([' ', '\n']).unwrap_or(after.len())),
            };
            if found == name {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// Reads the tags and proves that what is opened is closed, in order.
fn tags(page: &Rendered) -> Vec<Tag<'_>> {
    let mut open: Vec<&str> = Vec::new();
    let mut tags = Vec::new();
    for part in page.html.split('<').skip(1) {
        let (tag, text) =
            part.split_once('>').unwrap_or_else(|| panic!("{}: a tag without an end: {part}", page.name));
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{}: </{name}> closes something else", page.name);
            continue;
        }
        let is_closed = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        if !is_closed && !VOID.contains(&name) {
            open.push(name);
        }
        tags.push(Tag { name, attributes, text });
    }
    assert!(open.is_empty(), "{}: never closed: {open:?}", page.name);
    tags
}

#[test]
fn there_are_samples_of_every_page_in_both_languages() {
    let pages = pages();
    let names: BTreeSet<_> = pages.iter().map(|page| page.name.as_str()).collect();

    assert_eq!(names.len(), pages.len(), "two samples share a name");
    assert!(pages.len() > 250, "{}", pages.len());
}

#[test]
fn no_text_is_missing_and_nothing_of_a_template_is_left_over() {
    for page in pages() {
        assert!(!page.html.contains('⟦'), "{}: a text is missing", page.name);
        for leftover in ["{", "}", "None", "Some(", "lab-", "ResourceId"] {
            let place = page.html.find(leftover).filter(|at| !is_in_an_address(&page.html, *at));
            assert!(
                place.is_none(),
                "{}: {leftover} in …{}",
                page.name,
                around(&page.html, place.unwrap_or(0))
            );
        }
    }
}

fn is_in_an_address(html: &str, at: usize) -> bool {
    let before = &html[..at];
    let attribute = before.rfind("=\"").map(|start| &before[start..]);
    attribute.is_some_and(|attribute| !attribute[2..].contains('"'))
}

fn around(html: &str, at: usize) -> String {
    html.chars().skip(html[..at].chars().count().saturating_sub(60)).take(120).collect()
}

#[test]
fn every_page_has_one_main_heading_and_headings_in_order() {
    for page in pages() {
        let levels: Vec<u8> = tags(&page)
            .iter()
            .filter_map(|tag| tag.name.strip_prefix('h').and_then(|level| level.parse().ok()))
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{}", page.name);
        assert_eq!(levels.first(), Some(&1), "{}: starts with another heading", page.name);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{}: {levels:?}", page.name);
    }
}

#[test]
fn every_page_names_its_language_and_whose_record_it_is() {
    for page in pages() {
        let tags = tags(&page);
        let html = tags.iter().find(|tag| tag.name == "html").unwrap();
        let title = tags.iter().find(|tag| tag.name == "title").unwrap().text;
        assert_eq!(html.get("lang"), Some(page.language.tag()), "{}", page.name);
        assert!(title.contains(&page.shell.organization), "{}: {title}", page.name);
        if let Some(patient) = &page.shell.patient {
            assert!(title.contains(&patient.name), "{}: {title}", page.name);
            let seen = page.html.matches(patient.name.as_str()).count();
            assert!(seen >= 2, "{}: the name stands only in the title", page.name);
        }
    }
}

/// What may be said to somebody who looks at another person's record: it is about the reader alone.
const ABOUT_THE_READER: [&str; 14] = [
    "one of your present sign-in",
    "time of your phone",
    "Your phone’s clock",
    "Your role",
    "It is not your fault",
    "prove your second step",
    "Your work",
    "your choice",
    "Your words are not kept",
    "For your privacy",
    "Your requests",
    "Your account",
    "Your access",
    "For your safety",
];

/// What the samples of records say in their own words.
const OF_THE_RECORD: [&str; 3] =
    ["Lower your blood pressure", "bring your blood pressure diary", "We want your blood pressure"];

#[test]
fn nobody_reads_of_their_own_health_in_the_record_of_another() {
    let of_another = |page: &&Rendered| {
        page.language.tag() == "en" && page.shell.patient.as_ref().is_some_and(|it| !it.is_reader)
    };
    let says_your = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| ["your", "yours"].contains(&word.to_lowercase().as_str()))
    };
    let mut seen = 0;
    let mut meant = BTreeSet::new();
    for page in pages().iter().filter(of_another) {
        seen += 1;
        let texts = page.html.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim().to_owned()));
        meant.extend(texts.filter(|text| says_your(text)));
    }
    meant.retain(|text| !ABOUT_THE_READER.iter().chain(&OF_THE_RECORD).any(|it| text.contains(it)));
    assert!(meant.is_empty(), "{meant:#?}");
    assert!(seen > 60, "only {seen} pages of another were seen");
}

#[test]
fn every_field_has_a_label_and_every_reference_a_target() {
    for page in pages() {
        let tags = tags(&page);
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{}: an id stands twice: {ids:?}", page.name);
        let labelled: BTreeSet<&str> =
            tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.get("for")).collect();
        for tag in &tags {
            if ["input", "select", "textarea"].contains(&tag.name) && tag.get("type") != Some("hidden") {
                assert!(tag.get("id").is_some_and(|id| labelled.contains(id)), "{}: {tag:?}", page.name);
            }
            for name in ["aria-labelledby", "aria-describedby", "for"] {
                for target in tag.get(name).unwrap_or_default().split_whitespace() {
                    assert!(unique.contains(target), "{}: {name} names {target}", page.name);
                }
            }
            if let Some(target) = tag.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(unique.contains(target), "{}: a link to #{target}", page.name);
            }
        }
    }
}

#[test]
fn nothing_runs_or_styles_inline() {
    for page in pages() {
        for tag in tags(&page) {
            assert_ne!(tag.name, "style", "{}", page.name);
            assert!(tag.get("style").is_none(), "{}: {tag:?}", page.name);
            assert!(
                !tag.attributes.split_whitespace().any(|a| a.starts_with("on") && a.contains('=')),
                "{}: {tag:?}",
                page.name
            );
            if tag.name == "script" {
                assert!(tag.get("src").is_some_and(|src| src.starts_with("/assets/")), "{}", page.name);
            }
            for name in ["href", "src", "action"] {
                if let Some(address) = tag.get(name) {
                    // The ways to another house: signing in and out there.
                    let ways_out = ["staff-signed-out.going-on", "staff-going-on"];
                    let is_way_out =
                        tag.name == "a" && ways_out.iter().any(|name| page.name.starts_with(name));
                    let is_ours = ["/", "#", "labs/", "tel:", "otpauth:"]
                        .iter()
                        .any(|start| address.starts_with(start));
                    let is_safe = (is_ours && !address.starts_with("//")) || is_way_out;
                    assert!(is_safe, "{}: {name}={address}", page.name);
                }
            }
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    for page in pages() {
        for form in page.html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            if form.contains("method=\"post\"") {
                assert!(form.contains("name=\"csrf\""), "{}: {form}", page.name);
            }
        }
    }
}

#[test]
fn links_and_buttons_have_words() {
    for page in pages() {
        for name in ["a", "button"] {
            for element in page.html.split(&format!("<{name} ")).skip(1) {
                let element = element.split(&format!("</{name}>")).next().unwrap();
                let words: String = element
                    .split('<')
                    .filter_map(|part| part.split_once('>'))
                    .map(|(_, text)| text)
                    .collect();
                let own = element.split_once('>').map_or("", |(_, text)| text);
                assert!(
                    !words.trim().is_empty() || !own.trim().is_empty(),
                    "{}: <{name} {element}",
                    page.name
                );
            }
        }
    }
}

#[test]
fn what_people_search_for_never_stands_in_an_address() {
    for page in pages().iter().filter(|page| page.name.starts_with("search.")) {
        let form = page.html.split("<form").find(|form| form.contains("name=\"words\"")).unwrap();
        assert!(form.contains("method=\"post\""), "{}", page.name);
        assert!(!tags(page).iter().any(|tag| tag.get("href").is_some_and(|href| href.contains("words="))));
    }
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn every_page_comes_in_thirty_kilobytes_on_first_load() {
    let shared: usize = assets::all().iter().map(|asset| compressed(asset.bytes)).sum();
    let mut largest = BTreeMap::new();
    for page in pages() {
        let size = shared + compressed(page.html.as_bytes());
        assert!(size <= 30_000, "{}: {size} bytes", page.name);
        largest.insert(size, page.name);
    }
    let (size, name) = largest.last_key_value().unwrap();
    println!("the largest page is {name} with {size} bytes, {shared} of them shared");
}

#[test]
fn what_could_not_be_looked_through_is_never_said_to_be_empty() {
    use portico_portal::words::{Hearer, Words};
    const CLAIMS: [&str; 17] = [
        "medications-empty",
        "medications-none-in-use",
        "conditions-empty",
        "conditions-none-now",
        "allergies-none",
        "allergies-empty",
        "immunizations-empty",
        "visits-empty",
        "labs-empty",
        "timeline-empty",
        "search-none",
        "summary-nothing-new",
        "summary-no-next",
        "notes-empty",
        "documents-empty",
        "reports-empty",
        "visit-nothing",
    ];
    let unsure: Vec<Rendered> = pages().into_iter().filter(|page| page.name.contains(".unsure.")).collect();
    assert!(unsure.len() >= 20, "{}", unsure.len());

    for page in unsure {
        for hearer in [Hearer::Patient, Hearer::Other] {
            let w = Words::new(page.language).to(hearer);
            let claim = CLAIMS.iter().find(|key| page.html.contains(w.t(key)));
            assert_eq!(claim, None, "{}", page.name);
        }
        let is_said = [Hearer::Patient, Hearer::Other]
            .into_iter()
            .any(|hearer| page.html.contains(Words::new(page.language).to(hearer).t("empty-unsure")));
        assert!(is_said, "{}: what could not be read is named", page.name);
    }
}
