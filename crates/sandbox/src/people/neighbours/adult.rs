//! An ordinary adult: a check-up a year, a cold now and then, perhaps one or two lasting ailments.

use super::Resident;
use super::ailments::{Ailment, OF_ADULTS, PASSING};
use crate::people::folder::Folder;
use crate::people::kinds::documents::{PROGRESS, Sheet};
use crate::people::kinds::labs::{Draw, NORTHGATE, RIVERSIDE};
use crate::people::kinds::medicines::{Naming, Prescription};
use crate::people::kinds::problems::COMMON_ALLERGIES;
use crate::people::kinds::social::Smoking;
use crate::people::kinds::visits::{CHECK_UP, SYMPTOM, Visit};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{ABARA, Clinician, LINDQVIST};
use crate::people::tables::panels::{A1C, COUNT, LIPIDS, METABOLIC, Panel, THYROID, URINALYSIS};
use crate::people::tables::vaccines::{COVID, TDAP};

pub fn doctor(index: usize) -> &'static Clinician {
    if index.is_multiple_of(2) { &LINDQVIST } else { &ABARA }
}

pub fn told(setting: Setting, who: &Resident<'_>) -> Folder {
    let mut folder = who.registered(setting);
    let count = folder.rng.between(0, 2);
    let ailments = chosen(&mut folder, OF_ADULTS, count);
    suffer(&mut folder, &ailments, who.doctor);
    check_ups(&mut folder, who.doctor, &[&METABOLIC, &COUNT, &LIPIDS, &A1C]);
    passing_illness(&mut folder, who.doctor);
    allergies(&mut folder);
    let calendar = setting.calendar;
    folder.immunize(&TDAP, calendar.office_day(70));
    folder.immunize(&COVID, calendar.office_day(54));
    folder.flu_shots(3);
    folder.care_team("Care team", &[who.doctor], &[]);
    if folder.rng.chance(0.5) {
        let day = calendar.in_days(folder.rng.between(3, 90));
        folder.appointment(day, (10, 30), who.doctor, "Check-up", "booked");
    }
    folder
}

/// So many different ailments of the table.
pub fn chosen(folder: &mut Folder, table: &'static [Ailment], count: i64) -> Vec<&'static Ailment> {
    let mut chosen: Vec<&'static Ailment> = Vec::new();
    while (chosen.len() as i64) < count {
        let next = folder.rng.pick(table);
        if !chosen.iter().any(|ailment| std::ptr::eq(ailment.problem, next.problem)) {
            chosen.push(next);
        }
    }
    chosen
}

/// Puts ailments on the problem list, their medicines beside them, and leans the person's results.
pub fn suffer(folder: &mut Folder, ailments: &[&'static Ailment], doctor: &'static Clinician) {
    for ailment in ailments {
        for (key, deviations) in ailment.lean {
            folder.lean(key, *deviations);
        }
        let onset = folder.some_day(14, 110);
        folder.problem(ailment.problem, &onset.to_string(), doctor);
        let Some(drug) = ailment.drug else { continue };
        let since = folder.some_day(6, 13);
        let refills = folder.rng.between(0, 5);
        let last_fill_days_ago = folder.rng.between(2, drug.supply.1.max(3));
        let naming = if folder.rng.chance(0.2) { Naming::Contained } else { Naming::Coded };
        folder.prescribe(Prescription {
            why: Some(ailment.problem),
            refills_left: refills,
            last_fill_days_ago,
            naming,
            ..Prescription::of(drug, since, doctor)
        });
    }
}

/// One check-up a year over the last five, with its panels and a note at the last.
pub fn check_ups(folder: &mut Folder, doctor: &'static Clinician, panels: &[&'static Panel]) {
    let latest = folder.rng.between(0, 11);
    let laboratory = if folder.rng.chance(0.25) { &NORTHGATE } else { &RIVERSIDE };
    for year in (0..5).rev() {
        let months = latest + 12 * year;
        let day = if months == 0 {
            folder.calendar.recent_office_day(folder.rng.between(1, 6))
        } else {
            folder.calendar.office_day(months)
        };
        let visit = folder.routine_visit(&CHECK_UP, day, doctor, "Yearly check-up");
        signs(folder, &visit, year);
        // Not everything every year: the panels take turns.
        for (turn, panel) in panels.iter().enumerate() {
            if (turn as i64 + year) % 3 != 0 {
                continue;
            }
            folder.draw(Draw { visit: Some(&visit), by: doctor, laboratory, ..Draw::of(panel, day) });
        }
        match year {
            0 => {
                folder.smoking(&visit, Smoking::Never);
                folder.draw(Draw { visit: Some(&visit), by: doctor, laboratory, ..Draw::of(&THYROID, day) });
                folder.note(
                    &visit,
                    &PROGRESS,
                    "Yearly check-up",
                    Sheet::Text(&format!("{NOTE}{}", doctor.name())),
                );
            }
            2 => {
                folder.draw(Draw {
                    visit: Some(&visit),
                    by: doctor,
                    laboratory,
                    ..Draw::of(&URINALYSIS, day)
                });
            }
            _ => {}
        }
    }
}

fn signs(folder: &mut Folder, visit: &Visit, years_ago: i64) {
    let height = folder.adult_height();
    let index = 26.0 + 2.6 * folder.habit("weight");
    let weight = index * (height / 100.0).powi(2) - 0.4 * years_ago as f64;
    let pressure = (120.0 + 7.0 * folder.habit("pressure") + 3.0 * folder.rng.bell()) as i64;
    folder.adult_signs(visit, weight, (pressure, pressure * 5 / 8 + 2));
}

fn passing_illness(folder: &mut Folder, doctor: &'static Clinician) {
    for _ in 0..folder.rng.between(0, 2) {
        let problem = *folder.rng.pick(&PASSING);
        let day = folder.some_day(2, 55);
        let visit = folder.visit(&SYMPTOM, day, doctor, problem);
        folder.diagnosis(&visit, problem, "resolved");
    }
}

pub fn allergies(folder: &mut Folder) {
    let recorded = folder.some_day(20, 80);
    if folder.rng.chance(0.35) {
        let allergy = *folder.rng.pick(&COMMON_ALLERGIES);
        folder.allergy(allergy, recorded);
    } else if folder.rng.chance(0.6) {
        folder.no_known_allergies(recorded);
    }
}

const NOTE: &str = "Yearly check-up. No complaints beside what is on the problem list. Sleeps well, moves enough, eats with the family.

Exam without new findings. Blood drawn today; results come through the portal.

Plan: medicines as they are. Flu shot in the fall. Back in a year.

";
