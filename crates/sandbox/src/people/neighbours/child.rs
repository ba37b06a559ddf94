//! An ordinary child: well visits with growth, every vaccine, now and then an ear or a throat.

use super::Resident;
use super::adult::{allergies, chosen, suffer};
use super::ailments::OF_CHILDREN;
use crate::people::calendar::{months_between, shifted, working_day};
use crate::people::folder::Folder;
use crate::people::kinds::documents::{PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::Prescription;
use crate::people::kinds::reports::{ANKLE_XRAY, WRIST_XRAY};
use crate::people::kinds::visits::{EMERGENCY_VISIT, SYMPTOM, WELL_CHILD};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{BRANDT, Clinician, HADDAD};
use crate::people::tables::drugs::AMOXICILLIN;
use crate::people::tables::panels::{COUNT, LEAD, STREP};
use crate::people::tables::problems::{ANKLE_SPRAIN, EAR_INFECTION, SORE_THROAT, WRIST_FRACTURE};

pub const DOCTOR: &Clinician = &BRANDT;

/// Months of life at which a well visit is due.
const WELL_VISITS: [i64; 25] =
    [0, 1, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 168, 180, 192];

pub fn told(setting: Setting, who: &Resident<'_>) -> Folder {
    let mut folder = who.registered(setting);
    if who.age_years >= 5 && folder.rng.chance(0.35) {
        let ailments = chosen(&mut folder, OF_CHILDREN, 1);
        suffer(&mut folder, &ailments, DOCTOR);
    }
    well_visits(&mut folder);
    if who.age_years >= 1 {
        illnesses(&mut folder);
    }
    allergies(&mut folder);
    folder.childhood_vaccines();
    folder.flu_shots(4);
    folder.care_team("Care team", &[DOCTOR], &[]);
    folder
}

fn well_visits(folder: &mut Folder) {
    let age_months = months_between(folder.born, folder.calendar.today);
    let due: Vec<i64> =
        WELL_VISITS.into_iter().filter(|month| (age_months - 66..age_months).contains(month)).collect();
    let last = due.last().copied();
    for month in due {
        let ago = age_months - month;
        let day = working_day(shifted(folder.calendar.months_ago(ago), 5)).min(folder.calendar.days_ago(1));
        let visit = folder.routine_visit(&WELL_CHILD, day, DOCTOR, "Well child visit");
        folder.child_signs(&visit);
        if month == 12 || month == 24 {
            folder.draw(Draw { visit: Some(&visit), by: DOCTOR, ..Draw::of(&LEAD, day) });
            folder.draw(Draw { visit: Some(&visit), by: DOCTOR, ..Draw::of(&COUNT, day) });
        }
        if Some(month) == last {
            folder.note(&visit, &PROGRESS, "Well child visit", Sheet::Text(NOTE));
        }
    }
}

fn illnesses(folder: &mut Folder) {
    let day = folder.some_day(1, 60);
    let throat = folder.visit(&SYMPTOM, day, DOCTOR, &SORE_THROAT);
    folder.draw(Draw {
        reads: &[("strep", "Detected")],
        visit: Some(&throat),
        by: DOCTOR,
        ..Draw::of(&STREP, day)
    });
    folder.diagnosis(&throat, &SORE_THROAT, "resolved");
    folder.prescribe(Prescription {
        status: "completed",
        why: Some(&SORE_THROAT),
        refills_left: 0,
        fills: 0,
        ..Prescription::of(&AMOXICILLIN, day, DOCTOR)
    });

    let day = folder.some_day(1, 60);
    let ear = folder.visit(&SYMPTOM, day, DOCTOR, &EAR_INFECTION);
    folder.diagnosis(&ear, &EAR_INFECTION, "resolved");

    if folder.rng.chance(0.3) {
        let day = folder.some_day(1, 60);
        let (problem, study, words) = if folder.rng.chance(0.5) {
            (&WRIST_FRACTURE, &WRIST_XRAY, "Buckle fracture of the far end of the radius, in good position.")
        } else {
            (&ANKLE_SPRAIN, &ANKLE_XRAY, "No fracture. Swelling on the outer side.")
        };
        let visit = folder.visit(&EMERGENCY_VISIT, day, &HADDAD, problem);
        folder.imaging(&visit, study, words, words);
        folder.diagnosis(&visit, problem, "resolved");
    }
}

const NOTE: &str = "Well child visit. Eats, sleeps and plays well; no worries at school or at home.

Growth follows the child's own line. Exam normal. Vaccines are up to date.

Plan: helmet on the bicycle, two hours of screen at most, dentist twice a year. Back in a year.

Noah Brandt, MD";
