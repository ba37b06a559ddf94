//! The page as HTML.

use super::dial_form::form;
use super::{Links, people};
use crate::dials::Dials;
use crate::record_system::RecordSystem;

/// The whole page; it loads itself anew every 15 seconds, so that the codes stay good.
pub fn page(system: &RecordSystem, links: &Links) -> String {
    let dials = system.dials().get();
    let notice = if dials == Dials::default() {
        ""
    } else {
        "<p class=\"notice\" role=\"status\">Some dials are on: the record system misbehaves on purpose.</p>\n"
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"refresh\" content=\"15\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>The neighbourhood · Portico demo</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n\
         <body>\n<main>\n<h1>The neighbourhood</h1>\n\
         <p class=\"lead\">Everything around the portal that a real clinic would have, simulated on this machine. \
         Nobody here is real.</p>\n{portal}{notice}\
         <section aria-labelledby=\"people\"><h2 id=\"people\">Who you can be</h2>\n{people}</section>\n\
         <section aria-labelledby=\"dials\"><h2 id=\"dials\">When the record system misbehaves</h2>\n\
         <details{open}><summary>Turn the dials</summary>\n{form}</details></section>\n\
         <section aria-labelledby=\"records\"><h2 id=\"records\">What the record system holds</h2>\n{records}</section>\n\
         </main>\n</body>\n</html>\n",
        portal = portal(links),
        people = people_list(system),
        open = if notice.is_empty() { "" } else { " open" },
        form = form(&dials),
        records = records(system),
    )
}

fn portal(links: &Links) -> String {
    links.portal_url.as_ref().map_or_else(String::new, |url| {
        format!("<p><a class=\"door\" href=\"{}\">Go to the portal</a></p>\n", escaped(url))
    })
}

fn people_list(system: &RecordSystem) -> String {
    let now = system.now();
    let cards: String = system.people().iter().map(|person| people::card(person, now)).collect();
    if cards.is_empty() {
        return "<p>There are no sample people here yet.</p>\n".to_owned();
    }
    format!(
        "<ul class=\"cards\">\n{cards}</ul>\n<p class=\"hint\">This page loads itself anew every 15 seconds.</p>\n"
    )
}

fn records(system: &RecordSystem) -> String {
    let base = escaped(system.base_url());
    let rows: String = system
        .records()
        .counts()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("<tr><th scope=\"row\">{name}</th><td>{count}</td></tr>\n"))
        .collect();
    format!(
        "<p>FHIR R4 at <code>{base}</code>, described at <a href=\"{base}/metadata\"><code>/metadata</code></a>.</p>\n\
         <details><summary>Resources by type</summary><table>{rows}</table></details>\n"
    )
}

/// Text that is safe between tags and in attributes.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html += "&amp;",
            '<' => html += "&lt;",
            '>' => html += "&gt;",
            '"' => html += "&quot;",
            '\'' => html += "&#39;",
            c => html.push(c),
        }
    }
    html
}
