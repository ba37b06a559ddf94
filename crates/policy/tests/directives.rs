//! Matching directives, against a second, slow and obvious statement of the same rules.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use portico_model::{
    AccountId, Audience, Category, Directive, DirectiveId, Effect, Matter, Purpose, ResourceId, Role,
    Sensitivities, Sensitivity, When,
};
use portico_policy::ConsentFacts;
use portico_policy::consent::{Addressee, Directives};
use proptest::prelude::*;
use uuid::Uuid;

const PURPOSES: [Purpose; 3] = [Purpose::PatientRequest, Purpose::Treatment, Purpose::Research];
const KINDS: [Category; 3] = [Category::Laboratory, Category::Visits, Category::Notes];

fn account(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

fn id(name: &str) -> ResourceId {
    name.parse().unwrap()
}

/// Few values of each kind, so that directives and items meet.
fn any_id() -> impl Strategy<Value = ResourceId> {
    prop::sample::select(vec![id("one"), id("two"), id("three")])
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..800_i64).prop_map(|days| Date::constant(2025, 1, 1) + Span::new().days(days))
}

fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![
        (2024..2028_i16).prop_map(When::Year),
        (2025..2027_i16, 1..13_i8).prop_map(|(year, month)| When::Month(year, month)),
        any_day().prop_map(When::Day),
        (any_day(), 0..24_i64).prop_map(|(day, hour)| {
            let midnight = day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            When::from(midnight + Span::new().hours(hour))
        }),
    ]
}

fn any_labels() -> impl Strategy<Value = Sensitivities> {
    prop_oneof![
        Just(Sensitivities::NONE),
        prop::sample::subsequence(Sensitivity::ALL.to_vec(), 1..4)
            .prop_map(|some| some.into_iter().collect()),
    ]
}

prop_compose! {
    fn any_matter()(
        categories in prop::sample::subsequence(KINDS.to_vec(), 0..3),
        labels in any_labels(),
        from in prop::option::weighted(0.2, any_day()),
        to in prop::option::weighted(0.2, any_day()),
        item in prop::option::weighted(0.2, any_id()),
    ) -> Matter {
        Matter { categories: categories.into_iter().collect(), labels, from, to, item }
    }
}

fn any_audience() -> impl Strategy<Value = Audience> {
    prop_oneof![
        Just(Audience::Everyone),
        Just(Audience::Proxies),
        Just(Audience::Research),
        (1..3_u128).prop_map(|n| Audience::Person(account(n))),
        any_id().prop_map(Audience::Practitioner),
        any_id().prop_map(Audience::Organization),
        prop::sample::select(vec!["app-1", "app-2"]).prop_map(|app| Audience::App(app.to_owned())),
    ]
}

prop_compose! {
    fn any_directive()(
        effect in prop::sample::select(vec![Effect::Permit, Effect::Permit, Effect::Deny]),
        matter in any_matter(),
        audience in any_audience(),
        purposes in prop::sample::subsequence(PURPOSES.to_vec(), 0..3),
    ) -> Directive {
        Directive {
            id: DirectiveId(Uuid::nil()),
            patient: "ana".parse().unwrap(),
            effect,
            matter,
            audience,
            purposes,
            valid_from: Timestamp::UNIX_EPOCH,
            valid_until: None,
            made_by: account(9),
            made_at: Timestamp::UNIX_EPOCH,
            ended_at: None,
            taken_from: None,
        }
    }
}

prop_compose! {
    fn any_addressee()(
        account_number in 1..3_u128,
        role in prop::sample::select(vec![Role::Patient, Role::Clinician, Role::Scheduler]),
        is_proxy in any::<bool>(),
        practitioner in prop::option::of(any_id()),
        organization in prop::option::of(any_id()),
        app in prop::option::of(prop::sample::select(vec!["app-1", "app-2"])),
    ) -> Addressee {
        let app = app.map(ToOwned::to_owned);
        Addressee { account: account(account_number), role, is_proxy, practitioner, organization, app }
    }
}

#[derive(Debug, Clone)]
struct Item {
    category: Category,
    labels: Sensitivities,
    id: Option<ResourceId>,
    when: Option<When>,
}

