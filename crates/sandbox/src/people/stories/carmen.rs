//! Carmen Vidal, 81: Ana's mother. Spanish-speaking, warfarin, many medicines, failing kidneys, and people who help.

use serde_json::json;

use crate::people::Featured;
use crate::people::calendar::shifted;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{DISCHARGE, PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::{Naming, Prescription};
use crate::people::kinds::problems::SULFONAMIDES;
use crate::people::kinds::profile::{Heritage, Person, SPANISH};
use crate::people::kinds::reports::{BONE_DENSITY, CHEST_XRAY, ULTRASOUND_KIDNEYS};
use crate::people::kinds::visits::{EMERGENCY_VISIT, FOLLOW_UP};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{ALDOUS, HADDAD, IBARRA, OKAFOR, PARK};
use crate::people::tables::drugs::{
    ACETAMINOPHEN, ALENDRONATE, AMLODIPINE, ATORVASTATIN, DIGOXIN, DONEPEZIL, FUROSEMIDE, METOPROLOL,
    OMEPRAZOLE, SPIRONOLACTONE, WARFARIN,
};
use crate::people::tables::panels::{ALBUMIN_RATIO, COUNT, HEART, METABOLIC, VITAMIN_D};
use crate::people::tables::problems::{
    ATRIAL_FIBRILLATION, HEART_FAILURE, HYPERKALEMIA, HYPERTENSION, KIDNEY_STAGE_3, KIDNEY_STAGE_4,
    KNEE_ARTHRITIS, OSTEOPOROSIS,
};
use crate::people::tables::vaccines::{COVID, FLU_HIGH_DOSE, PNEUMOCOCCAL_23, SHINGLES};

/// Months ago, creatinine in mg/dL, potassium in mmol/L.
const KIDNEYS: [(i64, &str, &str); 9] = [
    (62, "0.98", "4.4"),
    (54, "1.04", "4.5"),
    (46, "1.12", "4.3"),
    (38, "1.18", "4.6"),
    (30, "1.29", "4.7"),
    (22, "1.38", "4.9"),
    (11, "1.52", "4.8"),
    (5, "1.61", "5.0"),
    (1, "1.74", "5.2"),
];

/// The last sixteen months of INR, oldest first.
const INR: [&str; 16] = [
    "2.3", "2.6", "2.2", "1.8", "2.4", "2.7", "3.4", "2.9", "2.5", "2.4", "5.6", "3.1", "2.6", "2.3", "2.5",
    "2.8",
];

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut carmen = setting.folder("carmen-vidal", "Carmen Vidal", Sex::Female, 81, 41);
    register(&mut carmen);
    problems(&mut carmen);
    kidneys(&mut carmen);
    clotting(&mut carmen);
    hospital(&mut carmen);
    medicines(&mut carmen);
    daily_care(&mut carmen);
    let featured = carmen.featured("es", "Ana's mother, 81: speaks Spanish, INR series, many medicines, kidney function falling, a critical potassium last year");
    (carmen, Some(featured))
}

fn register(carmen: &mut Folder) {
    carmen.register(&Person {
        given: &["Carmen", "Dolores"],
        family: "Vidal Ortega",
        heritage: Heritage::Hispanic,
        language: SPANISH,
        street: "5 Chapel Court, Apartment 2",
        email: "carmen.vidal@example.org",
        phone: "555-0151",
        married: Some(false),
        doctor: &IBARRA,
        emergency: Some(("Ana Reyes", "Daughter", "555-0148")),
    });
    let id = carmen.patient();
    carmen.edit(&id, |patient| {
        patient["name"]
            .as_array_mut()
            .expect("a patient has a list of names")
            .push(json!({"use": "usual", "text": "Doña Carmen"}));
        patient["maritalStatus"] = json!({"text": "Widowed"});
    });
    carmen.relative(("Ana", "Reyes"), ("DAUC", "Daughter"), "555-0148");
    carmen.relative(("Rosa", "Medina"), ("CAREGIVER", "caregiver"), "555-0152");
    carmen.insure("seniors-plan", "Medicare Part B", 2010);
}

fn problems(carmen: &mut Folder) {
    let calendar = carmen.calendar;
    let year = |ago: i16| (calendar.today.year() - ago).to_string();
    carmen.problem(&ATRIAL_FIBRILLATION, &year(7), &ALDOUS);
    carmen.problem(&HYPERTENSION, &year(24), &IBARRA);
    carmen.problem(&HEART_FAILURE, &calendar.office_day(14).strftime("%Y-%m").to_string(), &ALDOUS);
    carmen.past_problem(
        &KIDNEY_STAGE_3,
        &calendar.office_day(38).to_string(),
        &calendar.office_day(5).to_string(),
    );
    carmen.problem(&KIDNEY_STAGE_4, &calendar.office_day(5).to_string(), &IBARRA);
    carmen.problem(&OSTEOPOROSIS, &year(9), &IBARRA);
    carmen.problem(&KNEE_ARTHRITIS, &year(15), &IBARRA);
    carmen.allergy(&SULFONAMIDES, calendar.office_day(70));
    carmen.uncoded_allergy("Esparadrapo (le irrita la piel)");
}

