//! What a thousand directives cost. Aim: 1 ms to narrow them once a look, 1 µs to ask about an item, 20 µs for the decision.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::civil::Date;
use portico_model::{
    AccountId, Assurance, Audience, Category, Directive, DirectiveId, Effect, Matter, Purpose, ResourceId,
    Role, Sensitivities, Sensitivity, Timestamp, When,
};
use portico_policy::consent::{Addressee, Directives};
use portico_policy::{Act, AskerFacts, ItemFacts, Policy, Question};
use uuid::Uuid;

/// All speak to the same asker: the worst case. A third is about whole kinds, dates and single items each.
fn a_thousand(me: AccountId) -> Vec<Directive> {
    (0..1000_u32).map(|n| directive(n, me)).collect()
}

fn directive(n: u32, me: AccountId) -> Directive {
    let day = Date::constant(2020, 1, 1).saturating_add(jiff::Span::new().days(i64::from(n)));
    let labels = Sensitivities::NONE.with(Sensitivity::ALL[n as usize % 5]);
    let matter = match n % 3 {
        0 => Matter { labels, ..Matter::default() },
        1 => Matter { from: Some(day), labels, ..Matter::default() },
        _ => Matter { item: Some(item(n)), ..Matter::default() },
    };
    Directive {
        id: DirectiveId(Uuid::from_u128(n.into())),
        patient: "ana".parse().expect("an id"),
        effect: if n.is_multiple_of(7) { Effect::Deny } else { Effect::Permit },
        matter,
        audience: Audience::Person(me),
        purposes: Vec::new(),
        valid_from: Timestamp::UNIX_EPOCH,
        valid_until: None,
        made_by: me,
        made_at: Timestamp::UNIX_EPOCH,
        ended_at: None,
        taken_from: None,
    }
}

fn item(n: u32) -> ResourceId {
    format!("result-{n}").parse().expect("an id")
}

fn consent(c: &mut Criterion) {
    let me = AccountId(Uuid::from_u128(7));
    let addressee = Addressee {
        account: me,
        role: Role::Patient,
        is_proxy: true,
        practitioner: None,
        organization: None,
        app: None,
    };
    let purpose = Purpose::PatientRequest;
    let directives = Directives::new(a_thousand(me), &addressee, purpose);
    let labels = Sensitivities::NONE.with(Sensitivity::Hiv);
    let (id, when) = (item(500), When::Day(Date::constant(2021, 6, 1)));
    let facts = || directives.facts(Category::Laboratory, black_box(labels), Some(&id), Some(when));
    let policy = Policy::load().expect("the embedded policies load");
    let asker = AskerFacts { role: Role::Patient, assurance: Assurance::TwoFactor, is_fresh: false };
    let act = Act::Read(ItemFacts { category: Category::Laboratory, sensitivities: labels });
    let question = Question::new(asker, None, act, purpose);

    c.bench_function("consent: narrow 1,000 directives", |b| {
        b.iter_batched(
            || a_thousand(me),
            |all| Directives::new(all, &addressee, purpose),
            BatchSize::SmallInput,
        )
    });
    c.bench_function("consent: match an item with 1,000 directives", |b| b.iter(facts));
    c.bench_function("consent: match and decide with 1,000 directives", |b| {
        b.iter(|| policy.decide(&Question { consent: facts(), ..question }))
    });
}

criterion_group!(benches, consent);
criterion_main!(benches);
