//! Whether a typed name is a name of the record: accents, case, order and further names do not matter, and neither do
//! letters that a keyboard lacks, apostrophes, hyphens, blanks within a name, titles and suffixes. Letters do: a name that
//! is written with others is another name, and so is a part of one.

mod spelling;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use portico_fhir::shapes::HumanName;

use spelling::{joined, words};

/// Words of a name at most; what has more is none.
const MOST_WORDS: usize = 16;
/// So many words can be one word elsewhere: `van der Meer` and `Vandermeer`, `de la Cruz` and `Delacruz`.
const LONGEST_RUN: usize = 4;

const TITLES: [&str; 9] = ["mr", "mrs", "ms", "mx", "miss", "dr", "prof", "rev", "hon"];
const DEGREES: [&str; 8] = ["md", "phd", "dds", "dmd", "rn", "esq", "cpa", "do"];
const GENERATIONS: [(u8, &[&str]); 4] = [
    (1, &["sr", "senior"]),
    (2, &["jr", "jnr", "junior", "ii", "2nd"]),
    (3, &["iii", "3rd"]),
    (4, &["iv", "4th"]),
];
/// What systems write where a part of a name is not known or not there.
const NO_NAME: [&str; 6] = ["fnu", "lnu", "nfn", "nln", "nmn", "nmi"];
/// Small words that begin a family name.
const PARTICLES: [&str; 30] = [
    "de", "la", "las", "los", "del", "da", "das", "do", "dos", "di", "du", "des", "le", "van", "von", "vom",
    "zu", "der", "den", "ter", "ten", "al", "el", "bin", "ibn", "ben", "o", "mc", "mac", "st",
];

type Word = BTreeSet<String>;

/// A typed name is this person's if it has a whole family name and a first given name of theirs: not always of the same of
/// their names, because a nickname has no family. Who has one name alone is called by it.
pub(super) fn is_named(typed: &str, names: &[HumanName]) -> bool {
    let typed = words(typed);
    if typed.is_empty() || typed.len() > MOST_WORDS || is_other_generation(&typed, names) {
        return false;
    }
    let families: Vec<_> = names.iter().filter_map(|name| name.family.as_deref()).flat_map(wholes).collect();
    let given: Vec<_> = names.iter().flat_map(first_given).collect();
    let has_both = |family: &Vec<Word>| given.iter().any(|given| has_all(&[family, given], &typed));
    let is_text = |name: &&HumanName| name.family.is_none() && name.given.is_empty();
    let mut texts = names.iter().filter(is_text).filter_map(|name| name.text.as_deref()).flat_map(wholes);
    let has_text = texts.any(|text| has_all(&[&text], &typed));
    let has_one_alone = match (families.is_empty(), given.is_empty()) {
        (false, true) => families.iter().any(|family| has_all(&[family], &typed)),
        (true, false) => given.iter().any(|given| has_all(&[given], &typed)),
        _ => false,
    };
    families.iter().any(has_both) || has_text || has_one_alone
}

/// The words of a name in all their spellings.
pub(crate) fn spelled_words(text: &str) -> Vec<String> {
    words(text).into_iter().flatten().collect()
}

/// Whether two whole names are the same person's name.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (whole(one), whole(other)) else { return false };
    let is_name = |words: &[Word]| (2..=MOST_WORDS).contains(&words.len());
    is_name(&one) && is_name(&other) && (has_all(&[&one], &other) || has_all(&[&other], &one))
}

/// Given names and family name of a typed one: the last word is the family name, with the small words before it and without what
/// stands behind it.
pub(crate) fn split(typed: &str) -> (Vec<String>, String) {
    let mut given: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let is = |word: &str, known: &[&str]| words(word).iter().any(|word| is_one_of(word, known));
    while given.len() > 2 && given.last().is_some_and(|last| is_suffix(last)) {
        given.pop();
    }
    let mut family = given.pop().unwrap_or_default().trim_end_matches(',').to_owned();
    while given.len() > 1 && given.last().is_some_and(|last| is(last, &PARTICLES)) {
        family = format!("{} {family}", given.pop().unwrap_or_default());
    }
    (given, family)
}

