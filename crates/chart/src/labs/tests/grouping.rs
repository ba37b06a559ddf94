//! Results in their panels: by report, by a grouping observation, or alone; each once.

use serde_json::{Value, json};

use super::super::{LabClass, ResultStatus, Results, gravest_first};
use super::{grouped, interpretation, observation};

fn report(id: &str, results: &[&str], change: Value) -> Value {
    let results: Vec<_> =
        results.iter().map(|id| json!({"reference": format!("Observation/{id}")})).collect();
    let mut report = json!({
        "resourceType": "DiagnosticReport", "id": id, "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "57698-3", "display": "Lipid panel"}]},
        "subject": {"reference": "Patient/ana"},
        "effectiveDateTime": "2024-03-01", "issued": "2024-03-02T08:00:00Z",
        "result": results,
    });
    for (name, value) in change.as_object().unwrap() {
        report[name] = value.clone();
    }
    report
}

fn of(id: &str) -> Value {
    observation(json!({"id": id}))
}

/// The panels with the ids of their results.
fn panels(results: &Results) -> Vec<(String, Vec<String>)> {
    let ids = |panel: &super::super::PanelSource| {
        panel.results.iter().map(|own| own.item.result.id.to_string()).collect()
    };
    results.panels.iter().map(|panel| (panel.item.head.id.to_string(), ids(&panel.item))).collect()
}

fn panel(id: &str, results: &[&str]) -> (String, Vec<String>) {
    (id.to_owned(), results.iter().map(|id| (*id).to_owned()).collect())
}

#[test]
fn results_stand_in_their_report_in_its_order_and_the_others_alone() {
    let results = grouped(&[report("r1", &["b", "a"], json!({}))], &[of("a"), of("b"), of("c")]);

    let mut found = panels(&results);
    found.sort();
    assert_eq!(found, [panel("c", &["c"]), panel("r1", &["b", "a"])]);
    let lipids = &results.panels.iter().find(|panel| panel.item.head.id.as_str() == "r1").unwrap().item.head;
    assert_eq!((lipids.name.key, lipids.class), (Some("panel-lipid"), LabClass::Lipids));
}

#[test]
fn a_result_in_two_reports_is_shown_once() {
    let reports = [report("r1", &["a", "a"], json!({})), report("r2", &["a", "b"], json!({}))];
    let results = grouped(&reports, &[of("a"), of("b")]);

    assert_eq!(panels(&results), [panel("r1", &["a"]), panel("r2", &["b"])]);
}

#[test]
fn what_comes_twice_under_two_ids_is_shown_twice() {
    assert_eq!(grouped(&[], &[of("a"), of("b")]).panels.len(), 2);
}

#[test]
fn a_grouping_observation_opens_into_its_members() {
    let group = observation(json!({
        "id": "g", "valueQuantity": null, "code": {"coding": [{"system": "http://loinc.org", "code": "58410-2"}]},
        "hasMember": [{"reference": "Observation/a"}, {"reference": "Observation/b"}],
    }));
    let alone = grouped(&[], &[group.clone(), of("a"), of("b")]);
    let in_report = grouped(&[report("r1", &["g"], json!({}))], &[group, of("a"), of("b")]);

    assert_eq!(panels(&alone), [panel("g", &["a", "b"])]);
    assert_eq!(alone.panels[0].item.head.name.key, Some("panel-cbc"));
    assert_eq!(panels(&in_report), [panel("r1", &["a", "b"])]);
}

#[test]
fn members_that_hold_each_other_end_somewhere() {
    let holding = |id: &str, other: &str| {
        observation(
            json!({"id": id, "valueQuantity": null, "hasMember": [{"reference": format!("Observation/{other}")}]}),
        )
    };

    let results = grouped(&[report("r1", &["a"], json!({}))], &[holding("a", "b"), holding("b", "a")]);
    assert_eq!(results.panels.len(), 1);
}

#[test]
fn a_report_without_results_stays_a_panel_with_its_conclusion() {
    let words = report("r1", &["gone"], json!({"conclusion": "No variant was found."}));
    let results = grouped(&[words], &[]);

    assert_eq!(panels(&results), [panel("r1", &[])]);
    assert_eq!(results.panels[0].item.head.conclusion.as_deref(), Some("No variant was found."));
    assert_eq!(results.unreadable, 0);
}

