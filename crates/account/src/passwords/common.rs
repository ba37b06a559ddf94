//! What very many people choose, under whatever they put around it. All texts here are NFKC and in small letters.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words, names and walks over the keyboard from which the most common passwords are made, a line each.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").lines().filter(|line| !line.is_empty()).collect());

const MOST_DECORATION: usize = 8;
const LONGEST_WORD: usize = 40;

/// One or two common words (each as often as you like), with at most eight digits or signs around and
/// between them, and digits or signs in the place of letters.
pub(super) fn is_common(password: &str) -> bool {
    let characters: Vec<char> = password.chars().filter(|c| !c.is_whitespace()).collect();
    let words = (0..characters.len()).map(|start| words_at(&characters[start..])).collect();
    Reading { characters: &characters, words, dead_ends: HashSet::new() }.is_common_from(Read::default())
}

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
pub(super) fn plain(text: &str, one: char) -> String {
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
        ] {
            assert!(is_common(common), "{common}");
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
            assert!(!is_common(own), "{own}");
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
}
