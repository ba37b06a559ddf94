//! Luz Reyes, 15: Ana's daughter. Her record holds what the law lets a teenager keep to herself.

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{MENTAL_HEALTH, PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::Prescription;
use crate::people::kinds::problems::CATS;
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::kinds::visits::{FOLLOW_UP, SYMPTOM, VIDEO, WELL_CHILD};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{BRANDT, FELDMAN, RAHMAN};
use crate::people::tables::drugs::{ALBUTEROL, CETIRIZINE, CONTRACEPTIVE, FLUOXETINE};
use crate::people::tables::panels::{CHLAMYDIA, COUNT, DRUG_SCREEN, HIV_SCREEN, IRON, PREGNANCY};
use crate::people::tables::problems::{
    ANEMIA, ANKLE_SPRAIN, ANXIETY, CANNABIS_USE, CONTRACEPTION, HAY_FEVER,
};

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut luz = setting.folder("luz-reyes", "Luz Reyes", Sex::Female, 15, 160);
    luz.register(&Person {
        given: &["Luz", "Carmen"],
        family: "Reyes",
        heritage: Heritage::Hispanic,
        language: ENGLISH,
        street: "48 Willow Street",
        email: "luz.reyes@example.org",
        phone: "555-0150",
        married: None,
        doctor: &BRANDT,
        emergency: Some(("Ana Reyes", "Mother", "555-0148")),
    });
    luz.relative(("Ana", "Reyes"), ("MTH", "mother"), "555-0148");
    luz.insure("evergreen-plan", "Evergreen Silver PPO", 2019);
    everyday(&mut luz);
    behavioral(&mut luz);
    reproductive(&mut luz);
    substance_use(&mut luz);
    let featured = luz.featured(
        "en",
        "Ana's daughter, 15: behavioural, reproductive and substance-use items that a parent does not see",
    );
    (luz, Some(featured))
}

/// What a parent may read.
fn everyday(luz: &mut Folder) {
    let calendar = luz.calendar;
    for months in [66, 54, 42, 30, 18, 6] {
        let visit = luz.routine_visit(&WELL_CHILD, calendar.office_day(months), &BRANDT, "Well child visit");
        luz.child_signs(&visit);
        if months == 6 {
            luz.draw(Draw {
                reads: &[("hgb", "11.2"), ("rbc", "4.30")],
                visit: Some(&visit),
                by: &BRANDT,
                ..Draw::of(&COUNT, visit.day)
            });
            luz.draw(Draw {
                reads: &[("ferritin", "9")],
                visit: Some(&visit),
                by: &BRANDT,
                ..Draw::of(&IRON, visit.day)
            });
            luz.diagnosis(&visit, &ANEMIA, "active");
        }
    }
    let ankle = luz.visit(&SYMPTOM, calendar.office_day(23), &BRANDT, &ANKLE_SPRAIN);
    luz.diagnosis(&ankle, &ANKLE_SPRAIN, "resolved");
    luz.note(&ankle, &PROGRESS, "Ankle sprain at soccer", Sheet::Text("Twisted the left ankle at soccer. Swollen, can walk. No fracture signs (Ottawa rules). Rest, ice, brace; back to play in two weeks."));
    luz.problem(&HAY_FEVER, &(calendar.today.year() - 6).to_string(), &BRANDT);
    luz.allergy(&CATS, calendar.office_day(54));
    luz.prescribe(Prescription {
        why: Some(&HAY_FEVER),
        ..Prescription::of(&CETIRIZINE, calendar.office_day(7), &BRANDT)
    });
    luz.prescribe(Prescription {
        status: "stopped",
        fills: 1,
        last_fill_days_ago: 800,
        ..Prescription::of(&ALBUTEROL, calendar.office_day(30), &BRANDT)
    });
    luz.childhood_vaccines();
    luz.flu_shots(5);
    luz.care_team("Luz's care team", &[&BRANDT], &[("RelatedPerson/luz-reyes-relative-1", "Ana Reyes")]);
}

fn behavioral(luz: &mut Folder) {
    let calendar = luz.calendar;
    let first = luz.visit(&FOLLOW_UP, calendar.office_day(9), &FELDMAN, &ANXIETY);
    luz.problem(&ANXIETY, &first.day.to_string(), &FELDMAN);
    let note = luz.note(&first, &MENTAL_HEALTH, "First visit, behavioral health", Sheet::Text("Luz describes worry about school and friends, trouble falling asleep, three panic attacks this fall. No thoughts of self-harm. GAD-7 is 13. Talking therapy weekly; fluoxetine discussed and started with her agreement."));
    luz.label(&note, "PSY", "psychiatry disorder information sensitivity");
    luz.prescribe(Prescription {
        why: Some(&ANXIETY),
        refills_left: 2,
        fills: 5,
        last_fill_days_ago: 12,
        ..Prescription::of(&FLUOXETINE, first.day, &FELDMAN)
    });
    let video = luz.visit(&VIDEO, calendar.office_day(3), &FELDMAN, &ANXIETY);
    luz.score(
        &video,
        ("70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"),
        "GAD-7 anxiety score",
        "6",
    );
}

fn reproductive(luz: &mut Folder) {
    let visit = luz.visit(&FOLLOW_UP, luz.calendar.office_day(5), &RAHMAN, &CONTRACEPTION);
    luz.diagnosis(&visit, &CONTRACEPTION, "active");
    luz.draw(Draw {
        reads: &[("hcg", "<5")],
        visit: Some(&visit),
        by: &RAHMAN,
        ..Draw::of(&PREGNANCY, visit.day)
    });
    luz.draw(Draw { visit: Some(&visit), by: &RAHMAN, ..Draw::of(&CHLAMYDIA, visit.day) });
    luz.draw(Draw { visit: Some(&visit), by: &RAHMAN, ..Draw::of(&HIV_SCREEN, visit.day) });
    luz.prescribe(Prescription {
        why: Some(&CONTRACEPTION),
        refills_left: 3,
        fills: 2,
        last_fill_days_ago: 60,
        ..Prescription::of(&CONTRACEPTIVE, visit.day, &RAHMAN)
    });
}

fn substance_use(luz: &mut Folder) {
    let visit = luz.visit(&FOLLOW_UP, luz.calendar.office_day(4), &FELDMAN, &CANNABIS_USE);
    let diagnosis = luz.diagnosis(&visit, &CANNABIS_USE, "active");
    luz.label(&diagnosis, "ETH", "substance abuse information sensitivity");
    let screen = luz.draw(Draw {
        reads: &[("cannabinoids", "Detected"), ("buprenorphine", "Not detected")],
        visit: Some(&visit),
        by: &FELDMAN,
        ..Draw::of(&DRUG_SCREEN, visit.day)
    });
    luz.label(&screen.report, "ETH", "substance abuse information sensitivity");
}
