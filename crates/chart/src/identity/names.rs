//! Whether a typed name is a name of the record: accents, case, order and further names do not matter, and neither do
//! letters that a keyboard lacks.

use portico_fhir::shapes::HumanName;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters without accents, one word each.
pub(crate) fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A typed name is this person's if it has a whole family name and a first given name of theirs: not always of the same of
/// their names, because a nickname has no family.
pub(super) fn is_named(typed: &str, names: &[HumanName]) -> bool {
    let typed = words(typed);
    let has = |text: &str| {
        let wanted = words(text);
        !wanted.is_empty() && wanted.iter().all(|word| typed.contains(word))
    };
    let has_family = names.iter().filter_map(|name| name.family.as_deref()).any(has);
    let has_given = names.iter().filter_map(|name| name.given.first()).any(|given| has(given));
    let is_text = |name: &&HumanName| name.family.is_none() && name.given.is_empty();
    let has_text = names.iter().filter(is_text).filter_map(|name| name.text.as_deref()).any(has);
    (has_family && has_given) || has_text
}

/// Whether two whole names are the same person's name.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    few.len() >= 2 && few.iter().all(|word| many.contains(word))
}

/// Given names and family name of a typed one: the last word is the family name.
pub(crate) fn split(typed: &str) -> (Vec<String>, String) {
    let mut given: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let family = given.pop().unwrap_or_default();
    (given, family)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(given: &str, family: &str) -> Vec<HumanName> {
        vec![HumanName {
            given: given.split(' ').map(str::to_owned).collect(),
            family: Some(family.to_owned()),
            ..HumanName::default()
        }]
    }

    #[test]
    fn a_name_is_found_whatever_the_accents_the_case_and_the_middle_names() {
        let record = named("María Elena", "Núñez-Ortiz");

        for typed in ["maria nunez ortiz", "MARÍA ELENA NÚÑEZ-ORTIZ", "Núñez Ortiz, María"] {
            assert!(is_named(typed, &record), "{typed}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_no_name() {
        let record = named("Ana", "Reyes");

        for typed in ["Ana", "Reyes", "", "An Reyes", "Anna Reyes", "Luz Reyes"] {
            assert!(!is_named(typed, &record), "{typed}");
        }
        assert!(!is_named("", &[HumanName::default()]));
    }

    #[test]
    fn a_nickname_goes_with_the_family_name() {
        let mut record = named("Mateo", "Reyes");
        record.push(HumanName { given: vec!["Teo".to_owned()], ..HumanName::default() });

        assert!(is_named("Teo Reyes", &record));
        assert!(!is_named("Teo", &record));
    }

    #[test]
    fn a_name_that_is_only_text_counts_whole() {
        let record = [HumanName { text: Some("Yuki Sato".to_owned()), ..HumanName::default() }];

        assert!(is_named("Sato Yuki", &record));
        assert!(!is_named("Sato", &record));
    }

    #[test]
    fn one_word_never_makes_two_people_the_same() {
        assert!(is_same_name("Ana Reyes", "Ana María Reyes"));
        assert!(!is_same_name("Ana", "Ana Reyes"));
        assert!(!is_same_name("Ana Reyes", "Luz Reyes"));
    }
}
