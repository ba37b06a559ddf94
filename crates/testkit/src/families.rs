//! Who acts for whom in a test.

use portico_account::grants::{Categories, CheckedGrant, GrantedPatient, Proof};
use portico_account::{Authenticator, ExposeSecret, NewPerson, SecretString};
use portico_model::{Category, GrantId, Language, Relationship, Role, Timestamp};

use crate::portal::{PASSWORD, Person, TestPortal, visit};

/// How somebody stands toward a patient. A parent of everything, checked against the record, for ever, unless something
/// else is said.
#[derive(Clone)]
pub struct Tie {
    pub relationship: Relationship,
    pub scope: Categories,
    pub valid_until: Option<Timestamp>,
    pub proof: Proof,
}

impl Default for Tie {
    fn default() -> Self {
        Self {
            relationship: Relationship::Parent,
            scope: Categories::ALL,
            valid_until: None,
            proof: Proof::RelatedPerson,
        }
    }
}

impl TestPortal {
    /// Somebody without a record, with an account and an authenticator.
    pub async fn helper(&self, name: &str, email: &str) -> Person {
        self.helper_in(name, email, Language::En).await
    }

    /// The same, who reads in a language.
    pub async fn helper_in(&self, name: &str, email: &str, language: Language) -> Person {
        let authenticator = Authenticator::new("test");
        let new = NewPerson {
            role: Role::Patient,
            email: email.to_owned(),
            phone: None,
            name: name.to_owned(),
            language,
            own_record: None,
            password: Some(SecretString::from(PASSWORD)),
            authenticator: Some(authenticator.clone()),
        };
        let account = self.accounts.create(new, &visit()).await.expect("a helper gets an account");
        let totp_secret = authenticator.secret_base32().expose_secret().to_owned();
        Person { account, email: email.to_owned(), password: PASSWORD.to_owned(), authenticator, totp_secret }
    }

    /// Makes one person a checked parent of another: both are ids of records.
    pub async fn parent_of(&self, parent: &str, child: &str) -> GrantId {
        let parent = self.person(parent, Language::En).await;
        self.tie(&parent, child, Tie::default()).await
    }

    /// Lets one person see these kinds of another's record, as if the patient had given it.
    pub async fn caregiver_of(&self, caregiver: &str, patient: &str, scope: &[Category]) -> GrantId {
        let caregiver = self.person(caregiver, Language::En).await;
        let scope = scope.iter().copied().collect();
        let (relationship, proof) = (Relationship::Caregiver, Proof::GivenByPatient);
        self.tie(&caregiver, patient, Tie { relationship, scope, proof, ..Tie::default() }).await
    }

    /// Any standing of anybody toward a patient in the record system.
    pub async fn tie(&self, person: &Person, patient: &str, tie: Tie) -> GrantId {
        let record = self.sandbox.resource("Patient", patient).expect("the patient is in the record system");
        let checked = CheckedGrant {
            patient: GrantedPatient {
                id: patient.parse().ok(),
                name: self.name_of(patient),
                born: record["birthDate"].as_str().and_then(|born| born.parse().ok()),
                state: record["address"][0]["state"].as_str().map(str::to_owned),
            },
            grantee: person.account,
            relationship: tie.relationship,
            scope: tie.scope,
            valid_until: tie.valid_until,
            proof: tie.proof,
        };
        self.accounts.record_grant(checked, &visit()).await.expect("nobody has the same standing twice")
    }
}
