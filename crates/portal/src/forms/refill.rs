//! Puts what was typed back into the form of a page. It knows the markup of `look::form` and `look::choices`, where attributes are
//! quoted or plain and text is escaped, so that a tag ends at the next `>`.

use std::fmt::Write as _;

use portico_account::FormDraft;

use crate::look::escape;

/// The page with the words in its form: in the one that leads where they were sent, else in the first that has fields for them.
pub(crate) fn refill(html: &str, draft: &FormDraft) -> String {
    let forms = forms(html);
    let leads_there = |form: &&Form<'_>| form.action == escape(&draft.action).to_string();
    let has_fields = |form: &&Form<'_>| {
        form.method_is_post
            && tags(form.inside).any(|tag| draft.fields.iter().any(|(own, _)| tag.name() == Some(own)))
    };
    let Some(form) = forms.iter().find(leads_there).or_else(|| forms.iter().find(has_fields)) else {
        return html.to_owned();
    };
    let end = form.from + form.inside.len();
    format!("{}{}{}", &html[..form.from], filled(form.inside, draft), &html[end..])
}

struct Form<'h> {
    action: &'h str,
    method_is_post: bool,
    /// Where its content begins in the page.
    from: usize,
    inside: &'h str,
}

fn forms(html: &str) -> Vec<Form<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = html[at..].find("<form").map(|begin| at + begin) {
        let Some(from) = html[begin..].find('>').map(|end| begin + end + 1) else { break };
        let Some(inside) = html[from..].find("</form>").map(|end| &html[from..from + end]) else { break };
        let tag = Tag { text: &html[begin..from] };
        let action = tag.attribute("action").unwrap_or_default();
        found.push(Form { action, method_is_post: tag.attribute("method") == Some("post"), from, inside });
        at = from + inside.len();
    }
    found
}

/// A tag, with its angle brackets.
#[derive(Clone, Copy)]
struct Tag<'h> {
    text: &'h str,
}

impl<'h> Tag<'h> {
    fn attribute(self, name: &str) -> Option<&'h str> {
        let (_, rest) = self.text.split_once(&format!(" {name}="))?;
        match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split([' ', '>']).next(),
        }
    }

    fn has(self, word: &str) -> bool {
        let (spaced, last) = (format!(" {word} "), format!(" {word}>"));
        self.text.contains(&spaced) || self.text.ends_with(&last)
    }

    fn name(self) -> Option<&'h str> {
        self.attribute("name")
    }

    fn kind(self) -> &'h str {
        self.attribute("type").unwrap_or("text")
    }
}

fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.split_inclusive('>').filter_map(|piece| piece.rfind('<').map(|begin| Tag { text: &piece[begin..] }))
}

fn filled(html: &str, draft: &FormDraft) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        out.push_str(&rest[..begin]);
        let end = rest[begin..].find('>').map_or(rest.len(), |end| begin + end + 1);
        let tag = Tag { text: &rest[begin..end] };
        rest = &rest[end..];
        if tag.text.starts_with("<input") {
            out.push_str(&input(tag, draft));
        } else if tag.text.starts_with("<textarea") {
            out.push_str(tag.text);
            if let Some(words) = tag.name().and_then(|name| typed(draft, name)) {
                write!(out, "{}", escape(words)).expect("writing to a string cannot fail");
                rest = rest.find("</textarea>").map_or(rest, |end| &rest[end..]);
            }
        } else {
            out.push_str(tag.text);
        }
    }
    out + rest
}

fn typed<'d>(draft: &'d FormDraft, name: &str) -> Option<&'d str> {
    draft.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

