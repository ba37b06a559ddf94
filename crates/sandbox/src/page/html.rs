//! The page as HTML.

use super::dial_form::form;
use super::{Links, people};
use crate::dials::Dials;
use crate::record_system::RecordSystem;

/// The longest that the page stands before it loads itself anew, in seconds.
const LONGEST_STAND: u64 = 15;

/// The page of the neighbourhood. It loads itself anew before its codes turn stale.
pub fn front(system: &RecordSystem, links: &Links) -> String {
    let stands = people::seconds_left(system.now()).min(LONGEST_STAND);
    let body = format!(
        "<h1>The neighbourhood</h1>\n\
         <p class=\"lead\">Everything around the portal that a real clinic would have, simulated on this machine. \
         Nobody here is real.</p>\n{portal}{dials}\
         <p><a href=\"/mail\">The inbox</a>: every letter that the portal sends. \
         <a href=\"/siem\">The collector</a>: its audit log on its way to others. \
         <a href=\"/idp\">The directory</a>: who works here.</p>\n\
         <section aria-labelledby=\"people\"><h2 id=\"people\">Who you can be</h2>\n{people}</section>\n\
         <section aria-labelledby=\"records\"><h2 id=\"records\">The record system next door</h2>\n{records}</section>\n",
        portal = portal(links),
        dials = notice(&system.dials().get(), "<a href=\"/dials\">See the dials</a>"),
        people = people_list(system),
        records = records(system),
    );
    whole("The neighbourhood", &format!("<meta http-equiv=\"refresh\" content=\"{stands}\">\n"), &body)
}

/// The page of the dials. It stays as it is, so that nothing typed is lost.
pub fn dials(system: &RecordSystem) -> String {
    let dials = system.dials().get();
    let body = format!(
        "<p><a href=\"/\">The neighbourhood</a></p>\n<h1>The dials</h1>\n\
         <p class=\"lead\">They make the record system slow, broken or untrustworthy, to see what the portal then says.</p>\n\
         {notice}{form}",
        notice = notice(&dials, ""),
        form = form(&dials),
    );
    whole("The dials", "", &body)
}

pub fn whole(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{head}\
         <title>{} · Portico demo</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(title)
    )
}

fn notice(dials: &Dials, more: &str) -> String {
    if *dials == Dials::default() {
        return String::new();
    }
    let says = "Some dials are on: the record system misbehaves on purpose.";
    format!("<p class=\"notice\" role=\"status\">{says} {more}</p>\n")
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
        "<p>FHIR R4 at <code>{base}</code>, described at <a href=\"{base}/metadata\"><code>/metadata</code></a>. \
         <a href=\"/dials\">Make it misbehave</a>.</p>\n\
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
