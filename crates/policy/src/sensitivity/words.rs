use std::collections::HashMap;

use portico_model::Sensitivities;

/// The longest phrase that a table may list.
pub(super) const LONGEST_PHRASE: usize = 3;

/// Phrases of up to three words, found in any text as whole words, in any case.
#[derive(Debug, Default)]
pub(super) struct Phrases(HashMap<Box<str>, Sensitivities>);

impl Phrases {
    pub(super) fn insert(&mut self, phrase: &str, labels: Sensitivities) -> Option<Sensitivities> {
        let words = Words::of(phrase);
        self.0.insert(words.text.into(), labels)
    }

    pub(super) fn labels_in(&self, text: &str) -> Sensitivities {
        let words = Words::of(text);
        let known = words.phrases().filter_map(|phrase| self.0.get(phrase));
        known.fold(Sensitivities::NONE, |labels, more| labels.union(*more))
    }
}

/// A text in small letters with one space between its words.
struct Words {
    text: String,
    /// Where each word begins and ends.
    places: Vec<(usize, usize)>,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut words = Words { text: String::with_capacity(text.len()), places: Vec::new() };
        for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if !words.text.is_empty() {
                words.text.push(' ');
            }
            let begins = words.text.len();
            words.text.extend(word.chars().flat_map(char::to_lowercase));
            words.places.push((begins, words.text.len()));
        }
        words
    }

    fn phrases(&self) -> impl Iterator<Item = &str> {
        self.places
            .windows(1)
            .chain(self.places.windows(2))
            .chain(self.places.windows(LONGEST_PHRASE))
            .filter_map(|places| {
                let (begins, _) = places.first()?;
                let (_, ends) = places.last()?;
                self.text.get(*begins..*ends)
            })
    }
}
