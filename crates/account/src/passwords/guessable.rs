//! What a guesser tries first. All texts here are NFKC and in small letters.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words, names and walks over the keyboard from which the most common passwords are made, a line each.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").lines().filter(|line| !line.is_empty()).collect());

/// Rows and columns that fingers follow.
const WALKS: [&str; 12] = [
    "1234567890-=",
    "qwertyuiop[]\\",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "1q2w3e4r5t6y7u8i9o0p",
    "qawsedrftgyhujikolp",
    "azertyuiop",
    "qwertzuiop",
    "!@#$%^&*()_+",
    "abcdefghijklmnopqrstuvwxyz",
    "zaq12wsxcde34rfvbgt56yhnmju78ik,.lo90p;/",
];

/// Few different characters, a short block over and over, or mostly steps along a walk.
pub(super) fn is_repetitive(password: &str) -> bool {
    let characters: Vec<char> = password.chars().filter(|c| !c.is_whitespace()).collect();
    let different: HashSet<char> = characters.iter().copied().collect();
    different.len() < 5 || has_short_period(&characters) || is_walk(&characters)
}

/// Without the parts of the name, of the address and "portico", fewer than eight characters are left.
pub(super) fn is_personal(password: &str, email: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let mut parts: Vec<&str> = email.split(|c: char| !c.is_alphanumeric()).collect();
    parts.extend(name.split(|c: char| !c.is_alphanumeric()));
    parts.extend([email, "portico"]);
    parts.retain(|part| part.chars().count() >= 3);
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let mut rest = password.to_owned();
    let is_found = parts.iter().fold(false, |found, part| {
        let is_in = rest.contains(part);
        rest = rest.replace(part, "");
        found || is_in
    });
    is_found && rest.chars().filter(|c| !c.is_whitespace()).count() < 8
}

/// One or two common words (each as often as you like), with at most eight digits or signs around and
/// between them, and digits or signs in the place of letters.
pub(super) fn is_common(password: &str) -> bool {
    let characters: Vec<char> = password.chars().filter(|c| !c.is_whitespace()).collect();
    let words = (0..characters.len()).map(|start| words_at(&characters[start..])).collect();
    Reading { characters: &characters, words, dead_ends: HashSet::new() }.is_common_from(Read::default())
}

fn has_short_period(characters: &[char]) -> bool {
    (1..=6)
        .any(|period| characters.iter().zip(&characters[period.min(characters.len())..]).all(|(a, b)| a == b))
}

/// Three of four steps from a character to the next repeat it or follow a walk, forwards or backwards.
fn is_walk(characters: &[char]) -> bool {
    let steps = characters.windows(2).filter(|pair| is_step(pair[0], pair[1])).count();
    steps * 4 >= characters.len().saturating_sub(1) * 3
}

fn is_step(from: char, to: char) -> bool {
    let follows =
        |walk: &str, a: char, b: char| walk.chars().zip(walk.chars().skip(1)).any(|it| it == (a, b));
    from == to || WALKS.iter().any(|walk| follows(walk, from, to) || follows(walk, to, from))
}

const MOST_DECORATION: usize = 8;
const LONGEST_WORD: usize = 40;

/// A way of reading a password as common words, from its start up to somewhere.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Read {
    up_to: usize,
    decoration: usize,
    words: [Option<&'static str>; 2],
}

struct Reading<'a> {
    characters: &'a [char],
    /// For each place the common words that begin there, with the lengths in which they are written.
    words: Vec<Vec<(usize, &'static str)>>,
    dead_ends: HashSet<Read>,
}

