//! Sample pages of sharing: nobody, somebody, many, and the longest.

use portico_chart::identity::RelatedPersonCard;
use portico_model::{Category, GrantId, GrantState, Relationship};
use uuid::Uuid;

use super::faults::SharingFault;
use super::pages::{
    AccessPage, AccessRow, AgeChangeRow, AskPage, EndPage, Evidence, HowMuch, InvitationDoor, InvitationPage,
    InvitationRow, InvitePage, PaperPage, ReviewDone, ReviewFault, ReviewList, ReviewPage, ReviewPaper,
    ReviewRow, SharedWithRow, SharingDone, SharingPage,
};
use crate::look::samples::{LONGEST_NAME, instant, long_text, when};
use portico_account::grants::Proof;

fn id() -> GrantId {
    GrantId(Uuid::from_u128(77))
}

fn rosa() -> SharedWithRow {
    SharedWithRow {
        grant: id(),
        name: "Rosa Medina".into(),
        relationship: Relationship::Caregiver,
        scope: vec![Category::Medications, Category::Appointments, Category::CareTeam],
        since: instant("2026-05-04T15:00:00Z"),
        valid_until: Some(instant("2027-05-04T05:00:00Z")),
        ended_at: None,
        proof: Some(Proof::GivenByPatient),
        is_for_staff_to_end: false,
        change: None,
    }
}

fn change(ends_access: bool) -> AgeChangeRow {
    let age_years = if ends_access { 18 } else { 12 };
    AgeChangeRow { on: when("2026-12-12"), age_years, ends_access }
}

fn teo() -> AccessRow {
    AccessRow {
        grant: id(),
        patient: "teo-reyes".parse().ok(),
        patient_name: "Teo Reyes".into(),
        relationship: Relationship::Parent,
        scope: Category::ALL.to_vec(),
        state: GrantState::Active,
        asked_at: instant("2026-05-04T15:00:00Z"),
        valid_until: None,
        proof: Some(Proof::RelatedPerson),
        needs_paper: false,
        change: None,
    }
}

fn waiting(has_run_out: bool) -> InvitationRow {
    InvitationRow {
        grant: id(),
        email: "daniel.reyes@example.org".into(),
        relationship: Relationship::PowerOfAttorney,
        scope: Category::ALL.to_vec(),
        sent_at: instant("2026-11-20T15:00:00Z"),
        expires_at: Some(instant("2026-11-27T15:00:00Z")),
        has_run_out,
    }
}

pub fn sharing() -> Vec<(&'static str, SharingPage)> {
    let own = SharingPage { is_own: true, ..SharingPage::default() };
    let mother = SharedWithRow {
        name: "Ana Reyes".into(),
        relationship: Relationship::Parent,
        scope: Category::ALL.to_vec(),
        valid_until: None,
        proof: Some(Proof::RelatedPerson),
        is_for_staff_to_end: true,
        change: Some(change(true)),
        ..rosa()
    };
    let longest = SharedWithRow { name: LONGEST_NAME.into(), scope: Category::ALL[..13].to_vec(), ..rosa() };
    let former = SharedWithRow { ended_at: Some(instant("2026-10-01T12:00:00Z")), ..rosa() };
    let guardian = SharedWithRow {
        relationship: Relationship::Guardian,
        proof: Some(Proof::Document),
        change: Some(change(false)),
        ..mother.clone()
    };
    let unanswered = InvitationRow { expires_at: None, ..waiting(false) };
    let many = SharingPage {
        people: vec![rosa(), mother, longest, guardian, SharedWithRow { proof: None, ..rosa() }],
        waiting: vec![waiting(false), waiting(true), unanswered],
        former: vec![former],
        mine: vec![teo(), AccessRow { patient_name: LONGEST_NAME.into(), ..teo() }],
        done: Some(SharingDone::Invited),
        ..own.clone()
    };
    let one = SharingPage { people: vec![rosa()], done: Some(SharingDone::Ended), ..own.clone() };
    vec![("none", own), ("one", one), ("many", many)]
}

/// What somebody sees who acts for another.
pub fn sharing_of_another() -> Vec<(&'static str, SharingPage)> {
    let soon = AccessRow { change: Some(change(false)), ..teo() };
    vec![("own-access", SharingPage { mine: vec![soon], ..SharingPage::default() })]
}

