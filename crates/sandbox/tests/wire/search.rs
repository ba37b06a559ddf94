use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::neighbour::{CATEGORY, Neighbour, ids, issue, link, observation, patient, send};

async fn laboratory() -> Neighbour {
    let mut unknown_day = observation("o4", "ana", "718-7", "2023");
    unknown_day["status"] = json!("preliminary");
    let mut elsewhere = observation("o5", "luz", "718-7", "2024-02-01");
    elsewhere["category"] = json!([{"coding": [{"system": CATEGORY, "code": "vital-signs"}]}]);
    Neighbour::holding([
        patient("ana"),
        patient("luz"),
        observation("o1", "ana", "718-7", "2024-01-05"),
        observation("o2", "ana", "4548-4", "2024-03-05T10:00:00-05:00"),
        observation("o3", "ana", "2345-7", "2022-07-01"),
        unknown_day,
        elsewhere,
    ])
    .await
}

#[tokio::test]
async fn a_patient_is_named_in_every_form_of_a_reference() {
    let neighbour = laboratory().await;
    let base = neighbour.sandbox.base_url.clone();

    for form in
        ["patient=luz", "patient=Patient/luz", "subject=Patient/luz", "subject:Patient=luz", "subject=luz"]
    {
        assert_eq!(neighbour.ids(&format!("Observation?{form}")).await, ["o5"], "{form}");
    }
    assert_eq!(neighbour.ids(&format!("Observation?patient={base}/Patient/luz")).await, ["o5"]);
    assert_eq!(neighbour.ids("Observation?patient=Patient/luz,Patient/nobody").await, ["o5"]);
    assert!(neighbour.ids("Observation?patient=http://elsewhere/Patient/luz").await.is_empty());
    assert!(neighbour.ids("Observation?patient=Group/luz").await.is_empty());
}

#[tokio::test]
async fn an_absolute_reference_to_a_known_address_is_local() {
    let config = portico_sandbox::SandboxConfig {
        other_addresses: vec!["https://ehr.example/fhir".to_owned()],
        ..Default::default()
    };
    let neighbour = Neighbour::with(config).await;
    let mut absolute = observation("o1", "ana", "1", "2024");
    absolute["subject"]["reference"] = json!("https://ehr.example/fhir/Patient/ana");
    let _ = neighbour.sandbox.load_all([patient("ana"), absolute]);

    assert_eq!(neighbour.ids("Observation?patient=ana").await, ["o1"]);
}

#[tokio::test]
async fn a_token_is_asked_for_with_or_without_its_system() {
    let neighbour = laboratory().await;
    let codes = async |asked: &str| neighbour.ids(&format!("Observation?patient=ana&{asked}")).await;

    assert_eq!(codes("code=718-7").await, ["o1", "o4"]);
    assert_eq!(codes("code=http://loinc.org|718-7").await, ["o1", "o4"]);
    assert_eq!(codes("code=http://loinc.org|").await, ["o1", "o2", "o3", "o4"]);
    assert!(codes("code=|718-7").await.is_empty());
    assert!(codes("code=http://snomed.info/sct|718-7").await.is_empty());
    assert_eq!(codes("code=718-7,4548-4").await, ["o1", "o2", "o4"]);
    assert_eq!(codes("code:not=718-7").await, ["o2", "o3"]);
    assert_eq!(codes("status=preliminary").await, ["o4"]);
    assert_eq!(codes("status=|preliminary").await, ["o4"]);
    assert_eq!(codes("status=http://hl7.org/fhir/observation-status|preliminary").await, ["o4"]);
    assert_eq!(codes("status:not=final").await, ["o4"]);
    assert_eq!(codes("encounter:missing=true").await.len(), 4);
    assert!(codes("code:missing=true").await.is_empty());
}

#[tokio::test]
async fn repeated_parameters_must_all_hold() {
    let neighbour = laboratory().await;

    let both = neighbour.ids("Observation?patient=ana&date=ge2024-01-01&date=lt2024-02-01").await;
    assert_eq!(both, ["o1"]);
    let none = neighbour.ids("Observation?patient=ana&category=laboratory&category=vital-signs").await;
    assert!(none.is_empty());
}

