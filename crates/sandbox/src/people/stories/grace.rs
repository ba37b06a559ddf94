//! Grace Lin, 37: carries a BRCA1 variant. A genetic report that was amended, from a laboratory known only by a number.

use serde_json::json;

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{CONSULT, Sheet};
use crate::people::kinds::lab_observation::interpretation;
use crate::people::kinds::labs::Draw;
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::reports::{BREAST_MRI, MAMMOGRAM};
use crate::people::kinds::visits::{CHECK_UP, FOLLOW_UP, SYMPTOM, VIDEO};
use crate::people::shapes::{LOINC, concept, instant, reference};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{LINDQVIST, NILSEN};
use crate::people::tables::panels::{BRCA, COUNT, COVID as COVID_TEST, LIPIDS, METABOLIC};
use crate::people::tables::problems::{BRCA_CARRIER, COVID as COVID_ILLNESS, REFLUX};
use crate::people::tables::vaccines::COVID;

const VARIANT: &str = "Pathogenic variant detected: BRCA1 c.68_69delAG (p.Glu23ValfsTer17), heterozygous";

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut grace = setting.folder("grace-lin", "Grace Lin", Sex::Female, 37, 188);
    grace.register(&Person {
        given: &["Grace", "Mei"],
        family: "Lin",
        heritage: Heritage::Asian,
        language: ENGLISH,
        street: "30 Observatory Hill",
        email: "grace.lin@example.org",
        phone: "555-0170",
        married: Some(true),
        doctor: &LINDQVIST,
        emergency: Some(("Peter Novak", "Husband", "555-0171")),
    });
    grace.insure("evergreen-plan", "Evergreen Gold HMO", 2019);
    genes(&mut grace);
    screening(&mut grace);
    everyday(&mut grace);
    let featured =
        grace.featured("en", "A BRCA1 result with a genetic label, an amended report, yearly screening");
    (grace, Some(featured))
}

fn genes(grace: &mut Folder) {
    let calendar = grace.calendar;
    let first = grace.routine_visit(&FOLLOW_UP, calendar.office_day(20), &NILSEN, "Genetic counseling");
    grace.note(&first, &CONSULT, "Genetic counseling", Sheet::Text("Mother had breast cancer at 41, her aunt ovarian cancer at 52. We talked about what a test can and cannot say, who else it concerns, and what would follow. Grace wants to know. Sofia Nilsen, CGC"));
    let drawn = grace.draw(Draw {
        reads: &[("brca1", VARIANT)],
        visit: Some(&first),
        by: &NILSEN,
        status: "amended",
        ..Draw::of(&BRCA, first.day)
    });
    let laboratory = json!([{
        "type": "Organization",
        "identifier": {"system": "urn:oid:2.16.840.1.113883.4.7", "value": "99D9999999"},
        "display": "Helix Hill Genomics",
    }]);
    for reference in [drawn.report.clone(), drawn.of("brca1").to_owned(), drawn.of("brca2").to_owned()] {
        grace.edit(&reference, |resource| resource["performer"] = laboratory.clone());
        grace.label(&reference, "GDIS", "genetic disease information sensitivity");
    }
    grace.edit(drawn.of("brca1"), |observation| observation["interpretation"] = json!([interpretation("A")]));
    grace.remark(
        drawn.of("brca1"),
        "Amended: the name of the variant was corrected. The meaning for the patient is the same.",
    );
    grace.edit(&drawn.report, |report| report["conclusion"] = json!("A pathogenic variant of BRCA1 was found. Lifetime risk of breast and ovarian cancer is raised. Counseling and screening are recommended; relatives may want to be tested."));
    let problem = grace.problem(&BRCA_CARRIER, &calendar.office_day(19).to_string(), &NILSEN);
    grace.label(&problem, "GDIS", "genetic disease information sensitivity");
    let result = grace.routine_visit(&VIDEO, calendar.office_day(19), &NILSEN, "Genetic test result");
    grace.note(
        &result,
        &CONSULT,
        "Genetic test result",
        Sheet::Pdf { title: "Your genetic test result", paragraphs: RESULT },
    );
}

