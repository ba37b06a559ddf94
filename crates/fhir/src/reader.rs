//! Walks once over JSON text and reads what a shape asks for, leaving out what does not fit.
//!
//! Whether text is JSON at all is decided by `serde_json` before a [`Reader`] exists, so nothing here can meet
//! a syntax error; a wrong *kind* of value is skipped and counted as a [`Fault`] with its path.

use std::borrow::Cow;
use std::fmt::Write;

/// A field that was present and could not be read. The path names fields and positions, never content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
}

#[derive(Clone, Copy)]
enum Step {
    Field(&'static str),
    Position(usize),
}

/// Where one walk over a text stands. Made by [`crate::Raw::parse`].
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    path: Vec<Step>,
    faults: Vec<Fault>,
}

/// Deeper than any shape goes by itself; bounds those that may nest in themselves.
const DEEPEST: usize = 48;

impl<'a> Reader<'a> {
    /// `text` must be one JSON value that `serde_json` accepted.
    pub(crate) fn over(text: &'a str) -> Self {
        Self { text, at: 0, path: Vec::new(), faults: Vec::new() }
    }

    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The first byte of the next value, or 0 at the end of the text.
    pub(crate) fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return *byte;
            }
            self.at += 1;
        }
        0
    }

    /// Passes over one value and returns its text.
    pub(crate) fn skip(&mut self) -> &'a str {
        let first = self.peek();
        let start = self.at;
        match first {
            b'"' => drop(self.skip_string()),
            b'{' | b'[' => self.skip_nested(),
            _ => self.skip_plain(),
        }
        &self.text[start..self.at]
    }

    fn skip_plain(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|b| matches!(b, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
        self.at += end.unwrap_or(rest.len());
    }

    /// Passes over a string and says whether it has escapes.
    fn skip_string(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut has_escapes = false;
        self.at += 1;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    return has_escapes;
                }
                b'\\' => {
                    has_escapes = true;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
        }
        has_escapes
    }

    /// Passes over a string and returns its content; `None` where its escapes name no character.
    fn take_string(&mut self) -> Option<Cow<'a, str>> {
        let start = self.at;
        let has_escapes = self.skip_string();
        let quoted = self.text.get(start..self.at)?;
        if has_escapes {
            return serde_json::from_str::<String>(quoted).ok().map(Cow::Owned);
        }
        quoted.get(1..quoted.len() - 1).map(Cow::Borrowed)
    }

    fn skip_nested(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.skip_string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Takes a `null`, which FHIR uses to keep positions in arrays and means "nothing here".
    pub(crate) fn null(&mut self) -> bool {
        let is_null = self.peek() == b'n';
        if is_null {
            self.skip();
        }
        is_null
    }

    /// Passes over a value that does not fit and counts it.
    pub(crate) fn refuse(&mut self) {
        self.skip();
        let path = self.path_text();
        self.faults.push(Fault { path });
    }

    /// The next value by its own text (a number, `true`, `false`); refused where `read` makes nothing of it.
    pub(crate) fn plain<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.peek();
        let start = self.at;
        let value = read(self.skip());
        if value.is_none() {
            self.at = start;
            self.refuse();
        }
        value
    }

    /// The next value as text. An empty string is nothing; anything but a string is refused.
    pub(crate) fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.peek() != b'"' {
            self.refuse();
            return None;
        }
        let start = self.at;
        match self.take_string() {
            Some(text) => (!text.is_empty()).then_some(text),
            None => {
                self.at = start;
                self.refuse();
                None
            }
        }
    }

    /// The next value as text, without counting what is no text.
    pub(crate) fn string_or_skip(&mut self) -> Option<String> {
        if self.peek() != b'"' {
            self.skip();
            return None;
        }
        self.take_string().filter(|text| !text.is_empty()).map(Into::into)
    }

    /// A second reader at the same place, whose faults count for nothing.
    pub(crate) fn fork(&self) -> Self {
        Self { text: self.text, at: self.at, path: Vec::new(), faults: Vec::new() }
    }

    /// The text that `read` passes over.
    pub(crate) fn slice(&mut self, read: impl FnOnce(&mut Self)) -> &'a str {
        self.peek();
        let start = self.at;
        read(self);
        &self.text[start..self.at]
    }

    /// Visits each member of the next object; `member` says whether it took the value. Anything else is refused.
    pub(crate) fn object(&mut self, mut member: impl FnMut(&mut Self, &str) -> bool) -> bool {
        if self.peek() != b'{' || self.path.len() >= DEEPEST {
            self.refuse();
            return false;
        }
        self.at += 1;
        while self.peek() == b'"' {
            let name = self.take_string().unwrap_or_default();
            self.step_over(b':');
            if !member(self, &name) {
                self.skip();
            }
            self.step_over(b',');
        }
        self.step_over(b'}');
        true
    }

    /// Visits each element of the next array. A lone value counts as an array of one.
    pub(crate) fn elements(&mut self, mut element: impl FnMut(&mut Self)) {
        if self.peek() != b'[' {
            return element(self);
        }
        self.at += 1;
        let mut position = 0;
        while !matches!(self.peek(), b']' | 0) {
            self.under(Step::Position(position), &mut element);
            self.step_over(b',');
            position += 1;
        }
        self.step_over(b']');
    }

    /// Reads below a named field, so that faults inside carry its name.
    pub(crate) fn field<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.under(Step::Field(name), read)
    }

    fn under<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let read = read(self);
        self.path.pop();
        read
    }

    fn step_over(&mut self, expected: u8) {
        if self.peek() == expected {
            self.at += 1;
        }
    }

    fn path_text(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Field(name) if text.is_empty() => text.push_str(name),
                Step::Field(name) => write!(text, ".{name}").expect("a string takes any text"),
                Step::Position(at) => write!(text, "[{at}]").expect("a string takes any text"),
            }
        }
        text
    }
}
