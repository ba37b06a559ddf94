//! Ana Reyes, 52: the main sample. Cholesterol that climbs over five years, across a change of method; a daughter, a son and a mother.

use serde_json::json;

use crate::people::Featured;
use crate::people::calendar::shifted;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{AFTER_VISIT, PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::{Naming, Prescription};
use crate::people::kinds::problems::PENICILLIN;
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::reports::MAMMOGRAM;
use crate::people::kinds::social::Smoking;
use crate::people::kinds::visits::{CHECK_UP, FOLLOW_UP, VIDEO, Visit};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{LINDQVIST, OKAFOR};
use crate::people::tables::drugs::{AMOXICILLIN, LISINOPRIL, VITAMIN_D3};
use crate::people::tables::panels::{A1C, COUNT, LIPIDS, METABOLIC, THYROID, URINALYSIS, VITAMIN_D};
use crate::people::tables::problems::{HYPERLIPIDEMIA, HYPERTENSION, SINUSITIS, VITAMIN_D_LACK};
use crate::people::tables::vaccines::{COVID, SHINGLES, TDAP};

/// Months ago, LDL, HDL, triglycerides.
const LIPID_HISTORY: [(i64, &str, &str, &str); 8] = [
    (66, "88", "61", "94"),
    (54, "92", "60", "98"),
    (42, "97", "59", "101"),
    (36, "103", "60", "104"),
    (30, "109", "57", "112"),
    (21, "118", "58", "108"),
    (8, "131", "57", "117"),
    (0, "142", "58", "120"),
];

/// Months ago, weight in kg, blood pressure.
const CHECK_UPS: [(i64, f64, (i64, i64)); 5] = [
    (66, 68.4, (148, 92)),
    (54, 69.1, (138, 86)),
    (42, 69.8, (134, 84)),
    (30, 70.9, (131, 82)),
    (8, 72.2, (128, 80)),
];

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut ana = setting.folder("ana-reyes", "Ana Reyes", Sex::Female, 52, 214);
    register(&mut ana);
    let visits = check_ups(&mut ana);
    lipids(&mut ana);
    other_labs(&mut ana, &visits);
    problems_and_medicines(&mut ana);
    between_visits(&mut ana);
    plans(&mut ana);
    vaccines(&mut ana);
    background(&mut ana, &visits);
    let featured = ana.featured(
        "en",
        "The main sample: cholesterol over five years, two children, a mother who needs help",
    );
    (ana, Some(featured))
}

fn register(ana: &mut Folder) {
    ana.register(&Person {
        given: &["Ana", "Lucía"],
        family: "Reyes",
        heritage: Heritage::Hispanic,
        language: ENGLISH,
        street: "48 Willow Street",
        email: "ana.reyes@example.org",
        phone: "555-0148",
        married: Some(true),
        doctor: &LINDQVIST,
        emergency: Some(("Daniel Reyes", "Husband", "555-0149")),
    });
    let id = ana.patient();
    ana.edit(&id, |patient| {
        patient["name"][0]["period"] = json!({"start": "2003-06-14"});
        let names = patient["name"].as_array_mut().expect("a patient has a list of names");
        names.push(json!({"use": "maiden", "family": "Vidal", "given": ["Ana", "Lucía"]}));
    });
    ana.relative(("Daniel", "Reyes"), ("HUSB", "husband"), "555-0149");
    ana.insure("evergreen-plan", "Evergreen Silver PPO", 2019);
}

fn check_ups(ana: &mut Folder) -> Vec<Visit> {
    let mut visits = Vec::new();
    for (months, weight, pressure) in CHECK_UPS {
        let day = ana.calendar.office_day(months);
        let visit = ana.routine_visit(&CHECK_UP, day, &LINDQVIST, "Yearly check-up");
        ana.adult_signs(&visit, weight, pressure);
        visits.push(visit);
    }
    visits
}

fn lipids(ana: &mut Folder) {
    let method_change = ana.calendar.method_change();
    for (months, ldl, hdl, trig) in LIPID_HISTORY {
        let day = if months == 0 { ana.calendar.today } else { ana.calendar.office_day(months) };
        let method =
            if day < method_change { "Calculated (Friedewald)" } else { "Calculated (Martin-Hopkins)" };
        let reads = [("ldl", ldl), ("hdl", hdl), ("trig", trig)];
        let drawn = ana.draw(Draw { reads: &reads, fasting: true, ..Draw::of(&LIPIDS, day) });
        // Only what is calculated changed; the three measured values go on as before.
        for calculated in ["ldl", "nonhdl"] {
            ana.edit(drawn.of(calculated), |observation| observation["method"] = json!({"text": method}));
        }
    }
}

