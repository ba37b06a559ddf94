//! Who works at Riverside Health, as its directory says. All of them are invented; clinicians are those of the records.

use portico_model::Role;

use crate::people::clinician;

/// Somebody of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffPerson {
    /// The name at the provider, for ever.
    pub subject: String,
    pub name: String,
    pub email: String,
    pub groups: Vec<String>,
    /// The id of a FHIR `Practitioner`.
    pub practitioner: Option<String>,
    pub organization: String,
    pub care_teams: Vec<String>,
    pub licensed_in: Vec<String>,
    pub address: Option<String>,
    pub is_active: bool,
    /// What this person is a good example of.
    pub about: String,
}

/// The sample staff, one of each role and two clinicians more.
pub fn sample_staff() -> Vec<StaffPerson> {
    vec![
        treating(
            "maja-lindqvist",
            "physicians",
            "Family doctor of Ana Reyes: reads her chart as a matter of course",
        ),
        treating(
            "henrik-aldous",
            "physicians",
            "Cardiologist who does not treat Ana Reyes: for her chart there is emergency access only",
        ),
        treating("ifeoma-okafor", "nurses", "Nurse on the care teams of Ana Reyes and Carmen Vidal"),
        office(
            "rosa-ayala",
            "Rosa Ayala",
            "schedulers",
            "Scheduler: sees who comes when, and nothing of why",
        ),
        office(
            "ben-carter",
            "Ben Carter",
            "support-desk",
            "Support: helps people into their accounts, sees no record",
        ),
        office(
            "nadia-kowalski",
            "Nadia Kowalski",
            "portal-admins",
            "Administrator: keeps the house, sees no record",
        ),
        office(
            "grete-holm",
            "Grete Holm",
            "privacy-office",
            "Privacy officer: sees who opened what, and why",
        ),
        office("viktor-brand", "Viktor Brand", "kitchen", "Works here, and has no business in the portal"),
    ]
}

/// Which of its groups has which role in the portal.
pub fn sample_roles() -> Vec<(String, Role)> {
    [
        ("physicians", Role::Clinician),
        ("nurses", Role::Clinician),
        ("schedulers", Role::Scheduler),
        ("support-desk", Role::Support),
        ("portal-admins", Role::Administrator),
        ("privacy-office", Role::PrivacyOfficer),
    ]
    .map(|(group, role)| (group.to_owned(), role))
    .to_vec()
}

fn treating(id: &str, group: &str, about: &str) -> StaffPerson {
    let (name, place) = clinician(id).expect("the clinicians are those of the records");
    StaffPerson {
        practitioner: Some(id.to_owned()),
        organization: place.to_owned(),
        licensed_in: vec!["MA".to_owned()],
        ..office(id, &name, group, about)
    }
}

fn office(id: &str, name: &str, group: &str, about: &str) -> StaffPerson {
    StaffPerson {
        subject: format!("riverside|{id}"),
        name: name.to_owned(),
        email: format!("{}@riverside.example", id.replace('-', ".")),
        groups: vec!["staff".to_owned(), group.to_owned()],
        practitioner: None,
        organization: "riverside-health".to_owned(),
        care_teams: Vec::new(),
        licensed_in: Vec::new(),
        address: None,
        is_active: true,
        about: about.to_owned(),
    }
}
