//! Where orders stand, and which of them are one line.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::*;
use crate::gateway::{Contents, built};
use crate::view::{Mark, Part};

const TODAY: Date = date(2026, 11, 29);

fn order(id: &str, name: &str, change: Value) -> Value {
    let mut order = json!({"resourceType": "MedicationRequest", "id": id, "status": "active", "intent": "order",
        "subject": {"reference": "Patient/ana"}, "medicationCodeableConcept": {"text": name}});
    order.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    order
}

fn list(resources: &[Value]) -> MedicationList {
    let Contents::Medications(own) = built(Part::Medications, resources) else { panic!("medicines") };
    let orders = own.orders.into_iter().map(|order| order.item.item).collect();
    let given_out = own.given_out.into_iter().map(|given| given.item).collect();
    let mut list = lines::arranged(orders, given_out);
    list.lines_mut().for_each(|line| fills::doubt_refills(line, TODAY));
    list
}

fn ids(lines: &[Medication]) -> Vec<&str> {
    lines.iter().map(|line| line.id.as_str()).collect()
}

fn only(change: Value) -> Medication {
    let list = list(&[order("m", "Ibuprofen 600 mg", change)]);
    list.lines().next().unwrap().clone()
}

#[test]
fn in_use_is_only_what_is_taken_at_home_now() {
    use MedicationGroup as G;
    let category = |code: &str| json!([{"coding": [{"code": code}]}]);
    for (change, group, mark) in [
        (json!({}), G::InUse, None),
        (json!({"doNotPerform": true}), G::DoNotTake, Some(Mark::DoNotTake)),
        (json!({"doNotPerform": true, "intent": "proposal"}), G::DoNotTake, Some(Mark::DoNotTake)),
        (json!({"doNotPerform": true, "status": "stopped"}), G::Past, Some(Mark::DoNotTakeEnded)),
        (json!({"doNotPerform": "yes"}), G::Unclear, Some(Mark::StatusNotKnown)),
        (json!({"intent": "proposal"}), G::Proposed, Some(Mark::Proposed)),
        (json!({"intent": "option"}), G::Proposed, Some(Mark::Proposed)),
        (json!({"intent": "plan"}), G::Proposed, Some(Mark::Planned)),
        (json!({"intent": "plan", "reportedBoolean": true}), G::InUse, None),
        (json!({"intent": "plan", "requester": {"reference": "Patient/ana"}}), G::InUse, None),
        (json!({"intent": "filler-order"}), G::InUse, None),
        (json!({"intent": "reflex-order"}), G::InUse, None),
        (json!({"intent": "original-order"}), G::InUse, None),
        (json!({"intent": "instance-order"}), G::Unclear, Some(Mark::StatusNotKnown)),
        (
            json!({"intent": "instance-order", "category": category("inpatient")}),
            G::InHospital,
            Some(Mark::InHospital),
        ),
        (json!({"intent": "something"}), G::Unclear, Some(Mark::StatusNotKnown)),
        (json!({"category": [{"text": "Inpatient"}]}), G::InHospital, Some(Mark::InHospital)),
        (json!({"category": category("discharge")}), G::InUse, None),
        (json!({"category": category("community")}), G::InUse, None),
        (json!({"category": [{"text": "Hospital discharge"}]}), G::InUse, None),
        (json!({"status": "on-hold"}), G::OnHold, Some(Mark::OnHold)),
        (json!({"status": "draft"}), G::Proposed, Some(Mark::NotStarted)),
        (json!({"status": "unknown"}), G::Unclear, Some(Mark::StatusNotKnown)),
        (json!({"status": "Stopped"}), G::Past, Some(Mark::Stopped)),
        (json!({"status": "completed"}), G::Past, Some(Mark::Finished)),
        (json!({"status": "cancelled"}), G::Past, Some(Mark::Cancelled)),
        (json!({"status": "entered-in-error"}), G::Past, Some(Mark::EnteredInError)),
        (json!({"status": 7}), G::Unclear, Some(Mark::StatusNotKnown)),
    ] {
        let medication = only(change.clone());
        assert_eq!((medication.group, medication.mark), (group, mark), "{change}");
    }
}

