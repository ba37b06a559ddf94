//! Reading the ledger of a chart. It is the audit log itself: nothing is kept a second time.

use std::collections::HashMap;

use jiff::SignedDuration;
use portico_audit::{Action, AuditError, Counts, Entry, Event, Outcome, Query, SignedReceipt};
use portico_model::{AccountId, BreakGlassReason, EntryNumber, Purpose, Relationship, Role, Timestamp};
use portico_policy::{Act, Reason};

use super::reach::Reach;
use super::{Ledger, LedgerFilter, LedgerLine, LedgerWho, Who};
use crate::charts::{Chart, ChartError, Look};

/// Lines of one page.
pub const MOST_AT_ONCE: usize = 50;
/// Entries that are looked through for one page. What lies behind them is on the next page.
const LOOKED_THROUGH: usize = 1_000;
const AT_ONCE: u64 = 200;
const USUAL_DAYS: u16 = 30;

impl Chart {
    /// Who opened this chart, and who tried to, the newest first.
    ///
    /// # Errors
    /// [`ChartError::Refused`] for whoever may not read the ledger; [`ChartError::NotAudited`] where this look cannot be
    /// written down, or the log cannot be read.
    pub async fn ledger(&self, filter: LedgerFilter) -> Result<Ledger, ChartError> {
        self.require(Act::ReadLedger).await?;
        let reach = self.reach();
        let (entries, next, unreadable) = self.looks(filter, &reach).await?;
        let names = self.names(&entries).await?;
        let reasons = self.reasons();
        let lines: Vec<_> = entries.iter().map(|entry| self.line(entry, &names, &reasons, &reach)).collect();
        let counts = Counts { shown: crate::gateway::count(lines.len()), ..Counts::default() };
        self.audit_ledger("ledger", counts).await?;
        Ok(Ledger { lines, next, unreadable, filter })
    }

    /// One line of the ledger.
    ///
    /// # Errors
    /// As [`Chart::receipt`].
    pub async fn ledger_line(&self, number: u64) -> Result<LedgerLine, ChartError> {
        let entry = self.require_entry(number, "ledger/line").await?;
        let names = self.names(std::slice::from_ref(&entry)).await?;
        let line = self.line(&entry, &names, &self.reasons(), &self.reach());
        self.audit_ledger("ledger/line", Counts { shown: 1, ..Counts::default() }).await?;
        Ok(line)
    }

    /// Sees to it that there is such a line for this reader, before something else is done about it.
    ///
    /// # Errors
    /// As [`Chart::receipt`].
    pub async fn require_line(&self, number: u64) -> Result<(), ChartError> {
        self.require_entry(number, "ledger/line").await.map(drop)
    }

    /// The entry of this number, where it is about this chart and within the reader's reach.
    async fn require_entry(&self, number: u64, page: &'static str) -> Result<Entry, ChartError> {
        self.require(Act::ReadLedger).await?;
        let found = self.inner.audit.follow(number, 1).await.map_err(ChartError::NotAudited)?.found;
        let reach = self.reach();
        let is_it = |entry: &Entry| {
            entry.index == number
                && entry.event.patient.as_ref() == Some(&self.patient)
                && reach.includes(self, &entry.event)
        };
        let Some(entry) = found.entries.into_iter().find(is_it) else {
            self.audit_failure(Action::QueryAudit, page, Vec::new(), "not_found").await?;
            return Err(ChartError::NotFound);
        };
        Ok(entry)
    }

    /// The proof that an entry about this chart is in the log, signed. Anybody can check it with `portico audit verify
    /// --receipt`.
    ///
    /// # Errors
    /// As [`Chart::ledger`], and [`ChartError::NotFound`] for an entry that is not about this chart.
    pub async fn receipt(&self, number: u64) -> Result<SignedReceipt, ChartError> {
        self.require_entry(number, "ledger/receipt").await?;
        self.audit_ledger("ledger/receipt", Counts { shown: 1, ..Counts::default() }).await?;
        self.inner.audit.signed_receipt(number).await.map_err(ChartError::NotAudited)
    }

    async fn audit_ledger(&self, page: &'static str, counts: Counts) -> Result<(), ChartError> {
        let rules = self.inner.policy.decide(&self.question.about(Act::ReadLedger)).rules;
        let rules = rules.iter().map(ToString::to_string).collect();
        let look = Look::new(Action::QueryAudit, page, &[]);
        self.audit(look, Outcome::Permitted, rules, counts, None, false).await
    }

