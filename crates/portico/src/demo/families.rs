//! Who acts for whom in the demo.

use anyhow::{Context, Result};
use portico_account::AccountError;
use portico_account::grants::{Categories, CheckedGrant, GrantedPatient, Proof, ShareFault};
use portico_model::{Category, Relationship};
use serde_json::Value;

use super::accounts;
use super::credentials::Resident;
use crate::operator;
use crate::start::House;

/// The key of somebody who has no record.
pub const ROSA: &str = "rosa-medina";
const ANA: &str = "ana-reyes";

/// One person who sees another's record.
struct Tie {
    who: &'static str,
    whose: &'static str,
    relationship: Relationship,
    proof: Proof,
    /// Everything, if nothing is named.
    scope: &'static [Category],
}

const TIES: [Tie; 4] = [
    Tie::parent(ANA, "teo-reyes"),
    Tie::parent(ANA, "luz-reyes"),
    Tie::caregiver(ANA, &[]),
    Tie::caregiver(
        ROSA,
        &[
            Category::Medications,
            Category::Appointments,
            Category::Visits,
            Category::CareTeam,
            Category::Vitals,
        ],
    ),
];

impl Tie {
    const fn parent(who: &'static str, whose: &'static str) -> Self {
        let (relationship, proof) = (Relationship::Parent, Proof::RelatedPerson);
        Self { who, whose, relationship, proof, scope: &[] }
    }

    /// Of Carmen, who gave it herself.
    const fn caregiver(who: &'static str, scope: &'static [Category]) -> Self {
        let (relationship, proof) = (Relationship::Caregiver, Proof::GivenByPatient);
        Self { who, whose: "carmen-vidal", relationship, proof, scope }
    }
}

/// What is told of somebody, and whose records they see and who sees theirs.
pub fn told(key: &str, about: &str) -> String {
    let mut told = about.to_owned();
    match key {
        ANA => {
            told += ". Sees the records of Teo, 8, and Luz, 15 (as a parent), and of Carmen (as a caregiver)"
        }
        ROSA => told += ". Sees Carmen's medicines, appointments, visits, vital signs and care team",
        "luz-reyes" => told += ". Her mother Ana sees all but what is specially protected",
        "carmen-vidal" => told += ". Her daughter Ana and her caregiver Rosa see what she shares",
        _ => {}
    }
    told
}

/// Makes the ties that never were; one that somebody has ended stays ended.
pub async fn join(residents: &[Resident], patients: &[Value], house: &House) -> Result<()> {
    for tie in &TIES {
        let who = residents.iter().find(|resident| resident.person.key == tie.who);
        let whose = patients.iter().find(|patient| patient["id"] == tie.whose);
        if let (Some(who), Some(whose)) = (who, whose) {
            join_two(tie, who, whose, house).await?;
        }
    }
    Ok(())
}

async fn join_two(tie: &Tie, who: &Resident, whose: &Value, house: &House) -> Result<()> {
    let account = accounts::find(who, house).await?.context("everybody of the demo has an account")?;
    let patient = granted(whose).context("the sample people have ids and names")?;
    let before = house.store.list_grants_to(account.id).await?;
    if before.iter().any(|grant| grant.patient.id == patient.id) {
        return Ok(());
    }
    let scope: Categories =
        if tie.scope.is_empty() { Categories::ALL } else { tie.scope.iter().copied().collect() };
    let checked = CheckedGrant {
        patient,
        grantee: account.id,
        relationship: tie.relationship,
        scope,
        valid_until: None,
        proof: tie.proof,
    };
    match house.portal.accounts.record_grant(checked, &operator::visit("demo")).await {
        Ok(_) | Err(AccountError::Sharing(ShareFault::SharedAlready)) => Ok(()),
        Err(error) => Err(error).context("the people of the demo cannot be made a family"),
    }
}

fn granted(patient: &Value) -> Option<GrantedPatient> {
    let name = &patient["name"][0];
    let given = name["given"].as_array()?.iter().filter_map(Value::as_str);
    let whole: Vec<&str> = given.chain(name["family"].as_str()).collect();
    Some(GrantedPatient {
        id: Some(patient["id"].as_str()?.parse().ok()?),
        name: name["text"].as_str().map_or_else(|| whole.join(" "), str::to_owned),
        born: patient["birthDate"].as_str().and_then(|born| born.parse().ok()),
        state: patient["address"][0]["state"].as_str().map(str::to_owned),
    })
}
