//! Accounts for those who have none yet.

use anyhow::{Context, Result, ensure};
use futures::{StreamExt, TryStreamExt, stream};
use portico_account::NewPerson;
use portico_model::Role;
use portico_store::Account;

use super::credentials::Resident;
use crate::operator;
use crate::start::House;

/// Hashing a password keeps one core busy.
const AT_ONCE: usize = 2;

pub async fn make_missing(residents: &[Resident], house: &House) -> Result<()> {
    stream::iter(residents).map(Ok).try_for_each_concurrent(AT_ONCE, |resident| make(resident, house)).await
}

async fn make(resident: &Resident, house: &House) -> Result<()> {
    let Resident { person, credentials } = resident;
    if let Some(account) = find(resident, house).await? {
        let has_authenticator = !house.store.list_totp(account.id).await?.is_empty();
        ensure!(
            has_authenticator && account.email.as_str() == credentials.email,
            "the account of {} is not as demo-people.json has it: start with --reset",
            credentials.email
        );
        return Ok(());
    }
    let authenticator = resident.authenticator();
    let new = NewPerson {
        role: Role::Patient,
        email: credentials.email.clone(),
        phone: None,
        name: person.name.clone(),
        language: person.language,
        own_record: person.record.clone(),
        password: Some(credentials.password.as_str().into()),
        authenticator: Some(
            authenticator.context("demo-people.json has a spoiled secret: start with --reset")?,
        ),
    };
    let made = house.portal.accounts.create(new, &operator::visit("demo")).await;
    made.with_context(|| format!("no account can be made for {}", credentials.email))?;
    Ok(())
}

/// The account of somebody of the demo; who has no record is found by the address.
pub async fn find(resident: &Resident, house: &House) -> Result<Option<Account>> {
    Ok(match &resident.person.record {
        Some(record) => house.store.find_account_by_record(record).await?,
        None => house.store.find_account_by_email(&resident.credentials.email.parse()?).await?,
    })
}
