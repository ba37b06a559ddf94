//! Sample views: nobody else, one child, many with the longest name.

use portico_model::{PatientId, Relationship};

use super::pages::{PeoplePage, PersonRow};
use crate::look::samples::{LONGEST_NAME, instant};

/// Name of the sample, and the page.
pub fn all() -> Vec<(&'static str, PeoplePage)> {
    let alone = PeoplePage { own_name: Some("Ana Reyes".to_owned()), people: Vec::new() };
    let mother =
        PeoplePage { people: vec![person("teo", "Teo Reyes", Relationship::Parent, 1)], ..alone.clone() };
    let many = PeoplePage {
        people: vec![
            person("teo", "Teo Reyes", Relationship::Parent, 1),
            person("luz", "Luz Reyes", Relationship::Guardian, 2),
            person("long", LONGEST_NAME, Relationship::PowerOfAttorney, 3),
            PersonRow {
                valid_until: Some(instant("2027-05-03T04:00:00Z")),
                ..person("carmen", "Carmen Vidal", Relationship::Caregiver, 4)
            },
        ],
        ..alone.clone()
    };
    let nobody = PeoplePage::default();
    vec![("people", mother), ("people-alone", alone), ("people-many", many), ("people-nobody", nobody)]
}

fn person(id: &str, name: &str, relationship: Relationship, colour: u8) -> PersonRow {
    let patient: PatientId = id.parse().expect("samples are written with care");
    PersonRow { patient, name: name.to_owned(), relationship, valid_until: None, colour }
}