prop_compose! {
    fn any_item()(
        category in prop::sample::select(KINDS.to_vec()),
        labels in any_labels(),
        id in prop::option::weighted(0.8, any_id()),
        when in prop::option::weighted(0.8, any_when()),
    ) -> Item {
        Item { category, labels, id, when }
    }
}

/// Every day that the date may mean, one by one.
fn possible_days(when: When) -> Vec<Date> {
    let starting =
        |start: Date, end: Date| start.series(Span::new().days(1)).take_while(|day| *day <= end).collect();
    match when {
        When::Year(year) => starting(Date::constant(year, 1, 1), Date::constant(year, 12, 31)),
        When::Month(year, month) => {
            let first = Date::constant(year, month, 1);
            starting(first, first.last_of_month())
        }
        When::Day(day) => vec![day],
        When::Instant(moment) => (-12..=14)
            .map(|hours| {
                (moment.timestamp() + Span::new().hours(hours)).to_zoned(jiff::tz::TimeZone::UTC).date()
            })
            .collect(),
    }
}

fn speaks_to(directive: &Directive, addressee: &Addressee, purpose: Purpose) -> bool {
    let is_deny = directive.effect == Effect::Deny;
    let is_audience = match &directive.audience {
        Audience::Everyone => true,
        Audience::Proxies => addressee.is_proxy,
        Audience::Person(account) => addressee.account == *account,
        Audience::Practitioner(id) => {
            addressee.practitioner == Some(id.clone())
                || (is_deny && addressee.practitioner.is_none() && addressee.role == Role::Clinician)
        }
        Audience::Organization(id) => {
            addressee.organization == Some(id.clone())
                || (is_deny && addressee.organization.is_none() && addressee.role != Role::Patient)
        }
        Audience::App(id) => addressee.app == Some(id.clone()),
        Audience::Research => purpose == Purpose::Research,
    };
    is_audience && (directive.purposes.is_empty() || directive.purposes.contains(&purpose))
}

/// Whether a directive is about an item; where the item's date or id is not known, `in_doubt`.
fn is_about(matter: &Matter, item: &Item, in_doubt: bool) -> bool {
    let is_kind = matter.categories.is_empty() || matter.categories.contains(item.category);
    let is_labelled =
        matter.labels.is_empty() || matter.labels.iter().any(|label| item.labels.contains(label));
    let is_item = match (&matter.item, &item.id) {
        (None, _) => true,
        (Some(wanted), Some(id)) => wanted == id,
        (Some(_), None) => in_doubt,
    };
    let is_day =
        |day: &Date| matter.from.is_none_or(|from| *day >= from) && matter.to.is_none_or(|to| *day <= to);
    let is_dated = match (matter.from.or(matter.to), item.when) {
        (None, _) => true,
        (Some(_), None) => in_doubt,
        (Some(_), Some(when)) if in_doubt => possible_days(when).iter().any(is_day),
        (Some(_), Some(when)) => possible_days(when).iter().all(is_day),
    };
    is_kind && is_labelled && is_item && is_dated
}

fn restated(all: &[Directive], addressee: &Addressee, purpose: Purpose, item: &Item) -> ConsentFacts {
    let heard: Vec<_> = all.iter().filter(|directive| speaks_to(directive, addressee, purpose)).collect();
    let denies = heard.iter().any(|it| it.effect == Effect::Deny && is_about(&it.matter, item, true));
    let permits: Vec<_> =
        heard.iter().filter(|it| it.effect == Effect::Permit && is_about(&it.matter, item, false)).collect();
    let is_covered =
        |label| permits.iter().any(|it| it.matter.labels.is_empty() || it.matter.labels.contains(label));
    ConsentFacts { permits: !permits.is_empty() && item.labels.iter().all(is_covered), denies }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn whatever_the_directives_an_item_is_matched_as_the_plain_rules_say(
        all in prop::collection::vec(any_directive(), 0..12),
        addressee in any_addressee(),
        purpose in prop::sample::select(PURPOSES.to_vec()),
        items in prop::collection::vec(any_item(), 1..6),
    ) {
        let directives = Directives::new(all.clone(), &addressee, purpose);

        for item in items {
            let expected = restated(&all, &addressee, purpose, &item);
            let found = directives.facts(item.category, item.labels, item.id.as_ref(), item.when);
            prop_assert_eq!(found, expected, "{:?}", item);
            if !directives.needs_items() {
                prop_assert_eq!(directives.facts(item.category, item.labels, None, None), expected);
            }
        }
    }
}

