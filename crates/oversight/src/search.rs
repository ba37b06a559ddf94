//! "Who accessed patient X in the last thirty days", and "what did employee Y open".

use std::collections::HashMap;

use jiff::SignedDuration;
use portico_audit::{Action, Detail, Event, Outcome, Query, Resource};
use portico_model::{AccountId, Asker, PatientId, Timestamp};
use portico_policy::{Act, Decision, Reason};
use portico_store::{Email, Named};
use uuid::Uuid;

use crate::error::Which;
use crate::{Oversight, OversightError};

/// How far back a search looks that does not say it.
const USUAL_SPAN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What the officer looks for; absent members do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Whose record.
    pub patient: Option<Who>,
    /// Who did it.
    pub actor: Option<Who>,
    pub action: Option<Action>,
    pub outcome: Option<Outcome>,
    /// The earliest time. Default: thirty days ago.
    pub from: Option<Timestamp>,
    /// The time before which to look. Default: now.
    pub to: Option<Timestamp>,
    /// Goes on after this entry, the last of the page before.
    pub after: Option<u64>,
    /// Entries of one page.
    pub most: u64,
}

/// Somebody, as the officer knows them: the id of an account or of a FHIR Patient, or the e-mail address of an account.
#[derive(Clone, PartialEq, Eq)]
pub struct Who(pub String);

impl std::fmt::Debug for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Who(…)")
    }
}

/// One entry of the log, with the names of the people in it.
#[derive(Debug, Clone)]
pub struct Line {
    pub index: u64,
    pub event: Event,
    /// Absent where nobody was signed in, or the account is gone.
    pub actor: Option<Named>,
    /// Why it was let through or refused, by the rules of today.
    pub reasons: Vec<Reason>,
}

/// A page of what was found, the newest first.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    pub lines: Vec<Line>,
    /// Whether there may be more after the last one.
    pub has_more: bool,
    /// Entries that match and do not open: to be verified.
    pub unreadable: u64,
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Oversight {
    /// Looks the log through. The search itself is in the log before anything is shown.
    pub async fn search(&self, asker: &Asker, search: &Search) -> Result<Lines, OversightError> {
        let decision = self.decide(asker, Act::Oversee, Action::QueryAudit).await?;
        let mut query = self.query(asker, search, &decision, Action::QueryAudit).await?;
        self.log().append(self.told(asker, &query, &decision, Action::QueryAudit)).await?;
        query.limit += 1;
        let mut found = self.log().query(&query).await?;
        let has_more = found.entries.len() + found.unreadable.len() > to_usize(search.most);
        found.entries.truncate(to_usize(search.most));
        let names = self.names(found.entries.iter().filter_map(|entry| entry.event.actor)).await?;
        let lines = found.entries.into_iter().map(|entry| Line {
            index: entry.index,
            actor: entry.event.actor.and_then(|actor| names.get(&actor).cloned()),
            reasons: self.reasons(&entry.event),
            event: entry.event,
        });
        let bounds = (query.from.unwrap_or_default(), query.to.unwrap_or_default());
        Ok(Lines {
            lines: lines.collect(),
            has_more,
            unreadable: found.unreadable.len() as u64,
            from: bounds.0,
            to: bounds.1,
        })
    }

    /// The search in the log's own terms. Somebody who is not known is written down as a failed search.
    pub(crate) async fn query(
        &self,
        asker: &Asker,
        search: &Search,
        decision: &Decision,
        action: Action,
    ) -> Result<Query, OversightError> {
        let people = async {
            let patient = match &search.patient {
                Some(who) => Some(self.patient(who).await?),
                None => None,
            };
            let actor = match &search.actor {
                Some(who) => Some(self.actor(who).await?),
                None => None,
            };
            Ok((patient, actor))
        };
        let (patient, actor) = match people.await {
            Ok(people) => people,
            Err(error) => {
                let is_unknown = matches!(error, OversightError::UnknownPerson(_));
                let detail = Detail::reason(if is_unknown { "unknown_person" } else { "store_failed" });
                let event = self.event(asker, action, Outcome::Failed, decision);
                self.log().append(Event { detail, ..event }).await?;
                return Err(error);
            }
        };
        let now = self.clock().now();
        Ok(Query {
            patient,
            actor,
            action: search.action,
            outcome: search.outcome,
            from: Some(search.from.unwrap_or(now - USUAL_SPAN)),
            to: Some(search.to.unwrap_or(now)),
            before_index: search.after,
            limit: search.most,
        })
    }

    /// What the log is told of a search: whose record, and about whom.
    pub(crate) fn told(&self, asker: &Asker, query: &Query, decision: &Decision, action: Action) -> Event {
        let account = query.actor.map(|actor| Resource {
            kind: "Account".into(),
            id: actor.to_string().parse().expect("a UUID is a FHIR id"),
        });
        let event = self.event(asker, action, Outcome::Permitted, decision);
        let detail = Detail { resources: account.into_iter().collect(), ..Detail::default() };
        Event { patient: query.patient.clone(), detail, ..event }
    }

    async fn patient(&self, who: &Who) -> Result<PatientId, OversightError> {
        let unknown = || OversightError::UnknownPerson(Which::Patient);
        if let Ok(email) = who.0.parse::<Email>() {
            let account = self.store().find_account_by_email(&email).await?;
            return account.and_then(|account| account.own_record).ok_or_else(unknown);
        }
        who.0.trim().parse().map_err(|_| unknown())
    }

    async fn actor(&self, who: &Who) -> Result<AccountId, OversightError> {
        let unknown = || OversightError::UnknownPerson(Which::Actor);
        if let Ok(email) = who.0.parse::<Email>() {
            return self.store().find_actor_by_email(&email).await?.ok_or_else(unknown);
        }
        who.0.trim().parse::<Uuid>().map(AccountId).map_err(|_| unknown())
    }

    pub(crate) async fn names(
        &self,
        of: impl Iterator<Item = AccountId>,
    ) -> Result<HashMap<AccountId, Named>, OversightError> {
        let mut accounts: Vec<AccountId> = of.collect();
        accounts.sort_unstable();
        accounts.dedup();
        if accounts.is_empty() {
            return Ok(HashMap::new());
        }
        Ok(self.store().list_named(&accounts).await?)
    }
}

fn to_usize(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
