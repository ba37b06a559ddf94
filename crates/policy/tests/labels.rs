//! What the tables label, as a record system would send it.

use std::sync::LazyLock;

use portico_model::{Sensitivities, Sensitivity};
use portico_policy::sensitivity::{CodeRef, Labels};

use Sensitivity::{Behavioral, Genetic, Hiv, Reproductive, SubstanceUse};

const SNOMED: &str = "http://snomed.info/sct";
const ICD: &str = "http://hl7.org/fhir/sid/icd-10-cm";
const LOINC: &str = "http://loinc.org";
const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels::load().expect("the embedded tables load"));

fn of(system: &str, code: &str) -> Vec<Sensitivity> {
    LABELS.of([CodeRef { system, code }]).iter().collect()
}

fn assert_labels(expected: &[(&str, &str, &[Sensitivity])]) {
    for (system, code, expected) in expected {
        let found = LABELS.of([CodeRef { system, code }]);
        let expected: Sensitivities = expected.iter().copied().collect();
        assert_eq!(found, expected, "{system} {code}");
    }
}

fn assert_words(expected: &[(&str, &[Sensitivity])]) {
    for (text, expected) in expected {
        let expected: Sensitivities = expected.iter().copied().collect();
        assert_eq!(LABELS.of_words(text), expected, "{text}");
    }
}

#[test]
fn diagnoses_carry_the_labels_of_their_chapter() {
    assert_labels(&[
        (ICD, "F10.20", &[SubstanceUse]),
        (ICD, "F11.20", &[SubstanceUse]),
        (ICD, "F32.9", &[Behavioral]),
        (ICD, "F41.1", &[Behavioral]),
        (ICD, "F53.0", &[Behavioral, Reproductive]),
        (ICD, "F90.9", &[Behavioral]),
        (ICD, "R45.851", &[Behavioral]),
        (ICD, "B20", &[Hiv]),
        (ICD, "Z21", &[Hiv]),
        (ICD, "O98.711", &[Hiv, Reproductive]),
        (ICD, "O99.310", &[Reproductive, SubstanceUse]),
        (ICD, "O9A.211", &[Reproductive]),
        (ICD, "Z30.41", &[Reproductive]),
        (ICD, "Z3A.20", &[Reproductive]),
        (ICD, "A56.01", &[Reproductive]),
        (ICD, "Z15.01", &[Genetic]),
        (ICD, "Q90.9", &[Genetic]),
        (ICD, "Z31.430", &[Genetic, Reproductive]),
        (SNOMED, "370143000", &[Behavioral]),
        (SNOMED, "75544000", &[SubstanceUse]),
        (SNOMED, "86406008", &[Hiv]),
        (SNOMED, "72892002", &[Reproductive]),
        (SNOMED, "412734009", &[Genetic]),
    ]);
}

#[test]
fn tests_and_questionnaires_are_labelled() {
    assert_labels(&[
        (LOINC, "20447-9", &[Hiv]),
        (LOINC, "56888-1", &[Hiv]),
        (LOINC, "24467-3", &[Hiv]),
        (LOINC, "21198-7", &[Reproductive]),
        (LOINC, "21613-5", &[Reproductive]),
        (LOINC, "65750-2", &[SubstanceUse]),
        (LOINC, "3414-0", &[SubstanceUse]),
        (LOINC, "75626-2", &[SubstanceUse]),
        (LOINC, "44261-6", &[Behavioral]),
        (LOINC, "70274-6", &[Behavioral]),
        (LOINC, "21636-6", &[Genetic]),
        (LOINC, "51969-4", &[Genetic]),
    ]);
}

#[test]
fn medicines_are_labelled_by_ingredient_and_by_product() {
    assert_labels(&[
        (RXNORM, "1819", &[SubstanceUse]),
        (RXNORM, "351266", &[SubstanceUse]),
        (RXNORM, "7243", &[SubstanceUse]),
        (RXNORM, "864718", &[SubstanceUse]),
        (RXNORM, "1999667", &[Hiv]),
        (RXNORM, "751905", &[Reproductive]),
        (RXNORM, "389221", &[Reproductive]),
        (RXNORM, "312938", &[Behavioral]),
        (RXNORM, "1091392", &[Behavioral]),
        (RXNORM, "197890", &[Behavioral]),
    ]);
}

