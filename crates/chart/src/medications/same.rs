//! Whether two medicines are the same, or hold the same substance, by their codes and names.

use crate::view::Term;

/// The same code, or the same name.
pub(super) fn is_same_medicine(one: &Term, other: &Term) -> bool {
    let is_same_code = one.code.as_ref().is_some_and(|code| {
        !code.system.is_empty() && !code.code.is_empty() && other.code.as_ref() == Some(code)
    });
    let is_same_name = !one.text.trim().is_empty() && essence(&one.text) == essence(&other.text);
    is_same_code || is_same_name
}

/// The same name, whatever its case and spaces.
pub(super) fn essence(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The substances in a medicine, as far as its name says them.
/// `Acetaminophen 325 MG / Hydrocodone 5 MG Oral Tablet` is acetaminophen and hydrocodone.
pub(super) fn substances(name: &str) -> Vec<String> {
    name.split(" / ").filter_map(substance).collect()
}

/// The words before the strength, without the salt: `24 HR metFORMIN HCl 500 mg tablet` is metformin.
fn substance(part: &str) -> Option<String> {
    let mut words = part.split_whitespace().map(|word| word.trim_matches(',').to_lowercase()).peekable();
    while words.peek().is_some_and(|word| is_number(word) || word == "hr") {
        words.next();
    }
    let name: Vec<String> =
        words.take_while(|word| !is_number(word) && !FORMS.contains(&word.as_str())).collect();
    let end =
        name.iter().skip(1).position(|word| SALTS.contains(&word.as_str())).map_or(name.len(), |at| at + 1);
    let name = name[..end].join(" ");
    (name.chars().filter(|c| c.is_alphabetic()).count() >= 4).then_some(name)
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit() || first == '.')
}

const SALTS: [&str; 20] = [
    "acetate",
    "bitartrate",
    "besylate",
    "calcium",
    "fumarate",
    "hcl",
    "hydrobromide",
    "hydrochloride",
    "magnesium",
    "maleate",
    "mesylate",
    "monohydrate",
    "phosphate",
    "potassium",
    "sodium",
    "succinate",
    "sulfate",
    "sulphate",
    "tartrate",
    "trihydrate",
];
const FORMS: [&str; 22] = [
    "capsule",
    "capsules",
    "chewable",
    "cream",
    "delayed",
    "drops",
    "ec",
    "er",
    "extended",
    "gel",
    "inhaler",
    "injectable",
    "injection",
    "ointment",
    "oral",
    "patch",
    "solution",
    "suspension",
    "tab",
    "tablet",
    "tablets",
    "xr",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(one: &str, other: &str) -> bool {
        let others = substances(other);
        substances(one).iter().any(|substance| others.contains(substance))
    }

    #[test]
    fn a_substance_is_found_under_strength_salt_and_form() {
        assert!(shares(
            "Metformin hydrochloride 500 MG Oral Tablet",
            "24 HR metFORMIN 850 mg Extended Release"
        ));
        assert!(shares(
            "Acetaminophen 325 MG / Hydrocodone Bitartrate 5 MG Oral Tablet",
            "acetaminophen 500 mg tab"
        ));
        assert!(!shares("Insulin glargine 100 UNT/ML", "Insulin lispro 100 UNT/ML"));
        assert!(!shares("Calcium carbonate 500 MG", "Calcium citrate 500 MG"));
        assert!(!shares("", ""));
    }

    #[test]
    fn one_code_or_one_name_is_one_medicine() {
        let coded = |text: &str, code: &str| Term {
            code: Some(crate::view::Code::new("http://www.nlm.nih.gov/research/umls/rxnorm", code)),
            ..Term::plain(text)
        };
        assert!(is_same_medicine(&coded("Metformin", "861007"), &coded("metformin 500", "861007")));
        assert!(is_same_medicine(&Term::plain("Aspirin  81 mg"), &Term::plain("ASPIRIN 81 MG")));
        assert!(!is_same_medicine(&coded("Metformin", "1"), &coded("Aspirin", "2")));
        assert!(!is_same_medicine(&Term::plain(""), &Term::plain("")));
    }
}
