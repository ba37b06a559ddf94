//! Dolores Okafor, 58: in treatment for opioid use at a program under 42 CFR Part 2, and for depression.

use serde_json::json;

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{MENTAL_HEALTH, PROGRESS, Sheet};
use crate::people::kinds::labs::{Draw, NORTHGATE};
use crate::people::kinds::medicines::Prescription;
use crate::people::kinds::problems::BEE_VENOM;
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::reports::KNEE_XRAY;
use crate::people::kinds::social::Smoking;
use crate::people::kinds::visits::{CHECK_UP, EMERGENCY_VISIT, FOLLOW_UP, VIDEO};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{ABARA, FELDMAN, HADDAD, TORRES};
use crate::people::tables::drugs::{ALBUTEROL, BUPRENORPHINE, IBUPROFEN, SERTRALINE};
use crate::people::tables::panels::{COUNT, DRUG_SCREEN, HEPATITIS, LIPIDS, METABOLIC};
use crate::people::tables::problems::{
    ASTHMA, BACK_PAIN, CHEST_PAIN, DEPRESSION, KNEE_ARTHRITIS, OPIOID_USE,
};
use crate::people::tables::vaccines::{COVID, SHINGLES, TDAP};

const PART_2: (&str, &str) = ("42CFRPart2", "42 CFR Part2");

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut dolores = setting.folder("dolores-okafor", "Dolores Okafor", Sex::Female, 58, 12);
    dolores.register(&Person {
        given: &["Dolores", "Adaeze"],
        family: "Okafor",
        heritage: Heritage::Black,
        language: ENGLISH,
        street: "66 Tannery Row",
        email: "dolores.okafor@example.org",
        phone: "555-0168",
        married: Some(false),
        doctor: &ABARA,
        emergency: Some(("Grace Okafor", "Sister", "555-0169")),
    });
    dolores.insure("state-plan", "State Medicaid Standard", 2017);
    program(&mut dolores);
    depression(&mut dolores);
    everyday(&mut dolores);
    odd_records(&mut dolores);
    let featured =
        dolores.featured("en", "Substance use treatment under 42 CFR Part 2 and behavioural health");
    (dolores, Some(featured))
}

fn program(dolores: &mut Folder) {
    let calendar = dolores.calendar;
    let problem = dolores.problem(&OPIOID_USE, &calendar.office_day(39).to_string(), &TORRES);
    dolores.label(&problem, PART_2.0, PART_2.1);
    for (index, months) in [39, 37, 35, 32, 29, 26, 23, 20, 17, 14, 11, 8, 5, 2].into_iter().enumerate() {
        let visit = dolores.visit(&FOLLOW_UP, calendar.office_day(months), &TORRES, &OPIOID_USE);
        dolores.label(&visit.encounter, PART_2.0, PART_2.1);
        let opiates = if index < 2 { "Detected" } else { "Not detected" };
        let reads = [("opiates", opiates), ("buprenorphine", "Detected")];
        let drawn = dolores.draw(Draw {
            reads: &reads,
            visit: Some(&visit),
            by: &TORRES,
            laboratory: &NORTHGATE,
            ..Draw::of(&DRUG_SCREEN, visit.day)
        });
        let filed: Vec<String> = drawn.all().map(str::to_owned).chain([drawn.report.clone()]).collect();
        for reference in filed {
            dolores.label(&reference, PART_2.0, PART_2.1);
        }
        if index == 0 || months == 2 {
            let text = if index == 0 { INTAKE } else { THREE_YEARS };
            let note = dolores.note(&visit, &PROGRESS, "Program note", Sheet::Text(text));
            dolores.label(&note, PART_2.0, PART_2.1);
        }
    }
    let order = dolores.prescribe(Prescription {
        why: Some(&OPIOID_USE),
        refills_left: 0,
        fills: 6,
        last_fill_days_ago: 9,
        ..Prescription::of(&BUPRENORPHINE, calendar.office_day(6), &TORRES)
    });
    dolores.label(&order, PART_2.0, PART_2.1);
    let goal = dolores.goal(
        "Three years without opioids, one week at a time",
        None,
        calendar.office_day(39),
        calendar.in_days(60),
    );
    let plan = dolores.care_plan(
        "Recovery plan",
        "Medicine every morning, group on Thursdays, a call to Mateo before a hard day.",
        calendar.office_day(39),
        std::slice::from_ref(&goal),
        &["Buprenorphine every morning", "Group on Thursdays", "Naloxone at home; sister knows how"],
    );
    dolores.label(&plan, PART_2.0, PART_2.1);
    dolores.label(&goal, PART_2.0, PART_2.1);
}

