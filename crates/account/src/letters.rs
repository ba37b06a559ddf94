//! Letters to the owner of an account about what concerns its safety. They say what happened in general words, and nobody can
//! turn them off: whoever has taken over an account would do that first.

use portico_model::AccountId;
use portico_store::{Letter, Mail, NewOutgoing, Recipient};
use uuid::Uuid;

use crate::Accounts;

/// Where the owner looks into it.
const SECURITY: &str = "/account/security";

impl Accounts {
    pub(crate) fn security_letter(&self, account: AccountId, letter: Letter) -> NewOutgoing {
        let mail = Mail::new(Recipient::Account(account), letter, SECURITY);
        NewOutgoing::mail(&mail, None, self.now())
    }

    /// The same where others decide how often it happens: once a day at most.
    pub(crate) fn security_letter_of_the_day(&self, account: AccountId, letter: Letter) -> NewOutgoing {
        let name = format!("{}/{}", letter.key(), self.today());
        NewOutgoing { id: Uuid::new_v5(&account.0, name.as_bytes()), ..self.security_letter(account, letter) }
    }
}
