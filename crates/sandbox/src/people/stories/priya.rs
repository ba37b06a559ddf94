//! Priya Raman, 29, in the 27th week of her first pregnancy.

use serde_json::json;

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{PROGRESS, Sheet};
use crate::people::kinds::labs::{Draw, NORTHGATE};
use crate::people::kinds::medicines::Prescription;
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::reports::ULTRASOUND_PREGNANCY;
use crate::people::kinds::visits::{CHECK_UP, FOLLOW_UP, PRENATAL, PRENATAL_FOLLOW_UP, Visit};
use crate::people::shapes::{LOINC, concept, hl7, instant, quantity, reference, shown};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{LINDQVIST, RAHMAN};
use crate::people::tables::drugs::{FERROUS_SULFATE, NITROFURANTOIN, PRENATAL as PRENATAL_VITAMIN};
use crate::people::tables::panels::{
    BLOOD_GROUP, COUNT, GLUCOSE_LOAD, HEPATITIS, HIV_SCREEN, IRON, PREGNANCY as PREGNANCY_HORMONE, THYROID,
    URINALYSIS, URINE_CULTURE,
};
use crate::people::tables::problems::{ANEMIA, PREGNANCY, URINARY_INFECTION};
use crate::people::tables::vaccines::{COVID, TDAP};

/// Days of pregnancy today.
const DAYS_PREGNANT: i64 = 27 * 7 - 3;

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut priya = setting.folder("priya-raman", "Priya Raman", Sex::Female, 29, 300);
    priya.register(&Person {
        given: &["Priya"],
        family: "Raman",
        heritage: Heritage::Asian,
        language: ENGLISH,
        street: "17 Harvest Lane",
        email: "priya.raman@example.org",
        phone: "555-0163",
        married: Some(true),
        doctor: &LINDQVIST,
        emergency: Some(("Arjun Raman", "Husband", "555-0164")),
    });
    priya.relative(("Arjun", "Raman"), ("HUSB", "husband"), "555-0164");
    priya.insure("evergreen-plan", "Evergreen Silver PPO", 2022);
    before(&mut priya);
    let visits = prenatal_visits(&mut priya);
    first_trimester(&mut priya, &visits[0]);
    infection(&mut priya);
    glucose_tolerance(&mut priya);
    care(&mut priya);
    let featured = priya.featured(
        "en",
        "27 weeks pregnant: blood group, glucose tolerance test, ultrasound, reproductive labels",
    );
    (priya, Some(featured))
}

fn before(priya: &mut Folder) {
    for months in [60, 47, 35, 22] {
        let visit =
            priya.routine_visit(&CHECK_UP, priya.calendar.office_day(months), &LINDQVIST, "Yearly check-up");
        priya.adult_signs(&visit, 58.5, (108 + months % 5, 68));
        priya.draw(Draw { visit: Some(&visit), ..Draw::of(&COUNT, visit.day) });
        priya.draw(Draw { visit: Some(&visit), ..Draw::of(&THYROID, visit.day) });
    }
    priya.flu_shots(4);
    priya.immunize(&COVID, priya.calendar.office_day(50));
    priya.no_known_allergies(priya.calendar.office_day(60));
}

/// How many days ago the week of pregnancy began.
fn week(week: i64) -> i64 {
    DAYS_PREGNANT - week * 7
}

fn prenatal_visits(priya: &mut Folder) -> Vec<Visit> {
    let mut visits = Vec::new();
    for (index, at) in [8, 12, 16, 20, 24].into_iter().enumerate() {
        let day = priya.calendar.recent_office_day(week(at));
        let kind = if index == 0 { &PRENATAL } else { &PRENATAL_FOLLOW_UP };
        let visit = priya.visit(kind, day, &RAHMAN, &PREGNANCY);
        priya.adult_signs(&visit, 58.9 + 0.42 * (at - 8) as f64, (106 + at % 5, 66));
        priya.pregnant(&visit);
        priya.draw(Draw { visit: Some(&visit), by: &RAHMAN, ..Draw::of(&URINALYSIS, day) });
        visits.push(visit);
    }
    let scan = &visits[3];
    priya.imaging(scan, &ULTRASOUND_PREGNANCY, "One baby with a regular heartbeat of 146 a minute. Measurements fit 20 weeks and 1 day. Brain, spine, heart, kidneys and limbs look as they should. Placenta at the back, well away from the cervix.", "Normal anatomy scan at 20 weeks.");
    priya.note(scan, &PROGRESS, "20-week visit", Sheet::Text(TWENTY_WEEKS));
    visits
}

