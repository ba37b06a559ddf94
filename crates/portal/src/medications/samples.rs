//! Sample medicines.

use portico_chart::medications::{Dispense, Medication, MedicationList, MedicationStatus};
use portico_chart::view::Disclosure;

use crate::look::samples::{fresh, id, long_text, name, term, troubled, when};

pub fn lisinopril() -> Medication {
    Medication {
        id: id("m-1"),
        name: term("Lisinopril 10 mg tablet"),
        status: MedicationStatus::Active,
        instructions: Some("Take 1 tablet each morning".into()),
        reasons: vec![term("High blood pressure")],
        prescriber: name("Dr. Maja Lindqvist"),
        prescribed: Some(when("2026-02-11")),
        is_reported: false,
        refills_left: Some(2),
        valid_until: Some(when("2027-02-11")),
        supply_until: Some(when("2026-11-29")),
        dispenses: vec![
            Dispense {
                at: Some(when("2026-08-30")),
                quantity: Some("90 tablets".into()),
                days_supply: Some(90),
                pharmacy: name("Oak Street Pharmacy"),
                status: "completed".into(),
            },
            Dispense {
                at: None,
                quantity: None,
                days_supply: None,
                pharmacy: None,
                status: "cancelled".into(),
            },
        ],
        notes: Vec::new(),
    }
}

fn vitamin() -> Medication {
    Medication {
        id: id("m-2"),
        name: term("Vitamin D3 1000 IU capsule"),
        instructions: Some("1 capsule daily with food".into()),
        is_reported: true,
        prescriber: None,
        refills_left: None,
        dispenses: Vec::new(),
        reasons: Vec::new(),
        ..lisinopril()
    }
}

fn longest() -> Medication {
    Medication {
        id: id("m-3"),
        name: term(
            "Emtricitabine 200 mg / rilpivirine 25 mg / tenofovir disoproxil fumarate 300 mg oral tablet, film coated, once daily pack",
        ),
        status: MedicationStatus::OnHold,
        instructions: Some(long_text()),
        notes: vec![long_text()],
        reasons: vec![term("Reason one"), term("Reason two"), term("Reason three")],
        ..lisinopril()
    }
}

pub fn lists() -> Vec<(&'static str, Disclosure<MedicationList>)> {
    let past = |status| Medication { status, ..lisinopril() };
    let none_left = Medication { refills_left: Some(0), ..lisinopril() };
    let ended = [
        MedicationStatus::Completed,
        MedicationStatus::Stopped,
        MedicationStatus::Cancelled,
        MedicationStatus::EnteredInError,
        MedicationStatus::Unknown,
    ];
    vec![
        ("empty", fresh(MedicationList { active: Vec::new(), past: Vec::new() })),
        ("one", fresh(MedicationList { active: vec![lisinopril()], past: Vec::new() })),
        (
            "some",
            fresh(MedicationList {
                active: vec![lisinopril(), vitamin(), none_left],
                past: ended.map(past).into(),
            }),
        ),
        ("longest", troubled(MedicationList { active: vec![longest(); 12], past: vec![longest()] })),
    ]
}

pub fn details() -> Vec<(&'static str, Disclosure<Medication>)> {
    let bare = Medication {
        instructions: None,
        prescriber: None,
        prescribed: None,
        refills_left: None,
        valid_until: None,
        supply_until: None,
        dispenses: Vec::new(),
        reasons: Vec::new(),
        status: MedicationStatus::Draft,
        ..lisinopril()
    };
    vec![
        ("one", fresh(lisinopril())),
        ("reported", fresh(vitamin())),
        ("bare", fresh(bare)),
        ("longest", troubled(longest())),
    ]
}
