//! Sample summaries, timelines and searches.

use std::sync::Arc;

use portico_chart::health::ConditionStatus;
use portico_chart::medications::RefillsDoubt;
use portico_chart::overview::{Known, LatestResult, Need, SearchHits, Summary, Timeline, TimelineYear};
use portico_chart::view::{Disclosure, Link, LinkKind, Mark, OtherKind, Shared};

use super::pages::{MorePage, SearchPage};
use crate::health::samples::condition;
use crate::look::samples::{fresh, id, keyed, long_text, term, troubled, when};

fn empty() -> Summary {
    of(Known::default())
}

fn of(known: Known) -> Summary {
    let known = Shared::new(known);
    Summary { new_results: Vec::new(), needs: Vec::new(), next_appointment: None, known }
}

fn link(kind: LinkKind, title: &str) -> Link {
    Link::new(kind, id("x-1"), term(title), Some(when("2026-03-03")))
}

fn known() -> Known {
    use crate::health::samples::penicillin;
    let lipids = crate::labs::samples::panels().remove(0).1.content;
    let latest = lipids.panel.results.iter().zip(&lipids.trends);
    Known {
        latest_results: latest
            .map(|(result, trend)| LatestResult { result: Arc::clone(result), trend: trend.clone() })
            .collect(),
        medications: crate::medications::samples::lists().remove(3).1.content.active.clone(),
        do_not_take: vec![crate::medications::samples::do_not_take()],
        visit_diagnoses: vec![condition("Sore throat", ConditionStatus::Active)],
        allergies: vec![penicillin()],
        conditions: vec![
            condition("High blood pressure", ConditionStatus::Active),
            condition("High cholesterol", ConditionStatus::Active),
        ],
        ..Known::default()
    }
}

fn full() -> Summary {
    let lipids = crate::labs::samples::panels().remove(0).1.content;
    let panel = Link::new(LinkKind::LabPanel, id("lipids-1"), keyed("Lipid panel", "panel-lipid"), None);
    Summary {
        new_results: vec![Shared::new(lipids.panel)],
        needs: vec![
            Need::ReviewResults { panel, abnormal: 2, critical: 0, total: 4 },
            Need::RunningOut {
                medication: link(LinkKind::Medication, "Lisinopril 10 mg tablet"),
                days_left: 2,
                refills_left: Some(2),
                refills_doubt: None,
            },
            Need::ComingUp { appointment: crate::visits::samples::appointment() },
        ],
        next_appointment: Some(crate::visits::samples::appointment()),
        ..of(known())
    }
}

fn longest_known() -> Known {
    let medicines = crate::medications::samples::lists().remove(3).1.content;
    let conditions = crate::health::samples::conditions().remove(3).1.content;
    let mut longest = Known {
        medications: crate::medications::samples::lists().remove(4).1.content.active.clone(),
        unclear_medications: [medicines.on_hold.clone(), medicines.unclear.clone()].concat(),
        allergies: crate::health::samples::allergies().remove(5).1.content.allergies.clone(),
        conditions: [conditions.suspected.clone(), conditions.unclear.clone(), conditions.active.clone()]
            .concat(),
        visit_diagnoses: vec![condition("Sore throat", ConditionStatus::Active); 7],
        ..known()
    };
    longest.latest_results.extend(
        crate::labs::samples::details()
            .into_iter()
            .map(|(_, detail)| LatestResult { result: detail.content.result, trend: detail.content.trend }),
    );
    longest
}

