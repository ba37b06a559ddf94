//! Just enough of Rust's grammar to part code from comments and quoted texts (The Rust Reference, "Lexical structure").

/// Every identifier in the code of `text`, with its line counted from 1. Comments, strings and characters are left out.
pub fn words_with_lines(text: &str) -> Vec<(&str, usize)> {
    let mut words = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let length = if is_word_start(first) {
            let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
            let word = &rest[..length];
            match opens_text(word).then(|| quoted_length(&rest[length..], word.contains('r'))).flatten() {
                Some(quoted) => length + quoted,
                None => {
                    words.push((word, line));
                    length
                }
            }
        } else {
            skipped_length(rest, first)
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    words
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn opens_text(prefix: &str) -> bool {
    matches!(prefix, "r" | "b" | "c" | "br" | "cr")
}

fn skipped_length(rest: &str, first: char) -> usize {
    match first {
        '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
        '/' if rest.starts_with("/*") => block_comment_length(rest),
        '"' => plain_text_length(rest),
        '\'' => character_length(rest),
        _ => first.len_utf8(),
    }
}

/// The length of a text that begins right after a prefix such as `r` or `b`: `"…"` or `#"…"#`.
/// In a raw one a backslash is a backslash.
fn quoted_length(rest: &str, is_raw: bool) -> Option<usize> {
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let body = rest[hashes..].strip_prefix('"')?;
    if !is_raw {
        return Some(plain_text_length(rest));
    }
    let end = format!("\"{}", "#".repeat(hashes));
    Some(hashes + 1 + body.find(&end).map_or(body.len(), |at| at + end.len()))
}

fn plain_text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character `'x'` or `'\n'`; a lifetime `'a` is one mark and then a word.
fn character_length(rest: &str) -> usize {
    let inside = &rest[1..];
    if let Some(escaped) = inside.strip_prefix('\\') {
        let from = escaped.chars().next().map_or(0, char::len_utf8);
        return escaped[from..].find('\'').map_or(1, |at| 2 + from + at + 1);
    }
    let Some(only) = inside.chars().next() else { return 1 };
    if inside[only.len_utf8()..].starts_with('\'') { 2 + only.len_utf8() } else { 1 }
}

/// Block comments nest.
fn block_comment_length(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}
