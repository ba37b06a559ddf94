//! How a word of a name can be spelled on a keyboard that lacks a letter of it: every letter is itself without its marks, or what
//! its language writes for it. Words are the same if they have a spelling in common.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word with more such letters is compared in its first spellings alone.
const MOST_SPELLINGS: usize = 64;

/// Letters that do not come apart into a plain letter and a mark, and those that have a second spelling.
const LETTERS: [(char, &[&str]); 24] = [
    ('ä', &["a", "ae"]),
    ('ö', &["o", "oe"]),
    ('ü', &["u", "ue"]),
    ('å', &["a", "aa"]),
    ('ø', &["o", "oe"]),
    ('æ', &["ae"]),
    ('œ', &["oe"]),
    ('ß', &["ss"]),
    ('þ', &["th"]),
    ('ð', &["d", "dh", "th"]),
    ('ł', &["l"]),
    ('đ', &["d", "dj"]),
    ('ı', &["i"]),
    ('ħ', &["h"]),
    ('ŧ', &["t"]),
    ('ŋ', &["n", "ng"]),
    ('ĸ', &["k"]),
    ('ə', &["e", "a"]),
    ('ɓ', &["b"]),
    ('ɗ', &["d"]),
    ('ƙ', &["k"]),
    ('ƴ', &["y"]),
    ('ǿ', &["o", "oe"]),
    ('ǽ', &["ae"]),
];

/// Marks that stand for an apostrophe, or for a letter that is written as one: a word goes on behind them.
const APOSTROPHES: &str = "'’‘‛`´′ʼʻʽʹʾʿˈ＇´ʽ";

/// The words of a name, each in all its spellings.
pub(super) fn words(text: &str) -> Vec<BTreeSet<String>> {
    let is_inside = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let is_nothing = |c: &char| APOSTROPHES.contains(*c) || is_unseen(*c);
    let joined: String = text.nfc().filter(|c| !is_nothing(c)).collect();
    let words = joined.split(|c: char| !is_inside(c)).filter(|word| !word.is_empty());
    words.map(spellings).filter(|word| !word.is_empty()).collect()
}

/// Soft hyphens and marks without width.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

fn spellings(word: &str) -> BTreeSet<String> {
    let mut all = vec![String::new()];
    for c in word.chars().flat_map(char::to_lowercase) {
        let known = LETTERS.iter().find(|(letter, _)| *letter == c).map(|(_, ways)| *ways);
        let plain: String =
            c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
        let ways = known.unwrap_or(&[]);
        all = match ways.split_first() {
            None => all.into_iter().map(|begun| begun + &plain).collect(),
            Some((first, _)) if all.len() * ways.len() > MOST_SPELLINGS => {
                all.into_iter().map(|begun| begun + first).collect()
            }
            Some(_) => {
                all.iter().flat_map(|begun| ways.iter().map(move |way| format!("{begun}{way}"))).collect()
            }
        };
    }
    all.into_iter().filter(|spelling| !spelling.is_empty()).collect()
}

/// Words that stand next to each other, written as one.
pub(super) fn joined(words: &[BTreeSet<String>]) -> BTreeSet<String> {
    let mut all = BTreeSet::from([String::new()]);
    for word in words {
        let more = all.iter().flat_map(|begun| word.iter().map(move |end| format!("{begun}{end}")));
        all = more.take(MOST_SPELLINGS).collect();
    }
    all
}
