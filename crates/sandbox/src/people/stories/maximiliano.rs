//! Maximiliano Wolfeschlegelsteinhausenbergerdorff-Etxeberria, 61: everything about him is long.

use serde_json::json;

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{HISTORY, PROCEDURE, PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::Prescription;
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::visits::{CHECK_UP, FOLLOW_UP};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{ABARA, ALDOUS};
use crate::people::tables::drugs::{FLUTICASONE_SALMETEROL, INSULIN};
use crate::people::tables::panels::{COUNT, LIPIDS, METABOLIC, PSA, URINE_CULTURE};
use crate::people::tables::problems::{ASTHMA, DIABETES, HYPERTENSION};
use crate::people::tables::vaccines::TDAP;

const FAMILY: &str = "Wolfeschlegelsteinhausenbergerdorff-Etxeberria";

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let name = format!("Maximiliano {FAMILY}");
    let mut long = setting.folder("maximiliano", &name, Sex::Male, 61, 301);
    long.register(&Person {
        given: &["Maximiliano", "Bartholomäus-Alexander", "Ignacio", "Hippolytus", "Jean-Christophe"],
        family: FAMILY,
        heritage: Heritage::Other,
        language: ENGLISH,
        street: "The Old Customs Warehouse at Saint Bartholomew's Wharf, Building Seven, Staircase Eleven, Apartment 1402, care of the Etxeberria family",
        email: "maximiliano.bartholomaus-alexander.wolfeschlegelsteinhausenbergerdorff@long-but-valid-domain-name.example.org",
        phone: "555-0174",
        married: Some(true),
        doctor: &ABARA,
        emergency: Some(("Bartholomäa Hildegard Maria-Theresia Wolfeschlegelsteinhausenbergerdorff-Etxeberria", "Wife", "555-0175")),
    });
    long.insure("evergreen-plan", "Evergreen Health Plan Preferred Provider Organization for Retired Harbor Pilots and Dependents, Tier Two", 2016);
    check_ups(&mut long);
    long_lists(&mut long);
    documents(&mut long);
    let mut featured =
        long.featured("en", "Names, addresses, results and comments of great length, for the layout");
    featured.email = "maximiliano@example.org".to_owned();
    (long, Some(featured))
}

fn check_ups(long: &mut Folder) {
    for months in [64, 52, 40, 28, 16, 4] {
        let visit = long.routine_visit(&CHECK_UP, long.calendar.office_day(months), &ABARA, "Yearly check-up, with a long talk about the harbor, the grandchildren, the left shoulder, sleep, and what the neighbor said about garlic");
        long.adult_signs(&visit, 91.0, (136, 84));
        for panel in [&METABOLIC, &COUNT, &LIPIDS, &PSA] {
            long.draw(Draw { visit: Some(&visit), by: &ABARA, ..Draw::of(panel, visit.day) });
        }
    }
    let day = long.calendar.recent_office_day(9);
    let drawn = long.draw(Draw {
        reads: &[("culture", &GROWTH.repeat(3))],
        by: &ABARA,
        ..Draw::of(&URINE_CULTURE, day)
    });
    long.remark(drawn.of("culture"), &COMMENT.repeat(24));
    let calm = long.draw(Draw {
        reads: &[("potassium", "5.3")],
        by: &ABARA,
        ..Draw::of(&METABOLIC, long.calendar.recent_office_day(2))
    });
    long.remark(calm.of("potassium"), &COMMENT.repeat(6));
}

fn long_lists(long: &mut Folder) {
    let calendar = long.calendar;
    let problem = long.problem(&HYPERTENSION, &calendar.office_day(64).to_string(), &ABARA);
    long.edit(&problem, |condition| {
        condition["code"]["text"] = json!("Hypertensive disorder, systemic arterial, long-standing, treated, with a strong family history on both sides, well controlled at home and less well controlled in the consulting room");
    });
    long.problem(&DIABETES, &calendar.office_day(40).to_string(), &ABARA);
    long.uncoded_allergy("Adhesive of the hydrocolloid dressings that were used on the ward in the spring, the brown ones and not the white ones, and perhaps also the tape of the infusion");
    long.prescribe(Prescription {
        why: Some(&DIABETES),
        ..Prescription::of(&INSULIN, calendar.office_day(16), &ABARA)
    });
    let order = long.prescribe(Prescription {
        why: Some(&ASTHMA),
        refills_left: 11,
        ..Prescription::of(&FLUTICASONE_SALMETEROL, calendar.office_day(16), &ABARA)
    });
    long.edit(&order, |order| {
        order["dosageInstruction"][0]["text"] = json!("Inhale 1 puff in the morning after brushing your teeth and 1 puff in the evening before brushing your teeth, rinse your mouth with water each time and spit it out, do not stop when you feel better, keep the counter dry, and bring the empty device back to the pharmacy");
    });
    let goals: Vec<String> = (1..=6)
        .map(|step| long.goal(&format!("Step {step} of 6: walk {} minutes along the harbor every morning that the weather allows, and every second one that it does not", step * 10), None, calendar.office_day(4), calendar.in_days(30 * step)))
        .collect();
    long.care_plan(
        "A plan of many steps for a person with many interests and little time",
        "Six steps, each one a little longer than the one before, with a rest in between if it is needed.",
        calendar.office_day(4),
        &goals,
        &["Walk", "Rest", "Walk further", "Rest again", "Tell Dr. Abara how it went"],
    );
    long.care_team(
        "The care team of Maximiliano and of nobody else at Riverside Clinic and Riverside Hospital",
        &[&ABARA, &ALDOUS],
        &[],
    );
    long.appointment(
        calendar.in_days(60),
        (15, 0),
        &ABARA,
        "The next of many steps, the shoulder, and the results",
        "booked",
    );
}

fn documents(long: &mut Folder) {
    let visit = long.routine_visit(&FOLLOW_UP, long.calendar.office_day(3), &ABARA, "The long talk");
    long.note(
        &visit,
        &HISTORY,
        "History and physical, complete, unabridged, as dictated",
        Sheet::Text(&STORY.repeat(40)),
    );
    long.note(&visit, &PROCEDURE, "Scan of a letter (nothing arrived)", Sheet::Empty);
    long.inline_note(
        &visit,
        &PROGRESS,
        "A short note that lies in the entry itself",
        Sheet::Text("Nothing new since this morning."),
    );
    long.immunize(&TDAP, long.calendar.office_day(28));
}

const GROWTH: &str = "Mixed flora of at least three kinds, most likely from the skin; please send a new sample taken midstream after washing, cooled, within two hours. ";
const COMMENT: &str = "The laboratory notes that the sample arrived outside the agreed time, that the measurement was repeated on a second instrument with the same outcome, and that the physician was told by telephone and read the value back. ";
const STORY: &str = "The patient tells at length and with pleasure. Born by the sea, he piloted ships for thirty-one years, of which he remembers each. He sleeps six hours, eats fish, and has opinions on bread. The shoulder hurts when he reaches for the upper shelf and not when he rows. There is no chest pain, no shortness of breath on the stairs, no swelling of the legs.\n\n";