fn screening(grace: &mut Folder) {
    let calendar = grace.calendar;
    for (months, is_mri) in [(17, true), (11, false), (5, true)] {
        let visit =
            grace.routine_visit(&FOLLOW_UP, calendar.office_day(months), &LINDQVIST, "Breast screening");
        if is_mri {
            grace.imaging(
                &visit,
                &BREAST_MRI,
                "Mild background enhancement. No suspicious mass or non-mass enhancement in either breast.",
                "BI-RADS category 1, negative. MRI again in one year.",
            );
        } else {
            grace.imaging(
                &visit,
                &MAMMOGRAM,
                "Heterogeneously dense tissue. No suspicious finding.",
                "BI-RADS category 1, negative.",
            );
        }
    }
    // A report that says what it says in words alone: no result, no document.
    let words = json!({
        "resourceType": "DiagnosticReport",
        "status": "final",
        "category": [concept(LOINC, "LP29684-5", "Radiology")],
        "code": {"text": "Outside ultrasound, second reading"},
        "subject": grace.subject(),
        "effectiveDateTime": calendar.office_day(10).strftime("%Y-%m").to_string(),
        "issued": instant(calendar.office_day(9), 9, 0),
        "performer": [reference("Practitioner/lena-petrov")],
        "conclusion": "The pictures brought by the patient show simple cysts only.",
    });
    grace.file("outside", "us-core-diagnosticreport-note", words);
    let goal = grace.goal(
        "MRI and mammogram in turn, every six months",
        None,
        calendar.office_day(19),
        calendar.in_days(40),
    );
    grace.care_plan(
        "High-risk screening plan",
        "MRI and mammogram in turn every six months; talk about surgery once a year, without hurry.",
        calendar.office_day(19),
        &[goal],
        &["MRI in spring, mammogram in fall", "Yearly talk with Sofia Nilsen"],
    );
    grace.appointment(calendar.in_days(26), (9, 0), &LINDQVIST, "Mammogram", "booked");
}

fn everyday(grace: &mut Folder) {
    let calendar = grace.calendar;
    for months in [62, 49, 36, 24, 12] {
        let visit =
            grace.routine_visit(&CHECK_UP, calendar.office_day(months), &LINDQVIST, "Yearly check-up");
        grace.adult_signs(&visit, 57.0, (114 + months % 4, 72));
        for panel in [&METABOLIC, &COUNT, &LIPIDS] {
            grace.draw(Draw { visit: Some(&visit), ..Draw::of(panel, visit.day) });
        }
    }
    for (months, answer) in [(58, "Not detected"), (34, "Detected"), (3, "Inconclusive")] {
        let visit = grace.visit(&SYMPTOM, calendar.office_day(months), &LINDQVIST, &COVID_ILLNESS);
        grace.draw(Draw {
            reads: &[("covid", answer)],
            visit: Some(&visit),
            ..Draw::of(&COVID_TEST, visit.day)
        });
    }
    grace.problem(&REFLUX, &calendar.office_day(36).strftime("%Y-%m").to_string(), &LINDQVIST);
    grace.no_known_allergies(calendar.office_day(62));
    grace.self_reported("Famotidine 20 mg", "1 tablet in the evening if needed", calendar.office_day(12));
    grace.immunize(&COVID, calendar.office_day(56));
    grace.flu_shots(5);
    grace.care_team("Grace's care team", &[&LINDQVIST, &NILSEN], &[]);
}

const RESULT: &[&str] = &[
    "You carry a change (a variant) in one of your two copies of the BRCA1 gene.",
    "What it means: the chance of breast cancer and of ovarian cancer in your life is higher than for most women. It does not mean that you have cancer or that you will.",
    "What you can do: screening with MRI and mammogram in turn every six months from now on. Medicines and operations can lower the risk; there is time to think.",
    "Who else: your brother, your children when they are adults, and cousins on your mother's side may each carry it with a chance of one in two or one in four.",
    "A federal law (GINA) forbids health insurers and employers to use this result against you.",
    "Sofia Nilsen, genetic counselor, 555-0112",
];