fn metformin(id: &str, on: &str, text: &str, change: Value) -> Value {
    let mut order = order(
        id,
        "Metformin 500 mg tablet",
        json!({"authoredOn": on, "dosageInstruction": [{"text": text}]}),
    );
    order.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    order
}

#[test]
fn what_was_ordered_again_and_again_is_one_line_with_its_history() {
    let list = list(&[
        metformin("m1", "2023-01-05", "once a day", json!({"status": "completed"})),
        metformin("m2", "2024-01-05", "once a day", json!({"status": "stopped"})),
        metformin("m4", "2026-01-05", "twice a day", json!({})),
        metformin("m3", "2025-01-05", "twice a day", json!({})),
    ]);

    assert_eq!(ids(&list.active), ["m4"]);
    let earlier: Vec<_> = list.active[0].earlier.iter().map(|own| (own.id.as_str(), own.mark)).collect();
    let expected = [("m3", Some(Mark::Replaced)), ("m2", Some(Mark::Stopped)), ("m1", Some(Mark::Finished))];
    assert_eq!(earlier, expected);
    assert!(list.past.is_empty() && list.active[0].same_substance.is_empty());
}

#[test]
fn an_original_order_is_past_once_it_was_ordered_anew() {
    let list = list(&[
        metformin("old", "2023-01-05", "once a day", json!({"intent": "original-order"})),
        metformin("new", "2025-10-10", "twice a day", json!({})),
    ]);
    assert_eq!(ids(&list.active), ["new"]);
    assert_eq!(list.active[0].earlier[0].mark, Some(Mark::Replaced));
}

#[test]
fn an_order_that_says_what_it_replaces_takes_its_place() {
    let prior = |id: &str| json!({"priorPrescription": {"reference": format!("MedicationRequest/{id}")}});
    let switched = list(&[
        order("lis", "Lisinopril 10 mg", json!({"authoredOn": "2024-01-01"})),
        order("los", "Losartan 50 mg", prior("lis")),
    ]);
    assert_eq!(ids(&switched.active), ["los"]);
    assert_eq!(switched.active[0].earlier[0].id.as_str(), "lis");

    let mut proposed = prior("lis");
    proposed["intent"] = "proposal".into();
    let thought_of =
        list(&[order("lis", "Lisinopril 10 mg", json!({})), order("los", "Losartan 50 mg", proposed)]);
    assert_eq!(ids(&thought_of.active), ["lis"], "what is only proposed replaces nothing");

    let round = list(&[order("a", "A tablet", prior("b")), order("b", "B tablet", prior("a"))]);
    assert_eq!(round.active.len(), 2, "what goes round is not lost");
}

#[test]
fn two_lines_of_one_substance_say_so() {
    let list = list(&[
        order(
            "morning",
            "Metformin hydrochloride 500 MG Oral Tablet",
            json!({"dosageInstruction": [{"text": "1 in the morning"}]}),
        ),
        order(
            "evening",
            "metformin 850 mg tablet",
            json!({"dosageInstruction": [{"text": "1 in the evening"}]}),
        ),
        order("other", "Aspirin 81 mg", json!({})),
    ]);
    assert_eq!(list.active.len(), 3);
    let told: Vec<_> = list.active.iter().map(|line| (line.id.as_str(), line.same_substance.len())).collect();
    assert!(told.contains(&("morning", 1)) && told.contains(&("evening", 1)) && told.contains(&("other", 0)));
}

#[test]
fn what_was_entered_in_error_is_nobodys_history() {
    let list = list(&[
        metformin("wrong", "2024-01-05", "once a day", json!({"status": "entered-in-error"})),
        metformin("right", "2025-01-05", "once a day", json!({})),
    ]);
    assert!(list.active[0].earlier.is_empty());
    assert_eq!(ids(&list.past), ["wrong"]);
}

fn fill(id: &str, on: &str, change: Value) -> Value {
    let mut fill = json!({"resourceType": "MedicationDispense", "id": id, "status": "completed",
        "subject": {"reference": "Patient/ana"}, "medicationCodeableConcept": {"text": "metformin 500 MG tablet"},
        "whenHandedOver": on, "daysSupply": {"value": 30}});
    fill.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    fill
}