fn is_suffix(word: &str) -> bool {
    words(word).iter().any(|word| generation(word).is_some() || is_one_of(word, &DEGREES))
}

fn is_one_of(word: &Word, known: &[&str]) -> bool {
    known.iter().any(|known| word.contains(*known))
}

/// The words of a part of the record's name, without titles, suffixes and what stands for no name. `None` where nothing is left.
fn whole(text: &str) -> Option<Vec<Word>> {
    let mut words = words(text);
    while words.len() > 1 && is_one_of(&words[0], &TITLES) {
        words.remove(0);
    }
    let is_behind = |word: &Word| generation(word).is_some() || is_one_of(word, &DEGREES);
    while words.len() > 1 && words.last().is_some_and(is_behind) {
        words.pop();
    }
    words.retain(|word| !is_one_of(word, &NO_NAME));
    (!words.is_empty() && words.len() <= MOST_WORDS).then_some(words)
}

/// With and without them.
fn wholes(text: &str) -> Vec<Vec<Word>> {
    let Some(whole) = whole(text) else { return Vec::new() };
    let all = words(text);
    if all.len() == whole.len() || all.len() > MOST_WORDS { vec![whole] } else { vec![whole, all] }
}

/// The first given name, or all of them, which some write as one. Some systems have all in one field: then also the first of those.
fn first_given(name: &HumanName) -> Vec<Vec<Word>> {
    let Some(field) = name.given.iter().find(|given| whole(given).is_some()) else { return Vec::new() };
    let first_of_field = field.split_whitespace().find_map(whole);
    let all = whole(&name.given.join(" "));
    wholes(field).into_iter().chain(first_of_field).chain(all).collect()
}

/// Which of several of one name somebody is: the son is not the father.
fn generation(word: &Word) -> Option<u8> {
    GENERATIONS.iter().find(|(_, known)| is_one_of(word, known)).map(|(number, _)| *number)
}

fn is_other_generation(typed: &[Word], names: &[HumanName]) -> bool {
    let behind = |words: &[Word]| words.iter().skip(1).find_map(generation);
    let of_record = names.iter().find_map(|name| {
        let suffix = name.suffix.iter().flat_map(|suffix| words(suffix)).find_map(|word| generation(&word));
        let parts = name.family.iter().chain(&name.given).chain(&name.text);
        suffix.or_else(|| parts.into_iter().find_map(|part| behind(&words(part))))
    });
    matches!((behind(typed), of_record), (Some(typed), Some(own)) if typed != own)
}

/// Whether all of these words are among `typed`, no word of it used twice. Neighbours may be written as one word on either side.
fn has_all(wanted: &[&Vec<Word>], typed: &[Word]) -> bool {
    let parts: Vec<&[Word]> = wanted.iter().map(|part| part.as_slice()).collect();
    covers(&parts, typed, &mut vec![false; typed.len()])
}

fn covers(parts: &[&[Word]], typed: &[Word], is_used: &mut Vec<bool>) -> bool {
    let Some((part, rest)) = parts.split_first() else { return true };
    if part.is_empty() {
        return covers(rest, typed, is_used);
    }
    for taken in 1..=part.len().min(LONGEST_RUN) {
        let (run, left) = part.split_at(taken);
        let mut parts_left = vec![left];
        parts_left.extend_from_slice(rest);
        for place in places_of(&joined(run), typed) {
            if is_used[place.clone()].contains(&true) {
                continue;
            }
            is_used[place.clone()].fill(true);
            if covers(&parts_left, typed, is_used) {
                return true;
            }
            is_used[place].fill(false);
        }
    }
    false
}

/// Where a word stands, as one word or as neighbours.
fn places_of(wanted: &Word, typed: &[Word]) -> Vec<std::ops::Range<usize>> {
    let runs = (0..typed.len()).flat_map(|from| (1..=LONGEST_RUN).map(move |many| from..from + many));
    let runs = runs.filter(|run| run.end <= typed.len());
    runs.filter(|run| !joined(&typed[run.clone()]).is_disjoint(wanted)).collect()
}
