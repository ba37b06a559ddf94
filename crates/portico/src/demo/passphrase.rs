//! Passphrases that a visitor of the demo can read from one screen and type into another.

use aws_lc_rs::rand;

static WORDS: &str = include_str!("words.txt");
const WORDS_IN_ONE: usize = 3;

/// Three different words and a number, such as `lantern-otter-maple-42`.
pub fn new() -> String {
    let words: Vec<&str> = WORDS.lines().collect();
    let mut chosen: Vec<&str> = Vec::with_capacity(WORDS_IN_ONE);
    while chosen.len() < WORDS_IN_ONE {
        let word = words[below(words.len())];
        if !chosen.contains(&word) {
            chosen.push(word);
        }
    }
    format!("{}-{}", chosen.join("-"), 10 + below(90))
}

fn below(end: usize) -> usize {
    let mut bytes = [0; 8];
    rand::fill(&mut bytes).expect("the system has randomness");
    let range = u64::try_from(end).expect("lists are shorter than that");
    usize::try_from(u64::from_be_bytes(bytes) % range).expect("it is below a length")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_are_short_plain_and_different() {
        let words: Vec<&str> = WORDS.lines().collect();

        assert!(words.len() >= 200, "{}", words.len());
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        for word in words {
            assert!((4..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
    }

    #[test]
    fn passphrases_are_long_enough_and_differ() {
        let made: BTreeSet<String> = (0..200).map(|_| new()).collect();

        assert!(made.len() > 190, "{}", made.len());
        for passphrase in made {
            assert!(passphrase.len() >= 4 * 3 + 5, "{passphrase}");
            let words: BTreeSet<&str> = passphrase.rsplit_once('-').unwrap().0.split('-').collect();
            assert_eq!(words.len(), WORDS_IN_ONE, "{passphrase}");
        }
    }
}
