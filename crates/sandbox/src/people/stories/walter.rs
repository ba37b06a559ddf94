//! Walter Boone, 67: diabetes over nine years and two countries. More than four hundred results, and most of what real systems do wrong.

use serde_json::json;

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{AFTER_VISIT, PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::{Naming, Prescription};
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::social::Smoking;
use crate::people::kinds::visits::{CHECK_UP, EMERGENCY_VISIT, FOLLOW_UP, Visit};
use crate::people::kinds::vitals::WEIGHT_POUNDS;
use crate::people::shapes::{quantity, rounded};
use crate::people::stories::Setting;
use crate::people::stories::walter_oddities;
use crate::people::tables::clinicians::{ABARA, HADDAD, MORI, TREMBLAY};
use crate::people::tables::drugs::{
    ASPIRIN, ATORVASTATIN_40, FLUTICASONE_SALMETEROL, INSULIN, LIRAGLUTIDE, LOSARTAN_HCTZ, METFORMIN,
};
use crate::people::tables::panels::{A1C, ALBUMIN_RATIO, COUNT, GLUCOSE, LIPIDS, METABOLIC, PSA, URINALYSIS};
use crate::people::tables::problems::{
    ASTHMA, DIABETES, DIABETIC_NERVES, HYPERTENSION, LOW_SUGAR, SLEEP_APNEA,
};
use crate::people::tables::vaccines::{FLU_HIGH_DOSE, PNEUMOCOCCAL_23, SHINGLES, TETANUS};

/// The month of the move from Toronto, ago.
pub const MOVED: i64 = 38;

/// HbA1c in %, every three months from 99 months ago.
const A1C_HISTORY: [&str; 34] = [
    "6.4", "6.5", "6.6", "6.6", "6.8", "6.9", "7.1", "7.0", "7.3", "7.4", "7.6", "7.9", "8.0", "8.3", "8.6",
    "8.8", "9.1", "9.4", "9.8", "9.6", "9.3", "8.7", "8.4", "8.1", "7.7", "7.4", "7.3", "7.1", "7.0", "6.8",
    "6.9", "6.7", "6.9", "6.8",
];

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut walter = setting.folder("walter-boone", "Walter Boone", Sex::Male, 67, 143);
    register(&mut walter);
    diabetes(&mut walter);
    half_years(&mut walter);
    medicines(&mut walter);
    low_sugar(&mut walter);
    everyday(&mut walter);
    walter_oddities::file(&mut walter);
    let featured = walter.featured("en", "Diabetes over nine years and two countries: 400 results, units that change, most oddities of real systems");
    (walter, Some(featured))
}

fn register(walter: &mut Folder) {
    walter.register(&Person {
        given: &["Walter", "Eugene"],
        family: "Boone",
        heritage: Heritage::White,
        language: ENGLISH,
        street: "3 Lighthouse Road",
        email: "walter.boone@example.org",
        phone: "555-0172",
        married: Some(true),
        doctor: &ABARA,
        emergency: Some(("June Boone", "Wife", "555-0173")),
    });
    walter.relative(("June", "Boone"), ("WIFE", "wife"), "555-0173");
    walter.insure("seniors-plan", "Medicare Advantage", 2024);
}

/// In Toronto glucose was told in mmol/L, here in mg/dL.
pub fn in_mmol(folder: &mut Folder, observation: &str) {
    folder.edit(observation, |observation| {
        let value: f64 =
            observation["valueQuantity"]["value"].to_string().parse().expect("a glucose is a number");
        let limit = |value: &str| quantity(value, "mmol/L", "mmol/L");
        observation["valueQuantity"] = limit(&rounded(value / 18.0, 1));
        observation["referenceRange"] =
            json!([{"low": limit("3.6"), "high": limit("5.5"), "text": "3.6-5.5 mmol/L"}]);
    });
}

