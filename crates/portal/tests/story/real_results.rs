//! Results and measurements in the forms that real record systems send: what is shown, where, and under which day.

use portico_model::Language;
use portico_testkit::{Dials, TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::world::{ANA, count_text, text};

const UCUM: &str = "http://unitsofmeasure.org";

fn of_ana(resource: Value) -> Value {
    let mut resource = resource;
    resource["subject"] = json!({"reference": format!("Patient/{ANA}")});
    resource
}

fn loinc(code: &str, words: &str) -> Value {
    json!({"coding": [{"system": "http://loinc.org", "code": code}], "text": words})
}

fn quantity(value: &str, unit: &str) -> Value {
    let number: Value = value.parse().unwrap();
    json!({"value": number, "unit": unit, "system": UCUM, "code": unit})
}

fn observation(id: &str, at: &str, change: Value) -> Value {
    let mut own =
        of_ana(json!({"resourceType": "Observation", "id": id, "status": "final", "effectiveDateTime": at,
        "category": [{"coding": [{"code": "laboratory"}]}]}));
    for (name, value) in change.as_object().unwrap() {
        match value {
            Value::Null => drop(own.as_object_mut().unwrap().remove(name)),
            value => own[name] = value.clone(),
        }
    }
    own
}

fn report(id: &str, at: &str, results: &[&str], change: Value) -> Value {
    let results: Vec<_> =
        results.iter().map(|id| json!({"reference": format!("Observation/{id}")})).collect();
    let mut own = of_ana(json!({"resourceType": "DiagnosticReport", "id": id, "status": "final",
        "category": [{"coding": [{"code": "LAB"}]}], "code": {"text": "Marrow panel"}, "effectiveDateTime": at,
        "issued": at, "result": results}));
    own.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    own
}

async fn ana_with(resources: Vec<Value>) -> (TestPortal, TestVisitor) {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all(resources);
    let ana = portal.patient(ANA).await;
    (portal, ana)
}

async fn twin(visitor: &mut TestVisitor, rest: &str) -> Value {
    let answer = visitor.get(&format!("/api/v1/{rest}")).await;
    assert_eq!(answer.status, 200, "{rest}: {}", answer.text);
    answer.json()
}

async fn page(visitor: &mut TestVisitor, rest: &str) -> String {
    let answer = visitor.get(&format!("/patients/me/{rest}")).await;
    assert_eq!(answer.status, 200, "{rest}: {}", answer.text);
    answer.text
}

fn uncategorized() -> Vec<Value> {
    let hemoglobin = json!({"category": null, "code": loinc("718-7", "Hemoglobin"), "valueQuantity": quantity("10.9", "g/dL"),
        "interpretation": [{"coding": [{"code": "L"}]}]});
    let blasts = json!({"category": [{"text": "Hematology bench 4"}], "code": {"text": "Marrow blasts"},
        "valueString": "none"});
    vec![
        observation("hgb", "2026-01-08", hemoglobin),
        observation("blasts", "2026-01-08", blasts),
        report("marrow", "2026-01-08", &["hgb", "blasts"], json!({})),
        report("gone", "2026-01-09", &["nowhere"], json!({})),
        observation(
            "lone",
            "2026-01-07",
            json!({"category": null, "code": loinc("3016-3", "Thyrotropin"),
            "valueQuantity": quantity("7.8", "m[IU]/L")}),
        ),
        observation(
            "waist",
            "2026-01-08",
            json!({"category": null, "code": loinc("29463-7", "Weight"),
            "valueQuantity": quantity("71.25", "kg")}),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn results_without_a_category_stand_in_their_report_and_are_found() {
    let (portal, mut ana) = ana_with(uncategorized()).await;
    let narrow = Dials { wants_narrowing: Some("Observation".into()), ..Dials::default() };
    for dials in [Dials::default(), narrow] {
        let is_narrow = dials.wants_narrowing.is_some();
        portal.charts.invalidate(&ANA.parse().unwrap()).await.unwrap();
        portal.sandbox.dials.set(dials);
        let marrow = twin(&mut ana, "labs/panels/marrow").await;
        let ids: Vec<_> = marrow["panel"]["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|own| own["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, ["hgb", "blasts"], "narrow: {is_narrow}");
        assert_eq!(marrow["panel"]["results"][0]["flag"], "low");
        assert_eq!(marrow["panel"]["missing"], 0);
    }
    portal.sandbox.dials.reset();
    portal.charts.invalidate(&ANA.parse().unwrap()).await.unwrap();

    let missing = count_text(Language::En, "panel-missing", 1);
    assert!(page(&mut ana, "labs/panels/gone").await.contains(&missing));
    let list = page(&mut ana, "labs?from=2026-01-07&to=2026-01-09").await;
    assert!(list.contains(&missing) && !list.contains(&text(Language::En, "panel-no-values")), "{list}");
    assert!(list.contains("7.8") && list.contains("10.9"));
    let found = ana
        .post_json(&format!("/api/v1/patients/{ANA}/search"), &json!({"words": "marrow blasts"}))
        .await
        .json();
    assert_eq!(found["hits"][0]["id"], "blasts");
    assert!(page(&mut ana, "vitals").await.contains("71.25"));
}

fn potassium(id: &str, at: &str, value: &str) -> Value {
    let change =
        json!({"code": {"text": "Potassium of the night"}, "valueQuantity": quantity(value, "mmol/L")});
    observation(id, at, change)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_evening_of_a_year_belongs_to_that_year_and_day() {
    let visit = of_ana(
        json!({"resourceType": "Encounter", "id": "eve", "status": "finished", "class": {"code": "EMER"},
        "type": [{"text": "Night at the emergency room"}],
        "period": {"start": "2025-12-31T19:40:00-05:00", "end": "2026-01-01T00:20:00-05:00"}}),
    );
    let (_portal, mut ana) = ana_with(vec![
        potassium("k-eve", "2025-12-31T20:15:00-05:00", "3.3"),
        potassium("k-next", "2026-01-01T09:15:00-05:00", "3.8"),
        visit,
    ])
    .await;

    let ids = |list: &Value| list["panels"].to_string();
    let until = ids(&twin(&mut ana, "labs?from=2025-12-31&to=2025-12-31").await);
    assert!(until.contains("k-eve") && !until.contains("k-next"), "{until}");
    let since = ids(&twin(&mut ana, "labs?from=2026-01-01&to=2026-01-01").await);
    assert!(since.contains("k-next") && !since.contains("k-eve"), "{since}");
    let year = twin(&mut ana, "timeline?year=2025").await["years"].to_string();
    assert!(year.contains("k-eve") && year.contains("\"eve\"") && !year.contains("k-next"), "{year}");
    let visits = page(&mut ana, "visits").await;
    let heading = visits[..visits.find("Night at the emergency room").unwrap()].rfind("2025").unwrap();
    assert!(!visits[heading..visits.find("Night at the emergency room").unwrap()].contains(">2026<"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_without_a_zone_is_the_houses_and_one_that_cannot_be_read_is_said() {
    let glucose = |id: &str, at: &str, value: &str| {
        observation(
            id,
            at,
            json!({"code": loinc("2345-7", "Glucose"), "valueQuantity": quantity(value, "mg/dL")}),
        )
    };
    let (_portal, mut ana) = ana_with(vec![
        glucose("zoneless", "2026-01-14T08:30:00", "118"),
        glucose("basic", "20260113", "117"),
        glucose("odd", "1/15/26", "119"),
    ])
    .await;

    let list = twin(&mut ana, "labs?from=2026-01-13&to=2026-01-14").await;
    let taken: Vec<_> =
        list["panels"].as_array().unwrap().iter().map(|own| own["taken"].as_str().unwrap()).collect();
    assert_eq!(taken, ["2026-01-14T13:30:00Z", "2026-01-13"]);
    assert_eq!(list["lost_dates"], 1);
    let odd = twin(&mut ana, "labs/odd").await;
    assert_eq!((&odd["result"]["taken"], &odd["result"]["has_lost_date"]), (&Value::Null, &json!(true)));
    let shown = page(&mut ana, "labs/odd").await;
    assert!(shown.contains(&text(Language::En, "date-lost")));
    assert!(shown.contains(&count_text(Language::En, "notice-lost-dates", 1)));
    assert!(page(&mut ana, "labs/zoneless").await.contains("8:30"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_scales_and_equivalents_are_never_drawn_as_if_they_were_one() {
    let of = |id: &str, day: &str, code: &str, value: &str, unit: &str| {
        observation(id, day, json!({"code": loinc(code, "Test"), "valueQuantity": quantity(value, unit)}))
    };
    let (_portal, mut ana) = ana_with(vec![
        of("a1c-old", "2101-02-12", "59261-8", "48", "mmol/mol"),
        of("a1c-new", "2101-03-10", "4548-4", "6.6", "%"),
        of("mg-old", "2101-02-12", "2601-3", "1.7", "meq/L"),
        of("mg-new", "2101-03-10", "2601-3", "2.0", "mg/dL"),
    ])
    .await;

    let numbers = |detail: Value| detail["trend"]["segments"].to_string();
    let hemoglobin = numbers(twin(&mut ana, "labs/a1c-new").await);
    assert!(hemoglobin.contains("\"6.5\"") && !hemoglobin.contains("4.8"), "{hemoglobin}");
    let magnesium = numbers(twin(&mut ana, "labs/mg-new").await);
    assert!(magnesium.contains("2.06592") && !magnesium.contains("4.13"), "{magnesium}");
    assert!(page(&mut ana, "labs/mg-new").await.contains("highest 2.07"));
}

const CULTURE: &str =
    "Drug                 MIC     Call\nAmpicillin           >=32    R\nNitrofurantoin       <=16    S";

#[tokio::test(flavor = "multi_thread")]
async fn the_columns_of_a_culture_stay_columns_wherever_it_is_shown() {
    let (_portal, mut ana) = ana_with(vec![
        observation("culture", "2026-01-18", json!({"code": loinc("630-4", "Urine culture"), "valueString": CULTURE})),
        report("micro", "2026-01-18", &["culture"], json!({"conclusion": CULTURE,
            "presentedForm": [{"contentType": "text/plain", "data": "RHJ1ZyAgICAgICAgICAgICAgICAgTUlDCkFtcGljaWxsaW4gICAgICAgICAgID49MzI="}]})),
    ])
    .await;

    let lines = "Drug                 MIC";
    for (rest, times) in [
        ("labs/culture", 1),
        ("labs/panels/micro", 2),
        ("labs?from=2026-01-18&to=2026-01-18", 2),
        ("reports/micro", 2),
    ] {
        let page = page(&mut ana, rest).await;
        let shown: Vec<_> = page.match_indices(lines).collect();
        assert!(shown.len() >= times, "{rest}: {} times", shown.len());
        for (at, _) in shown {
            let tag = &page[page[..at].rfind('<').unwrap()..at];
            assert!(tag.contains("lines"), "{rest}: {tag}");
        }
        assert!(!page.contains("could not be drawn"), "{rest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_in_words_and_bounds_of_vital_signs_are_said() {
    let sodium = |id: &str, mark: &str| {
        observation(
            id,
            "2026-01-18",
            json!({"code": {"text": format!("Sodium {id}")}, "valueQuantity": quantity("171", "mmol/L"),
            "interpretation": [{"text": mark}]}),
        )
    };
    let vital = |id: &str, change: Value| {
        let mut own = observation(id, "2101-01-01", change);
        own["category"] = json!([{"coding": [{"code": "vital-signs"}]}]);
        own
    };
    let mut pressure = quantity("300", "mm[Hg]");
    pressure["comparator"] = json!(">");
    let (_portal, mut ana) = ana_with(vec![
        sodium("panic", "High Panic"),
        sodium("odd", "Called to ward"),
        vital("bp", json!({"code": loinc("85354-9", "Blood pressure"), "component": [
            {"code": loinc("8480-6", "Systolic"), "valueQuantity": pressure},
            {"code": loinc("8462-4", "Diastolic"), "dataAbsentReason": {"coding": [{"code": "not-performed"}]}}]})),
    ])
    .await;

    assert_eq!(twin(&mut ana, "labs/panic").await["result"]["flag"], "critical_high");
    let shown = page(&mut ana, "labs/panic").await;
    assert!(shown.contains(&text(Language::En, "verdict-marked-critical-high")), "{shown}");
    let odd = page(&mut ana, "labs/odd").await;
    assert!(odd.contains("Called to ward") && !odd.contains(&text(Language::En, "verdict-unknown")), "{odd}");
    let vitals = page(&mut ana, "vitals").await;
    assert!(vitals.contains("&#62;300/–"), "{vitals}");
    assert!(vitals.contains("Diastolic: Not done"), "{vitals}");
}
