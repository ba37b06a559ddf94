//! Sample medicines.

use portico_chart::medications::{
    Dispense, EarlierOrder, GivenOut, Intent, Medication, MedicationGroup, MedicationList, MedicationStatus,
    RefillsDoubt,
};
use portico_chart::view::{Disclosure, Mark};

use crate::look::samples::{fresh, id, long_text, name, term, troubled, when};

pub fn lisinopril() -> Medication {
    Medication {
        id: id("m-1"),
        name: term("Lisinopril 10 mg tablet"),
        status: MedicationStatus::Active,
        group: MedicationGroup::InUse,
        intent: Intent::Order,
        do_not_take: false,
        mark: None,
        instructions: Some("Take 1 tablet each morning".into()),
        dosages: Vec::new(),
        reasons: vec![term("High blood pressure")],
        prescriber: name("Dr. Maja Lindqvist"),
        prescribed: Some(when("2026-02-11")),
        is_reported: false,
        refills_left: Some(2),
        refills_doubt: None,
        valid_until: Some(when("2027-02-11")),
        supply_until: Some(when("2026-11-29")),
        dispenses: vec![
            Dispense {
                at: Some(when("2026-08-30")),
                quantity: Some("90 tablets".into()),
                days_supply: Some(90),
                pharmacy: name("Oak Street Pharmacy"),
                status: "completed".into(),
                is_by_medicine: true,
            },
            Dispense {
                at: None,
                quantity: None,
                days_supply: None,
                pharmacy: None,
                status: "cancelled".into(),
                is_by_medicine: false,
            },
        ],
        notes: Vec::new(),
        earlier: Vec::new(),
        same_substance: Vec::new(),
        replaces: None,
        based_on: Vec::new(),
    }
}

fn marked(group: MedicationGroup, mark: Mark) -> Medication {
    Medication { group, mark: Some(mark), refills_left: None, ..lisinopril() }
}

pub fn do_not_take() -> Medication {
    Medication { do_not_take: true, ..marked(MedicationGroup::DoNotTake, Mark::DoNotTake) }
}

fn earlier(mark: Mark) -> EarlierOrder {
    let order = lisinopril();
    EarlierOrder {
        id: id("m-0"),
        name: order.name,
        mark: Some(mark),
        status: MedicationStatus::Completed,
        instructions: order.instructions,
        dosages: Vec::new(),
        prescriber: order.prescriber,
        prescribed: Some(when("2019-05-02")),
    }
}

fn given_out() -> GivenOut {
    GivenOut { id: id("d-1"), name: term("Amoxicillin 500 mg capsule"), dispenses: lisinopril().dispenses }
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
        mark: Some(Mark::OnHold),
        instructions: Some(long_text()),
        notes: vec![long_text()],
        earlier: vec![earlier(Mark::Replaced), EarlierOrder { prescribed: None, ..earlier(Mark::Finished) }],
        same_substance: vec![term("Tenofovir 300 mg tablet"), term("Rilpivirine 25 mg tablet")],
        refills_left: None,
        refills_doubt: Some(RefillsDoubt::MoreThanAllowed),
        reasons: vec![term("Reason one"), term("Reason two"), term("Reason three")],
        ..lisinopril()
    }
}

/// Every group and every mark that a medicine may have.
fn all_kinds() -> MedicationList {
    use MedicationGroup as G;
    let none_left = Medication { refills_left: Some(0), ..lisinopril() };
    let doubted = [RefillsDoubt::Expired, RefillsDoubt::NotInForce].map(|doubt| Medication {
        refills_left: None,
        refills_doubt: Some(doubt),
        ..lisinopril()
    });
    let ended = [Mark::Finished, Mark::Stopped, Mark::Cancelled, Mark::EnteredInError, Mark::DoNotTakeEnded];
    let before = Medication {
        earlier: vec![EarlierOrder { prescribed: None, ..earlier(Mark::Stopped) }],
        ..vitamin()
    };
    MedicationList {
        active: [vec![lisinopril(), before, none_left], doubted.into()].concat(),
        do_not_take: vec![do_not_take()],
        on_hold: vec![marked(G::OnHold, Mark::OnHold)],
        unclear: vec![marked(G::Unclear, Mark::StatusNotKnown)],
        proposed: [Mark::Proposed, Mark::Planned, Mark::NotStarted]
            .map(|mark| marked(G::Proposed, mark))
            .into(),
        in_hospital: vec![marked(G::InHospital, Mark::InHospital)],
        past: ended.map(|mark| marked(G::Past, mark)).into(),
        given_out: vec![given_out()],
    }
}

pub fn lists() -> Vec<(&'static str, Disclosure<MedicationList>)> {
    let active = |active| MedicationList { active, ..MedicationList::default() };
    let many = MedicationList { past: vec![longest()], ..active(vec![longest(); 12]) };
    vec![
        ("empty", fresh(MedicationList::default())),
        ("unsure", troubled(MedicationList::default())),
        ("one", fresh(active(vec![lisinopril()]))),
        ("some", fresh(all_kinds())),
        ("longest", troubled(many)),
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
        group: MedicationGroup::Proposed,
        mark: Some(Mark::NotStarted),
        ..lisinopril()
    };
    vec![
        ("one", fresh(lisinopril())),
        ("reported", fresh(vitamin())),
        ("bare", fresh(bare)),
        ("do-not-take", fresh(do_not_take())),
        ("longest", troubled(longest())),
    ]
}
