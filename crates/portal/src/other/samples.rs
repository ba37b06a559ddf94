//! Samples of what has no page of its own.

use portico_chart::labs::LabValue;
use portico_chart::other::{OtherDetail, OtherGroup, OtherItem, OtherKind, OtherList};
use portico_chart::view::{Disclosure, Mark, Page, Paged, Part};

use crate::labs::samples::amount;
use crate::look::samples::{fresh, id, keyed, long_text, name, term, troubled, when};

fn item(kind: OtherKind, title: &str) -> OtherItem {
    OtherItem {
        id: id("o-1"),
        kind,
        name: term(title),
        at: Some(when("2026-03-03")),
        until: None,
        mark: None,
        value: None,
        details: Vec::new(),
        by: name("Dr. Maja Lindqvist"),
        notes: Vec::new(),
    }
}

fn detail(key: &'static str, words: &str) -> OtherDetail {
    OtherDetail { name: keyed("", key), value: Some(LabValue::Text { text: words.into() }), at: None }
}

fn smoking() -> OtherItem {
    let value = Some(LabValue::Coded { term: term("Never smoked tobacco") });
    OtherItem { value, ..item(OtherKind::SocialHistory, "Tobacco smoking status") }
}

fn colonoscopy(mark: Option<Mark>) -> OtherItem {
    let details = vec![detail("other-body-site", "Colon"), detail("other-outcome", "No polyps")];
    let notes = vec!["Again in ten years.".to_owned()];
    OtherItem { mark, details, notes, ..item(OtherKind::Procedures, "Colonoscopy") }
}

fn father() -> OtherItem {
    let age = Some(LabValue::Quantity(amount("58", "years")));
    let heart = OtherDetail { name: term("Heart attack"), value: age, at: None };
    let died = OtherDetail { name: keyed("", "other-died"), value: None, at: Some(when("2003")) };
    OtherItem { at: None, details: vec![heart, died], ..item(OtherKind::FamilyHistory, "Father") }
}

/// One kind of each, some of them with very many.
fn everything() -> OtherList {
    let group = |kind: &OtherKind| OtherGroup {
        kind: *kind,
        of_kind: if *kind == OtherKind::Surveys { 1378 } else { 1 },
        items: vec![OtherItem { name: term(&long_text()), ..item(*kind, "") }],
    };
    let groups = OtherKind::ALL.iter().map(group).collect();
    OtherList { groups, kind: None, not_offered: vec![OtherKind::Glasses, OtherKind::Supplies] }
}

fn marked() -> Vec<OtherItem> {
    let marks = [
        Mark::NotDone,
        Mark::NotToDo,
        Mark::EnteredInError,
        Mark::Cancelled,
        Mark::Stopped,
        Mark::Ended,
        Mark::OnHold,
        Mark::Planned,
        Mark::Unfinished,
        Mark::Changed,
        Mark::StatusNotKnown,
    ];
    marks.into_iter().map(|mark| colonoscopy(Some(mark))).collect()
}

pub fn lists() -> Vec<(&'static str, Disclosure<Paged<OtherList>>)> {
    let list = |groups, not_offered| OtherList { groups, kind: None, not_offered };
    let group = |items: Vec<OtherItem>| OtherGroup { kind: items[0].kind, of_kind: items.len(), items };
    let whole = |list: OtherList, total| Paged { page: Page::whole(total), list };
    let some = vec![group(vec![colonoscopy(None)]), group(vec![smoking()]), group(vec![father()])];
    let page = Page { page: 3, pages: 28, total: 1378, groups: Vec::new() };
    let surveys = OtherGroup {
        kind: OtherKind::Surveys,
        of_kind: 1378,
        items: vec![item(OtherKind::Surveys, "Do you feel safe where you live?"); 50],
    };
    let of_kind =
        OtherList { groups: vec![surveys], kind: Some(OtherKind::Surveys), not_offered: Vec::new() };
    let mut failed = troubled(whole(everything(), 1402));
    failed.failed = OtherKind::ALL.iter().map(|kind| Part::Other(*kind)).collect();
    vec![
        ("empty", fresh(whole(list(Vec::new(), OtherKind::ALL.to_vec()), 0))),
        ("one", fresh(whole(list(vec![group(vec![smoking()])], Vec::new()), 1))),
        ("some", fresh(whole(list(some, vec![OtherKind::Glasses]), 3))),
        ("marks", fresh(whole(list(vec![group(marked())], Vec::new()), 11))),
        ("many", fresh(Paged { page, list: of_kind })),
        ("longest", failed),
    ]
}

pub fn details() -> Vec<(&'static str, Disclosure<OtherItem>)> {
    let longest = OtherItem {
        until: Some(when("2026-03-05")),
        notes: vec![long_text(), long_text()],
        details: vec![detail("other-instructions", &long_text()); 12],
        ..colonoscopy(Some(Mark::EnteredInError))
    };
    vec![
        ("value", fresh(smoking())),
        ("details", fresh(father())),
        ("longest", troubled(OtherItem { value: smoking().value, ..longest })),
    ]
}
