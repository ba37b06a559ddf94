//! Yuki Tanaka, 44: a thyroid that was too slow, then treated too much. Her name has two scripts, her notes two languages.

use serde_json::json;

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::documents::{CONSULT, PROGRESS, Sheet};
use crate::people::kinds::labs::Draw;
use crate::people::kinds::medicines::{Naming, Prescription};
use crate::people::kinds::problems::SHELLFISH;
use crate::people::kinds::profile::{Heritage, Person};
use crate::people::kinds::social::Smoking;
use crate::people::kinds::visits::{CHECK_UP, FOLLOW_UP};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::{LINDQVIST, MORI};
use crate::people::tables::drugs::LEVOTHYROXINE;
use crate::people::tables::panels::{COUNT, LIPIDS, METABOLIC, THYROID, THYROID_ANTIBODIES, VITAMIN_D};
use crate::people::tables::problems::{HASHIMOTO, HYPOTHYROIDISM};
use crate::people::tables::vaccines::{COVID, COVID_MODERNA, MMR, TETANUS};

/// Months ago, TSH in mIU/L, free T4 in ng/dL.
const THYROID_HISTORY: [(i64, &str, &str); 12] = [
    (63, "4.81", "1.02"),
    (57, "7.94", "0.88"),
    (55, "14.60", "0.62"),
    (52, "6.20", "0.95"),
    (48, "2.41", "1.18"),
    (41, "0.22", "1.71"),
    (38, "<0.01", "2.05"),
    (36, "1.12", "1.40"),
    (27, "1.85", "1.29"),
    (16, "2.20", "1.24"),
    (7, "3.15", "1.15"),
    (0, "2.62", "1.21"),
];

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut yuki = setting.folder("yuki-tanaka", "Yuki Tanaka", Sex::Female, 44, 77);
    register(&mut yuki);
    thyroid(&mut yuki);
    everyday(&mut yuki);
    let featured = yuki.featured(
        "en",
        "Thyroid: values that swing and a change of method; a name in two scripts and notes in Japanese",
    );
    (yuki, Some(featured))
}

fn register(yuki: &mut Folder) {
    yuki.register(&Person {
        given: &["Yuki"],
        family: "Tanaka",
        heritage: Heritage::Asian,
        language: ("ja", "Japanese"),
        street: "9 Lantern Hill",
        email: "yuki.tanaka@example.org",
        phone: "555-0166",
        married: Some(true),
        doctor: &LINDQVIST,
        emergency: Some(("田中 健一 (Kenichi Tanaka)", "Husband", "555-0167")),
    });
    let id = yuki.patient();
    let script = |code: &str| json!([{"url": "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation", "valueCode": code}]);
    let kanji = json!({"extension": script("IDE"), "use": "official", "text": "田中 由紀", "family": "田中", "given": ["由紀"]});
    yuki.edit(&id, |patient| {
        patient["name"][0]["extension"] = script("ABC");
        patient["name"].as_array_mut().expect("a patient has a list of names").push(kanji);
        patient["communication"].as_array_mut().expect("a patient has a list of languages").push(json!({
            "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "en-US", "display": "English"}], "text": "English"},
        }));
    });
    yuki.insure("evergreen-plan", "Evergreen Gold HMO", 2018);
}

fn thyroid(yuki: &mut Folder) {
    let calendar = yuki.calendar;
    for (months, tsh, t4) in THYROID_HISTORY {
        let day = if months == 0 { calendar.recent_office_day(2) } else { calendar.office_day(months) };
        let method = if day < calendar.method_change() {
            "Chemiluminescence, second generation"
        } else {
            "Electrochemiluminescence, third generation"
        };
        let visit = yuki.visit(&FOLLOW_UP, day, &MORI, &HYPOTHYROIDISM);
        yuki.adult_signs(&visit, 54.0 + (months % 5) as f64 * 0.4, (112 + months % 6, 70));
        yuki.draw(Draw {
            reads: &[("tsh", tsh), ("ft4", t4)],
            visit: Some(&visit),
            by: &MORI,
            method: Some(method),
            ..Draw::of(&THYROID, day)
        });
        match months {
            57 => {
                yuki.draw(Draw {
                    reads: &[("tpo", ">900")],
                    visit: Some(&visit),
                    by: &MORI,
                    ..Draw::of(&THYROID_ANTIBODIES, day)
                });
                let note = yuki.note(&visit, &CONSULT, "甲状腺外来 初診", Sheet::Text(FIRST));
                yuki.edit(&note, |note| {
                    note["language"] = json!("ja");
                    note["content"][0]["attachment"]["language"] = json!("ja");
                });
            }
            38 => {
                yuki.note(&visit, &PROGRESS, "Dose too high", Sheet::Text("TSH below 0.01, hands tremble, sleeps badly. The dose of levothyroxine is lowered from 100 to 75 micrograms. Repeat in eight weeks. K. Mori"));
            }
            _ => {}
        }
    }
    yuki.problem(&HASHIMOTO, &calendar.office_day(57).to_string(), &MORI);
    yuki.problem(&HYPOTHYROIDISM, &calendar.office_day(55).to_string(), &MORI);
    yuki.prescribe(Prescription {
        why: Some(&HYPOTHYROIDISM),
        refills_left: 3,
        fills: 3,
        last_fill_days_ago: 25,
        naming: Naming::Referenced,
        ..Prescription::of(&LEVOTHYROXINE, calendar.office_day(11), &MORI)
    });
}

fn everyday(yuki: &mut Folder) {
    let calendar = yuki.calendar;
    for months in [60, 48, 35, 22, 10] {
        let visit = yuki.routine_visit(&CHECK_UP, calendar.office_day(months), &LINDQVIST, "Yearly check-up");
        yuki.smoking(&visit, Smoking::Never);
        for panel in [&METABOLIC, &COUNT, &LIPIDS, &VITAMIN_D] {
            yuki.draw(Draw { visit: Some(&visit), ..Draw::of(panel, visit.day) });
        }
    }
    yuki.allergy(&SHELLFISH, calendar.office_day(60));
    yuki.immunize(&COVID_MODERNA, calendar.office_day(56));
    yuki.immunize(&COVID, calendar.office_day(48));
    yuki.immunize(&TETANUS, calendar.office_day(33));
    let as_a_child = yuki.immunize(&MMR, calendar.office_day(60));
    yuki.edit(&as_a_child, |vaccine| {
        let fields = vaccine.as_object_mut().expect("a resource is an object");
        for field in ["occurrenceDateTime", "lotNumber", "performer"] {
            fields.remove(field);
        }
        vaccine["occurrenceString"] = json!("as a child, in Japan");
        vaccine["primarySource"] = json!(false);
    });
    yuki.flu_shots(3);
    yuki.care_team("Yuki's care team", &[&LINDQVIST, &MORI], &[]);
    yuki.appointment(calendar.in_days(41), (13, 20), &MORI, "Thyroid follow-up", "booked");
}

const FIRST: &str = "主訴：疲労感、寒がり、体重が半年で四キロ増加。

TSH 7.94 mIU/L、遊離T4 0.88 ng/dL、抗TPO抗体 900 IU/mL以上。橋本病による甲状腺機能低下症。

方針：レボチロキシンを少量から開始し、八週間後に採血。朝の空腹時に服用し、鉄剤やカルシウムとは四時間あける。

森 恵子 医師";