fn diabetes(walter: &mut Folder) {
    for (index, a1c) in A1C_HISTORY.into_iter().enumerate() {
        let months = 99 - 3 * index as i64;
        let day = if months == 0 {
            walter.calendar.recent_office_day(5)
        } else {
            walter.calendar.office_day(months)
        };
        let doctor = if months > MOVED { &TREMBLAY } else { &MORI };
        let laboratory = walter_oddities::laboratory(months);
        walter.draw(Draw { reads: &[("a1c", a1c)], by: doctor, laboratory, ..Draw::of(&A1C, day) });

        let level: f64 = a1c.parse().expect("the history holds numbers");
        let fasting = rounded(28.7 * level - 46.7 - 14.0 + 6.0 * walter.rng.bell(), 0);
        let glucose = walter.draw(Draw {
            reads: &[("fasting-glucose", &fasting)],
            by: doctor,
            laboratory,
            fasting: true,
            ..Draw::of(&GLUCOSE, day)
        });
        // The first values after the move still came from his old meter's program.
        if months > MOVED || months == 33 {
            let observation = glucose.of("fasting-glucose").to_owned();
            in_mmol(walter, &observation);
        }
        if index % 6 == 3 {
            let visit = walter.visit(&FOLLOW_UP, day, doctor, &DIABETES);
            walter.note(&visit, &PROGRESS, "Diabetes visit", Sheet::Text(&format!("Diabetes visit. HbA1c {a1c} %. Feet looked at, no wound. Eyes seen this year. Talked about food, walking and the numbers at home.\n\n{}", doctor.name())));
        }
    }
}

fn half_years(walter: &mut Folder) {
    for (index, months) in
        [96, 90, 84, 78, 72, 66, 60, 54, 48, 42, 35, 30, 24, 18, 12, 6, 1].into_iter().enumerate()
    {
        let day = walter.calendar.office_day(months);
        let doctor = if months > MOVED { &TREMBLAY } else { &ABARA };
        let laboratory = walter_oddities::laboratory(months);
        let visit = walter.routine_visit(&CHECK_UP, day, doctor, "Check-up");
        signs(walter, &visit, months);
        let on = |panel| Draw { visit: Some(&visit), by: doctor, laboratory, ..Draw::of(panel, day) };
        let creatinine = rounded(0.98 + 0.004 * (96 - months) as f64, 2);
        let metabolic =
            walter.draw(Draw { reads: &[("creatinine", &creatinine), ("glucose", "141")], ..on(&METABOLIC) });
        if months > MOVED {
            let glucose = metabolic.of("glucose").to_owned();
            in_mmol(walter, &glucose);
        }
        if index % 2 == 0 {
            walter.draw(on(&LIPIDS));
            walter.draw(on(&COUNT));
            walter.draw(Draw {
                reads: &[("uacr", if months < 40 { "44" } else { "18" })],
                ..on(&ALBUMIN_RATIO)
            });
            walter.draw(Draw {
                reads: &[("urine-glucose", if months > 18 { "3+" } else { "Trace" })],
                ..on(&URINALYSIS)
            });
        }
        if index % 4 == 1 {
            walter.draw(Draw {
                reads: &[("psa", if months < 20 { "3.9" } else { "2.8" })],
                every_range: true,
                ..on(&PSA)
            });
        }
    }
}

/// Kilograms in Toronto, pounds here.
fn signs(walter: &mut Folder, visit: &Visit, months: i64) {
    let weight = 96.0 + 0.09 * (96 - months) as f64 - if months < 20 { 7.5 } else { 0.0 };
    walter.adult_signs(visit, weight, (142 - (96 - months) / 10, 84));
    if months <= MOVED {
        let pounds = rounded(weight * 2.204_62, 1);
        walter.sign(visit, &WEIGHT_POUNDS, &pounds);
    }
    walter.smoking(visit, Smoking::Former);
}

fn medicines(walter: &mut Folder) {
    let since = walter.calendar.office_day(30);
    let orders: [(&'static _, Option<&'static _>, i64); 6] = [
        (&METFORMIN, Some(&DIABETES), 1),
        (&LIRAGLUTIDE, Some(&DIABETES), 0),
        (&INSULIN, Some(&DIABETES), 2),
        (&FLUTICASONE_SALMETEROL, Some(&ASTHMA), 4),
        (&LOSARTAN_HCTZ, Some(&HYPERTENSION), 3),
        (&ATORVASTATIN_40, None, 2),
    ];
    for (drug, why, refills) in orders {
        walter.prescribe(Prescription {
            why,
            refills_left: refills,
            fills: 5,
            last_fill_days_ago: 11 + 7 * refills,
            naming: Naming::Coded,
            ..Prescription::of(drug, since, &MORI)
        });
    }
    // The same tablet twice: once by each doctor.
    for doctor in [&ABARA, &MORI] {
        walter.prescribe(Prescription { why: None, fills: 1, ..Prescription::of(&ASPIRIN, since, doctor) });
    }
}