fn refillable(change: Value) -> Value {
    let request = json!({"numberOfRepeatsAllowed": 2, "validityPeriod": {"end": "2027-01-01"}});
    let mut order = metformin("m", "2026-01-05", "once a day", json!({"dispenseRequest": request}));
    order.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    order
}

#[test]
fn fills_that_name_no_prescription_count_for_that_of_their_medicine() {
    let list = list(&[
        refillable(json!({})),
        fill("f1", "2026-02-01", json!({"authorizingPrescription": [{"reference": "MedicationRequest/m"}]})),
        fill("f2", "2026-03-01", json!({})),
        fill("before", "2025-03-01", json!({})),
    ]);
    let line = &list.active[0];
    assert_eq!((line.refills_left, line.refills_doubt), (Some(1), None));
    assert_eq!(line.supply_until, Some("2026-03-31".parse().unwrap()));
    assert_eq!(line.dispenses.iter().map(|own| own.is_by_medicine).collect::<Vec<_>>(), [true, false]);
    assert_eq!(list.given_out[0].id.as_str(), "before", "before it was ordered it was not given out for it");
}

#[test]
fn what_a_pharmacy_gave_out_without_a_prescription_is_shown() {
    let list = list(&[fill("f1", "2026-02-01", json!({})), fill("f2", "2026-03-01", json!({}))]);
    assert_eq!(list.given_out.len(), 1);
    assert_eq!(list.given_out[0].dispenses.len(), 2);
}

#[test]
fn what_was_not_handed_over_or_was_a_mistake_does_not_date_what_was() {
    let main = |statuses: &[&str]| {
        let fills = statuses.iter().zip(1..).map(|(status, month)| {
            fill(&format!("f{month}"), &format!("2026-0{month}-01"), json!({"status": status}))
        });
        let given = list(&fills.collect::<Vec<_>>()).given_out.remove(0);
        (given.id.to_string(), given.main().unwrap().mark())
    };

    assert_eq!(main(&["completed", "completed"]), ("f2".to_owned(), None));
    assert_eq!(main(&["completed", "stopped", "entered-in-error"]), ("f1".to_owned(), None));
    assert_eq!(main(&["stopped", "entered-in-error"]), ("f1".to_owned(), Some(Mark::NotGiven)));
    assert_eq!(main(&["entered-in-error"]), ("f1".to_owned(), Some(Mark::EnteredInError)));
}

#[test]
fn refills_that_nobody_can_have_are_not_promised() {
    let named = json!({"authorizingPrescription": [{"reference": "MedicationRequest/m"}]});
    let doubt = |change: Value, fills: usize| {
        let fills = (0..fills).map(|n| fill(&format!("f{n}"), &format!("2026-0{}-01", n + 2), named.clone()));
        let all: Vec<Value> = std::iter::once(refillable(change)).chain(fills).collect();
        let list = list(&all);
        let line = list.lines().next().unwrap();
        (line.refills_left, line.refills_doubt)
    };
    let ended =
        json!({"dispenseRequest": {"numberOfRepeatsAllowed": 2, "validityPeriod": {"end": "2026-11-28"}}});

    assert_eq!(doubt(json!({}), 1), (Some(2), None));
    assert_eq!(doubt(json!({}), 3), (Some(0), None));
    assert_eq!(doubt(json!({}), 4), (None, Some(RefillsDoubt::MoreThanAllowed)));
    assert_eq!(doubt(ended, 1), (None, Some(RefillsDoubt::Expired)));
    assert_eq!(doubt(json!({"status": "stopped"}), 1), (None, Some(RefillsDoubt::NotInForce)));
}

#[test]
fn part_fills_use_up_no_refill() {
    let of = |kind: &str| json!({"authorizingPrescription": [{"reference": "MedicationRequest/m"}], "type": {"coding": [{"code": kind}]}});
    let list = list(&[
        refillable(json!({})),
        fill("f1", "2026-02-01", of("FF")),
        fill("f2", "2026-03-01", of("RFP")),
        fill("f3", "2026-03-03", of("RFC")),
    ]);
    assert_eq!(list.active[0].refills_left, Some(1));
}
