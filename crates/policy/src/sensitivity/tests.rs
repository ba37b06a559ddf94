use super::*;

fn codes(text: &'static str) -> Table {
    Table { kind: Kind::Codes(CodeSystem::Icd10), name: "test.tsv", text }
}

fn problem(text: &'static str) -> TableError {
    Labels::read(&[codes(text)]).expect_err("the table must not load")
}

#[test]
fn a_table_without_a_date_or_with_another_date_is_refused() {
    let first = codes("# dated 2026-11-01\n");
    let other = Table { name: "other.tsv", ..codes("# dated 2026-11-02\n") };

    assert_eq!(problem("B20*\thiv\tHIV"), TableError::Undated { table: "test.tsv" });
    assert_eq!(Labels::read(&[first, other]).unwrap_err(), TableError::Undated { table: "other.tsv" });
    assert!(Labels::read(&[]).is_err());
}

#[test]
fn a_malformed_line_is_refused_by_its_number() {
    for line in [
        "B20*\thiv",
        "B20*\thivv\tHIV",
        "\thiv\tHIV",
        "B20*\t\tHIV",
        "B20*\thiv\t",
        "F10-G20\thiv\tx",
        "F19-F10\thiv\tx",
        "F1-F20\thiv\tx",
    ] {
        let text: &'static str = format!("# dated 2026-11-01\n\n{line}").leak();

        assert!(matches!(problem(text), TableError::Malformed { table: "test.tsv", line: 3, .. }), "{line}");
    }
}

#[test]
fn a_phrase_of_four_words_is_refused() {
    let words = Table { kind: Kind::Words, ..codes("# dated 2026-11-01\none two three four\thiv\tx") };

    assert!(matches!(Labels::read(&[words]), Err(TableError::Malformed { line: 2, .. })));
}

#[test]
fn what_is_listed_twice_is_refused_even_inside_a_range() {
    assert_eq!(
        problem("# dated 2026-11-01\nF20-F29\tbehavioral\tx\nF25*\thiv\ty"),
        TableError::Twice { table: "test.tsv", line: 3 }
    );
}

#[test]
fn every_code_in_the_tables_is_spelt_as_its_system_spells_codes() {
    let entries =
        TABLES.iter().flat_map(|table| table.entries().map(move |entry| (table.name, entry.unwrap())));

    for (table, entry) in entries {
        let fits = match &entry.matches {
            Match::Exactly(CodeSystem::Snomed, code) => is_snomed(code),
            Match::Exactly(CodeSystem::Loinc, code) => is_loinc(code),
            Match::Exactly(CodeSystem::RxNorm, code) => {
                code.len() <= 7 && !code.starts_with('0') && code.bytes().all(|b| b.is_ascii_digit())
            }
            Match::Exactly(CodeSystem::ActCode, code) => code.bytes().all(|b| b.is_ascii_alphanumeric()),
            Match::Exactly(CodeSystem::Icd10, _) => false,
            Match::Beginning(CodeSystem::Icd10, code) => is_icd10(code),
            Match::Beginning(..) => false,
            Match::Phrase(phrase) => *phrase == phrase.to_lowercase() && phrase.trim() == phrase,
        };
        assert!(fits, "{table}, line {}: {:?}", entry.line, entry.matches);
        assert!(!entry.labels.is_empty());
    }
}

fn is_icd10(code: &str) -> bool {
    let mut bytes = code.bytes();
    (3..=7).contains(&code.len())
        && bytes.next().is_some_and(|b| b.is_ascii_uppercase())
        && bytes.next().is_some_and(|b| b.is_ascii_digit())
        && bytes.all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// LOINC numbers end in a modulus 10 check digit (LOINC Users' Guide, appendix C).
fn is_loinc(code: &str) -> bool {
    let Some((number, check)) = code.split_once('-') else { return false };
    let digits = number.bytes().rev().map(|b| u32::from(b - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    check.parse() == Ok((10 - sum % 10) % 10)
}

/// SNOMED CT identifiers end in a Verhoeff check digit (SNOMED CT Release File Specification, section 5.5).
fn is_snomed(code: &str) -> bool {
    const PERMUTED: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let permuted = |digit: usize, times: usize| (0..times % 8).fold(digit, |digit, _| PERMUTED[digit]);
    let product = |a: usize, b: usize| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b) % 5,
        (false, true) => 5 + (a + 5 - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let digits = code.bytes().rev().map(|b| usize::from(b - b'0'));
    (6..=18).contains(&code.len())
        && digits.enumerate().fold(0, |check, (place, digit)| product(check, permuted(digit, place))) == 0
}