fn kidneys(carmen: &mut Folder) {
    for (months, creatinine, potassium) in KIDNEYS {
        let day = carmen.calendar.office_day(months);
        let visit = carmen.visit(&FOLLOW_UP, day, &IBARRA, &HYPERTENSION);
        let weight = 61.0 - 0.08 * (62 - months) as f64;
        carmen.adult_signs(&visit, weight, (138 - (months % 7), 74));
        let on = |panel| Draw { visit: Some(&visit), by: &IBARRA, ..Draw::of(panel, day) };
        carmen.draw(Draw {
            reads: &[
                ("creatinine", creatinine),
                ("potassium", potassium),
                ("bun", if months < 12 { "34" } else { "26" }),
            ],
            ..on(&METABOLIC)
        });
        carmen.draw(Draw {
            reads: &[("hgb", if months < 12 { "10.9" } else { "12.1" }), ("rbc", "3.90")],
            ..on(&COUNT)
        });
        if months % 8 == 6 || months == 5 {
            carmen.draw(Draw {
                reads: &[("uacr", if months < 12 { "184" } else { "62" })],
                ..on(&ALBUMIN_RATIO)
            });
        }
        if months == 1 {
            carmen.draw(Draw { reads: &[("vitd", "33")], ..on(&VITAMIN_D) });
            carmen.note(&visit, &PROGRESS, "Control de los riñones", Sheet::Text(KIDNEY_NOTE));
        }
    }
    let scan = carmen.routine_visit(&FOLLOW_UP, carmen.calendar.office_day(5), &IBARRA, "Kidney ultrasound");
    carmen.imaging(
        &scan,
        &ULTRASOUND_KIDNEYS,
        "Right kidney 8.6 cm, left kidney 8.9 cm, both with a thin cortex. No stone, no obstruction.",
        "Small kidneys, in keeping with long-standing kidney disease. No obstruction.",
    );
    let bones =
        carmen.routine_visit(&FOLLOW_UP, carmen.calendar.office_day(25), &IBARRA, "Bone density scan");
    carmen.imaging(
        &bones,
        &BONE_DENSITY,
        "T-score of the lumbar spine -2.6, of the left hip -2.4.",
        "Osteoporosis. Stable against the scan three years ago.",
    );
}

fn clotting(carmen: &mut Folder) {
    for (index, inr) in INR.iter().enumerate() {
        let day = carmen.calendar.recent_office_day(470 - 31 * index as i64);
        carmen.inr_on_warfarin(day, inr, &IBARRA, "final");
    }
    carmen.inr_on_warfarin(carmen.calendar.recent_office_day(2), "2.6", &IBARRA, "preliminary");
}

fn hospital(carmen: &mut Folder) {
    let admitted = carmen.calendar.months_ago(14);
    let emergency = carmen.visit(&EMERGENCY_VISIT, admitted, &HADDAD, &HYPERKALEMIA);
    let on = |panel| Draw { visit: Some(&emergency), by: &HADDAD, ..Draw::of(panel, admitted) };
    carmen.draw(Draw {
        reads: &[("potassium", "6.7"), ("creatinine", "2.31"), ("co2", "18")],
        ..on(&METABOLIC)
    });
    carmen.draw(Draw { reads: &[("bnp", "3120"), ("troponin", "24")], ..on(&HEART) });
    carmen.imaging(
        &emergency,
        &CHEST_XRAY,
        "Heart enlarged. Fluid at both lung bases, more on the right.",
        "Congestive heart failure with small effusions.",
    );
    carmen.diagnosis(&emergency, &HYPERKALEMIA, "resolved");

    let stay = carmen.hospital_stay(admitted, 4, &ALDOUS, &HEART_FAILURE);
    carmen.draw(Draw {
        reads: &[("potassium", "4.6"), ("creatinine", "1.66")],
        visit: Some(&stay),
        by: &ALDOUS,
        ..Draw::of(&METABOLIC, shifted(admitted, 3))
    });
    carmen.note(
        &stay,
        &DISCHARGE,
        "Discharge summary",
        Sheet::Pdf { title: "Discharge summary", paragraphs: DISCHARGE_SHEET },
    );
}

