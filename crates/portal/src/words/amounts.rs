//! Values, units, ranges, sizes and ages as people read them.

use std::borrow::Cow;

use portico_chart::labs::{Amount, Comparator, LabValue, RefRange};

use super::{NBSP, Words};

/// A unit as print writes it: `mm[Hg]` → `mmHg`, `10*3/uL` → `×10³/µL`. Others stay as they are.
pub fn pretty_unit(unit: &str) -> Cow<'_, str> {
    let known = match unit {
        "mm[Hg]" => "mmHg",
        "10*3/uL" | "10^3/uL" | "K/uL" | "x10(3)/mcL" | "Thousand/uL" => "×10³/µL",
        "10*6/uL" | "10^6/uL" | "M/uL" | "Million/uL" => "×10⁶/µL",
        "10*9/L" => "×10⁹/L",
        "10*12/L" => "×10¹²/L",
        "mL/min/{1.73_m2}" | "mL/min/1.73m2" | "mL/min/1.73 m2" | "mL/min/{1.73m2}" => "mL/min/1.73 m²",
        "kg/m2" => "kg/m²",
        "[degF]" => "°F",
        "Cel" => "°C",
        "[lb_av]" | "lb_av" => "lb",
        "[in_i]" | "in_i" => "in",
        "[IU]/L" => "IU/L",
        "[IU]/mL" => "IU/mL",
        "m[IU]/L" => "mIU/L",
        "m[IU]/mL" => "mIU/mL",
        "u[IU]/mL" | "uIU/mL" => "µIU/mL",
        "ug/dL" => "µg/dL",
        "ug/L" => "µg/L",
        "ug/mL" => "µg/mL",
        "umol/L" => "µmol/L",
        "mm/h" => "mm/h",
        "{ratio}" | "{INR}" | "{score}" | "{pH}" | "1" | "{#}" | "[pH]" => "",
        "/[HPF]" | "/{HPF}" | "{#}/[HPF]" => "/HPF",
        "/[LPF]" | "{#}/[LPF]" => "/LPF",
        "{Ehrlich_U}/dL" | "{EU}/dL" | "[EU]/dL" => "EU/dL",
        _ => return Cow::Borrowed(unit),
    };
    Cow::Borrowed(known)
}

/// The sign of a comparator, as the laboratory writes it.
pub fn sign(comparator: Option<Comparator>) -> &'static str {
    comparator.map_or("", Comparator::sign)
}

/// Whether a text has lines or columns that must stay as they are: a culture with its sensitivities, a pathologist's letter.
pub fn is_laid_out(text: &str) -> bool {
    text.contains('\n') || text.contains('\t') || text.contains("   ")
}

