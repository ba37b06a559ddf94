//! Sample requests and cases.

use portico_desk::{CaseDetail, CaseList, CaseRow, Deed, GlassCard, HistoryLine, News, Request, RequestList};
use portico_model::{AccountId, BreakGlassReason, CaseAct, CaseId, CaseKind, CaseState, GrantId, Role};
use uuid::Uuid;

use super::pages::{CaseDone, CaseFault, CasePage, CasesPage, RequestDone, RequestPage, RequestsPage};
use crate::look::samples::{LONGEST_NAME, instant, long_text};

fn id(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(0x0192_f7e2_0000_7000_8000_0000_0000_0000 + number))
}

fn request(number: u128, state: CaseState) -> Request {
    Request {
        id: id(number),
        kind: CaseKind::LedgerQuestion,
        state,
        pool: Role::PrivacyOfficer,
        asked_at: instant("2026-11-19T16:20:00Z"),
        due_at: instant("2026-11-24T16:20:00Z"),
        is_late: false,
        is_cancellable: state == CaseState::Open,
        words: Some("I do not know this person. Why did they open my results?".to_owned()),
        news: vec![News { at: instant("2026-11-19T16:20:00Z"), act: CaseAct::Opened, words: None }],
    }
}

fn late() -> Request {
    let due_at = instant("2026-11-20T16:20:00Z");
    let news = [
        CaseAct::NoticeFailed,
        CaseAct::Escalated,
        CaseAct::HandedOver,
        CaseAct::Acknowledged,
        CaseAct::Sent,
        CaseAct::Opened,
    ];
    let news = news.map(|act| News { at: due_at, act, words: None }).to_vec();
    Request { due_at, is_late: true, news, words: Some(long_text()), ..request(2, CaseState::Acknowledged) }
}

fn answered() -> Request {
    let answer = News {
        at: instant("2026-11-21T14:00:00Z"),
        act: CaseAct::Answered,
        words: Some("She is the nurse who called you about your appointment.".to_owned()),
    };
    let first = request(3, CaseState::Done);
    Request { news: vec![answer, first.news[0].clone()], ..first }
}

fn ended(number: u128, state: CaseState, act: CaseAct) -> Request {
    let news = vec![News { at: instant("2026-11-21T14:00:00Z"), act, words: Some(long_text()) }];
    Request { news, words: None, kind: CaseKind::ProxyReview, pool: Role::Support, ..request(number, state) }
}

pub fn request_lists() -> Vec<(&'static str, RequestsPage)> {
    let many = vec![
        request(1, CaseState::Open),
        late(),
        request(4, CaseState::Sent),
        request(5, CaseState::Acknowledged),
        answered(),
        ended(6, CaseState::Failed, CaseAct::Failed),
        ended(7, CaseState::Cancelled, CaseAct::Cancelled),
    ];
    let page = |requests| RequestsPage { list: RequestList { requests } };
    vec![("none", page(Vec::new())), ("one", page(vec![request(1, CaseState::Open)])), ("many", page(many))]
}

pub fn requests() -> Vec<(&'static str, RequestPage)> {
    let page = |request, done| RequestPage { request, done };
    vec![
        ("open", page(request(1, CaseState::Open), Some(RequestDone::Asked))),
        ("late", page(late(), Some(RequestDone::MovedOn))),
        ("answered", page(answered(), None)),
        ("approved", page(ended(8, CaseState::Done, CaseAct::Approved), None)),
        ("refused", page(ended(9, CaseState::Done, CaseAct::Refused), None)),
        ("failed", page(ended(6, CaseState::Failed, CaseAct::Failed), None)),
        ("cancelled", page(ended(7, CaseState::Cancelled, CaseAct::Cancelled), Some(RequestDone::Cancelled))),
        ("reopened", page(ended(10, CaseState::Open, CaseAct::Reopened), None)),
        ("cleared", page(ended(11, CaseState::Done, CaseAct::Cleared), None)),
    ]
}

fn row(number: u128, kind: CaseKind, state: CaseState) -> CaseRow {
    CaseRow {
        id: id(number),
        kind,
        state,
        pool: Role::PrivacyOfficer,
        person: None,
        rule: None,
        owner: None,
        is_mine: false,
        opened_at: instant("2026-11-19T16:20:00Z"),
        due_at: instant("2026-11-24T16:20:00Z"),
        is_late: false,
    }
}

