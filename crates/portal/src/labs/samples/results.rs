//! Sample results and panels, of which the other samples are made.

use std::sync::Arc;

use portico_chart::labs::{
    Amount, Comparator, Flag, LabClass, LabPanel, LabResult, LabValue, RefRange, ResultStatus,
};

use crate::look::samples::{id, keyed, long_text, name, term, when};

pub fn amount(text: &str, unit: &str) -> Amount {
    let (comparator, number) = match text.chars().next() {
        Some('<') => (Some(Comparator::Less), &text[1..]),
        Some('>') => (Some(Comparator::Greater), &text[1..]),
        _ => (None, text),
    };
    Amount {
        comparator,
        text: number.to_owned(),
        as_sent: None,
        number: number.parse().ok(),
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        ucum: None,
    }
}

pub fn range(low: Option<&str>, high: Option<&str>, unit: &str) -> RefRange {
    RefRange {
        low: low.map(|low| amount(low, unit)),
        high: high.map(|high| amount(high, unit)),
        text: None,
        applies_to: None,
    }
}

/// A final result with a quantity; tests change what they are about.
pub fn result(
    topic: &'static str,
    key: &'static str,
    value: &str,
    unit: &str,
    flag: Flag,
    range: Option<RefRange>,
) -> LabResult {
    LabResult {
        id: id(topic),
        name: keyed(&format!("{topic} [Mass/volume] in Serum or Plasma"), key),
        other_codes: Vec::new(),
        class: LabClass::Lipids,
        value: LabValue::Quantity(amount(value, unit)),
        flag,
        marked_as: None,
        ranges: range.clone().into_iter().collect(),
        range,
        flag_by_laboratory: Some(flag),
        flag_by_range: Some(flag),
        taken: Some(when("2026-11-22T14:15:00Z")),
        released: Some(when("2026-11-22T23:02:00Z")),
        has_lost_date: false,
        status: ResultStatus::Final,
        method: name("Enzymatic colorimetric"),
        laboratory: name("Riverside Laboratory"),
        specimen: name("Blood"),
        notes: Vec::new(),
        components: Vec::new(),
        topic: Some(topic),
    }
}

pub fn ldl() -> LabResult {
    result("ldl", "lab-ldl", "142", "mg/dL", Flag::High, Some(range(None, Some("<100"), "mg/dL")))
}

pub fn lipids() -> Vec<LabResult> {
    vec![
        ldl(),
        result(
            "cholesterol",
            "lab-cholesterol",
            "224",
            "mg/dL",
            Flag::High,
            Some(range(None, Some("<200"), "mg/dL")),
        ),
        result("hdl", "lab-hdl", "58", "mg/dL", Flag::InRange, Some(range(Some("40"), None, "mg/dL"))),
        result(
            "triglycerides",
            "lab-triglycerides",
            "120",
            "mg/dL",
            Flag::InRange,
            Some(range(None, Some("<150"), "mg/dL")),
        ),
    ]
}

pub fn panel(
    panel_id: &str,
    title: portico_chart::view::Term,
    at: &str,
    results: Vec<LabResult>,
) -> LabPanel {
    LabPanel {
        id: id(panel_id),
        name: title,
        class: LabClass::Lipids,
        taken: Some(when(at)),
        released: Some(when(at)),
        status: ResultStatus::Final,
        laboratory: name("Riverside Laboratory"),
        results: results.into_iter().map(Arc::new).collect(),
        conclusion: None,
        has_document: true,
        missing: 0,
        elsewhere: 0,
        has_lost_date: false,
    }
}

pub fn lipid_panel() -> LabPanel {
    panel("lipids-1", keyed("Lipid 1996 panel", "panel-lipid"), "2026-11-22T14:15:00Z", lipids())
}

pub fn blood_count() -> LabPanel {
    let r = |topic, key, value, unit, flag, low, high| {
        result(topic, key, value, unit, flag, Some(range(Some(low), Some(high), unit)))
    };
    panel(
        "cbc-1",
        keyed("CBC panel - Blood by Automated count", "panel-cbc"),
        "2026-03-03",
        vec![
            r("hemoglobin", "lab-hemoglobin", "11.6", "g/dL", Flag::Low, "12.0", "15.5"),
            r("white-cells", "lab-white-cells", "6.2", "10*3/uL", Flag::InRange, "4.0", "11.0"),
            r("red-cells", "lab-red-cells", "4.41", "10*6/uL", Flag::InRange, "3.90", "5.20"),
            r("hematocrit", "lab-hematocrit", "36.1", "%", Flag::InRange, "36", "46"),
            r("mcv", "lab-mcv", "81.9", "fL", Flag::InRange, "80", "100"),
            r("platelets", "lab-platelets", "251", "10*3/uL", Flag::InRange, "150", "400"),
        ],
    )
}

