//! The words of cases.

use portico_desk::{CaseRow, Request};
use portico_model::{CaseAct, CaseKind, CaseState, Role};

use crate::look::{Chip, Tone};
use crate::words::Words;

pub(super) fn kind_key(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::LedgerQuestion => "case-ledger-question",
        CaseKind::BreakGlassReview => "case-break-glass-review",
        CaseKind::ProxyReview => "case-proxy-review",
        CaseKind::AlertReview => "case-alert-review",
    }
}

/// How it stands, to whoever asked.
pub(super) fn request_chip(w: &Words, request: &Request) -> Chip<'static> {
    if request.is_late {
        return Chip::new(Tone::Warning, w.t("request-late"));
    }
    let (tone, key) = match request.state {
        CaseState::Open => (Tone::Wait, "request-open"),
        CaseState::Sent => (Tone::Wait, "request-sent"),
        CaseState::Acknowledged => (Tone::Wait, "request-in-hand"),
        CaseState::Done => (Tone::Good, "request-done"),
        CaseState::Failed => (Tone::Warning, "request-failed"),
        CaseState::Cancelled => (Tone::Plain, "request-cancelled"),
    };
    Chip::new(tone, w.t(key))
}

/// How it stands, to its pool.
pub(super) fn case_chip(w: &Words, case: &CaseRow) -> Chip<'static> {
    if case.is_late {
        return Chip::new(Tone::Warning, w.t("case-overdue"));
    }
    let (tone, key) = match case.state {
        CaseState::Open => (Tone::Wait, "case-open"),
        CaseState::Sent => (Tone::Wait, "case-sent"),
        CaseState::Acknowledged => (Tone::Plain, "case-in-hand"),
        CaseState::Done => (Tone::Good, "case-done"),
        CaseState::Failed => (Tone::Warning, "case-failed"),
        CaseState::Cancelled => (Tone::Plain, "case-cancelled"),
    };
    Chip::new(tone, w.t(key))
}

/// Who works on it, as patients know them.
pub(super) fn pool_key(pool: Role) -> &'static str {
    match pool {
        Role::Clinician => "desk-care-team",
        Role::Scheduler => "desk-scheduling",
        Role::PrivacyOfficer => "desk-privacy-officer",
        _ => "desk-support",
    }
}

/// A step, to whoever asked.
pub(super) fn news_key(act: CaseAct) -> &'static str {
    match act {
        CaseAct::Opened => "news-opened",
        CaseAct::Sent => "news-sent",
        CaseAct::Acknowledged => "news-in-hand",
        CaseAct::HandedOver => "news-handed-over",
        CaseAct::Answered => "news-answered",
        CaseAct::Approved => "news-approved",
        CaseAct::Refused => "news-refused",
        CaseAct::Escalated => "news-escalated",
        CaseAct::Failed | CaseAct::NoticeFailed => "news-failed",
        CaseAct::Cancelled => "news-cancelled",
        CaseAct::Reopened => "news-reopened",
        CaseAct::Cleared | CaseAct::Upheld | CaseAct::Noted => "news-looked-into",
    }
}

/// A step, to its pool.
pub(super) fn act_key(act: CaseAct) -> &'static str {
    match act {
        CaseAct::Opened => "act-opened",
        CaseAct::Sent => "act-sent",
        CaseAct::Acknowledged => "act-taken",
        CaseAct::HandedOver => "act-handed-over",
        CaseAct::Noted => "act-noted",
        CaseAct::Answered => "act-answered",
        CaseAct::Approved => "act-approved",
        CaseAct::Refused => "act-refused",
        CaseAct::Cleared => "act-cleared",
        CaseAct::Upheld => "act-upheld",
        CaseAct::Escalated => "act-escalated",
        CaseAct::NoticeFailed => "act-notice-failed",
        CaseAct::Failed => "act-failed",
        CaseAct::Cancelled => "act-cancelled",
        CaseAct::Reopened => "act-reopened",
    }
}