fn depression(dolores: &mut Folder) {
    let calendar = dolores.calendar;
    dolores.problem(&DEPRESSION, &(calendar.today.year() - 4).to_string(), &FELDMAN);
    for (months, score) in [(45, "17"), (41, "14"), (33, "10"), (21, "7"), (9, "5"), (3, "4")] {
        let visit = dolores.visit(&VIDEO, calendar.office_day(months), &FELDMAN, &DEPRESSION);
        dolores.score(
            &visit,
            ("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"),
            "PHQ-9 depression score",
            score,
        );
        if months == 3 {
            dolores.note(&visit, &MENTAL_HEALTH, "Video visit, behavioral health", Sheet::Text("Mood steady, sleeps seven hours, sings in the choir again. PHQ-9 is 4. Sertraline goes on at 100 mg. Next visit in three months. R. Feldman"));
        }
    }
    dolores.prescribe(Prescription {
        why: Some(&DEPRESSION),
        refills_left: 2,
        fills: 3,
        last_fill_days_ago: 61,
        ..Prescription::of(&SERTRALINE, calendar.office_day(9), &FELDMAN)
    });
}

fn everyday(dolores: &mut Folder) {
    let calendar = dolores.calendar;
    for months in [61, 50, 38, 27, 15, 4] {
        let visit = dolores.routine_visit(&CHECK_UP, calendar.office_day(months), &ABARA, "Yearly check-up");
        dolores.adult_signs(&visit, 83.0 - 0.1 * (61 - months) as f64, (134 - months % 5, 82));
        dolores.smoking(&visit, if months > 30 { Smoking::Daily } else { Smoking::Former });
        for panel in [&METABOLIC, &COUNT, &LIPIDS] {
            dolores.draw(Draw {
                visit: Some(&visit),
                by: &ABARA,
                laboratory: &NORTHGATE,
                ..Draw::of(panel, visit.day)
            });
        }
        if months == 38 {
            dolores.draw(Draw { visit: Some(&visit), by: &ABARA, ..Draw::of(&HEPATITIS, visit.day) });
        }
    }
    let chest = dolores.visit(&EMERGENCY_VISIT, calendar.days_ago(720), &HADDAD, &CHEST_PAIN);
    dolores.diagnosis(&chest, &CHEST_PAIN, "resolved");
    dolores.note(&chest, &PROGRESS, "Emergency visit for chest pain", Sheet::Text("Chest pain after lifting boxes. ECG and two troponins normal, pain on pressing the ribs. Home, rest, acetaminophen. O. Haddad"));
    let knee = dolores.visit(&FOLLOW_UP, calendar.office_day(13), &ABARA, &KNEE_ARTHRITIS);
    dolores.imaging(
        &knee,
        &KNEE_XRAY,
        "Narrowed joint space on the inner side of the right knee, small spurs.",
        "Moderate osteoarthritis of the right knee.",
    );
    dolores.problem(&KNEE_ARTHRITIS, &calendar.office_day(13).to_string(), &ABARA);
    dolores.problem(&ASTHMA, "1994", &ABARA);
    dolores.allergy(&BEE_VENOM, calendar.office_day(61));
    dolores.prescribe(Prescription {
        why: Some(&ASTHMA),
        ..Prescription::of(&ALBUTEROL, calendar.office_day(15), &ABARA)
    });
    dolores.prescribe(Prescription {
        why: Some(&KNEE_ARTHRITIS),
        status: "on-hold",
        ..Prescription::of(&IBUPROFEN, calendar.office_day(13), &ABARA)
    });
    dolores.immunize(&TDAP, calendar.office_day(61));
    dolores.immunize(&COVID, calendar.office_day(55));
    dolores.immunize(&SHINGLES, calendar.office_day(27));
    dolores.flu_shots(4);
    dolores.care_team("Dolores's care team", &[&ABARA, &FELDMAN, &TORRES], &[]);
    dolores.appointment(calendar.in_days(6), (16, 0), &TORRES, "Program visit", "booked");
}

/// What nobody coded, and what has only a day of release.
fn odd_records(dolores: &mut Folder) {
    let uncoded = dolores.problem(&BACK_PAIN, &dolores.calendar.office_day(50).to_string(), &ABARA);
    dolores.edit(&uncoded, |condition| condition["code"] = json!({"text": "Back trouble, on and off"}));
    let day = dolores.calendar.office_day(4);
    let drawn = dolores.draw(Draw {
        by: &ABARA,
        laboratory: &NORTHGATE,
        reads: &[("glucose", "104")],
        ..Draw::of(&METABOLIC, day)
    });
    let filed: Vec<String> = drawn.all().map(str::to_owned).chain([drawn.report.clone()]).collect();
    for reference in filed {
        dolores.edit(&reference, |resource| {
            resource.as_object_mut().expect("a resource is an object").remove("effectiveDateTime");
        });
    }
}

const INTAKE: &str = "Dolores came on her own. Pain tablets after a back injury became a need of their own over six years. She wants to stop and is afraid of withdrawal.

Started buprenorphine with naloxone today, first dose in the clinic, no problem. Naloxone spray given; her sister will learn how to use it.

What is said here is protected by federal law (42 CFR Part 2) and is not passed on without her consent.

Mateo Torres, LCSW";

const THREE_YEARS: &str = "Three years next month. No cravings to speak of, works full time at the bakery, leads the Thursday group when I am away.

Plan: same dose. We talk about the anniversary, which she does not want celebrated and then perhaps does.

Mateo Torres, LCSW";
