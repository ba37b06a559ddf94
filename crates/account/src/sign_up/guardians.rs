//! A teenager's account must be reached by the teenager alone: an address, a number or a browser of a parent would show the
//! parent what is the teenager's own.

use portico_model::{AccountId, PatientId, Relationship};
use portico_store::{Account, Grant};

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
        let guardians = self.guardians_of(patient).await?;
        let emails = guardians.iter().map(|own| own.email.as_str());
        let phones = guardians.iter().filter_map(|own| own.phone.as_deref());
        let named = person.guardians.iter().map(String::as_str);
        let known: Vec<String> = emails.chain(phones).chain(named).filter_map(contact).collect();
        let is_known = |text: &str| contact(text).is_some_and(|text| known.contains(&text));
        if is_known(&claimed.email) {
            return Err(self.refuse_sign_up(visit, "guardians_email", SignUpFault::GuardiansEmail).await);
        }
        if claimed.phone.as_deref().is_some_and(is_known) {
            return Err(self.refuse_sign_up(visit, "guardians_phone", SignUpFault::GuardiansPhone).await);
        }
        let Some(device) = claimed.device.as_ref().filter(|_| !claimed.knows_device) else { return Ok(()) };
        let accounts: Vec<AccountId> = guardians.iter().map(|own| own.id).collect();
        if self.is_device_of(&accounts, device).await? {
            return Err(self.refuse_sign_up(visit, "guardians_device", SignUpFault::GuardiansDevice).await);
        }
        Ok(())
    }

    /// Everybody who ever was, or asked to be, a parent or guardian to the patient.
    async fn guardians_of(&self, patient: &PatientId) -> Result<Vec<Account>, AccountError> {
        let grants = self.store().list_grants_of(patient).await?;
        let is_guardian =
            |grant: &&Grant| matches!(grant.relationship, Relationship::Parent | Relationship::Guardian);
        let mut guardians = Vec::new();
        for account in grants.iter().filter(is_guardian).filter_map(|grant| grant.grantee) {
            guardians.extend(self.store().find_account(account).await?);
        }
        Ok(guardians)
    }
}

/// An address in small letters, or the last ten figures of a number.
fn contact(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if text.contains('@') {
        return Some(text);
    }
    let figures: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let last = &figures[figures.len().saturating_sub(10)..];
    (last.len() >= 7).then(|| last.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::contact;

    #[test]
    fn a_number_is_the_same_with_and_without_its_country() {
        assert_eq!(contact("+1 (555) 010-0148"), contact("555-010-0148"));
        assert_eq!(contact(" Ana@Example.org"), contact("ana@example.org"));
        assert_eq!(contact("911"), None);
    }
}