#[tokio::test]
async fn dates_compare_by_prefix_and_precision() {
    let neighbour = laboratory().await;
    let dated = async |asked: &str| neighbour.ids(&format!("Observation?patient=ana&date={asked}")).await;

    assert_eq!(dated("2024").await, ["o1", "o2"]);
    assert_eq!(dated("eq2024-03-05").await, ["o2"]);
    assert_eq!(dated("2024-03-05T15:00:00Z").await, ["o2"]);
    assert_eq!(dated("ne2024").await, ["o3", "o4"]);
    assert_eq!(dated("gt2024-01-05").await, ["o2"]);
    assert_eq!(dated("ge2024-01-05").await, ["o1", "o2"]);
    assert_eq!(dated("lt2023-06").await, ["o3", "o4"]);
    assert_eq!(dated("le2022-07-01").await, ["o3"]);
}

#[tokio::test]
async fn a_period_is_found_by_any_day_it_touches() {
    let visit = |id: &str, period: Value| json!({"resourceType": "Encounter", "id": id, "period": period});
    let neighbour = Neighbour::holding([
        visit("short", json!({"start": "2024-01-01T08:00:00Z", "end": "2024-01-01T09:00:00Z"})),
        visit("open", json!({"start": "2023-05-01"})),
    ])
    .await;

    assert_eq!(neighbour.ids("Encounter?date=2024-01-01").await, ["short"]);
    assert_eq!(neighbour.ids("Encounter?date=gt2025").await, ["open"]);
    assert_eq!(neighbour.ids("Encounter?date=lt2024").await, ["open"]);
}

#[tokio::test]
async fn names_match_from_their_start_whatever_case_and_accents() {
    let person = |id: &str, family: &str, given: &str| json!({"resourceType": "Patient", "id": id, "name": [{"family": family, "given": [given]}]});
    let neighbour =
        Neighbour::holding([person("a", "Treviño", "Eduardo"), person("b", "Trevor", "María José")]).await;

    assert_eq!(neighbour.ids("Patient?family=trevino").await, ["a"]);
    assert_eq!(neighbour.ids("Patient?name=TREV").await, ["a", "b"]);
    assert_eq!(neighbour.ids("Patient?given=mar%C3%ADa").await, ["b"]);
    assert!(neighbour.ids("Patient?family=vino").await.is_empty());
    assert_eq!(neighbour.ids("Patient?family:contains=vin").await, ["a"]);
    assert_eq!(neighbour.ids("Patient?family:exact=Trevi%C3%B1o").await, ["a"]);
    assert!(neighbour.ids("Patient?family:exact=trevino").await.is_empty());
}

#[tokio::test]
async fn people_are_found_by_identifier_birth_date_and_gender() {
    let identifier = |value: &str| json!([{"system": "http://clinic.example/mrn", "value": value}]);
    let person = |id: &str, born: &str, gender: &str| json!({"resourceType": "Patient", "id": id, "birthDate": born, "gender": gender, "identifier": identifier(id)});
    let neighbour =
        Neighbour::holding([person("a", "1980-05-01", "female"), person("b", "1980", "male")]).await;

    assert_eq!(neighbour.ids("Patient?identifier=http://clinic.example/mrn|a").await, ["a"]);
    assert_eq!(neighbour.ids("Patient?identifier=b").await, ["b"]);
    assert_eq!(neighbour.ids("Patient?birthdate=1980-05-01&gender=female").await, ["a"]);
    assert_eq!(neighbour.ids("Patient?birthdate=1980").await, ["a", "b"]);
    assert_eq!(neighbour.ids("Patient?_id=a,b,c").await, ["a", "b"]);
    assert_eq!(neighbour.ids("Patient?_lastUpdated=gt2000").await.len(), 2);
}

#[tokio::test]
async fn results_come_in_the_order_asked_for() {
    let neighbour = laboratory().await;

    assert_eq!(neighbour.ids("Observation?patient=ana&_sort=-date").await, ["o2", "o1", "o4", "o3"]);
    assert_eq!(neighbour.ids("Observation?patient=ana&_sort=date").await, ["o3", "o4", "o1", "o2"]);
    assert_eq!(neighbour.ids("Observation?patient=ana&_sort=code,-date").await, ["o3", "o2", "o1", "o4"]);
    let bad = neighbour.get("Observation?_sort=colour").await;
    assert_eq!((bad.status, issue(&bad.body)), (StatusCode::BAD_REQUEST, "value"));
}