pub fn access() -> Vec<(&'static str, AccessPage)> {
    let asked = AccessRow { patient: None, state: GrantState::Requested, proof: None, ..teo() };
    let attorney = AccessRow {
        relationship: Relationship::PowerOfAttorney,
        needs_paper: true,
        patient_name: LONGEST_NAME.into(),
        ..asked.clone()
    };
    let over = |state| AccessRow { patient: None, state, ..teo() };
    let ending =
        AccessRow { change: Some(change(true)), valid_until: Some(instant("2027-05-04T05:00:00Z")), ..teo() };
    let rows = vec![
        teo(),
        ending,
        asked,
        attorney,
        over(GrantState::Refused),
        over(GrantState::Ended),
        over(GrantState::Declined),
    ];
    let done = |done| AccessPage { rows: vec![teo()], done: Some(done) };
    vec![
        ("none", AccessPage::default()),
        ("one", done(SharingDone::Accepted)),
        ("many", AccessPage { rows, done: None }),
        ("declined", done(SharingDone::Declined)),
        ("paper-needed", done(SharingDone::PaperNeeded)),
        ("requested", done(SharingDone::Requested)),
        ("paper-kept", done(SharingDone::PaperKept)),
    ]
}

pub fn invites() -> Vec<(&'static str, InvitePage)> {
    let typed = |fault| InvitePage {
        email: "rosa@example.org".into(),
        until: "2027-05-04".into(),
        fault: Some(fault),
        ..InvitePage::default()
    };
    let chosen = InvitePage {
        how_much: HowMuch::Chosen,
        chosen: vec![Category::Laboratory, Category::Visits],
        ..typed(SharingFault::Nothing)
    };
    vec![
        ("empty", InvitePage::default()),
        ("chosen", chosen),
        ("no-email", typed(SharingFault::NoEmail)),
        ("past", typed(SharingFault::EndsInPast)),
        ("already", typed(SharingFault::SharedAlready)),
    ]
}

pub fn asks() -> Vec<(&'static str, AskPage)> {
    let faulty = |(fault, name): (SharingFault, &'static str)| {
        let page = AskPage {
            is_adult: true,
            name: LONGEST_NAME.into(),
            born: "2018-03-04".into(),
            relationship: Relationship::PowerOfAttorney,
            fault: Some(fault),
        };
        (name, page)
    };
    let faults = SharingFault::ALL.into_iter().zip([
        "nothing",
        "past",
        "yourself",
        "already",
        "many",
        "way",
        "person",
        "over",
        "adults",
        "of-age",
        "minor",
        "who",
        "document",
        "kind",
        "large",
        "evidence",
        "ask-staff",
        "email",
        "date",
    ]);
    std::iter::once(("empty", AskPage::default())).chain(faults.map(faulty)).collect()
}

pub fn papers() -> Vec<(&'static str, PaperPage)> {
    let page = |fault| PaperPage { grant: id(), patient_name: "Carmen Vidal".into(), fault };
    vec![("empty", page(None)), ("kind", page(Some(SharingFault::NotADocument)))]
}

pub fn ends() -> Vec<(&'static str, EndPage)> {
    let page = |is_mine, is_waiting| EndPage {
        grant: id(),
        name: "Rosa Medina".into(),
        is_mine,
        is_waiting,
        fault: None,
    };
    vec![
        ("access", page(false, false)),
        ("invitation", page(false, true)),
        ("mine", page(true, false)),
        ("request", EndPage { name: LONGEST_NAME.into(), ..page(true, true) }),
        ("ask-staff", EndPage { fault: Some(SharingFault::AskStaff), ..page(false, false) }),
    ]
}

pub fn doors() -> Vec<(&'static str, InvitationDoor)> {
    vec![
        ("new", InvitationDoor { sign_up: Some("/invitations/x/sign-up".into()), fault: None }),
        ("known", InvitationDoor { sign_up: None, fault: None }),
        ("over", InvitationDoor { sign_up: None, fault: Some(SharingFault::Over) }),
        ("wrong-person", InvitationDoor { sign_up: None, fault: Some(SharingFault::WrongPerson) }),
    ]
}

