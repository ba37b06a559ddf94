//! Sample choices.

use jiff::civil::Date;
use portico_chart::view::{Link, LinkKind};
use portico_model::{AccountId, Category, Effect, Purpose, Relationship, Sensitivity};
use uuid::Uuid;

use super::choice::{Choice, ToWhom};
use super::draft::{Draft, Fault, Step};
use super::pages::{ChoiceDone, ChoiceEnd, ChoiceForm, ChoicesPage};
use super::people::{Member, People, PersonKind, Proxy, Workplace};
use crate::look::samples::{LONGEST_NAME, id, instant, term, when};

fn choice() -> Choice {
    Choice {
        id: "0192f7e2-0000-7000-8000-000000000001".into(),
        effect: Effect::Deny,
        kinds: vec![Category::Visits],
        topics: vec![Sensitivity::Behavioral],
        dated_from: None,
        dated_to: None,
        item: None,
        named: None,
        to: named(PersonKind::Person, "Rosa Ruiz"),
        purposes: Vec::new(),
        made_at: instant("2026-11-01T17:00:00Z"),
        valid_from: instant("2026-11-01T17:00:00Z"),
        valid_until: Some(instant("2027-05-04T05:00:00Z")),
        ended_at: None,
        is_from_record: false,
        is_known_to_clinic: Some(true),
    }
}

fn named(kind: PersonKind, name: &str) -> ToWhom {
    ToWhom { kind, name: Some(name.into()) }
}

fn nameless(kind: PersonKind) -> ToWhom {
    ToWhom { kind, name: None }
}

fn visit() -> Link {
    let title = term("Follow-up with Dr. Lindqvist");
    Link { kind: LinkKind::Visit, id: id("visit-1"), title, at: Some(when("2026-05-03")), mark: None }
}

fn many() -> Vec<Choice> {
    use PersonKind::{App, Everyone, Organization, Person, Practitioner, Proxies, Research};
    let day = |day| Some(Date::constant(2026, 1, day));
    let bare = || Choice { kinds: Vec::new(), topics: Vec::new(), valid_until: None, ..choice() };
    let to = |kind| Choice { to: nameless(kind), ..bare() };
    let mut all: Vec<_> =
        [App, Everyone, Organization, Person, Practitioner, Proxies, Research].map(to).into();
    all.extend([
        Choice { effect: Effect::Permit, to: named(Practitioner, "Dr. Maja Lindqvist"), ..choice() },
        Choice { effect: Effect::Permit, to: nameless(Everyone), topics: Sensitivity::ALL.into(), ..bare() },
        Choice { dated_from: day(1), to: named(Organization, "Riverside Clinic"), ..choice() },
        Choice { dated_to: day(31), to: named(App, "Steps"), ..choice() },
        Choice {
            kinds: Category::ALL.into(),
            dated_from: day(1),
            dated_to: day(31),
            to: named(Person, LONGEST_NAME),
            purposes: vec![
                Purpose::PatientRequest,
                Purpose::Treatment,
                Purpose::EmergencyTreatment,
                Purpose::Operations,
                Purpose::Research,
            ],
            ..choice()
        },
        Choice { item: Some(id("visit-1")), ..choice() },
        Choice { is_from_record: true, is_known_to_clinic: None, ..choice() },
        Choice { is_known_to_clinic: Some(false), ..choice() },
        Choice { item: Some(id("visit-1")), named: Some(visit()), ..choice() },
        Choice { item: Some(id("visit-1")), named: Some(Link { at: None, ..visit() }), ..choice() },
    ]);
    all
}

pub fn lists() -> Vec<(&'static str, ChoicesPage)> {
    let ended = Choice { ended_at: Some(instant("2026-11-20T17:00:00Z")), ..choice() };
    let one = ChoicesPage { current: vec![choice()], done: Some(ChoiceDone::Made), ..ChoicesPage::default() };
    let longest = ChoicesPage {
        current: many(),
        former: vec![Choice { is_known_to_clinic: Some(false), ..ended.clone() }, ended],
        not_understood: 2,
        is_record_unread: true,
        is_record_closed: true,
        done: Some(ChoiceDone::Ended),
    };
    vec![("none", ChoicesPage::default()), ("one", one), ("many", longest)]
}

fn people() -> People {
    let proxy = |relationship, name: &str| Proxy {
        account: AccountId(Uuid::from_u128(relationship as u128)),
        name: name.into(),
        relationship,
    };
    let member = |practitioner: &str, role: Option<&str>| Member {
        practitioner: id(practitioner),
        name: LONGEST_NAME.into(),
        role: role.map(str::to_owned),
    };
    use Relationship::{Caregiver, Guardian, Oneself, Parent, PowerOfAttorney};
    let proxies = [Caregiver, Guardian, Oneself, Parent, PowerOfAttorney];
    People {
        proxies: proxies.map(|relationship| proxy(relationship, "Rosa Ruiz")).into(),
        team: vec![member("p-1", Some("Primary care physician")), member("p-2", None)],
        places: vec![Workplace { organization: id("riverside-clinic"), name: LONGEST_NAME.into() }],
        is_team_unknown: false,
    }
}

fn draft() -> Draft {
    Draft {
        step: "confirm".into(),
        effect: "deny".into(),
        kind: "visits".into(),
        topic: "behavioral".into(),
        who: "proxies".into(),
        lasts: "until".into(),
        until: "2027-05-03".into(),
        ..Draft::default()
    }
}

pub fn forms() -> Vec<(&'static str, ChoiceForm)> {
    let form = |step, fault| ChoiceForm { fault, ..ChoiceForm::new(step, draft()).with_people(&people()) };
    let of_item = Draft { item: "visit-1".into(), topic: "any".into(), ..draft() };
    let alone = People { is_team_unknown: true, ..People::default() };
    let confirm = |fault| ChoiceForm { choice: Some(choice()), ..form(Step::Confirm, fault) };
    vec![
        ("what", ChoiceForm::new(Step::What, Draft::default())),
        ("item", ChoiceForm { named: Some(visit()), ..ChoiceForm::new(Step::What, of_item.clone()) }),
        ("item-unnamed", ChoiceForm::new(Step::What, of_item)),
        ("what-effect", form(Step::What, Some(Fault::Effect))),
        ("what-kind", form(Step::What, Some(Fault::Kind))),
        ("what-topic", form(Step::What, Some(Fault::Topic))),
        ("what-needed", form(Step::What, Some(Fault::TopicNeeded))),
        ("who", form(Step::Who, None)),
        ("who-alone", ChoiceForm::new(Step::Who, draft()).with_people(&alone)),
        ("who-fault", form(Step::Who, Some(Fault::Who))),
        ("long", form(Step::HowLong, None)),
        ("long-until", form(Step::HowLong, Some(Fault::Until))),
        ("long-days", form(Step::HowLong, Some(Fault::Days))),
        ("confirm", confirm(None)),
        ("confirm-many", confirm(Some(Fault::TooMany))),
    ]
}

pub fn ends() -> Vec<(&'static str, ChoiceEnd)> {
    let permit = Choice { effect: Effect::Permit, ..choice() };
    vec![("deny", ChoiceEnd { choice: choice() }), ("permit", ChoiceEnd { choice: permit })]
}
