//! Marcus Hale, 34: HIV found six years ago, undetectable since. Most of his record carries the HIV label.

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{CONSULT, PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::{Naming, Prescription};
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::social::Smoking;
use crate::people::kinds::visits::{CHECK_UP, FOLLOW_UP, VIDEO};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{ABARA, OSEI};
use crate::people::tables::drugs::BIKTARVY;
use crate::people::tables::panels::{COUNT, HEPATITIS, HIV_MONITORING, HIV_SCREEN, LIPIDS, METABOLIC};
use crate::people::tables::problems::{HIV, MIGRAINE};
use crate::people::tables::vaccines::{COVID, HEPATITIS_B_ADULT, PNEUMOCOCCAL_23};

/// Months ago, viral load in copies/mL, CD4 cells per microlitre.
const CONTROL: [(i64, &str, &str); 13] = [
    (70, "84500", "312"),
    (69, "1240", "344"),
    (67, "86", "401"),
    (64, "<20", "455"),
    (58, "<20", "520"),
    (52, "<20", "571"),
    (46, "27", "602"),
    (40, "<20", "611"),
    (34, "<20", "640"),
    (27, "<20", "655"),
    (20, "<20", "?error"),
    (13, "<20", "688"),
    (1, "<20", "702"),
];

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut marcus = setting.folder("marcus-hale", "Marcus Hale", Sex::Male, 34, 120);
    marcus.register(&Person {
        given: &["Marcus", "Jamal"],
        family: "Hale",
        heritage: Heritage::Black,
        language: ENGLISH,
        street: "221 Foundry Road, Unit 6",
        email: "marcus.hale@example.org",
        phone: "555-0161",
        married: Some(false),
        doctor: &ABARA,
        emergency: Some(("Renee Hale", "Sister", "555-0162")),
    });
    marcus.relative(("Renee", "Hale"), ("SIS", "sister"), "555-0162");
    marcus.insure("evergreen-plan", "Evergreen Gold HMO", 2020);
    found(&mut marcus);
    controlled(&mut marcus);
    everyday(&mut marcus);
    let featured = marcus.featured(
        "en",
        "HIV care, well controlled: viral load below the limit of detection, most items protected",
    );
    (marcus, Some(featured))
}

fn found(marcus: &mut Folder) {
    let visit = marcus.routine_visit(&CHECK_UP, marcus.calendar.office_day(71), &ABARA, "First check-up");
    marcus.adult_signs(&visit, 77.5, (122, 76));
    marcus.draw(Draw {
        reads: &[("hiv-screen", "Reactive")],
        visit: Some(&visit),
        by: &ABARA,
        ..Draw::of(&HIV_SCREEN, visit.day)
    });
    marcus.draw(Draw {
        reads: &[("hbsab", "Reactive")],
        visit: Some(&visit),
        by: &ABARA,
        ..Draw::of(&HEPATITIS, visit.day)
    });
    let problem = marcus.problem(&HIV, &visit.day.to_string(), &OSEI);
    marcus.label(&problem, "HIV", "HIV/AIDS information sensitivity");
    marcus.prescribe(Prescription {
        why: Some(&HIV),
        refills_left: 5,
        fills: 12,
        last_fill_days_ago: 14,
        naming: Naming::Contained,
        ..Prescription::of(&BIKTARVY, marcus.calendar.office_day(12), &OSEI)
    });
    marcus.prescribe(Prescription {
        status: "completed",
        why: Some(&HIV),
        fills: 0,
        ..Prescription::of(&BIKTARVY, marcus.calendar.office_day(70), &OSEI)
    });
}

fn controlled(marcus: &mut Folder) {
    for (index, (months, load, cd4)) in CONTROL.into_iter().enumerate() {
        let day = marcus.calendar.office_day(months);
        let kind = if index % 3 == 2 { &VIDEO } else { &FOLLOW_UP };
        let visit = marcus.visit(kind, day, &OSEI, &HIV);
        let drawn = marcus.draw(Draw {
            reads: &[("viral-load", load), ("cd4", cd4)],
            visit: Some(&visit),
            by: &OSEI,
            ..Draw::of(&HIV_MONITORING, day)
        });
        if cd4.starts_with('?') {
            marcus.remark(drawn.of("cd4"), "Specimen clotted; count not possible. Please redraw.");
        }
        if months == 70 {
            marcus.note(&visit, &CONSULT, "First visit, infectious disease clinic", Sheet::Text(FIRST));
        }
        if months == 1 {
            marcus.note(&visit, &PROGRESS, "Twice-yearly visit", Sheet::Text(LATEST));
        }
    }
}

fn everyday(marcus: &mut Folder) {
    let calendar = marcus.calendar;
    for months in [58, 46, 34, 20, 8] {
        let visit = marcus.routine_visit(&CHECK_UP, calendar.office_day(months), &ABARA, "Yearly check-up");
        marcus.adult_signs(&visit, 78.0 + 0.06 * (58 - months) as f64, (120 + months % 7, 76));
        marcus.smoking(&visit, Smoking::Former);
        for panel in [&METABOLIC, &COUNT, &LIPIDS] {
            marcus.draw(Draw { visit: Some(&visit), by: &ABARA, ..Draw::of(panel, visit.day) });
        }
    }
    marcus.problem(&MIGRAINE, &(calendar.today.year() - 12).to_string(), &ABARA);
    marcus.no_known_allergies(calendar.office_day(71));
    marcus.immunize(&HEPATITIS_B_ADULT, calendar.office_day(140));
    marcus.immunize(&PNEUMOCOCCAL_23, calendar.office_day(66));
    marcus.immunize(&COVID, calendar.office_day(57));
    marcus.immunize(&COVID, calendar.office_day(56));
    marcus.flu_shots(5);
    let goal = marcus.goal("Stay undetectable", None, calendar.office_day(64), calendar.in_days(180));
    marcus.care_plan(
        "HIV care plan",
        "One tablet a day, blood test twice a year. Undetectable means that it is not passed on.",
        calendar.office_day(64),
        &[goal],
        &["One tablet every day", "Viral load twice a year"],
    );
    marcus.care_team("Marcus's care team", &[&ABARA, &OSEI], &[]);
    marcus.appointment(calendar.in_days(150), (14, 0), &OSEI, "Twice-yearly visit", "booked");
}

const FIRST: &str = "Marcus was referred after a reactive screening test, confirmed twice. He is well. CD4 312, viral load 84,500, no resistance.

We talked for an hour about what this means: with one tablet a day he can expect a normal life, and once undetectable he cannot pass it on to a partner.

Plan: start treatment today. Blood test in four weeks. He chose whom to tell; no letters to the home address.

Daniel Osei, MD";

const LATEST: &str =
    "Doing very well, has not missed a tablet that he remembers. Viral load below 20 copies/mL, CD4 702.

Plan: go on. Next visit in six months.

Daniel Osei, MD";