impl Reading<'_> {
    fn is_common_from(&mut self, read: Read) -> bool {
        let Some(next) = self.characters.get(read.up_to) else {
            return read.words[0].is_some();
        };
        if self.dead_ends.contains(&read) {
            return false;
        }
        let decorated = Read { up_to: read.up_to + 1, decoration: read.decoration + 1, ..read };
        let is_decoration = !next.is_alphabetic() && decorated.decoration <= MOST_DECORATION;
        let is_common = (0..self.words[read.up_to].len()).any(|at| {
            let (length, word) = self.words[read.up_to][at];
            let up_to = read.up_to + length;
            with_word(read.words, word)
                .is_some_and(|words| self.is_common_from(Read { up_to, words, ..read }))
        }) || (is_decoration && self.is_common_from(decorated));
        if !is_common {
            self.dead_ends.insert(read);
        }
        is_common
    }
}

fn words_at(rest: &[char]) -> Vec<(usize, &'static str)> {
    let mut words = Vec::new();
    for length in (3..=rest.len().min(LONGEST_WORD)).rev() {
        let as_written: String = rest[..length].iter().collect();
        let readings = [plain(&as_written, 'i'), plain(&as_written, 'l'), as_written];
        words.extend(readings.iter().filter_map(|it| COMMON.get(it.as_str())).map(|word| (length, *word)));
    }
    words.dedup();
    words
}

fn with_word(words: [Option<&'static str>; 2], word: &'static str) -> Option<[Option<&'static str>; 2]> {
    match words {
        _ if words.contains(&Some(word)) => Some(words),
        [None, _] => Some([Some(word), None]),
        [first, None] => Some([first, Some(word)]),
        _ => None,
    }
}

/// Letters for the digits and signs that are written in their place.
fn plain(text: &str, one: char) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' | '|' => one,
            '3' | '€' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' | '+' => 't',
            '8' => 'b',
            '9' => 'g',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_found_under_their_decoration() {
        for common in [
            "passwordpassword",
            "password1234!",
            "p@ssw0rd2024!!",
            "welcome welcome",
            "iloveyou12345",
            "summer2023!summer",
            "letmein-letmein",
            "dragonmonkey99",
            "correcthorsebatterystaple",
            "contraseña123",
            "qwerty123456!",
        ] {
            assert!(is_common(common) || is_repetitive(common), "{common}");
        }
    }

    #[test]
    fn what_a_person_makes_up_is_not_common() {
        for own in [
            "the heron waits by the mill",
            "correct horse battery stapler tango",
            "Lluvia-sobre-el-tejado".to_lowercase().as_str(),
            "8 kittens & a trombone",
            "пароль и две луны",
            "密码是一只会唱歌的蓝色鲸鱼",
            "xk7#pq9!vz2m",
            "dragon 8472 9104 7392",
        ] {
            assert!(!is_common(own) && !is_repetitive(own), "{own}");
        }
    }

    #[test]
    fn the_longest_password_is_judged_in_no_time() {
        for tricky in ["abc".repeat(85), "111".repeat(85), "loveme".repeat(42)] {
            let start = std::time::Instant::now();
            assert!(!is_common(&format!("{tricky}ж")));
            assert!(start.elapsed().as_secs() < 10, "{tricky:.6} took {:?}", start.elapsed());
        }
    }

    #[test]
    fn walks_and_repetitions_are_found() {
        for lazy in [
            "aaaaaaaaaaaa",
            "abababababab",
            "123456789012",
            "abcabcabcabc",
            "qwertyuiop[]",
            "1q2w3e4r5t6y",
            "zaq12wsxcde3",
            "abcdefghijklm",
            "0987654321098",
            "111222333444",
        ] {
            assert!(is_repetitive(lazy), "{lazy}");
        }
    }

    #[test]
    fn names_and_addresses_are_found_in_the_password() {
        for own in ["ana.ruiz@example.org", "anaruiz1984!", "portico-2024", "ruizruizruiz7", "example.org1"] {
            assert!(is_personal(own, "ana.ruiz@example.org", "Ana Ruiz"), "{own}");
        }
        assert!(!is_personal("the heron waits by the mill", "ana.ruiz@example.org", "Ana Ruiz"));
        assert!(!is_personal("bananas at midnight", "ana.ruiz@example.org", "Ana Ruiz"));
    }
}