impl Words {
    /// The unit of an amount, ready for print; empty where there is none.
    pub fn unit<'a>(&self, amount: &'a Amount) -> Cow<'a, str> {
        amount.unit.as_deref().or(amount.ucum.as_deref()).map_or(Cow::Borrowed(""), pretty_unit)
    }

    /// `<0.1 mg/dL`, with a no-break space.
    pub fn amount(&self, amount: &Amount) -> String {
        self.with_unit(&amount.figure(), &self.unit(amount))
    }

    /// The same to be read aloud: `less than 0.1 mg/dL`.
    pub fn amount_aloud(&self, amount: &Amount) -> String {
        self.with_unit(&format!("{}{}", self.comparator(amount.comparator), amount.text), &self.unit(amount))
    }

    /// The comparator in words with a space after it; empty where there is none.
    pub fn comparator(&self, comparator: Option<Comparator>) -> String {
        let key = match comparator {
            None => return String::new(),
            Some(Comparator::Less) => "less-than",
            Some(Comparator::AtMost) => "at-most",
            Some(Comparator::AtLeast) => "at-least",
            Some(Comparator::Greater) => "more-than",
        };
        format!("{} ", self.t(key))
    }

    /// A value in one line, in whatever form it came.
    pub fn value(&self, value: &LabValue) -> String {
        match value {
            LabValue::Quantity(amount) => self.amount(amount),
            LabValue::Text { text } => text.clone(),
            LabValue::Coded { term } => self.coded(self.term(term)),
            LabValue::Range { low, high } => self.between(low.as_ref(), high.as_ref()),
            LabValue::Ratio { numerator, denominator } => {
                format!("{} : {}", self.amount(numerator), self.amount(denominator))
            }
            LabValue::Components => self.t("value-in-parts").to_owned(),
            LabValue::Absent { reason } => self.absent(reason.as_deref()),
        }
    }

    /// Why there is no value.
    pub fn absent(&self, reason: Option<&str>) -> String {
        match reason {
            None | Some("unknown" | "asked-unknown" | "temp-unknown") => self.t("value-absent").to_owned(),
            Some("not-performed") => self.t("value-not-performed").to_owned(),
            Some("error" | "not-a-number" | "negative-infinity" | "positive-infinity") => {
                self.t("value-failed").to_owned()
            }
            Some("not-applicable") => self.t("value-not-applicable").to_owned(),
            Some("asked-declined") => self.t("value-declined").to_owned(),
            Some("sampled-data") => self.t("value-recording").to_owned(),
            Some("masked") => self.t("value-masked").to_owned(),
            Some("unsupported" | "not-permitted" | "not-asked") => self.t("value-not-recorded").to_owned(),
            Some(other) => self.say("value-absent-because", "reason", other),
        }
    }

    /// The words that laboratories use most for results without a number, in the reader's language.
    fn coded(&self, text: &str) -> String {
        let key = match text.trim().to_ascii_lowercase().as_str() {
            "negative" | "negative (qualifier value)" => "value-negative",
            "positive" | "positive (qualifier value)" => "value-positive",
            "detected" | "detected (qualifier value)" => "value-detected",
            "not detected" | "not detected (qualifier value)" => "value-not-detected",
            _ => return text.to_owned(),
        };
        self.t(key).to_owned()
    }

    /// A reference range in words: `below 100 mg/dL`, `70 to 99 mg/dL`, or the laboratory's own text.
    pub fn range(&self, range: &RefRange) -> String {
        match (&range.low, &range.high, &range.text) {
            (None, None, Some(text)) => text.clone(),
            (None, None, None) => self.t("range-none").to_owned(),
            (low, high, _) => self.between(low.as_ref(), high.as_ref()),
        }
    }

    fn between(&self, low: Option<&Amount>, high: Option<&Amount>) -> String {
        match (low, high) {
            (Some(low), Some(high)) => self
                .with("range-between", &[("low", low.figure().into()), ("high", self.amount(high).into())]),
            (Some(low), None) => self.say("range-from", "low", &self.amount(low)),
            (None, Some(high)) if high.comparator == Some(Comparator::Less) => {
                let plain = Amount { comparator: None, ..high.clone() };
                self.say("range-below", "high", &self.amount(&plain))
            }
            (None, Some(high)) => self.say("range-up-to", "high", &self.amount(high)),
            (None, None) => self.t("range-none").to_owned(),
        }
    }

    /// `240 KB`, `1.2 MB`.
    pub fn file_size(&self, bytes: u64) -> String {
        match bytes {
            0..1_000 => format!("{bytes}{NBSP}bytes"),
            1_000..1_000_000 => format!("{}{NBSP}KB", bytes.div_ceil(1_000)),
            _ => format!("{}.{}{NBSP}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        }
    }

    /// The kind of a file, from its media type.
    pub fn file_kind(&self, content_type: &str) -> &'static str {
        match content_type.split(';').next().unwrap_or_default().trim() {
            "application/pdf" => "PDF",
            "text/plain" => self.t("file-text"),
            "text/html" | "application/xhtml+xml" => self.t("file-page"),
            "application/xml" | "text/xml" => "XML",
            kind if kind.starts_with("image/") => self.t("file-image"),
            _ => self.t("file-other"),
        }
    }

    fn with_unit(&self, number: &str, unit: &str) -> String {
        if unit.is_empty() { number.to_owned() } else { format!("{number}{NBSP}{unit}") }
    }
}

#[cfg(test)]
mod tests {
    use portico_model::Language;

    use super::*;

    fn amount(comparator: Option<Comparator>, text: &str, unit: &str) -> Amount {
        Amount {
            comparator,
            text: text.into(),
            as_sent: None,
            number: text.parse().ok(),
            unit: Some(unit.into()),
            ucum: None,
        }
    }

    #[test]
    fn a_comparator_is_shown_and_read_aloud() {
        let trace = amount(Some(Comparator::Less), "0.10", "mg/dL");

        assert_eq!(Words::new(Language::En).amount(&trace), "<0.10\u{a0}mg/dL");
        assert_eq!(Words::new(Language::En).amount_aloud(&trace), "less than 0.10\u{a0}mg/dL");
        assert_eq!(Words::new(Language::Es).amount_aloud(&trace), "menos de 0.10\u{a0}mg/dL");
    }

    #[test]
    fn ranges_with_one_end_are_said_in_words() {
        let words = Words::new(Language::En);
        let range = |low, high| RefRange { low, high, text: None, applies_to: None };

        assert_eq!(
            words.range(&range(None, Some(amount(Some(Comparator::Less), "100", "mg/dL")))),
            "below 100\u{a0}mg/dL"
        );
        assert_eq!(words.range(&range(Some(amount(None, "40", "mg/dL")), None)), "40\u{a0}mg/dL or more");
        assert_eq!(words.range(&range(None, None)), "no range given");
        assert_eq!(
            words.range(&range(Some(amount(None, "70", "mg/dL")), Some(amount(None, "99", "mg/dL")))),
            "70 to 99\u{a0}mg/dL"
        );
    }

    #[test]
    fn machine_units_become_printed_ones() {
        assert_eq!(pretty_unit("10*3/uL"), "×10³/µL");
        assert_eq!(pretty_unit("{INR}"), "");
        assert_eq!(pretty_unit("mg/dL"), "mg/dL");
    }

    #[test]
    fn sizes_have_one_figure_behind_the_point() {
        let words = Words::new(Language::En);

        assert_eq!(words.file_size(512), "512\u{a0}bytes");
        assert_eq!(words.file_size(239_001), "240\u{a0}KB");
        assert_eq!(words.file_size(1_290_000), "1.2\u{a0}MB");
    }
}
