//! What an analyte is: its code, scale, reference ranges by age and sex, and critical limits.

use crate::people::folder::Sex;

/// One thing that a laboratory measures.
pub struct Analyte {
    /// The name in stories and ids.
    pub key: &'static str,
    pub loinc: &'static str,
    /// LOINC's long name.
    pub display: &'static str,
    /// What the laboratory prints.
    pub label: &'static str,
    pub scale: Scale,
    pub ranges: &'static [Range],
    /// Below the first or above the second, somebody telephones.
    pub critical: Option<(f64, f64)>,
}

pub enum Scale {
    Number {
        unit: &'static str,
        ucum: &'static str,
        digits: usize,
        mean: f64,
        deviation: f64,
    },
    /// A string; the usual one.
    Text(&'static str),
    /// A code; the usual one first.
    Coded(&'static [Answer]),
}

/// An answer from SNOMED CT with its flag (v3-ObservationInterpretation).
pub struct Answer {
    pub code: &'static str,
    pub text: &'static str,
    pub flag: Option<&'static str>,
}

/// A reference range and to whom it applies.
#[derive(Clone, Copy)]
pub struct Range {
    pub low: Option<&'static str>,
    pub high: Option<&'static str>,
    pub text: Option<&'static str>,
    pub sex: Option<Sex>,
    /// From, to (included), in years.
    pub ages: Option<(i64, i64)>,
}

impl Range {
    const EVERYBODY: Range = Range { low: None, high: None, text: None, sex: None, ages: None };

    pub const fn within(low: &'static str, high: &'static str) -> Range {
        Range { low: Some(low), high: Some(high), ..Range::EVERYBODY }
    }

    pub const fn up_to(high: &'static str) -> Range {
        Range { high: Some(high), ..Range::EVERYBODY }
    }

    pub const fn at_least(low: &'static str) -> Range {
        Range { low: Some(low), ..Range::EVERYBODY }
    }

    pub const fn said(text: &'static str) -> Range {
        Range { text: Some(text), ..Range::EVERYBODY }
    }

    pub const fn women(self) -> Range {
        Range { sex: Some(Sex::Female), ..self }
    }

    pub const fn men(self) -> Range {
        Range { sex: Some(Sex::Male), ..self }
    }

    pub const fn aged(self, from: i64, to: i64) -> Range {
        Range { ages: Some((from, to)), ..self }
    }

    pub fn fits(&self, sex: Sex, age_years: i64) -> bool {
        self.sex.is_none_or(|wanted| wanted == sex)
            && self.ages.is_none_or(|(from, to)| (from..=to).contains(&age_years))
    }
}

pub const fn number(
    key: &'static str,
    code: (&'static str, &'static str),
    label: &'static str,
    unit: (&'static str, &'static str),
    spread: (usize, f64, f64),
    ranges: &'static [Range],
) -> Analyte {
    let (digits, mean, deviation) = spread;
    let scale = Scale::Number { unit: unit.0, ucum: unit.1, digits, mean, deviation };
    Analyte { key, loinc: code.0, display: code.1, label, scale, ranges, critical: None }
}

pub const fn text(
    key: &'static str,
    code: (&'static str, &'static str),
    label: &'static str,
    usual: &'static str,
    ranges: &'static [Range],
) -> Analyte {
    Analyte { key, loinc: code.0, display: code.1, label, scale: Scale::Text(usual), ranges, critical: None }
}

pub const fn coded(
    key: &'static str,
    code: (&'static str, &'static str),
    label: &'static str,
    answers: &'static [Answer],
    ranges: &'static [Range],
) -> Analyte {
    Analyte {
        key,
        loinc: code.0,
        display: code.1,
        label,
        scale: Scale::Coded(answers),
        ranges,
        critical: None,
    }
}

impl Analyte {
    pub const fn critical(self, below: f64, above: f64) -> Analyte {
        Analyte { critical: Some((below, above)), ..self }
    }
}