fn medicines(carmen: &mut Folder) {
    let since = carmen.calendar.office_day(14);
    let steady: [(&'static _, Option<&'static _>); 9] = [
        (&WARFARIN, Some(&ATRIAL_FIBRILLATION)),
        (&METOPROLOL, Some(&ATRIAL_FIBRILLATION)),
        (&FUROSEMIDE, Some(&HEART_FAILURE)),
        (&AMLODIPINE, Some(&HYPERTENSION)),
        (&ATORVASTATIN, None),
        (&OMEPRAZOLE, None),
        (&DONEPEZIL, None),
        (&DIGOXIN, Some(&ATRIAL_FIBRILLATION)),
        (&ACETAMINOPHEN, Some(&KNEE_ARTHRITIS)),
    ];
    for (index, (drug, why)) in steady.into_iter().enumerate() {
        let naming = match index {
            1 => Naming::Contained,
            7 => Naming::Referenced,
            _ => Naming::Coded,
        };
        let refills = [0, 2, 3, 1, 3, 5, 2, 3, 5][index];
        carmen.prescribe(Prescription {
            why,
            refills_left: refills,
            fills: 4,
            last_fill_days_ago: 6 + 9 * index as i64,
            naming,
            ..Prescription::of(drug, since, &IBARRA)
        });
    }
    let stopped = Prescription {
        status: "stopped",
        why: Some(&HEART_FAILURE),
        fills: 3,
        last_fill_days_ago: 430,
        ..Prescription::of(&SPIRONOLACTONE, carmen.calendar.office_day(19), &ALDOUS)
    };
    let stopped = carmen.prescribe(stopped);
    carmen.edit(&stopped, |order| order["statusReason"] = json!({"text": "Potassium too high"}));
    carmen.prescribe(Prescription {
        status: "completed",
        why: Some(&OSTEOPOROSIS),
        fills: 2,
        last_fill_days_ago: 600,
        ..Prescription::of(&ALENDRONATE, carmen.calendar.office_day(60), &IBARRA)
    });
}

fn daily_care(carmen: &mut Folder) {
    let calendar = carmen.calendar;
    let since = calendar.office_day(13);
    let goals = [
        carmen.goal("INR between 2 and 3", None, since, calendar.in_days(90)),
        carmen.goal("Weigh every morning; call if 2 kg more in a week", None, since, calendar.in_days(90)),
        carmen.goal("Seguir viviendo en casa, con ayuda por las mañanas", None, since, calendar.in_days(365)),
    ];
    carmen.care_plan(
        "Plan de cuidados en casa",
        "Corazón, riñones y anticoagulación. Rosa ayuda por las mañanas; Ana los fines de semana.",
        since,
        &goals,
        &[
            "INR cada cuatro semanas",
            "Peso cada mañana",
            "Poca sal y poco potasio",
            "Revisión de medicinas con la farmacéutica cada tres meses",
        ],
    );
    carmen.care_team(
        "Equipo de Carmen",
        &[&IBARRA, &ALDOUS, &OKAFOR, &PARK],
        &[
            ("RelatedPerson/carmen-vidal-relative-1", "Ana Reyes"),
            ("RelatedPerson/carmen-vidal-relative-2", "Rosa Medina"),
        ],
    );
    carmen.appointment(calendar.in_days(9), (11, 0), &IBARRA, "Control de los riñones y del INR", "booked");
    carmen.appointment(calendar.recent_office_day(33), (11, 0), &ALDOUS, "Cardiología", "noshow");
    carmen.immunize(&PNEUMOCOCCAL_23, calendar.office_day(150));
    carmen.immunize(&SHINGLES, calendar.office_day(50));
    carmen.immunize(&SHINGLES, calendar.office_day(46));
    for months in [57, 56, 37, 25, 13] {
        carmen.immunize(&COVID, calendar.office_day(months));
    }
    for months in [49, 37, 25, 13, 1] {
        carmen.immunize(&FLU_HIGH_DOSE, calendar.office_day(months));
    }
}

const KIDNEY_NOTE: &str = "Visita en español con la paciente y su cuidadora, Rosa Medina.

Se encuentra bien, duerme con una almohada, sin hinchazón nueva. Toma sus medicinas con el pastillero semanal.

La función de los riñones ha bajado otro poco (creatinina 1,74 mg/dL). El potasio está en 5,2: se repasa la dieta. No tomar ibuprofeno ni sustitutos de la sal.

Plan: análisis en cuatro semanas, cita con nefrología solicitada, seguir con warfarina según INR.

Dr. Tomás Ibarra";

const DISCHARGE_SHEET: &[&str] = &[
    "Reason for the stay: shortness of breath from heart failure, with potassium of 6.7 mmol/L at arrival.",
    "What was done: potassium was treated in the emergency department and was 4.6 mmol/L three days later. Fluid was removed with furosemide; weight at discharge 59.2 kg.",
    "Medicines stopped: spironolactone, because it raised the potassium. Do not take it again. No ibuprofen, no salt substitutes.",
    "Medicines new: furosemide 40 mg each morning. All others as before; warfarin by INR.",
    "Who knows: the daughter, Ana Reyes, and the caregiver, Rosa Medina, were taught how to weigh and when to call.",
    "Next: blood test in one week, Dr. Ibarra in two weeks, Dr. Aldous in six weeks.",
];
