//! Walks over the keyboard, repetitions, and what anybody knows of the person. All texts here are NFKC and in
//! small letters.

use std::collections::HashSet;

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

    #[test]
    fn names_and_addresses_are_found_in_the_password() {
        for own in ["ana.ruiz@example.org", "anaruiz1984!", "portico-2024", "ruizruizruiz7", "example.org1"] {
            assert!(is_personal(own, "ana.ruiz@example.org", "Ana Ruiz"), "{own}");
        }
        assert!(!is_personal("the heron waits by the mill", "ana.ruiz@example.org", "Ana Ruiz"));
        assert!(!is_personal("bananas at midnight", "ana.ruiz@example.org", "Ana Ruiz"));
    }
}
