//! Letters: to whom, and in which language.

use portico_model::{AccountId, Language, Role};
use portico_store::{AccountState, Email, Mail, NewOutgoing, Outgoing, Recipient};
use uuid::Uuid;

use crate::carry::Carried;
use crate::post::Handed;
use crate::{Desk, DeskError, Post};

impl Desk {
    pub(crate) async fn carry_mail(&self, row: &Outgoing, post: &Post) -> Result<Carried, DeskError> {
        let Ok(mail) = serde_json::from_slice::<Mail>(&row.body) else {
            return Ok(Carried::Never("unreadable"));
        };
        if let Recipient::Pool(pool) = mail.to {
            let letters = self.one_each(row, &mail, pool).await?;
            return Ok(if letters.is_empty() {
                Carried::Waits("empty_pool")
            } else {
                Carried::Left(letters)
            });
        }
        let Some((address, language)) = self.address(&mail).await? else {
            return Ok(Carried::Never("nobody"));
        };
        Ok(match post.hand_over(row.id, &address, &mail, language, self.now()).await {
            Handed::Taken => Carried::Left(Vec::new()),
            Handed::NotNow(trouble) => Carried::NotNow(trouble),
            Handed::Refused(trouble) => Carried::Never(trouble),
        })
    }

    /// A letter of their own for everybody of a pool. Their ids come from the letter's and the person's, so that each is made once.
    async fn one_each(&self, row: &Outgoing, mail: &Mail, pool: Role) -> Result<Vec<NewOutgoing>, DeskError> {
        let letters = self.store().list_pool(pool).await?.into_iter().map(|person| {
            let own = Mail { to: Recipient::Account(person), ..mail.clone() };
            let id = Uuid::new_v5(&row.id, person.0.as_bytes());
            NewOutgoing { id, ..NewOutgoing::mail(&own, row.case, self.now()) }
        });
        Ok(letters.collect())
    }

    async fn works_here(&self, account: AccountId) -> Result<bool, DeskError> {
        let member = self.store().find_staff(account).await?;
        Ok(member.is_some_and(|member| member.is_active && member.removed_at.is_none()))
    }

    async fn address(&self, mail: &Mail) -> Result<Option<(Email, Language)>, DeskError> {
        Ok(match &mail.to {
            Recipient::Address { email, language } => Some((email.clone(), *language)),
            Recipient::Account(account) => {
                let account = self.store().find_account(*account).await?;
                let Some(account) = account.filter(|account| account.state != AccountState::Closed) else {
                    return Ok(None);
                };
                let has_left = account.role != Role::Patient && !self.works_here(account.id).await?;
                (!has_left).then_some((account.email, account.language))
            }
            Recipient::Pool(_) => None,
        })
    }
}