fn input(tag: Tag<'_>, draft: &FormDraft) -> String {
    let Some(name) = tag.name() else { return tag.text.to_owned() };
    let words = typed(draft, name);
    let checked = |is_checked: bool| {
        let without = tag.text.replace(" checked", "");
        if is_checked { without.replacen(">", " checked>", 1) } else { without }
    };
    match (tag.kind(), words) {
        ("checkbox", words) => checked(words.is_some()),
        ("radio", Some(words)) => checked(tag.attribute("value") == Some(&escape(words).to_string())),
        // What the page itself carries along stays; what only the form had chosen comes back.
        ("hidden", Some(words)) if tag.attribute("value") == Some("") => {
            tag.text.replacen("value=\"\"", &format!("value=\"{}\"", escape(words)), 1)
        }
        ("text" | "email" | "tel" | "date" | "search" | "number", Some(words)) if !tag.has("readonly") => {
            let without = match tag.attribute("value") {
                Some(value) => tag.text.replacen(&format!(" value=\"{value}\""), "", 1),
                None => tag.text.to_owned(),
            };
            let (open, rest) = without.split_at("<input".len());
            format!("{open} value=\"{}\"{rest}", escape(words))
        }
        _ => tag.text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::{Choice, Choices, Field, LongField};

    fn draft(fields: &[(&str, &str)]) -> FormDraft {
        FormDraft {
            page: "/a".into(),
            action: "/a/b".into(),
            fields: fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
            had_file: false,
        }
    }

    fn field(kind: &'static str, value: &'static str) -> Field<'static> {
        Field {
            name: "words",
            label: "Words",
            kind,
            value,
            hint: Some("Some"),
            fault: None,
            autocomplete: "off",
            is_required: true,
            extra: "maxlength=40",
        }
    }

    fn page(inside: &str) -> String {
        format!(
            "<form method=\"post\" action=\"/language\"><input type=hidden name=\"words\" value=\"\"></form><form class=\"fields\" method=\"post\" action=\"/a/b\">{inside}</form><p>x</p>"
        )
    }

    #[test]
    fn what_was_typed_is_in_the_form_again() {
        let words = "It's <b>\"mine\"</b> & yours";
        let long = LongField {
            name: "more",
            label: "More",
            value: "old",
            hint: None,
            fault: None,
            longest: 90,
            is_required: false,
        };
        let html = page(&format!("{}{long}", field("text", "before")));

        let filled = refill(&html, &draft(&[("words", words), ("more", "one\ntwo</textarea>")]));

        let escaped = escape(words).to_string();
        assert!(filled.contains(&format!("<input value=\"{escaped}\" id=\"f-words\"")), "{filled}");
        assert!(!filled.contains("before") && filled.contains("maxlength=40"), "{filled}");
        assert!(filled.contains(&format!(">one\ntwo{}</textarea>", escape("</textarea>"))), "{filled}");
        assert!(
            filled.contains("name=\"words\" value=\"\"></form>"),
            "another form stays as it is: {filled}"
        );
        assert!(filled.ends_with("</form><p>x</p>"), "{filled}");
    }

    #[test]
    fn what_was_chosen_is_chosen_again_and_what_was_not_is_not() {
        let options = vec![Choice::new("one", "One", true), Choice::new("two", "Two", false)];
        let boxes = vec![Choice::new("see_a", "A", true), Choice::new("see_b", "B", false)];
        let html =
            page(&format!("{}{}", Choices::one("which", "Which?", options), Choices::many("k", "K", boxes)));

        let filled = refill(&html, &draft(&[("which", "two"), ("see_b", "on")]));

        assert!(filled.contains("value=\"two\" required checked>"), "{filled}");
        assert!(filled.contains("value=\"one\" required>"), "{filled}");
        assert!(filled.contains("name=\"see_b\" value=on checked>"), "{filled}");
        assert!(filled.contains("name=\"see_a\" value=on>"), "{filled}");
    }

    #[test]
    fn no_secret_and_no_token_is_filled_in() {
        let html = page(&format!("{}<input type=hidden name=\"csrf\" value=\"t\">", field("password", "")));

        assert_eq!(refill(&html, &draft(&[("words", "secret"), ("csrf", "other")])), html);
        assert_eq!(refill("<p>no form</p>", &draft(&[("words", "x")])), "<p>no form</p>");
    }
}