fn first_trimester(priya: &mut Folder, visit: &Visit) {
    let on = |panel| Draw { visit: Some(visit), by: &RAHMAN, ..Draw::of(panel, visit.day) };
    priya.draw(Draw { reads: &[("hcg", "96400")], ..on(&PREGNANCY_HORMONE) });
    priya.draw(Draw { reads: &[("abo", "Group B"), ("rh", "Rh negative")], ..on(&BLOOD_GROUP) });
    priya.draw(Draw { reads: &[("hbsab", "Reactive")], ..on(&HEPATITIS) });
    priya.draw(on(&HIV_SCREEN));
    priya.draw(Draw { reads: &[("hgb", "12.4"), ("rbc", "4.20")], ..on(&COUNT) });
    let problem = priya.problem(&PREGNANCY, &visit.day.to_string(), &RAHMAN);
    priya.label(&problem, "PREGNANT", "pregnancy information sensitivity");
    priya.prescribe(Prescription {
        why: Some(&PREGNANCY),
        refills_left: 2,
        fills: 2,
        last_fill_days_ago: 40,
        ..Prescription::of(&PRENATAL_VITAMIN, visit.day, &RAHMAN)
    });
}

fn infection(priya: &mut Folder) {
    let day = priya.calendar.recent_office_day(week(18));
    let visit = priya.visit(&FOLLOW_UP, day, &RAHMAN, &URINARY_INFECTION);
    let urine = [("clarity", "Cloudy"), ("nitrite", "Positive"), ("esterase", "Large"), ("blood", "Small")];
    priya.draw(Draw { reads: &urine, visit: Some(&visit), by: &RAHMAN, ..Draw::of(&URINALYSIS, day) });
    let grown = "Escherichia coli, more than 100,000 CFU/mL. Susceptible to nitrofurantoin, cefalexin, fosfomycin. Resistant to ampicillin.";
    priya.draw(Draw {
        reads: &[("culture", grown)],
        visit: Some(&visit),
        by: &RAHMAN,
        ..Draw::of(&URINE_CULTURE, day)
    });
    priya.diagnosis(&visit, &URINARY_INFECTION, "resolved");
    priya.prescribe(Prescription {
        status: "completed",
        why: Some(&URINARY_INFECTION),
        refills_left: 0,
        fills: 1,
        last_fill_days_ago: week(18),
        ..Prescription::of(&NITROFURANTOIN, day, &RAHMAN)
    });
    priya.draw(Draw {
        reads: &[("culture", "No growth to date")],
        status: "preliminary",
        by: &RAHMAN,
        ..Draw::of(&URINE_CULTURE, priya.calendar.days_ago(1))
    });
}