#[tokio::test]
async fn include_brings_what_is_referred_to_beside_the_matches() {
    let neighbour = Neighbour::holding([
        json!({"resourceType": "Medication", "id": "drug"}),
        json!({"resourceType": "Practitioner", "id": "okafor"}),
        json!({
            "resourceType": "MedicationRequest", "id": "m1", "subject": {"reference": "Patient/ana"},
            "medicationReference": {"reference": "Medication/drug"}, "requester": {"reference": "Practitioner/okafor"},
        }),
        json!({"resourceType": "Provenance", "id": "p1", "target": [{"reference": "MedicationRequest/m1"}]}),
    ])
    .await;
    let included = async |include: &str| {
        let answer = neighbour.get(&format!("MedicationRequest?patient=ana&{include}")).await;
        assert_eq!((ids(&answer.body, "match"), &answer.body["total"]), (vec!["m1".to_owned()], &json!(1)));
        ids(&answer.body, "include")
    };

    assert_eq!(included("_include=MedicationRequest:medication").await, ["drug"]);
    assert_eq!(included("_include=MedicationRequest:requester:Practitioner").await, ["okafor"]);
    assert!(included("_include=MedicationRequest:requester:Organization").await.is_empty());
    assert_eq!(included("_include=MedicationRequest:*").await.len(), 2);
    assert_eq!(included("_revinclude=Provenance:target").await, ["p1"]);
}

#[tokio::test]
async fn include_iterates_only_if_asked() {
    let neighbour = Neighbour::holding([
        json!({"resourceType": "Organization", "id": "clinic"}),
        json!({"resourceType": "PractitionerRole", "id": "role", "organization": {"reference": "Organization/clinic"}}),
        json!({"resourceType": "CareTeam", "id": "team", "participant": [{"member": {"reference": "PractitionerRole/role"}}]}),
    ])
    .await;

    let once =
        neighbour.get("CareTeam?_include=CareTeam:participant&_include=PractitionerRole:organization").await;
    assert_eq!(ids(&once.body, "include"), ["role"]);
    let on = "CareTeam?_include=CareTeam:participant&_include:iterate=PractitionerRole:organization";
    assert_eq!(ids(&neighbour.get(on).await.body, "include"), ["role", "clinic"]);
}

#[tokio::test]
async fn a_search_by_post_is_the_same_search() {
    let neighbour = laboratory().await;

    let form = [("patient", "ana"), ("code", "http://loinc.org|718-7")];
    let answer = send(neighbour.request(Method::POST, "Observation/_search").form(&form)).await;
    assert_eq!(ids(&answer.body, "match"), ["o1", "o4"]);
}

#[tokio::test]
async fn an_unknown_parameter_is_refused_under_strict_handling_and_else_left_out_of_the_self_link() {
    let neighbour = laboratory().await;
    let search = "Observation?patient=luz&colour=red";

    let strict = send(neighbour.request(Method::GET, search).header("prefer", "handling=strict")).await;
    assert_eq!((strict.status, issue(&strict.body)), (StatusCode::BAD_REQUEST, "not-supported"));
    assert!(strict.body["issue"][0]["diagnostics"].as_str().unwrap().contains("colour"));
    let lenient = neighbour.get(search).await;
    assert_eq!(ids(&lenient.body, "match"), ["o5"]);
    let asked = link(&lenient.body, "self").unwrap();
    assert!(asked.ends_with("/Observation?patient=luz"), "{asked}");
}

#[tokio::test]
async fn a_value_that_is_none_is_refused_either_way() {
    let neighbour = laboratory().await;

    for bad in ["date=yesterday", "date=2024-02-30", "_count=many", "code=", "_include=Observation:colour"] {
        let answer = neighbour.get(&format!("Observation?patient=ana&{bad}")).await;
        assert_eq!((answer.status, issue(&answer.body)), (StatusCode::BAD_REQUEST, "value"), "{bad}");
    }
}

#[tokio::test]
async fn a_changed_or_deleted_resource_is_no_longer_found_by_what_it_said() {
    let neighbour = laboratory().await;
    neighbour.put("Observation/o5", &observation("o5", "ana", "718-7", "2024-02-01")).await;
    send(neighbour.request(Method::DELETE, "Observation/o1")).await;

    assert!(neighbour.ids("Observation?patient=luz").await.is_empty());
    assert_eq!(neighbour.ids("Observation?patient=ana&code=718-7").await, ["o4", "o5"]);
}
