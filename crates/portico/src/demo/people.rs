//! Who can be met in the demo: the people with a story, their neighbours, and whoever was loaded.

use std::collections::BTreeSet;

use jiff::civil::Date;
use portico_model::{Language, PatientId};
use portico_policy::ages;
use portico_sandbox::people::{Featured, Generated};
use serde_json::Value;

use super::families;

/// From this age on, neighbours have accounts of their own.
const LEAST_AGE_YEARS: u32 = 13;

/// Somebody of the demo who gets an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id of their record, or a name of our own for those who have none.
    pub key: String,
    /// Absent for those who only act for somebody.
    pub record: Option<PatientId>,
    pub name: String,
    pub language: Language,
    /// What they are a good example of, in one sentence.
    pub about: String,
    /// Whether they have a story and are printed at the start.
    pub is_featured: bool,
    /// The address that the story gives them.
    pub email: Option<String>,
}

/// The people of the generator: those with a story first, then every living neighbour of 13 years and more.
pub fn generated(generated: &Generated, today: Date) -> Vec<Person> {
    let mut people: Vec<Person> = generated.people.iter().filter_map(Person::featured).collect();
    let known: BTreeSet<String> = people.iter().map(|person| person.key.clone()).collect();
    let patients = generated.resources.iter().filter(|resource| resource["resourceType"] == "Patient");
    let neighbours = patients.filter(|patient| is_alive(patient)).filter_map(|patient| {
        let age = age_years(patient, today).filter(|age| *age >= LEAST_AGE_YEARS)?;
        Person::of(patient, format!("A neighbour, {age} years old."))
    });
    people.extend(neighbours.filter(|person| !known.contains(&person.key)));
    people.push(Person::helper());
    people
}

/// Everybody whose record was loaded from a folder.
pub fn loaded(patients: &[Value]) -> Vec<Person> {
    let about = "Loaded from a folder.";
    patients.iter().filter_map(|patient| Person::of(patient, about.to_owned())).collect()
}

impl Person {
    fn featured(story: &Featured) -> Option<Self> {
        Some(Self {
            key: story.patient_id.clone(),
            record: Some(story.patient_id.parse().ok()?),
            name: story.name.clone(),
            language: Language::from_tag(&story.language).unwrap_or_default(),
            about: families::told(&story.patient_id, &story.about),
            is_featured: true,
            email: Some(story.email.clone()),
        })
    }

    /// Carmen's caregiver, who has no record here.
    fn helper() -> Self {
        Self {
            key: families::ROSA.to_owned(),
            record: None,
            name: "Rosa Medina".to_owned(),
            language: Language::En,
            about: families::told(families::ROSA, "A caregiver without a record of her own"),
            is_featured: true,
            email: Some("rosa.medina@example.org".to_owned()),
        }
    }

    /// `None` if the record has no id or no name of a person.
    fn of(patient: &Value, about: String) -> Option<Self> {
        Some(Self {
            key: patient["id"].as_str()?.to_owned(),
            record: Some(patient["id"].as_str()?.parse().ok()?),
            name: name(patient)?,
            language: language(patient),
            about,
            is_featured: false,
            email: None,
        })
    }
}

fn is_current(name: &Value) -> bool {
    name["use"] != "old" && name["use"] != "maiden" && !name["period"]["end"].is_string()
}

/// The first name that is not an old one and has no end, without the digits that Synthea appends.
fn name(patient: &Value) -> Option<String> {
    let names = patient["name"].as_array()?;
    let current = names.iter().find(|name| is_current(name)).or(names.first())?;
    let given = current["given"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let parts: Vec<&str> = given.chain(current["family"].as_str()).collect();
    let whole = if parts.is_empty() { current["text"].as_str()?.to_owned() } else { parts.join(" ") };
    let plain: String = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    Some(plain.trim().to_owned()).filter(|name| !name.is_empty())
}

fn language(patient: &Value) -> Language {
    let tag = patient["communication"][0]["language"]["coding"][0]["code"].as_str();
    tag.and_then(Language::from_tag).unwrap_or_default()
}

fn is_alive(patient: &Value) -> bool {
    patient["deceasedDateTime"].is_null() && patient["deceasedBoolean"] != true
}

fn age_years(patient: &Value, today: Date) -> Option<u32> {
    ages::age_years(patient["birthDate"].as_str()?.parse().ok()?, today)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_patient_of_synthea_loses_the_digits_and_keeps_the_accents() {
        let patient = json!({"id": "p-1", "name": [
            {"use": "maiden", "given": ["José"], "family": "Vieja1"},
            {"use": "official", "given": ["José204", "María"], "family": "Casares"}]});

        let people = loaded(&[patient]);

        assert_eq!(people[0].name, "José María Casares");
    }

    #[test]
    fn children_and_the_dead_have_no_account_of_their_own() {
        let today = date(2027, 3, 1);
        let patient = |id: &str, born: &str| json!({"resourceType": "Patient", "id": id, "birthDate": born, "name": [{"text": id}]});
        let mut dead = patient("dead", "1940-01-01");
        dead["deceasedDateTime"] = json!("2026");
        let resources = vec![
            patient("adult", "1980-03-02"),
            patient("thirteen", "2014-03-01"),
            patient("twelve", "2014-03-02"),
            dead,
        ];

        let people = generated(&Generated { resources, people: Vec::new() }, today);

        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["adult", "thirteen", "Rosa Medina"]);
        assert_eq!(people[0].about, "A neighbour, 46 years old.");
    }
}
