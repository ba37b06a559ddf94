//! Teo Reyes, 8: a healthy boy with asthma, every vaccine and a growth chart.

use serde_json::json;

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::Prescription;
use crate::people::kinds::problems::PEANUTS;
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::visits::{EMERGENCY_VISIT, SYMPTOM, WELL_CHILD};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{BRANDT, HADDAD};
use crate::people::tables::drugs::ALBUTEROL;
use crate::people::tables::panels::{COUNT, LEAD, STREP};
use crate::people::tables::problems::{CHILD_ASTHMA, EAR_INFECTION, SORE_THROAT};

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut teo = setting.folder("teo-reyes", "Teo Reyes", Sex::Male, 8, 97);
    teo.register(&Person {
        given: &["Mateo"],
        family: "Reyes",
        heritage: Heritage::Hispanic,
        language: ENGLISH,
        street: "48 Willow Street",
        email: "",
        phone: "555-0148",
        married: None,
        doctor: &BRANDT,
        emergency: Some(("Ana Reyes", "Mother", "555-0148")),
    });
    let patient = teo.patient();
    teo.edit(&patient, |patient| {
        patient["name"]
            .as_array_mut()
            .expect("a patient has a list of names")
            .push(json!({"use": "nickname", "given": ["Teo"]}));
        patient["multipleBirthBoolean"] = json!(false);
    });
    teo.relative(("Ana", "Reyes"), ("MTH", "mother"), "555-0148");
    teo.relative(("Daniel", "Reyes"), ("FTH", "father"), "555-0149");
    teo.insure("evergreen-plan", "Evergreen Silver PPO", 2019);
    well_visits(&mut teo);
    illnesses(&mut teo);
    teo.childhood_vaccines();
    teo.flu_shots(4);
    (teo, None)
}

fn well_visits(teo: &mut Folder) {
    for months in [95, 93, 89, 84, 72, 61, 49, 37, 25, 13, 2] {
        let day = teo.calendar.office_day(months);
        let visit = teo.routine_visit(&WELL_CHILD, day, &BRANDT, "Well child visit");
        teo.child_signs(&visit);
        if months == 72 {
            teo.draw(Draw {
                reads: &[("lead", "<1.0")],
                visit: Some(&visit),
                by: &BRANDT,
                ..Draw::of(&LEAD, day)
            });
            teo.draw(Draw { visit: Some(&visit), by: &BRANDT, ..Draw::of(&COUNT, day) });
        }
        if months == 2 {
            teo.note(&visit, &PROGRESS, "Eight-year visit", Sheet::Text(EIGHT));
        }
    }
}

fn illnesses(teo: &mut Folder) {
    let calendar = teo.calendar;
    let ear = teo.visit(&SYMPTOM, calendar.office_day(58), &BRANDT, &EAR_INFECTION);
    teo.diagnosis(&ear, &EAR_INFECTION, "resolved");
    let wheeze = teo.visit(&EMERGENCY_VISIT, calendar.days_ago(905), &HADDAD, &CHILD_ASTHMA);
    teo.diagnosis(&wheeze, &CHILD_ASTHMA, "active");
    teo.note(&wheeze, &PROGRESS, "Emergency visit for wheezing", Sheet::Text(WHEEZE));
    let throat = teo.visit(&SYMPTOM, calendar.office_day(5), &BRANDT, &SORE_THROAT);
    teo.draw(Draw {
        reads: &[("strep", "Detected")],
        visit: Some(&throat),
        by: &BRANDT,
        ..Draw::of(&STREP, throat.day)
    });
    teo.problem(&CHILD_ASTHMA, &calendar.days_ago(905).to_string(), &BRANDT);
    teo.allergy(&PEANUTS, calendar.office_day(60));
    teo.prescribe(Prescription {
        why: Some(&CHILD_ASTHMA),
        refills_left: 2,
        fills: 3,
        last_fill_days_ago: 34,
        ..Prescription::of(&ALBUTEROL, calendar.office_day(13), &BRANDT)
    });
    teo.care_team("Teo's care team", &[&BRANDT], &[("RelatedPerson/teo-reyes-relative-1", "Ana Reyes")]);
    teo.appointment(calendar.in_days(18), (15, 30), &BRANDT, "Asthma check", "booked");
}

const EIGHT: &str = "Teo is doing well. Second grade, likes swimming and dinosaurs. Uses the inhaler before sports, about twice a week; no night cough.

Growth follows his own line. Exam normal. Vaccines complete; flu shot given in the fall.

Plan: asthma action plan renewed for school, epinephrine for peanut discussed, return in a year.

Noah Brandt, MD";

const WHEEZE: &str =
    "Brought by his mother with two days of cold and wheezing. Oxygen saturation 93 % at arrival.

Three albuterol treatments and one dose of steroid. After three hours 98 %, playing, no wheeze.

Home with an inhaler and spacer. See the pediatrician this week.

Omar Haddad, MD";
