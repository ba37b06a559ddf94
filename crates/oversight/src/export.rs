//! Entries taken out of the house, as a stream that holds one batch at a time. Each batch is in the log, with its size,
//! before its first byte leaves: the rule about export volume counts by that.

use bytes::Bytes;
use futures::Stream;
use futures::stream::try_unfold;
use portico_audit::{Action, Counts, Entry, Event, Query};
use portico_model::Asker;
use portico_policy::{Act, Decision};
use serde_json::json;

use crate::{Oversight, OversightError, Search, fhir};

/// Entries that are read, written down and sent together.
const BATCH: u64 = 500;

/// How entries are written, one a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// FHIR R4 AuditEvent (`application/fhir+ndjson`).
    Fhir,
    /// The entry as the log has it (`application/x-ndjson`).
    Plain,
}

/// How an export says in its last line that entries are missing.
const UNREADABLE: &str = "entries that match could not be read; verify the log";

/// An export that policy let through and whose search was understood.
pub struct Export {
    oversight: Oversight,
    asker: Asker,
    decision: Decision,
    query: Query,
    form: ExportForm,
    /// Entries that match and did not open, until now.
    unreadable: u32,
}

impl Oversight {
    /// Everything that a search finds. Wants a fresh second factor: [`OversightError::StepUpNeeded`].
    pub async fn export(
        &self,
        asker: &Asker,
        search: &Search,
        form: ExportForm,
    ) -> Result<Export, OversightError> {
        let decision = self.decide(asker, Act::ExportEvents, Action::ExportAudit).await?;
        let query = self.query(asker, search, &decision, Action::ExportAudit).await?;
        let query = Query { limit: BATCH, ..query };
        self.log().append(self.told(asker, &query, &decision, Action::ExportAudit)).await?;
        let (oversight, asker) = (self.clone(), asker.clone());
        Ok(Export { oversight, asker, decision, query, form, unreadable: 0 })
    }
}

impl Export {
    /// The lines, batch by batch. An error ends the stream in the middle: what was sent until then is whole lines.
    pub fn lines(self) -> impl Stream<Item = Result<Bytes, OversightError>> + Send + 'static {
        try_unfold(Some(self), async |export| {
            let Some(mut export) = export else { return Ok(None) };
            let found = export.oversight.log().query(&export.query).await?;
            let Some(last) = found.last else {
                return Ok(last_line(export.unreadable, export.form).map(|line| (line, None)));
            };
            let unreadable = to_u32(found.unreadable.len());
            export.unreadable = export.unreadable.saturating_add(unreadable);
            export
                .tell(Counts { shown: to_u32(found.entries.len()), unreadable, ..Counts::default() })
                .await?;
            let lines = export.written(&found.entries);
            export.query.before_index = Some(last);
            Ok(Some((lines, Some(export))))
        })
    }

    async fn tell(&self, counts: Counts) -> Result<(), OversightError> {
        let event = self.oversight.told(&self.asker, &self.query, &self.decision, Action::ExportAudit);
        self.oversight.log().append(Event { counts, ..event }).await?;
        Ok(())
    }

    fn written(&self, entries: &[Entry]) -> Bytes {
        let mut lines = Vec::with_capacity(entries.len() * 1024);
        for entry in entries {
            let line = match self.form {
                ExportForm::Fhir => fhir::audit_event(self.oversight.log().id(), entry),
                ExportForm::Plain => serde_json::to_value(entry).expect("an entry becomes JSON"),
            };
            serde_json::to_writer(&mut lines, &line).expect("JSON goes into memory");
            lines.push(b'\n');
        }
        lines.into()
    }
}

/// Nobody takes what opens for all there is.
fn last_line(unreadable: u32, form: ExportForm) -> Option<Bytes> {
    let line = match (unreadable, form) {
        (0, _) => return None,
        (count, ExportForm::Fhir) => fhir::incomplete(&format!("{count} {UNREADABLE}")),
        (count, ExportForm::Plain) => json!({ "unreadable": count, "text": UNREADABLE }),
    };
    Some(format!("{line}\n").into())
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_all_says_so_in_its_last_line() {
        assert_eq!(last_line(0, ExportForm::Fhir), None);
        for (form, says) in [(ExportForm::Fhir, "OperationOutcome"), (ExportForm::Plain, "unreadable")] {
            let line = String::from_utf8(last_line(3, form).unwrap().to_vec()).unwrap();
            assert!(line.contains(says) && line.contains('3') && line.ends_with("}\n"), "{line}");
        }
    }
}
