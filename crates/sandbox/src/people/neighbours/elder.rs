//! An elder: several ailments, more medicines, some who no longer live.

use serde_json::json;

use super::Resident;
use super::adult::{allergies, check_ups, chosen, suffer};
use super::ailments::OF_ELDERS;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::Prescription;
use crate::people::kinds::reports::{BONE_DENSITY, CHEST_XRAY, HEAD_CT};
use crate::people::kinds::visits::{EMERGENCY_VISIT, FOLLOW_UP};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{ALDOUS, Clinician, HADDAD, IBARRA};
use crate::people::tables::drugs::WARFARIN;
use crate::people::tables::panels::{A1C, ALBUMIN_RATIO, COUNT, HEART, LIPIDS, METABOLIC, PSA, VITAMIN_D};
use crate::people::tables::problems::{ATRIAL_FIBRILLATION, FALL, HEART_FAILURE};
use crate::people::tables::vaccines::{FLU_HIGH_DOSE, PNEUMOCOCCAL_23, SHINGLES};

pub const DOCTOR: &Clinician = &IBARRA;

pub fn told(setting: Setting, who: &Resident<'_>) -> Folder {
    let has_died = who.age_years > 86;
    let setting = if has_died { setting.as_of(setting.calendar.office_day(2)) } else { setting };
    let calendar = setting.calendar;
    let mut folder = who.registered(setting);
    let ailments = chosen(&mut folder, OF_ELDERS, 3);
    suffer(&mut folder, &ailments, who.doctor);
    check_ups(&mut folder, who.doctor, &[&METABOLIC, &COUNT, &A1C, &LIPIDS, &VITAMIN_D, &ALBUMIN_RATIO]);
    if folder.sex == Sex::Male {
        folder.draw(Draw { by: who.doctor, every_range: true, ..Draw::of(&PSA, calendar.office_day(15)) });
    } else {
        let visit =
            folder.routine_visit(&FOLLOW_UP, calendar.office_day(28), who.doctor, "Bone density scan");
        folder.imaging(
            &visit,
            &BONE_DENSITY,
            "T-score of the lumbar spine -1.4, of the left hip -1.1.",
            "Low bone mass, no osteoporosis.",
        );
    }
    if folder.rng.chance(0.4) {
        thinned_blood(&mut folder);
    }
    if folder.rng.chance(0.5) {
        fall(&mut folder);
    }
    allergies(&mut folder);
    folder.immunize(&PNEUMOCOCCAL_23, calendar.office_day(100));
    folder.immunize(&SHINGLES, calendar.office_day(40));
    for months in [37, 25, 13, 1] {
        folder.immunize(&FLU_HIGH_DOSE, calendar.office_day(months));
    }
    folder.care_team("Care team", &[who.doctor, &ALDOUS], &[]);
    if has_died {
        died(&mut folder);
    } else {
        let day = calendar.in_days(folder.rng.between(5, 60));
        folder.appointment(day, (9, 30), who.doctor, "Follow-up", "booked");
    }
    folder
}

fn thinned_blood(folder: &mut Folder) {
    let since = folder.calendar.office_day(40);
    folder.problem(&ATRIAL_FIBRILLATION, &since.to_string(), &ALDOUS);
    folder.prescribe(Prescription {
        why: Some(&ATRIAL_FIBRILLATION),
        ..Prescription::of(&WARFARIN, folder.calendar.office_day(11), &ALDOUS)
    });
    for months in (1..12).rev() {
        let inr = format!("{:.1}", 2.5 + 0.35 * folder.rng.bell());
        let day = folder.calendar.office_day(months);
        folder.inr_on_warfarin(day, &inr, &IBARRA, "final");
    }
}

fn fall(folder: &mut Folder) {
    let day = folder.calendar.days_ago(folder.rng.between(90, 900));
    let visit = folder.visit(&EMERGENCY_VISIT, day, &HADDAD, &FALL);
    folder.imaging(
        &visit,
        &HEAD_CT,
        "No bleeding, no fracture. Age-appropriate volume loss.",
        "No acute finding.",
    );
    folder.diagnosis(&visit, &FALL, "resolved");
}

/// The record of somebody who has died stays; here the month is known and not the day.
fn died(folder: &mut Folder) {
    let admitted = folder.calendar.days_ago(9);
    let stay = folder.hospital_stay(admitted, 6, &ALDOUS, &HEART_FAILURE);
    folder.imaging(&stay, &CHEST_XRAY, "Heart enlarged, fluid in both lungs.", "Congestive heart failure.");
    folder.draw(Draw {
        reads: &[("bnp", "9840"), ("troponin", "41")],
        visit: Some(&stay),
        by: &ALDOUS,
        ..Draw::of(&HEART, admitted)
    });
    let month = folder.calendar.today.strftime("%Y-%m").to_string();
    let patient = folder.patient();
    folder.edit(&patient, |patient| patient["deceasedDateTime"] = json!(month));
}