fn deny(matter: Matter) -> Directive {
    Directive {
        id: DirectiveId(Uuid::nil()),
        patient: "ana".parse().unwrap(),
        effect: Effect::Deny,
        matter,
        audience: Audience::Proxies,
        purposes: Vec::new(),
        valid_from: Timestamp::UNIX_EPOCH,
        valid_until: None,
        made_by: account(9),
        made_at: Timestamp::UNIX_EPOCH,
        ended_at: None,
        taken_from: None,
    }
}

fn permit(matter: Matter) -> Directive {
    Directive { effect: Effect::Permit, ..deny(matter) }
}

fn proxy() -> Addressee {
    Addressee {
        account: account(1),
        role: Role::Patient,
        is_proxy: true,
        practitioner: None,
        organization: None,
        app: None,
    }
}

fn heard_by_a_proxy(all: impl IntoIterator<Item = Directive>) -> Directives {
    Directives::new(all.into_iter().collect(), &proxy(), Purpose::PatientRequest)
}

#[test]
fn several_permits_add_up_until_all_labels_are_covered() {
    let [hiv, genetic] =
        [Sensitivity::Hiv, Sensitivity::Genetic].map(|label| Sensitivities::NONE.with(label));
    let about = |labels| permit(Matter { labels, ..Matter::default() });
    let said = |all: Vec<Directive>| {
        heard_by_a_proxy(all).facts(Category::Laboratory, hiv.union(genetic), None, None).permits
    };

    assert!(!said(vec![about(hiv)]));
    assert!(said(vec![about(hiv), about(genetic)]));
    assert!(said(vec![about(Sensitivities::NONE)]));
}

#[test]
fn a_date_that_nobody_knows_is_denied_and_not_permitted() {
    let until_may = Matter { to: Some(Date::constant(2026, 5, 31)), ..Matter::default() };
    let said = |directive: Directive, when: Option<&str>| {
        let directives = heard_by_a_proxy([directive]);
        assert!(directives.needs_items());
        directives.facts(Category::Visits, Sensitivities::NONE, None, when.map(|text| text.parse().unwrap()))
    };

    for vague in [None, Some("2026"), Some("2026-05-31T20:00:00Z")] {
        assert!(said(deny(until_may.clone()), vague).denies, "{vague:?}");
        assert!(!said(permit(until_may.clone()), vague).permits, "{vague:?}");
    }
    assert!(said(permit(until_may.clone()), Some("2026-05")).permits);
    assert!(!said(deny(until_may), Some("2026-06")).denies);
}

#[test]
fn a_permit_of_one_item_opens_that_item_alone() {
    let matter = Matter { item: Some(id("one")), ..Matter::default() };
    let directives = heard_by_a_proxy([permit(matter)]);
    let permits = |id: Option<&ResourceId>| {
        directives.facts(Category::Notes, Sensitivities::NONE.with(Sensitivity::Hiv), id, None).permits
    };

    assert!(permits(Some(&id("one"))));
    assert!(!permits(Some(&id("two"))));
    assert!(!permits(None));
}

#[test]
fn a_deny_for_one_binds_whoever_may_be_that_one() {
    let denies = |audience: Audience, addressee: Addressee| {
        let directive = Directive { audience, ..deny(Matter::default()) };
        let heard = Directives::new(vec![directive], &addressee, Purpose::Treatment);
        heard.facts(Category::Notes, Sensitivities::NONE, None, None).denies
    };
    let at_work = |role, practitioner: Option<&str>| Addressee {
        role,
        is_proxy: false,
        practitioner: practitioner.map(id),
        ..proxy()
    };
    let of_practitioner = |addressee| denies(Audience::Practitioner(id("one")), addressee);
    let of_house = |addressee| denies(Audience::Organization(id("one")), addressee);

    assert!(of_practitioner(at_work(Role::Clinician, Some("one"))));
    assert!(of_practitioner(at_work(Role::Clinician, None)), "nobody knows which clinician it is");
    assert!(!of_practitioner(at_work(Role::Clinician, Some("two"))));
    assert!(!of_practitioner(at_work(Role::Scheduler, None)) && !of_practitioner(proxy()));
    assert!(of_house(at_work(Role::Scheduler, None)) && !of_house(proxy()));
}
