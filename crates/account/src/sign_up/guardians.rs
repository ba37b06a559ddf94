//! A teenager's account must be reached by the teenager alone: an address, a number or a browser of a parent would show the
//! parent what is the teenager's own.

use jiff::civil::Date;
use portico_model::{AccountId, PatientId, Relationship, When, contact_key};
use portico_policy::ParentalAccess;
use portico_store::{Account, Email, Grant};

use super::SignUpFault;
use super::by_code::{Claimed, ProvedPerson};
use crate::{AccountError, Accounts, Visit};

impl Accounts {
    pub(super) async fn check_guardians(
        &self,
        patient: &PatientId,
        person: &ProvedPerson,
        claimed: &Claimed,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        let guardians = self.guardians_of(patient, person.born).await?;
        let known = contacts(&guardians, &person.guardians);
        let is_known = |text: &str| contact_key(text).is_some_and(|text| known.contains(&text));
        if is_known(&claimed.email) {
            return Err(self.refuse_sign_up(visit, "guardians_email", SignUpFault::GuardiansEmail));
        }
        if claimed.phone.as_deref().is_some_and(is_known) {
            return Err(self.refuse_sign_up(visit, "guardians_phone", SignUpFault::GuardiansPhone));
        }
        let Some(device) = claimed.device.as_ref().filter(|_| !claimed.knows_device) else { return Ok(()) };
        let accounts: Vec<AccountId> = guardians.iter().map(|own| own.id).collect();
        if self.is_device_of(&accounts, device).await? {
            return Err(self.refuse_sign_up(visit, "guardians_device", SignUpFault::GuardiansDevice));
        }
        Ok(())
    }

    /// The record's own e-mail addresses of somebody: for whoever is under age, those that no parent or guardian reads.
    pub(crate) async fn own_emails(
        &self,
        patient: &PatientId,
        person: &ProvedPerson,
    ) -> Result<Vec<Email>, AccountError> {
        let emails = person.emails.iter().filter_map(|email| email.parse::<Email>().ok());
        if self.parental_access(person.born) == ParentalAccess::None {
            return Ok(emails.collect());
        }
        let known = contacts(&self.guardians_of(patient, person.born).await?, &person.guardians);
        let is_own = |email: &Email| contact_key(email.as_str()).is_some_and(|email| !known.contains(&email));
        Ok(emails.filter(is_own).collect())
    }

    /// Everybody who ever was, or asked to be, a parent or guardian to the patient. Before staff have found whose record is
    /// asked for, the birth date tells.
    async fn guardians_of(&self, patient: &PatientId, born: Date) -> Result<Vec<Account>, AccountError> {
        let mut grants = self.store().list_grants_of(patient).await?;
        let born = Some(When::Day(born));
        let asked = self.store().list_requested_grants().await?.into_iter();
        grants.extend(asked.filter(|grant| grant.patient.id.is_none() && grant.patient.born == born));
        let is_guardian =
            |grant: &&Grant| matches!(grant.relationship, Relationship::Parent | Relationship::Guardian);
        let mut guardians = Vec::new();
        for account in grants.iter().filter(is_guardian).filter_map(|grant| grant.grantee) {
            guardians.extend(self.store().find_account(account).await?);
        }
        Ok(guardians)
    }
}

/// How parents and guardians are reached: by their accounts, and by the record.
fn contacts(accounts: &[Account], named: &[String]) -> Vec<String> {
    let emails = accounts.iter().map(|own| own.email.as_str());
    let phones = accounts.iter().filter_map(|own| own.phone.as_deref());
    emails.chain(phones).chain(named.iter().map(String::as_str)).filter_map(contact_key).collect()
}