/// The screening of one value, then the long test: one observation, three components, three specimens, and no code but words.
fn glucose_tolerance(priya: &mut Folder) {
    let screened = priya.calendar.recent_office_day(12);
    priya.draw(Draw {
        reads: &[("glucose-1h", "148")],
        by: &RAHMAN,
        laboratory: &NORTHGATE,
        ..Draw::of(&GLUCOSE_LOAD, screened)
    });
    priya.draw(Draw {
        reads: &[("ferritin", "11")],
        by: &RAHMAN,
        every_range: true,
        ..Draw::of(&IRON, screened)
    });
    priya.draw(Draw {
        reads: &[("hgb", "10.6"), ("rbc", "3.90")],
        by: &RAHMAN,
        ..Draw::of(&COUNT, screened)
    });

    let day = priya.calendar.recent_office_day(4);
    let steps = [
        ("fasting", "1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma", "84", "94", 8),
        (
            "after one hour",
            "1507-3",
            "Glucose [Mass/volume] in Serum or Plasma --1 hour post 75 g glucose PO",
            "171",
            "179",
            9,
        ),
        (
            "after two hours",
            "1518-0",
            "Glucose [Mass/volume] in Serum or Plasma --2 hours post 75 g glucose PO",
            "139",
            "152",
            10,
        ),
    ];
    let mut components = Vec::new();
    let mut specimens = Vec::new();
    for (when, loinc, display, value, limit, hour) in steps {
        let specimen = json!({
            "resourceType": "Specimen",
            "type": concept("http://snomed.info/sct", "119361006", "Plasma specimen"),
            "subject": priya.subject(),
            "collection": {"collectedDateTime": instant(day, hour, 0)},
            "note": [{"text": when}],
        });
        specimens.push(reference(&priya.file("gtt-specimen", "us-core-specimen", specimen)));
        let mut code = concept(LOINC, loinc, display);
        code["text"] = json!(format!("Glucose, {when}"));
        components.push(json!({
            "code": code,
            "valueQuantity": quantity(value, "mg/dL", "mg/dL"),
            "referenceRange": [{"high": quantity(limit, "mg/dL", "mg/dL"), "text": format!("<={limit} mg/dL")}],
        }));
    }
    let laboratory = [concept(&hl7("observation-category"), "laboratory", "Laboratory")];
    let test = priya.file(
        "gtt",
        "us-core-observation-lab",
        json!({
            "resourceType": "Observation",
            "status": "final",
            "category": laboratory,
            "code": {"text": "Glucose tolerance test, 2 hours, 75 g"},
            "subject": priya.subject(),
            "effectivePeriod": {"start": instant(day, 8, 0), "end": instant(day, 10, 0)},
            "issued": instant(day, 16, 20),
            "performer": [shown("Organization/northgate-diagnostics", "Northgate Diagnostics")],
            "component": components,
        }),
    );
    priya.file(
        "gtt-report",
        "us-core-diagnosticreport-lab",
        json!({
            "resourceType": "DiagnosticReport",
            "status": "final",
            "category": [concept("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "Laboratory")],
            "code": {"text": "Glucose tolerance test, 2 hours, 75 g"},
            "subject": priya.subject(),
            "effectivePeriod": {"start": instant(day, 8, 0), "end": instant(day, 10, 0)},
            "issued": instant(day, 16, 20),
            "performer": [shown("Organization/northgate-diagnostics", "Northgate Diagnostics")],
            "specimen": specimens,
            "result": [reference(&test)],
            "conclusion": "All three values below the limits: no gestational diabetes.",
        }),
    );
}

fn care(priya: &mut Folder) {
    let calendar = priya.calendar;
    priya.problem(&ANEMIA, &calendar.days_ago(10).to_string(), &RAHMAN);
    priya.prescribe(Prescription {
        why: Some(&ANEMIA),
        refills_left: 1,
        fills: 1,
        last_fill_days_ago: 9,
        ..Prescription::of(&FERROUS_SULFATE, calendar.days_ago(10), &RAHMAN)
    });
    priya.immunize(&TDAP, calendar.days_ago(3));
    let goal = priya.goal(
        "A healthy birth at Riverside Hospital, with Arjun there",
        None,
        calendar.days_ago(130),
        calendar.in_days(94),
    );
    priya.care_plan(
        "Pregnancy plan",
        "Rh negative: injection at 28 weeks. Iron every other day. Birth class in the evening.",
        calendar.days_ago(130),
        &[goal],
        &["Rh immune globulin at 28 weeks", "Iron every other day", "Birth class on Wednesdays"],
    );
    priya.care_team(
        "Priya's care team",
        &[&RAHMAN, &LINDQVIST],
        &[("RelatedPerson/priya-raman-relative-1", "Arjun Raman")],
    );
    priya.appointment(calendar.in_days(8), (8, 30), &RAHMAN, "28-week visit with Rh injection", "booked");
    priya.appointment(calendar.in_days(22), (8, 30), &RAHMAN, "30-week visit", "booked");
}

const TWENTY_WEEKS: &str = "Feels the baby move. No bleeding, no pain. Blood pressure and urine fine.

The anatomy scan is normal. Blood group B, Rh negative: injection planned at 28 weeks.

Plan: glucose screening at 25 weeks, blood count, next visit in four weeks. Call for bleeding, leaking, severe headache, or fewer movements.

Aisha Rahman, MD";