/// What a culture says, in columns.
pub fn culture() -> LabResult {
    let text = "Source:    Urine, clean catch\nOrganism:  Escherichia coli   >100,000 CFU/mL\n\nDrug                 MIC     Call\nAmpicillin           >=32    R\nNitrofurantoin       <=16    S";
    LabResult {
        id: id("culture"),
        value: LabValue::Text { text: text.into() },
        ..result("urine-culture", "lab-urine-culture", "0", "", Flag::Abnormal, None)
    }
}

/// The forms that real record systems send.
pub fn awkward() -> LabPanel {
    let base = || result("potassium", "lab-potassium", "4.2", "mmol/L", Flag::Unknown, None);
    let text = |text: &str| LabValue::Text { text: text.to_owned() };
    let results = vec![
        LabResult {
            id: id("k-crit"),
            value: LabValue::Quantity(amount("6.9", "mmol/L")),
            flag: Flag::CriticalHigh,
            range: Some(range(Some("3.5"), Some("5.1"), "mmol/L")),
            ..base()
        },
        LabResult {
            id: id("trop"),
            name: keyed("Troponin I", "lab-troponin-sensitive"),
            topic: Some("troponin-sensitive"),
            value: LabValue::Quantity(amount("<0.01", "ng/mL")),
            flag: Flag::InRange,
            range: Some(range(None, Some("<0.04"), "ng/mL")),
            ..base()
        },
        LabResult {
            id: id("color"),
            name: keyed("Color of Urine", "lab-urine-color"),
            topic: Some("urine-color"),
            value: text("Yellow, slightly cloudy with a little sediment"),
            flag: Flag::Unknown,
            ..base()
        },
        LabResult {
            id: id("covid"),
            name: keyed("SARS-CoV-2 RNA", "lab-covid"),
            topic: Some("covid"),
            value: LabValue::Coded { term: term("Detected (qualifier value)") },
            flag: Flag::Abnormal,
            status: ResultStatus::Preliminary,
            ..base()
        },
        LabResult {
            id: id("na-error"),
            name: keyed("Sodium", "lab-sodium"),
            value: LabValue::Quantity(amount("14.1", "mmol/L")),
            flag: Flag::Unknown,
            status: ResultStatus::EnteredInError,
            ..base()
        },
        LabResult {
            id: id("absent"),
            name: keyed("Magnesium", "lab-magnesium"),
            value: LabValue::Absent { reason: Some("The sample was too small".into()) },
            ..base()
        },
        LabResult {
            id: id("titer"),
            name: term("Antinuclear antibody titer"),
            topic: None,
            value: LabValue::Ratio { numerator: amount("1", ""), denominator: amount("160", "") },
            flag: Flag::Abnormal,
            status: ResultStatus::Corrected,
            ..base()
        },
        LabResult {
            id: id("rbc-u"),
            name: keyed("RBC in urine", "lab-urine-red-cells"),
            value: LabValue::Range { low: Some(amount("0", "")), high: Some(amount("2", "/[HPF]")) },
            flag: Flag::InRange,
            ..base()
        },
        LabResult {
            id: id("unnamed"),
            name: term(
                "A test with a name of the record that goes on and on because somebody typed the whole method into it (LC-MS/MS, reflex to confirmation)",
            ),
            topic: None,
            value: LabValue::Quantity(amount("1234567.891", "copies/mL")),
            flag: Flag::Unknown,
            taken: None,
            released: None,
            has_lost_date: true,
            ..base()
        },
        culture(),
        LabResult {
            id: id("marked"),
            marked_as: Some("Called to ward, see comment".into()),
            value: LabValue::Quantity(amount("5.4", "mmol/L")),
            ..base()
        },
        LabResult {
            id: id("crit"),
            flag: Flag::Critical,
            flag_by_laboratory: Some(Flag::Critical),
            flag_by_range: None,
            value: LabValue::Quantity(amount("7.1", "mmol/L")),
            ..base()
        },
    ];
    let mut panel = panel(
        "awkward-1",
        term(
            "Mixed panel with an unusually long name from an outside laboratory (send-out, reference laboratory of the university)",
        ),
        "2025-05",
        results,
    );
    panel.status = ResultStatus::Amended;
    panel.conclusion = Some(long_text());
    panel.missing = 2;
    panel
}