fn other_labs(ana: &mut Folder, visits: &[Visit]) {
    let a1c = ["5.2", "5.3", "5.3", "5.5", "5.4"];
    for (visit, a1c) in visits.iter().zip(a1c) {
        let on = |panel| Draw { visit: Some(visit), ..Draw::of(panel, visit.day) };
        ana.draw(Draw { reads: &[("a1c", a1c)], ..on(&A1C) });
        ana.draw(on(&METABOLIC));
        ana.draw(on(&COUNT));
    }
    let [first, .., before_last, last] = visits else { return };
    ana.draw(Draw { visit: Some(first), reads: &[("tsh", "2.10")], ..Draw::of(&THYROID, first.day) });
    ana.draw(Draw { visit: Some(last), reads: &[("tsh", "2.34")], ..Draw::of(&THYROID, last.day) });
    ana.draw(Draw {
        visit: Some(before_last),
        reads: &[("vitd", "24")],
        ..Draw::of(&VITAMIN_D, before_last.day)
    });
    ana.draw(Draw { visit: Some(last), reads: &[("vitd", "18")], ..Draw::of(&VITAMIN_D, last.day) });
    let urine = [("color", "Yellow"), ("clarity", "Slightly cloudy"), ("urine-protein", "Trace")];
    ana.draw(Draw { visit: Some(last), reads: &urine, ..Draw::of(&URINALYSIS, last.day) });
}

fn problems_and_medicines(ana: &mut Folder) {
    let calendar = ana.calendar;
    let since = calendar.office_day(66);
    ana.allergy(&PENICILLIN, calendar.months_ago(200));
    ana.problem(&HYPERTENSION, &since.to_string(), &LINDQVIST);
    ana.problem(&HYPERLIPIDEMIA, &calendar.office_day(30).to_string(), &LINDQVIST);
    ana.problem(&VITAMIN_D_LACK, &calendar.office_day(8).strftime("%Y-%m").to_string(), &LINDQVIST);
    ana.prescribe(Prescription {
        why: Some(&HYPERTENSION),
        refills_left: 1,
        fills: 11,
        last_fill_days_ago: 28,
        naming: Naming::Referenced,
        ..Prescription::of(&LISINOPRIL, calendar.office_day(12), &LINDQVIST)
    });
    ana.prescribe(Prescription {
        why: Some(&VITAMIN_D_LACK),
        refills_left: 3,
        fills: 2,
        last_fill_days_ago: 51,
        ..Prescription::of(&VITAMIN_D3, calendar.office_day(8), &LINDQVIST)
    });
    ana.self_reported("Ibuprofen 200 mg", "1 tablet now and then for headache", calendar.office_day(8));
}

fn between_visits(ana: &mut Folder) {
    let calendar = ana.calendar;
    let first = ana.visit(&FOLLOW_UP, calendar.office_day(64), &LINDQVIST, &HYPERTENSION);
    ana.adult_signs(&first, 68.2, (141, 88));
    ana.note(&first, &PROGRESS, "Blood pressure follow-up", Sheet::Text(PRESSURE_NOTE));

    let cold = ana.visit(&VIDEO, calendar.office_day(17), &LINDQVIST, &SINUSITIS);
    ana.diagnosis(&cold, &SINUSITIS, "resolved");
    ana.note(&cold, &PROGRESS, "Video visit for sinusitis", Sheet::Text(SINUSITIS_NOTE));
    let refused = ana.prescribe(Prescription {
        status: "entered-in-error",
        fills: 0,
        ..Prescription::of(&AMOXICILLIN, cold.day, &LINDQVIST)
    });
    ana.edit(&refused, |order| {
        order["note"] = json!([{"text": "Entered before the allergy was checked; cancelled at once."}])
    });

    let breast = ana.routine_visit(&FOLLOW_UP, calendar.office_day(7), &LINDQVIST, "Screening mammogram");
    ana.imaging(
        &breast,
        &MAMMOGRAM,
        "The breasts are almost entirely fatty. There is no suspicious mass, calcification or distortion. Compared with the study two years ago, nothing has changed.",
        "BI-RADS category 1, negative. Routine screening in one year.",
    );

    let last = ana.visit(&FOLLOW_UP, calendar.office_day(6), &LINDQVIST, &HYPERLIPIDEMIA);
    ana.adult_signs(&last, 71.8, (126, 79));
    ana.note(&last, &PROGRESS, "Cholesterol: what we decided", Sheet::Text(CHOLESTEROL_NOTE));
    ana.note(
        &last,
        &AFTER_VISIT,
        "After-visit summary",
        Sheet::Pdf { title: "After-visit summary", paragraphs: SUMMARY },
    );
    ana.appointment(
        shifted(calendar.today, 4),
        (9, 40),
        &LINDQVIST,
        "Cholesterol and blood pressure follow-up",
        "booked",
    );
    ana.appointment(last.day, (10, 20), &LINDQVIST, "Cholesterol follow-up", "fulfilled");
}