#[test]
fn a_label_that_the_record_system_gave_counts() {
    assert_labels(&[
        (ACT_CODE, "ETH", &[SubstanceUse]),
        (ACT_CODE, "PSY", &[Behavioral]),
        (ACT_CODE, "SEX", &[Reproductive]),
        (ACT_CODE, "HIV", &[Hiv]),
        (ACT_CODE, "GDIS", &[Genetic]),
        (ACT_CODE, "SDV", &[Behavioral, Reproductive]),
        (ACT_CODE, "SPI", &[SubstanceUse, Behavioral, Reproductive, Hiv, Genetic]),
    ]);
}

#[test]
fn everyday_items_carry_no_label() {
    assert_labels(&[
        (ICD, "I10", &[]),
        (ICD, "E11.9", &[]),
        (ICD, "F17.210", &[]),
        (ICD, "Z72.0", &[]),
        (ICD, "F03.90", &[]),
        (ICD, "Z00.00", &[]),
        (SNOMED, "59621000", &[]),
        (LOINC, "2093-3", &[]),
        (LOINC, "4548-4", &[]),
        (LOINC, "72166-2", &[]),
        (RXNORM, "314076", &[]),
        (RXNORM, "308182", &[]),
        (ACT_CODE, "AMB", &[]),
    ]);
}

#[test]
fn a_code_counts_only_in_its_own_system() {
    assert_eq!(of(LOINC, "7243"), []);
    assert_eq!(of("urn:oid:1.2.840.114350.1.13.0", "F10.20"), []);
    assert_eq!(of("", "B20"), []);
}

#[test]
fn a_code_is_found_however_the_record_system_spells_it() {
    for code in ["F10.20", "F1020", "f10.20", " F10.20 ", "F10"] {
        assert_eq!(of(ICD, code), [SubstanceUse], "{code}");
    }
    assert_eq!(of("urn:oid:2.16.840.1.113883.6.90", "B20"), [Hiv]);
    assert_eq!(of("urn:oid:2.16.840.1.113883.6.96", "86406008"), [Hiv]);
    assert_eq!(of("http://hl7.org/fhir/sid/icd-10", "F32.1"), [Behavioral]);
}

#[test]
fn no_code_makes_the_tables_panic() {
    for code in ["", ".", "F", "F1", "Ω10", "F10.20999999999999999999", "é", "\u{0}"] {
        assert!(of(SNOMED, code).is_empty(), "{code}");
        assert_eq!(of(ICD, code).is_empty(), !code.starts_with("F10"), "{code}");
    }
}

#[test]
fn an_item_carries_the_labels_of_all_its_codes() {
    let codes = [
        CodeRef { system: LOINC, code: "20447-9" },
        CodeRef { system: ICD, code: "F11.20" },
        CodeRef { system: "http://local.example/codes", code: "17" },
    ];

    let labels = LABELS.of(codes);

    assert_eq!(labels, [Hiv, SubstanceUse].into_iter().collect());
}

#[test]
fn words_label_what_has_no_code() {
    assert_words(&[
        ("HIV-1 viral load", &[Hiv]),
        ("Prenatal vitamin with folic acid", &[Reproductive]),
        ("buprenorphine 2 MG / naloxone 0.5 MG Sublingual Tablet", &[SubstanceUse]),
        ("Sertraline HCl 50mg tab", &[Behavioral]),
        ("NORGESTIMATE-ETHINYL ESTRADIOL", &[Reproductive]),
        ("Hereditary breast and ovarian cancer panel (BRCA1, BRCA2)", &[Genetic]),
        ("Post-traumatic stress disorder", &[Behavioral]),
        ("Postpartum depression screening", &[Behavioral, Reproductive]),
        ("Benzodiazepines [Presence] in Urine by Screen method", &[SubstanceUse]),
        ("Prueba de VIH", &[Hiv]),
        ("Depresión mayor", &[Behavioral]),
    ]);
}

#[test]
fn words_count_only_as_whole_words() {
    assert_words(&[
        ("Hives", &[]),
        ("Cholesterol in LDL", &[]),
        ("Study of sleep", &[]),
        ("Amoxicillin 250 MG Oral Capsule", &[]),
        ("Fingerstick glucose", &[]),
        ("", &[]),
        ("--- / ---", &[]),
    ]);
}

#[test]
fn the_tables_tell_from_when_they_hold() {
    assert_eq!(LABELS.dated().to_string(), "2026-11-01");
}