pub fn invitations() -> Vec<(&'static str, InvitationPage)> {
    let page = InvitationPage {
        patient_name: "Carmen Vidal".into(),
        relationship: Relationship::Caregiver,
        scope: vec![Category::Medications, Category::Appointments],
        valid_until: None,
        expires_at: instant("2026-11-27T15:00:00Z"),
        token: "x".into(),
        fault: None,
    };
    let attorney = InvitationPage {
        patient_name: LONGEST_NAME.into(),
        relationship: Relationship::PowerOfAttorney,
        scope: Category::ALL.to_vec(),
        valid_until: Some(instant("2027-05-04T05:00:00Z")),
        fault: Some(SharingFault::AdultsOnly),
        ..page.clone()
    };
    vec![("caregiver", page), ("attorney", attorney)]
}

fn request() -> ReviewRow {
    ReviewRow {
        grant: id(),
        asked_by: "Ana Reyes".into(),
        patient_name: "Teo Reyes".into(),
        relationship: Relationship::Parent,
        asked_at: instant("2026-11-20T15:00:00Z"),
    }
}

pub fn review_lists() -> Vec<(&'static str, ReviewList)> {
    let longest = ReviewRow { asked_by: LONGEST_NAME.into(), patient_name: long_text(), ..request() };
    let done = Some(ReviewDone::Approved);
    vec![
        ("none", ReviewList { done: Some(ReviewDone::Refused), ..ReviewList::default() }),
        ("many", ReviewList { rows: vec![request(), longest], done }),
    ]
}

pub fn reviews() -> Vec<(&'static str, ReviewPage)> {
    let card = |name: &str, words: &str, is_guardian, has_same_name| RelatedPersonCard {
        is_asker: is_guardian && has_same_name,
        name: name.into(),
        relationship: Some(words.into()),
        is_guardian,
        has_same_name,
    };
    let found = Evidence {
        patient: "teo-reyes".parse().expect("samples are written with care"),
        name: "Teo Reyes".into(),
        born: Some(when("2018-03-04")),
        state: Some("MA".into()),
        related: vec![card("Ana Reyes", "mother", true, true), card("Daniel Reyes", "father", true, false)],
    };
    let paper = ReviewPaper {
        id: Uuid::from_u128(7).to_string(),
        media_type: "application/pdf".into(),
        at: instant("2026-11-20T15:00:00Z"),
    };
    let page = ReviewPage {
        request: request(),
        email: "ana.reyes@example.org".into(),
        state: GrantState::Requested,
        patient_born: Some(when("2018-03-04")),
        found: vec![found.clone()],
        papers: vec![paper],
        checked_by: None,
        is_checked_by_reader: false,
        fault: None,
    };
    let aunt = Evidence { related: vec![card("Ana Reyes", "aunt", false, true)], ..found.clone() };
    let nobody =
        Evidence { related: Vec::new(), state: None, born: None, name: LONGEST_NAME.into(), ..found.clone() };
    let namesake = RelatedPersonCard { is_asker: false, ..card("Ana Reyes", "mother", true, true) };
    let namesake = Evidence { related: vec![namesake], ..found.clone() };
    let checked = |is_checked_by_reader| ReviewPage {
        checked_by: Some("Ben Carter".into()),
        is_checked_by_reader,
        ..page.clone()
    };
    let over = |state| ReviewPage { state, found: Vec::new(), ..page.clone() };
    vec![
        ("one", page.clone()),
        ("no-paper", ReviewPage { papers: Vec::new(), found: vec![aunt, nobody], ..page.clone() }),
        ("nobody", ReviewPage { found: Vec::new(), papers: Vec::new(), ..page.clone() }),
        (
            "down",
            ReviewPage { fault: Some(ReviewFault::RecordSystemDown), found: Vec::new(), ..page.clone() },
        ),
        (
            "refused",
            ReviewPage { fault: Some(ReviewFault::Refused(SharingFault::NoEvidence)), ..page.clone() },
        ),
        ("namesake", ReviewPage { found: vec![namesake], ..page.clone() }),
        ("checked", checked(false)),
        ("checked-by-reader", checked(true)),
        ("active", over(GrantState::Active)),
        ("was-refused", over(GrantState::Refused)),
        ("ended", over(GrantState::Ended)),
    ]
}