fn plans(ana: &mut Folder) {
    let calendar = ana.calendar;
    let since = calendar.office_day(6);
    let goals = [
        ana.goal(
            "LDL cholesterol below 100 mg/dL",
            Some("Condition/ana-reyes-problem-2"),
            since,
            calendar.in_days(120),
        ),
        ana.goal("Walk 30 minutes on five days a week", None, since, calendar.in_days(60)),
        ana.goal(
            "Blood pressure below 130/80 at home",
            Some("Condition/ana-reyes-problem-1"),
            since,
            calendar.in_days(120),
        ),
    ];
    ana.care_plan(
        "Heart health plan",
        "Lower cholesterol with food and movement first; decide about a statin after the next panel.",
        since,
        &goals,
        &[
            "Mediterranean-style meals, less fried food and pastry",
            "Walking group on Tuesdays and Fridays",
            "Home blood pressure twice a week",
            "Lipid panel in six months",
        ],
    );
    ana.care_team(
        "Ana's care team",
        &[&LINDQVIST, &OKAFOR],
        &[("RelatedPerson/ana-reyes-relative-1", "Daniel Reyes")],
    );
}

/// What is asked and done besides: smoking, mood, the bowel looked at, a monitor at home, the family's hearts.
fn background(ana: &mut Folder, visits: &[Visit]) {
    for visit in visits {
        ana.smoking(visit, Smoking::Never);
    }
    if let [.., last] = visits {
        ana.score(last, ("44261-6", "PHQ-9 total score"), "PHQ-9 total score", "3");
        ana.procedure(
            last,
            ("73761001", "Colonoscopy"),
            ("71854001", "Colon"),
            "No polyps. Again in ten years.",
        );
    }
    let made = ana.calendar.office_day(60);
    ana.device(("43770009", "Home blood pressure monitor"), "Omron", "HEM-7155", made);
    ana.runs_in_family(("FTH", "Father"), ("22298006", "Heart attack"), 58);
    ana.runs_in_family(("MTH", "Mother"), ("55822004", "High cholesterol"), 50);
}

fn vaccines(ana: &mut Folder) {
    let calendar = ana.calendar;
    ana.immunize(&TDAP, calendar.office_day(75));
    ana.immunize(&COVID, calendar.office_day(56));
    ana.immunize(&COVID, calendar.office_day(55));
    ana.immunize(&SHINGLES, calendar.office_day(20));
    ana.immunize(&SHINGLES, calendar.office_day(16));
    ana.flu_shots(5);
}

const PRESSURE_NOTE: &str = "Ana comes back two months after her blood pressure was found high.

She takes lisinopril 10 mg each morning without cough or dizziness. Home readings lie around 140/88.

Exam: well, 141/88, pulse regular. Lungs clear, no swelling of the legs.

Plan: go on with lisinopril 10 mg. Less salt, walk most days. Potassium and creatinine were fine. Check-up in a year, sooner if home readings stay above 140.

Maja Lindqvist, MD";

const SINUSITIS_NOTE: &str = "Video visit. Six days of a blocked nose and pressure over the cheeks, no fever, getting better.

This is very likely a virus. No antibiotic is needed now; penicillin must not be given in any case (hives).

Saline rinses, acetaminophen if needed. Call if there is fever, swelling around the eyes, or no improvement after ten days.

Maja Lindqvist, MD";

const CHOLESTEROL_NOTE: &str = "We talked about the LDL of 131 mg/dL, which has risen a little each year.

Ana's father had a heart attack at 59. She does not smoke. Her ten-year risk is between 5 and 7.5 percent, so both ways are reasonable: a statin now, or six months of changes first. Ana prefers changes first.

Note for the chart: the laboratory calculates LDL with another formula since January of last year, so part of the rise since then may be the method.

Plan: Mediterranean-style food, walking group, lipid panel in six months, then decide together.

Maja Lindqvist, MD";

const SUMMARY: &[&str] = &[
    "Thank you for coming in. This sheet says what we talked about and what happens next.",
    "Why you came: your LDL cholesterol was 131 mg/dL. The goal we agreed on is below 100.",
    "What you decided: six months of changes in food and movement before a medicine. The walking group meets on Tuesdays and Fridays at 8 am at the clinic door.",
    "Your medicines stay as they are: lisinopril 10 mg every morning, vitamin D3 1,000 IU every day with food.",
    "You are allergic to penicillin (hives). Please tell every doctor and dentist.",
    "Next: a lipid panel in six months, then a visit with Dr. Lindqvist at Riverside Clinic.",
    "Call 555-0112 with questions. For chest pain, trouble breathing or weakness on one side, call 911.",
];