    /// The entries that match, and where to go on.
    async fn looks(
        &self,
        filter: LedgerFilter,
        reach: &Reach,
    ) -> Result<(Vec<Entry>, Option<u64>, u32), ChartError> {
        let mut query = Query {
            patient: Some(self.patient.clone()),
            from: Some(self.earliest(filter)),
            before_index: filter.after.map(EntryNumber::get),
            limit: AT_ONCE,
            ..Query::default()
        };
        let (mut entries, mut unreadable, mut looked_through) = (Vec::new(), 0, 0);
        loop {
            let found = match self.inner.audit.query(&query).await {
                Err(AuditError::OutOfRange) => {
                    self.audit_failure(Action::QueryAudit, "ledger", Vec::new(), "not_found").await?;
                    return Err(ChartError::NotFound);
                }
                found => found.map_err(ChartError::NotAudited)?,
            };
            let of_page = found.entries.len() + found.unreadable.len();
            unreadable += crate::gateway::count(found.unreadable.len());
            looked_through += of_page;
            for entry in found.entries {
                if entries.len() == MOST_AT_ONCE {
                    let last = entries.last().map(|entry: &Entry| entry.index);
                    return Ok((entries, last, unreadable));
                }
                if self.is_shown(&entry, filter.who) && reach.includes(self, &entry.event) {
                    entries.push(entry);
                }
            }
            if of_page < AT_ONCE as usize {
                return Ok((entries, None, unreadable));
            }
            query.before_index = found.last;
            if looked_through >= LOOKED_THROUGH {
                return Ok((entries, query.before_index, unreadable));
            }
        }
    }

    fn earliest(&self, filter: LedgerFilter) -> Timestamp {
        let days = filter.days.unwrap_or(USUAL_DAYS);
        self.inner.clock.now() - SignedDuration::from_hours(24 * i64::from(days))
    }

    fn is_shown(&self, entry: &Entry, who: LedgerWho) -> bool {
        let event = &entry.event;
        let is_look = matches!(
            event.action,
            Action::OpenChart
                | Action::Read
                | Action::Search
                | Action::Download
                | Action::Export
                | Action::BreakGlass
                | Action::FindPatients
                | Action::MatchIdentity
                | Action::ReviewAccess
                | Action::MakeActivationCode
                | Action::CreateAccount
        );
        let is_mine = event.actor == Some(self.asker.account);
        let is_others = !is_mine && event.role != Role::System;
        let is_proxy = event.role == Role::Patient && event.acting_as != Some(Relationship::Oneself);
        is_look
            && match who {
                LedgerWho::Everybody => true,
                LedgerWho::Others => is_others,
                LedgerWho::Staff => is_others && event.role != Role::Patient,
                LedgerWho::Proxies => is_others && is_proxy,
            }
    }

    async fn names(&self, entries: &[Entry]) -> Result<HashMap<AccountId, String>, ChartError> {
        let mut actors: Vec<AccountId> = entries.iter().filter_map(|entry| entry.event.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        Ok(self.inner.store.list_names(&actors).await?)
    }

    /// The reason of each rule.
    fn reasons(&self) -> HashMap<String, Reason> {
        let rules = self.inner.policy.rules().into_iter();
        rules.map(|(rule, reason)| (rule.to_string(), reason)).collect()
    }

    fn line(
        &self,
        entry: &Entry,
        names: &HashMap<AccountId, String>,
        reasons: &HashMap<String, Reason>,
        reach: &Reach,
    ) -> LedgerLine {
        let event = &entry.event;
        let told = event.rules.iter().filter_map(|rule| reasons.get(rule));
        let told = told.filter(|reason| reach.tells(event, **reason));
        let mut why: Vec<&'static str> = told.map(|reason| reason.key()).collect();
        why.sort_unstable();
        why.dedup();
        let is_reader = event.actor == Some(self.asker.account);
        let line = LedgerLine {
            number: entry.index,
            at: event.at,
            who: Who {
                name: event.actor.and_then(|actor| names.get(&actor).cloned()),
                role: event.role,
                relationship: event.acting_as.filter(|own| *own != Relationship::Oneself),
                is_reader,
            },
            action: event.action.as_str(),
            outcome: event.outcome.as_str(),
            page: event.detail.part.as_deref().map(str::to_owned),
            categories: event.categories.clone(),
            purpose: event.purpose,
            reasons: why,
            rules: event.rules.clone(),
            shown: Some(event.counts.shown),
            withheld: Some(event.counts.withheld),
            is_emergency: event.purpose == Some(Purpose::EmergencyTreatment),
            declared: declared(event),
            is_preview: event.detail.marks.iter().any(|mark| mark == "preview"),
        };
        reach.narrowed(self, event, line)
    }
}

/// The word of the log for why somebody broke the glass.
fn declared(event: &Event) -> Option<BreakGlassReason> {
    let word = event.detail.reason.as_deref().filter(|_| event.action == Action::BreakGlass)?;
    serde_json::from_value(word.into()).ok()
}
