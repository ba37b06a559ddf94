//! References as a bundle means them. What a page calls by an address of the record system, by another name of it, or by
//! the `urn:` of one of its own entries becomes `Type/id` (FHIR R4, 2.36.4.1), so that whoever reads it meets one
//! spelling; an absolute reference that is left names another server.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::found::Page;
use crate::names::Names;
use crate::raw::Raw;
use crate::reference::Target;

const KEY: &str = "\"reference\"";

impl Page {
    pub(crate) fn localize(&mut self, names: &Names) {
        let mut by_urn = HashMap::new();
        for entry in &self.entries {
            let head = entry.resource.head();
            let urn = entry.full_url.as_deref().filter(|url| url.starts_with("urn:"));
            if let (Some(urn), Some(id)) = (urn, &head.id) {
                by_urn.insert(urn.to_owned(), format!("{}/{id}", head.resource_type));
            }
        }
        for entry in &mut self.entries {
            if let Some(local) = localized(&entry.resource, names, &by_urn) {
                entry.resource = local;
            }
        }
    }
}

/// The resource with references in one spelling; `None` where it has no other.
fn localized(raw: &Raw, names: &Names, by_urn: &HashMap<String, String>) -> Option<Raw> {
    let text = raw.text();
    let mut local = String::new();
    let mut taken = 0;
    let references = References { text, at: 0 };
    for (place, reference) in references {
        let Some(plain) = plain(&reference, names, by_urn) else { continue };
        local.push_str(&text[taken..place.start]);
        local.push('"');
        local.push_str(&plain);
        local.push('"');
        taken = place.end;
    }
    if taken == 0 {
        return None;
    }
    local.push_str(&text[taken..]);
    Raw::from_text(&local).ok()
}

fn plain(reference: &str, names: &Names, by_urn: &HashMap<String, String>) -> Option<String> {
    if reference.starts_with("urn:") {
        return by_urn.get(reference).cloned();
    }
    let target = Target::parse(reference).filter(|target| target.base.is_some())?;
    let is_own = names.include(&target);
    let Target { resource_type, id, version, .. } = target;
    let version = version.map(|version| format!("/_history/{version}")).unwrap_or_default();
    is_own.then(|| format!("{resource_type}/{id}{version}"))
}

/// The values of all members called `reference` that are strings, with the places of their quotes. `text` is JSON.
struct References<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for References<'a> {
    type Item = (Range<usize>, Cow<'a, str>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let key = self.at + self.text.get(self.at..)?.find(KEY)?;
            self.at = key + KEY.len();
            // A quote inside of a string has a backslash before it, and a string that is a value has no colon behind it.
            let is_key = key > 0 && self.text.as_bytes()[key - 1] != b'\\';
            let Some(place) = value_after(self.text, self.at).filter(|_| is_key) else { continue };
            self.at = place.end;
            let quoted = &self.text[place.clone()];
            if !quoted.contains('\\') {
                return Some((place, Cow::Borrowed(&quoted[1..quoted.len() - 1])));
            }
            if let Ok(text) = serde_json::from_str::<String>(quoted) {
                return Some((place, Cow::Owned(text)));
            }
        }
    }
}

/// The string that is the value of the member whose name ends here.
fn value_after(text: &str, name_end: usize) -> Option<Range<usize>> {
    let after = |at: usize, wanted: u8| {
        let rest = &text.as_bytes()[at..];
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        (rest.get(blank) == Some(&wanted)).then_some(at + blank)
    };
    let start = after(after(name_end, b':')? + 1, b'"')?;
    let mut is_escaped = false;
    let length = text.as_bytes()[start + 1..].iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    })?;
    Some(start..start + length + 2)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use super::*;

    fn local(entries: &str) -> Vec<String> {
        let text = format!(r#"{{"resourceType":"Bundle","entry":[{entries}]}}"#);
        let mut page = Page::from_text(&text, "Observation").unwrap();
        let alias = "http://inner:8080/fhir".parse().unwrap();
        page.localize(&Names::new(&"https://ehr.example/r4".parse().unwrap(), &[alias]).unwrap());
        page.entries.iter().map(|entry| entry.resource.text().to_owned()).collect()
    }

    fn of_subject(reference: &str) -> String {
        format!(
            r#"{{"resourceType":"Observation","id":"1","subject":{{"reference" : "{reference}"}},"n":1.50}}"#
        )
    }

    #[test]
    fn every_name_of_the_server_becomes_plain_and_nothing_else_changes() {
        for (sent, plain) in [
            ("https://ehr.example/r4/Patient/ana", "Patient/ana"),
            ("http://inner:8080/fhir/Patient/ana/_history/3", "Patient/ana/_history/3"),
            (r"http:\/\/inner:8080\/fhir\/Patient\/ana", "Patient/ana"),
            ("Patient/ana", "Patient/ana"),
            ("https://elsewhere.example/r4/Patient/ana", "https://elsewhere.example/r4/Patient/ana"),
            ("urn:uuid:0a", "urn:uuid:0a"),
            ("#p", "#p"),
        ] {
            let entry = format!(r#"{{"resource":{}}}"#, of_subject(sent));
            assert_eq!(local(&entry), [of_subject(plain)], "{sent}");
        }
    }

    #[test]
    fn a_urn_is_the_entry_of_the_same_bundle() {
        let patient = r#"{"fullUrl":"urn:uuid:0a","resource":{"resourceType":"Patient","id":"ana"}}"#;
        let observation = format!(r#"{{"resource":{}}}"#, of_subject("urn:uuid:0a"));

        let local = local(&format!("{patient},{observation}"));

        assert_eq!(local[1], of_subject("Patient/ana"));
    }

    #[test]
    fn words_that_look_like_a_reference_are_left_alone() {
        let note = r#"{"resourceType":"Observation","id":"1","note":[{"text":"a \"reference\": \"https://ehr.example/r4/Patient/b\""}],"x":"reference","reference":{"reference":7}}"#;

        assert_eq!(local(&format!(r#"{{"resource":{note}}}"#)), [note]);
    }
}
