//! A letter as it came.

use jiff::Timestamp;
use mail_parser::MessageParser;
use serde::Serialize;

/// A letter that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Counted from one, in the order of arrival.
    pub number: u64,
    pub at: Timestamp,
    /// As the sender's server said it, not as the letter says it.
    pub from: String,
    pub to: Vec<String>,
    pub message_id: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Letter {
    /// Reads a message (RFC 5322). What it does not say stays empty.
    pub fn read(number: u64, at: Timestamp, (from, to): (String, Vec<String>), message: &[u8]) -> Self {
        let read = MessageParser::default().parse(message);
        let part =
            |text: Option<std::borrow::Cow<'_, str>>| text.map(|it| it.into_owned()).unwrap_or_default();
        let read = read.as_ref();
        Self {
            number,
            at,
            from,
            to,
            message_id: read.and_then(|it| it.message_id()).unwrap_or_default().to_owned(),
            subject: read.and_then(|it| it.subject()).unwrap_or_default().to_owned(),
            text: part(read.and_then(|it| it.body_text(0))),
            html: part(read.and_then(|it| it.body_html(0))),
        }
    }

    /// The addresses of pages that the letter leads to, in order.
    pub fn links(&self) -> Vec<&str> {
        let words = self.text.split_whitespace();
        words.filter(|word| word.starts_with("http://") || word.starts_with("https://")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_two_forms_is_read_with_its_links() {
        let message = "Message-ID: <a@b>\r\nSubject: =?utf-8?b?SG9sYSwgwr9xdcOpIHRhbD8=?=\r\n\
                       MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n\
                       --x\r\nContent-Type: text/plain; charset=utf-8\r\n\
                       Content-Transfer-Encoding: quoted-printable\r\n\r\nLook:\r\nhttp://here/a?b=3Dc\r\n\
                       --x\r\nContent-Type: text/html\r\n\r\n<p>Look</p>\r\n--x--\r\n";

        let letter =
            Letter::read(1, Timestamp::UNIX_EPOCH, ("p@x".into(), vec!["a@x".into()]), message.as_bytes());

        assert_eq!((letter.subject.as_str(), letter.message_id.as_str()), ("Hola, ¿qué tal?", "a@b"));
        assert_eq!(letter.links(), ["http://here/a?b=c"]);
        assert!(letter.html.contains("<p>Look</p>"));
    }
}