pub fn case_lists() -> Vec<(&'static str, CasesPage)> {
    let overdue = CaseRow {
        due_at: instant("2026-11-20T16:20:00Z"),
        is_late: true,
        owner: Some(LONGEST_NAME.to_owned()),
        ..row(2, CaseKind::BreakGlassReview, CaseState::Acknowledged)
    };
    let mine = CaseRow {
        is_mine: true,
        owner: Some("Ines Ortega".to_owned()),
        ..row(3, CaseKind::AlertReview, CaseState::Acknowledged)
    };
    let waiting = vec![
        overdue,
        mine,
        row(1, CaseKind::LedgerQuestion, CaseState::Open),
        row(4, CaseKind::ProxyReview, CaseState::Sent),
    ];
    let over = vec![
        row(5, CaseKind::LedgerQuestion, CaseState::Done),
        row(6, CaseKind::LedgerQuestion, CaseState::Failed),
        row(7, CaseKind::LedgerQuestion, CaseState::Cancelled),
    ];
    let page = |is_over, cases, done| CasesPage {
        list: CaseList { pool: Role::PrivacyOfficer, is_over, cases },
        done,
    };
    vec![
        ("none", page(false, Vec::new(), None)),
        ("none-over", page(true, Vec::new(), None)),
        ("waiting", page(false, waiting, Some(CaseDone::HandedOver))),
        ("over", page(true, over, None)),
    ]
}

fn question() -> CaseDetail {
    CaseDetail {
        row: row(1, CaseKind::LedgerQuestion, CaseState::Open),
        asker: Some("Ana Reyes".to_owned()),
        patient: "ana-reyes".parse().ok(),
        words: Some("I do not know this person. Why did they open my results?".to_owned()),
        entry: Some(41_277),
        grant: None,
        alert: None,
        clinician: None,
        glass: None,
        history: vec![HistoryLine {
            at: instant("2026-11-19T16:20:00Z"),
            act: CaseAct::Opened,
            by: Some("Ana Reyes".to_owned()),
            pool: Role::PrivacyOfficer,
            words: None,
        }],
        deeds: vec![Deed::Take, Deed::Note, Deed::HandOver, Deed::Answer],
    }
}

fn review() -> CaseDetail {
    let acts = [
        CaseAct::Opened,
        CaseAct::Sent,
        CaseAct::Acknowledged,
        CaseAct::HandedOver,
        CaseAct::Noted,
        CaseAct::Escalated,
        CaseAct::NoticeFailed,
        CaseAct::Failed,
        CaseAct::Reopened,
    ];
    let line = |act| HistoryLine {
        at: instant("2026-11-20T16:20:00Z"),
        act,
        by: (act != CaseAct::Escalated).then(|| LONGEST_NAME.to_owned()),
        pool: Role::PrivacyOfficer,
        words: (act == CaseAct::Noted).then(long_text),
    };
    CaseDetail {
        row: CaseRow {
            is_late: true,
            is_mine: true,
            ..row(2, CaseKind::BreakGlassReview, CaseState::Acknowledged)
        },
        asker: None,
        words: None,
        entry: None,
        clinician: Some("Dr. Maja Lindqvist".to_owned()),
        glass: Some(GlassCard {
            account: AccountId(Uuid::from_u128(7)),
            reason: BreakGlassReason::Emergency,
            words: long_text(),
            begins_at: instant("2026-11-19T16:20:00Z"),
            ends_at: instant("2026-11-19T16:50:00Z"),
        }),
        history: acts.map(line).to_vec(),
        deeds: vec![Deed::Note, Deed::HandOver, Deed::Clear, Deed::Uphold],
        ..question()
    }
}

fn ended_case(act: CaseAct) -> CaseDetail {
    let first = question();
    let last = HistoryLine { act, words: Some("It was in order.".to_owned()), ..first.history[0].clone() };
    let history = vec![first.history[0].clone(), last];
    CaseDetail {
        row: row(5, CaseKind::LedgerQuestion, CaseState::Done),
        history,
        deeds: vec![Deed::Note],
        ..first
    }
}

pub fn cases() -> Vec<(&'static str, CasePage)> {
    let page = |case, done, fault| CasePage { case, done, fault };
    let proxy = CaseDetail {
        row: row(4, CaseKind::ProxyReview, CaseState::Open),
        grant: Some(GrantId(Uuid::nil())),
        words: None,
        entry: None,
        deeds: vec![Deed::Take, Deed::Note, Deed::HandOver, Deed::DecideElsewhere],
        ..question()
    };
    vec![
        ("question", page(question(), Some(CaseDone::MovedOn), None)),
        ("answer-missing", page(question(), None, Some(CaseFault::Answer))),
        ("note-missing", page(question(), Some(CaseDone::PutBack), Some(CaseFault::Note))),
        ("reason-missing", page(question(), Some(CaseDone::Noted), Some(CaseFault::Reason))),
        ("review", page(review(), Some(CaseDone::Taken), Some(CaseFault::Findings))),
        ("proxy", page(proxy, None, None)),
        ("answered", page(ended_case(CaseAct::Answered), Some(CaseDone::Answered), None)),
        ("cleared", page(ended_case(CaseAct::Cleared), Some(CaseDone::Decided), None)),
        ("upheld", page(ended_case(CaseAct::Upheld), None, None)),
        ("approved", page(ended_case(CaseAct::Approved), None, None)),
        ("refused", page(ended_case(CaseAct::Refused), None, None)),
        ("cancelled", page(ended_case(CaseAct::Cancelled), None, None)),
    ]
}
