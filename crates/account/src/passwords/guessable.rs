//! Walks over the keyboard, repetitions, and what anybody knows of the person. All texts here are NFKC and in
//! small letters.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::Known;
use super::common::plain;

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

/// Words that stand on the door of every patient portal, in the languages of this one.
const OF_ANY_PORTAL: [&str; 12] = [
    "portico", "mychart", "patient", "portal", "hospital", "clinic", "health", "medical", "paciente",
    "clinica", "clínica", "salud",
];
/// Of what is left without the words that anybody knows, so many letters have to be the person's own.
const LEAST_OWN: usize = 8;

/// Without the parts of the person's name and address, of the organisation's, and words for a portal, fewer than eight characters
/// are left; also where digits and signs stand for letters.
pub(super) fn is_personal(password: &str, known: &Known<'_>) -> bool {
    let parts = parts(known);
    [password.to_owned(), plain(password, 'i'), plain(password, 'l')].iter().any(|reading| {
        let (rest, is_found) = without(reading, &parts);
        is_found && rest.chars().filter(|c| !c.is_whitespace()).count() < LEAST_OWN
    })
}

/// The words, each also without what separates its parts, the longest first.
fn parts(known: &Known<'_>) -> Vec<String> {
    let house = known.house.iter().map(String::as_str);
    let mut parts: Vec<String> = Vec::new();
    for text in house.chain([known.name, known.email.as_str()]) {
        let text: String = text.nfkc().collect::<String>().to_lowercase();
        parts.extend(text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
        parts.push(text.chars().filter(|c| c.is_alphanumeric()).collect());
        parts.push(text);
    }
    parts.extend(OF_ANY_PORTAL.map(str::to_owned));
    parts.retain(|part| part.chars().count() >= 3);
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.dedup();
    parts
}

fn without(password: &str, parts: &[String]) -> (String, bool) {
    parts.iter().fold((password.to_owned(), false), |(rest, found), part| {
        let is_in = rest.contains(part.as_str());
        (rest.replace(part.as_str(), ""), found || is_in)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

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

    fn is_anas(password: &str) -> bool {
        let email = "ana.ruiz@example.org".parse().unwrap();
        let house = ["Riverside Health".to_owned(), "portal.riverside.example".to_owned()];
        is_personal(password, &Known { email: &email, name: "Ana Ruiz", house: &house })
    }

    #[test]
    fn names_and_addresses_are_found_in_the_password() {
        for own in ["ana.ruiz@example.org", "anaruiz1984!", "portico-2024", "ruizruizruiz7", "example.org1"] {
            assert!(is_anas(own), "{own}");
        }
        assert!(!is_anas("the heron waits by the mill"));
        assert!(!is_anas("bananas at midnight"));
    }

    #[test]
    fn what_stands_on_the_door_of_the_house_is_found_in_the_password() {
        for of_the_house in [
            "riversidehealth",
            "riversidehealth1",
            "riverside-health-26!",
            "r1v3rs1deh34lth",
            "riversideportal7",
            "myriversidechart",
            "ana@riverside26",
            "patientportal1",
            "saludriverside",
            "portal.riverside.example",
        ] {
            assert!(is_anas(of_the_house), "{of_the_house}");
        }
        for own in ["riverside walks with a green kite", "health is a bicycle in may"] {
            assert!(!is_anas(own), "{own}");
        }
    }
}