pub fn summaries() -> Vec<(&'static str, Disclosure<Summary>)> {
    let mut longest = Summary { known: Shared::new(longest_known()), ..full() };
    longest.needs.insert(
        0,
        Need::ReviewResults {
            panel: link(LinkKind::LabPanel, &long_text()),
            abnormal: 3,
            critical: 1,
            total: 9,
        },
    );
    longest.needs.push(Need::RunningOut {
        medication: link(LinkKind::Medication, &long_text()),
        days_left: 0,
        refills_left: Some(0),
        refills_doubt: None,
    });
    longest.needs.push(Need::RunningOut {
        medication: link(LinkKind::Medication, "Metformin"),
        days_left: 1,
        refills_left: None,
        refills_doubt: Some(RefillsDoubt::Expired),
    });
    vec![
        ("empty", fresh(of(Known { says_no_allergies: true, ..Known::default() }))),
        ("unsure", troubled(empty())),
        ("full", fresh(full())),
        ("longest", troubled(longest)),
    ]
}

fn links() -> Vec<Link> {
    let kinds = [
        (LinkKind::Lab, "LDL cholesterol"),
        (LinkKind::LabPanel, "Lipid panel"),
        (LinkKind::Vital, "Blood pressure"),
        (LinkKind::Condition, "High blood pressure"),
        (LinkKind::VisitDiagnosis, "Sore throat"),
        (LinkKind::Concern, "Risk of falling"),
        (LinkKind::Social, "Part-time employment"),
        (LinkKind::NoAllergy, "No known latex allergy"),
        (LinkKind::Dispense, "Amoxicillin 500 mg"),
        (LinkKind::Allergy, "Penicillin"),
        (LinkKind::Immunization, "Influenza vaccine"),
        (LinkKind::Medication, "Lisinopril 10 mg"),
        (LinkKind::Visit, "Follow-up visit"),
        (LinkKind::Note, "Progress note"),
        (LinkKind::Report, "Chest X-ray"),
        (LinkKind::Document, "Referral letter"),
        (LinkKind::CarePlan, "Lower your blood pressure"),
        (LinkKind::Appointment, "Family medicine"),
        (LinkKind::Other(OtherKind::Procedures), "Colonoscopy"),
    ];
    let mut links: Vec<Link> = kinds.into_iter().map(|(kind, title)| link(kind, title)).collect();
    links.push(Link { mark: Some(Mark::NotDone), ..link(LinkKind::Immunization, "Influenza vaccine") });
    links.push(Link { at: None, ..link(LinkKind::Document, &long_text()) });
    let marks = [
        Mark::NotGiven,
        Mark::EnteredInError,
        Mark::DoNotTake,
        Mark::Replaced,
        Mark::Ongoing,
        Mark::Preliminary,
    ];
    links.extend(marks.map(|mark| link(LinkKind::Medication, "Ibuprofen 600 mg").marked(Some(mark))));
    links.push(Link { beside: vec!["Riverside Clinic".into()], ..link(LinkKind::Visit, "Office visit") });
    links
}

pub fn timelines() -> Vec<(&'static str, Disclosure<Timeline>)> {
    let year = |year| TimelineYear { year, entries: links() };
    vec![
        ("empty", fresh(Timeline { years: Vec::new(), all_years: Vec::new() })),
        ("unsure", troubled(Timeline { years: Vec::new(), all_years: Vec::new() })),
        ("one", fresh(Timeline { years: vec![year(2026)], all_years: (2015..=2026).rev().collect() })),
        ("many", troubled(Timeline { years: vec![year(2026), year(2025)], all_years: vec![2026, 2025] })),
    ]
}

pub fn searches() -> Vec<(&'static str, Disclosure<SearchHits>)> {
    let hits = |words: &str, hits, is_cut| SearchHits { words: words.into(), hits, is_cut };
    vec![
        ("none", fresh(hits("quite <unlikely>", Vec::new(), false))),
        ("unsure", troubled(hits("ldl", Vec::new(), false))),
        ("one", fresh(hits("ldl", links().drain(..1).collect(), false))),
        ("many", troubled(hits(&"w".repeat(100), links(), true))),
    ]
}

pub fn search_form() -> Vec<(&'static str, SearchPage)> {
    vec![("form", SearchPage)]
}

pub fn more() -> Vec<(&'static str, MorePage)> {
    vec![("all", MorePage)]
}
