//! The tests that Portico has reviewed names and explanations for, by LOINC, from `topics.tsv` and `panels.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::LabClass;
use super::units::Substance;

/// One reviewed test.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Topic {
    /// The stem of its text keys (`ldl`).
    pub name: &'static str,
    /// The key of its plain name (`lab-ldl`).
    pub name_key: &'static str,
    pub class: LabClass,
    /// What lets its amounts be said in units of another kind.
    pub substance: Substance,
}

static TOPICS: LazyLock<HashMap<&'static str, Topic>> = LazyLock::new(|| {
    rows(include_str!("topics.tsv"))
        .map(|row| (row[0], topic(&row).expect("topics.tsv is checked by a test")))
        .collect()
});

static PANELS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(include_str!("panels.tsv")).map(|row| (row[0], row[1])).collect());

/// The reviewed test that a LOINC code stands for.
pub(crate) fn of_loinc(code: &str) -> Option<Topic> {
    TOPICS.get(code).copied()
}

/// The key of a panel's plain name.
pub(crate) fn panel_key(loinc: &str) -> Option<&'static str> {
    PANELS.get(loinc).copied()
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split('\t').map(str::trim).collect::<Vec<_>>()).filter(|row| row[0] != "loinc")
}

fn topic(row: &[&'static str]) -> Option<Topic> {
    let &[_, name, class, ref rest @ ..] = row else { return None };
    let number = |at: usize| -> Option<Option<Decimal>> {
        rest.get(at).filter(|text| !text.is_empty()).map_or(Some(None), |text| text.parse().ok().map(Some))
    };
    let substance =
        Substance { molar_mass: number(0)?, charge: number(1)?, is_hemoglobin_a1c: name == "a1c" };
    let name_key = Box::leak(format!("lab-{name}").into_boxed_str());
    Some(Topic { name, name_key, class: class_of(class)?, substance })
}

fn class_of(name: &str) -> Option<LabClass> {
    Some(match name {
        "blood_count" => LabClass::BloodCount,
        "metabolic" => LabClass::Metabolic,
        "lipids" => LabClass::Lipids,
        "diabetes" => LabClass::Diabetes,
        "thyroid" => LabClass::Thyroid,
        "clotting" => LabClass::Clotting,
        "urine" => LabClass::Urine,
        "infection" => LabClass::Infection,
        "vitamins" => LabClass::Vitamins,
        "hormones" => LabClass::Hormones,
        "genetics" => LabClass::Genetics,
        "other" => LabClass::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_topic_table_is_well_formed_and_no_code_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for row in rows(include_str!("topics.tsv")) {
            assert!(topic(&row).is_some(), "{row:?}");
            assert!(seen.insert(row[0]), "{row:?} stands twice");
        }
        assert!(seen.len() > 50);
    }

    #[test]
    fn only_ions_of_one_known_charge_have_equivalents() {
        let charge = |loinc: &str| of_loinc(loinc).and_then(|topic| topic.substance.charge);

        assert_eq!(charge("17861-6"), Some(Decimal::from(2)), "calcium");
        assert_eq!(charge("19123-9"), Some(Decimal::from(2)), "magnesium");
        assert_eq!(charge("2951-2"), Some(Decimal::ONE), "sodium");
        assert_eq!(charge("2777-1"), None, "phosphate stands in several forms at once");
        assert_eq!(charge("2498-4"), None, "iron has two charges");
    }

    #[test]
    fn ldl_is_known_by_its_codes() {
        assert_eq!(of_loinc("13457-7").map(|topic| topic.name), Some("ldl"));
        assert_eq!(of_loinc("18262-6").map(|topic| topic.class), Some(LabClass::Lipids));
    }
}