#[test]
fn what_a_result_does_not_say_its_report_says() {
    let bare = observation(json!({"id": "a", "effectiveDateTime": null}));
    let told = report("r1", &["a"], json!({"performer": [{"display": "Riverside Laboratory"}]}));
    let results = grouped(&[told], &[bare]);

    let result = &results.panels[0].item.results[0].item.result;
    assert_eq!(result.taken.map(|at| at.to_string()).as_deref(), Some("2024-03-01"));
    assert_eq!(result.laboratory.as_deref(), Some("Riverside Laboratory"));
    assert!(result.released.is_some());
}

#[test]
fn panels_stand_newest_first_by_the_specimen_not_by_the_record() {
    let day = |day: &str, touched: &str| json!({"id": day, "effectiveDateTime": day, "meta": {"lastUpdated": touched}});
    let observations = [
        observation(day("2023-05-01", "2026-01-01T00:00:00Z")),
        observation(day("2025", "2020-01-01T00:00:00Z")),
        observation(day("2024-02", "2021-01-01T00:00:00Z")),
    ];

    let days: Vec<String> = panels(&grouped(&[], &observations)).into_iter().map(|(id, _)| id).collect();
    assert_eq!(days, ["2025", "2024-02", "2023-05-01"]);
}

#[test]
fn the_gravest_result_of_a_panel_stands_first_and_errors_last() {
    let flagged =
        |id: &str, code: &str| observation(json!({"id": id, "interpretation": interpretation(code)}));
    let error = observation(
        json!({"id": "error", "status": "entered-in-error", "interpretation": interpretation("HH")}),
    );
    let results = grouped(
        &[report("r1", &["error", "fine", "high", "critical", "fine-too"], json!({}))],
        &[
            error,
            flagged("fine", "N"),
            flagged("high", "H"),
            flagged("critical", "HH"),
            flagged("fine-too", "N"),
        ],
    );

    let results = results.panels[0].item.results.iter();
    let mut own: Vec<_> = results.map(|own| own.item.result.clone()).collect();
    gravest_first(&mut own);
    let ids: Vec<&str> = own.iter().map(|result| result.id.as_str()).collect();
    assert_eq!(ids, ["critical", "high", "fine", "fine-too", "error"]);
}

#[test]
fn a_result_is_at_least_as_sensitive_as_its_report() {
    let protected = json!({"meta": {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HIV"}]}});
    let results = grouped(&[report("r1", &["a"], protected)], &[of("a"), of("b")]);

    let labels_of = |id: &str| {
        let mut all = results.panels.iter().flat_map(|panel| &panel.item.results);
        all.find(|own| own.item.result.id.as_str() == id).unwrap().labels
    };
    assert!(labels_of("a").contains(portico_model::Sensitivity::Hiv));
    assert!(!labels_of("b").contains(portico_model::Sensitivity::Hiv));
}

#[test]
fn a_report_of_any_status_keeps_it() {
    for (text, status) in [
        ("preliminary", ResultStatus::Preliminary),
        ("amended", ResultStatus::Amended),
        ("partial", ResultStatus::Preliminary),
        ("appended", ResultStatus::Final),
        ("whatever", ResultStatus::Unknown),
    ] {
        let results = grouped(&[report("r1", &[], json!({"status": text}))], &[]);
        assert_eq!(results.panels[0].item.head.status, status, "{text}");
    }
}

#[test]
fn results_that_a_report_names_and_nobody_sent_are_counted() {
    let results = grouped(&[report("r1", &["a", "gone", "lost"], json!({}))], &[of("a")]);
    let head = &results.panels[0].item.head;
    assert_eq!((head.missing, head.elsewhere), (2, 0));

    let reports = [report("r1", &["a"], json!({})), report("r2", &["a"], json!({}))];
    let results = grouped(&reports, &[of("a")]);
    let heads: Vec<_> =
        results.panels.iter().map(|own| &own.item.head).map(|own| (own.missing, own.elsewhere)).collect();
    assert_eq!(heads, [(0, 0), (0, 1)]);
}

#[test]
fn a_date_of_a_result_that_is_lost_is_not_the_reports() {
    let lost = observation(json!({"id": "a", "effectiveDateTime": "14.01.2026"}));
    let results = grouped(&[report("r1", &["a"], json!({}))], &[lost]);

    let result = &results.panels[0].item.results[0].item.result;
    assert!(result.has_lost_date && result.taken.is_none());
}
