use jiff::civil::Date;
use portico_model::{
    AccountId, Audience, Category, Directive, DirectiveId, Effect, Matter, Purpose, Sensitivity,
};
use portico_store::{Store, StoreError};
use uuid::Uuid;

use crate::world::{later, now, patient};

fn a_directive(of: &str) -> Directive {
    let matter = Matter {
        categories: [Category::Visits, Category::Notes].into_iter().collect(),
        labels: [Sensitivity::Behavioral].into_iter().collect(),
        from: Some(Date::constant(2026, 1, 1)),
        to: None,
        item: Some("visit-1".parse().unwrap()),
    };
    Directive {
        id: DirectiveId(Uuid::new_v4()),
        patient: patient(of),
        effect: Effect::Deny,
        matter,
        audience: Audience::Person(AccountId(Uuid::new_v4())),
        purposes: vec![Purpose::PatientRequest],
        valid_from: now(),
        valid_until: None,
        made_by: AccountId(Uuid::new_v4()),
        made_at: now(),
        ended_at: None,
        taken_from: Some("consent-1".parse().unwrap()),
    }
}

pub async fn directives(store: &Store) {
    let (grace, walter) = (patient("grace-1"), patient("walter-1"));
    let open_ended = a_directive("grace-1");
    let short = Directive {
        valid_until: Some(later(60)),
        made_at: later(5),
        audience: Audience::Research,
        ..a_directive("grace-1")
    };
    let coming = Directive { valid_from: later(60), made_at: later(9), ..a_directive("grace-1") };
    for directive in [&open_ended, &short, &coming, &a_directive("walter-1")] {
        store.create_directive(directive, &[]).await.unwrap();
    }
    assert!(matches!(store.create_directive(&short, &[]).await, Err(StoreError::Taken)));

    assert_eq!(
        store.list_directives(&grace).await.unwrap(),
        [coming.clone(), short.clone(), open_ended.clone()]
    );
    assert_eq!(store.find_directive(&grace, short.id).await.unwrap(), Some(short.clone()));
    assert_eq!(store.find_directive(&walter, short.id).await.unwrap(), None);
    assert_eq!(in_force(store, 1).await, sorted([open_ended.id, short.id]));
    assert_eq!(in_force(store, 60).await, sorted([open_ended.id, coming.id]));
    assert_eq!(in_force(store, -60).await, []);

    assert!(!store.end_directive(&walter, open_ended.id, later(1), &[]).await.unwrap());
    assert!(store.end_directive(&grace, open_ended.id, later(1), &[]).await.unwrap());
    assert!(!store.end_directive(&grace, open_ended.id, later(2), &[]).await.unwrap());
    assert_eq!(in_force(store, 1).await, [short.id]);
    let ended = store.find_directive(&grace, open_ended.id).await.unwrap().unwrap();
    assert_eq!(ended.ended_at.map(|at| at > now()), Some(true));
}

async fn in_force(store: &Store, seconds: i64) -> Vec<DirectiveId> {
    let found = store.list_directives_in_force(&patient("grace-1"), later(seconds)).await.unwrap();
    sorted(found.into_iter().map(|directive| directive.id))
}

fn sorted(ids: impl IntoIterator<Item = DirectiveId>) -> Vec<DirectiveId> {
    let mut ids: Vec<_> = ids.into_iter().collect();
    ids.sort_unstable();
    ids
}
