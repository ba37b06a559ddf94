//! The inbox on pages and, for scripts, as JSON: `/mail`, `/mail/7`, `/mail.json?to=ana@example.org`.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Inbox, Letter};
use crate::page::{escaped, page, whole};

/// The pages of the inbox.
pub fn site_map(inbox: Inbox) -> Router {
    Router::new()
        .route("/mail", get(list))
        .route("/mail/{number}", get(one))
        .route("/mail.json", get(list_json))
        .with_state(inbox)
}

#[derive(Deserialize)]
struct Wanted {
    to: Option<String>,
}

impl Wanted {
    fn of(&self, inbox: &Inbox) -> Vec<Letter> {
        self.to.as_ref().map_or_else(|| inbox.letters(), |to| inbox.letters_to(to))
    }
}

async fn list(State(inbox): State<Inbox>, Query(wanted): Query<Wanted>) -> impl IntoResponse {
    let rows: String = wanted.of(&inbox).iter().map(row).collect();
    let letters = if rows.is_empty() {
        "<p>There is no mail yet.</p>\n".to_owned()
    } else {
        format!("<ul class=\"cards\">\n{rows}</ul>\n")
    };
    let body = format!(
        "<p><a href=\"/\">The neighbourhood</a></p>\n<h1>The inbox</h1>\n\
         <p class=\"lead\">Every letter that the portal sends, whoever it is for. None leaves this machine.</p>\n{letters}"
    );
    page(whole("The inbox", "<meta http-equiv=\"refresh\" content=\"15\">\n", &body))
}

async fn one(State(inbox): State<Inbox>, Path(number): Path<u64>) -> Response {
    let Some(letter) = inbox.letter(number) else {
        return (StatusCode::NOT_FOUND, "no such letter").into_response();
    };
    let body = format!(
        "<p><a href=\"/mail\">The inbox</a></p>\n<h1>{subject}</h1>\n<dl>\
         <div><dt>To</dt><dd><code>{to}</code></dd></div><div><dt>From</dt><dd><code>{from}</code></dd></div>\
         <div><dt>Came</dt><dd>{at}</dd></div></dl>\n<div class=\"letter\">{text}</div>\n",
        subject = escaped(&letter.subject),
        to = escaped(&letter.to.join(", ")),
        from = escaped(&letter.from),
        at = letter.at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        text = clickable(&letter.text),
    );
    page(whole(&letter.subject, "", &body)).into_response()
}

async fn list_json(State(inbox): State<Inbox>, Query(wanted): Query<Wanted>) -> Json<Value> {
    let letters = wanted.of(&inbox);
    let told = letters.iter().map(|letter| {
        let mut told = json!(letter);
        told["links"] = json!(letter.links());
        told
    });
    Json(json!({"letters": told.collect::<Vec<_>>()}))
}

fn row(letter: &Letter) -> String {
    format!(
        "<li class=\"card\"><h3><a href=\"/mail/{number}\">{subject}</a></h3>\
         <p class=\"hint\">to <code>{to}</code>, {at}</p></li>\n",
        number = letter.number,
        subject = escaped(&letter.subject),
        to = escaped(&letter.to.join(", ")),
        at = letter.at.strftime("%H:%M:%S UTC"),
    )
}

/// The text in paragraphs, with addresses of pages as links.
fn clickable(text: &str) -> String {
    let linked = |word: &str| {
        let safe = escaped(word);
        let is_link = word.starts_with("http://") || word.starts_with("https://");
        if is_link { format!("<a href=\"{safe}\">{safe}</a>") } else { safe }
    };
    let line = |line: &str| line.split(' ').map(linked).collect::<Vec<_>>().join(" ");
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs
        .map(|paragraph| format!("<p>{}</p>\n", paragraph.lines().map(line).collect::<Vec<_>>().join("<br>")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_clickable_and_nothing_else_is_markup() {
        let html = clickable("Hello <b>\nyou\n\nhttp://127.0.0.1:1/a?b=c&d=e");

        assert_eq!(
            html,
            "<p>Hello &lt;b&gt;<br>you</p>\n<p><a href=\"http://127.0.0.1:1/a?b=c&amp;d=e\">\
             http://127.0.0.1:1/a?b=c&amp;d=e</a></p>\n"
        );
    }
}
