//! Entries taken out of the house, as a stream that holds one batch at a time. Each batch is in the log, with its size,
//! before its first byte leaves: the rule about export volume counts by that.

use bytes::Bytes;
use futures::Stream;
use futures::stream::try_unfold;
use portico_audit::{Action, Counts, Entry, Event, Query};
use portico_model::Asker;
use portico_policy::{Act, Decision};

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

/// An export that policy let through and whose search was understood.
pub struct Export {
    oversight: Oversight,
    asker: Asker,
    decision: Decision,
    query: Query,
    form: ExportForm,
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
        Ok(Export { oversight: self.clone(), asker: asker.clone(), decision, query, form })
    }
}

impl Export {
    /// The lines, batch by batch. An error ends the stream in the middle: what was sent until then is whole lines.
    pub fn lines(self) -> impl Stream<Item = Result<Bytes, OversightError>> + Send + 'static {
        try_unfold(Some(self), async |export| {
            let Some(mut export) = export else { return Ok(None) };
            let found = export.oversight.log().query(&export.query).await?;
            let Some(last) = found.last else { return Ok(None) };
            export.tell(found.entries.len()).await?;
            let lines = export.written(&found.entries);
            export.query.before_index = Some(last);
            Ok(Some((lines, Some(export))))
        })
    }

    async fn tell(&self, entries: usize) -> Result<(), OversightError> {
        let event = self.oversight.told(&self.asker, &self.query, &self.decision, Action::ExportAudit);
        let counts = Counts { shown: u32::try_from(entries).unwrap_or(u32::MAX), ..Counts::default() };
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
