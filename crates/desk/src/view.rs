//! What the desk shows: a request to whoever asked for it, a case to whoever works on it.

use portico_model::{
    AccountId, BreakGlassReason, CaseAct, CaseId, CaseKind, CaseState, GrantId, PatientId, Role, Timestamp,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Everything that somebody asked for, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RequestList {
    pub requests: Vec<Request>,
}

/// One request, as whoever asked for it sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Request {
    pub id: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    /// Who works on it.
    pub pool: Role,
    pub asked_at: Timestamp,
    pub due_at: Timestamp,
    /// It was due and has no end yet.
    pub is_late: bool,
    pub is_cancellable: bool,
    /// What was asked, where it was asked in words.
    pub words: Option<String>,
    /// What happened, newest first.
    pub news: Vec<News>,
}

/// A step that whoever asked may know of.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct News {
    pub at: Timestamp,
    pub act: CaseAct,
    pub words: Option<String>,
}

/// A queue, in order of work.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CaseList {
    pub pool: Role,
    /// Whether these are the ones that are over.
    pub is_over: bool,
    pub cases: Vec<CaseRow>,
}

/// A case in a queue.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CaseRow {
    pub id: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    pub pool: Role,
    /// The name of who asked, or of whom it is about.
    pub person: Option<String>,
    /// The rule that found something.
    pub rule: Option<String>,
    /// The name of who has it in hand.
    pub owner: Option<String>,
    pub is_mine: bool,
    pub opened_at: Timestamp,
    pub due_at: Timestamp,
    pub is_late: bool,
}

/// A case with all that its pool may know.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CaseDetail {
    #[serde(flatten)]
    pub row: CaseRow,
    /// The name of who asked; absent where the house itself did.
    pub asker: Option<String>,
    /// Whose record it is about.
    pub patient: Option<PatientId>,
    /// What was asked, where it was asked in words.
    pub words: Option<String>,
    /// The line of the audit log that was asked about.
    pub entry: Option<u64>,
    pub grant: Option<GrantId>,
    /// The alert that somebody is to look into.
    #[schema(value_type = Option<String>)]
    pub alert: Option<Uuid>,
    /// The name of the clinician who broke the glass.
    pub clinician: Option<String>,
    /// What they said of it: for privacy officers alone, because it may tell of the patient's health.
    pub glass: Option<GlassCard>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// What the reader may do now.
    pub deeds: Vec<Deed>,
}

/// An emergency that somebody declared.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GlassCard {
    pub account: AccountId,
    pub reason: BreakGlassReason,
    /// In the clinician's own words.
    pub words: String,
    pub begins_at: Timestamp,
    pub ends_at: Timestamp,
}

/// A step with all that its pool may know.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HistoryLine {
    pub at: Timestamp,
    pub act: CaseAct,
    /// Absent where the portal itself did it.
    pub by: Option<String>,
    pub pool: Role,
    pub words: Option<String>,
}

/// What somebody who works on a case may do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Take,
    Note,
    HandOver,
    /// End it with words to whoever asked.
    Answer,
    /// End it: all was in order.
    Clear,
    /// End it: something was wrong.
    Uphold,
    /// It is decided where what it is about is decided.
    DecideElsewhere,
}