fn everyday(walter: &mut Folder) {
    let calendar = walter.calendar;
    walter.problem(&DIABETES, &(calendar.today.year() - 9).to_string(), &ABARA);
    walter.problem(&HYPERTENSION, "2004", &ABARA);
    walter.problem(&DIABETIC_NERVES, &calendar.office_day(31).strftime("%Y-%m").to_string(), &MORI);
    walter.problem(&SLEEP_APNEA, &calendar.office_day(70).to_string(), &ABARA);
    walter.problem(&ASTHMA, "1967", &ABARA);
    walter.no_known_allergies(calendar.office_day(36));
    walter.immunize(&TETANUS, calendar.office_day(80));
    walter.immunize(&SHINGLES, calendar.office_day(22));
    walter.immunize(&PNEUMOCOCCAL_23, calendar.office_day(20));
    for months in [25, 13, 1] {
        walter.immunize(&FLU_HIGH_DOSE, calendar.office_day(months));
    }
    let since = calendar.office_day(30);
    let goals = [
        walter.goal("HbA1c below 7 %", Some("Condition/walter-boone-problem-1"), since, calendar.in_days(90)),
        walter.goal("Below 200 pounds by summer", None, since, calendar.in_days(200)),
    ];
    walter.care_plan(
        "Diabetes plan",
        "Four numbers to know: HbA1c, blood pressure, LDL, weight. Feet every evening, eyes once a year.",
        since,
        &goals,
        &["Look at feet every evening", "Eye doctor once a year", "HbA1c every three months"],
    );
    walter.care_team(
        "Walter's care team",
        &[&ABARA, &MORI],
        &[("RelatedPerson/walter-boone-relative-1", "June Boone")],
    );
    let last = walter.visit(&FOLLOW_UP, calendar.office_day(2), &MORI, &DIABETES);
    walter.note(
        &last,
        &AFTER_VISIT,
        "After-visit summary",
        Sheet::Pdf { title: "After-visit summary", paragraphs: SUMMARY },
    );
    walter.appointment(calendar.in_days(13), (10, 10), &MORI, "Diabetes follow-up", "booked");
    walter.appointment(calendar.days_ago(75), (10, 10), &ABARA, "Check-up", "cancelled");
}

/// Too much insulin after a missed dinner: a critical low, and an ambulance.
fn low_sugar(walter: &mut Folder) {
    let day = walter.calendar.days_ago(312);
    let visit = walter.visit(&EMERGENCY_VISIT, day, &HADDAD, &LOW_SUGAR);
    walter.draw(Draw {
        reads: &[("glucose", "38"), ("creatinine", "1.30")],
        by: &HADDAD,
        visit: Some(&visit),
        ..Draw::of(&METABOLIC, day)
    });
    walter.diagnosis(&visit, &LOW_SUGAR, "resolved");
    walter.note(&visit, &PROGRESS, "Emergency visit for low blood sugar", Sheet::Text(LOW));
}

const LOW: &str = "Found confused by his wife at 6 am. Glucose 38 mg/dL. He had taken the evening insulin and slept through dinner.

Awake ten minutes after dextrose, then ate. No injury. Insulin in the evening lowered by four units until he sees Dr. Mori this week.

Omar Haddad, MD";

const SUMMARY: &[&str] = &[
    "Your HbA1c is 6.8 percent. Two years ago it was 9.8. That is your work.",
    "Insulin: 22 units before breakfast, 16 before dinner. If you are below 70 in the morning twice in a week, call us.",
    "Your meter from Toronto shows mmol/L. Multiply by 18 to compare with what we say: 7.0 mmol/L is 126 mg/dL.",
    "Losartan with hydrochlorothiazide, atorvastatin and metformin stay as they are.",
    "Next: blood test in three months, eye doctor before spring.",
];
