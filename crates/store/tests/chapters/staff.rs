use portico_model::{AccountId, BreakGlassReason, CaseSubject, Language, PatientId, Role, StaffClaims};
use portico_store::{
    AccountState, BreakGlass, Letter, Mail, NewAccount, NewCase, NewOutgoing, OidcAttempt, ProviderLogout,
    ProviderSession, Recipient, StaffChange, StaffMember, Store, StoreError, Subject,
};
use uuid::Uuid;

use crate::world::{ana, later, now, patient, session_of};

pub async fn staff(store: &Store) {
    let (account, member) = somebody("Maja.Lindqvist@riverside.example");
    store.create_staff(&account, &member).await.unwrap();

    somebody_is_found_by_all_their_names(store, &member).await;
    a_patient_may_have_the_address_of_a_member_of_staff(store, &account).await;
    the_session_knows_the_claims(store, &member).await;
    nobody_is_let_in_who_was_let_go(store, &account, &member).await;
    an_end_at_the_provider_is_an_end_here(store).await;
    secrets_are_handed_out_once(store).await;
    broken_glass(store, account.id).await;
}

fn somebody(email: &str) -> (NewAccount, StaffMember) {
    let account = NewAccount {
        id: AccountId(Uuid::new_v4()),
        role: Role::Clinician,
        email: email.parse().unwrap(),
        phone: None,
        language: Language::En,
        own_record: None,
        password_hash: None,
        ..ana()
    };
    let claims = StaffClaims {
        practitioner: Some("maja-lindqvist".parse().unwrap()),
        licensed_in: vec!["IL".to_owned()],
        ..StaffClaims::default()
    };
    let member = StaffMember {
        account: account.id,
        subject: Some(subject(email)),
        user_name: email.to_owned(),
        external_id: Some(format!("ext-{email}")),
        claims,
        is_active: true,
        changed_at: now(),
        removed_at: None,
    };
    (account, member)
}

fn subject(name: &str) -> Subject {
    Subject { issuer: "https://id.example".to_owned(), subject: format!("sub-{name}") }
}

async fn somebody_is_found_by_all_their_names(store: &Store, member: &StaffMember) {
    let lower = member.user_name.to_lowercase();
    let external_id = member.external_id.clone().unwrap();

    assert_eq!(store.find_staff(member.account).await.unwrap().as_ref(), Some(member));
    let found = store.find_staff_by_subject(member.subject.as_ref().unwrap()).await.unwrap();
    assert_eq!(found.as_ref(), Some(member));
    assert_eq!(store.find_staff_by_user_name(&lower).await.unwrap().as_ref(), Some(member));
    assert_eq!(store.find_staff_by_external_id(&external_id).await.unwrap().as_ref(), Some(member));
    assert_eq!(store.find_staff_by_email(&lower.parse().unwrap()).await.unwrap().as_ref(), Some(member));
    assert!(store.find_staff_by_subject(&subject("nobody")).await.unwrap().is_none());
    let (all, count) = store.list_staff(0, 10).await.unwrap();
    assert!(all.contains(member) && count >= 1);

    let (same_address, mut other) = somebody("other@riverside.example");
    other.user_name = lower;
    assert!(matches!(store.create_staff(&same_address, &other).await, Err(StoreError::Taken)));
    assert!(store.find_account(same_address.id).await.unwrap().is_none(), "an account without a member");
}

async fn a_patient_may_have_the_address_of_a_member_of_staff(store: &Store, staff: &NewAccount) {
    assert!(store.find_account_by_email(&staff.email).await.unwrap().is_none());
    let also_patient =
        NewAccount { id: AccountId(Uuid::new_v4()), email: staff.email.clone(), own_record: None, ..ana() };

    store.create_account(&also_patient).await.unwrap();

    assert_eq!(store.find_account_by_email(&staff.email).await.unwrap().unwrap().id, also_patient.id);
}

async fn the_session_knows_the_claims(store: &Store, member: &StaffMember) {
    store
        .create_staff_session(&session_of(member.account, 60), later(-900), at_provider(None))
        .await
        .unwrap();
    let claims = async || store.find_session(&[60; 32]).await.unwrap().unwrap().staff.clone().unwrap();
    assert_eq!(*claims().await, member.claims);

    let mut moved = change_of(member);
    moved.member.claims.licensed_in = vec!["WI".to_owned()];
    assert!(store.renew_staff(&moved).await.unwrap());

    assert_eq!(claims().await.licensed_in, ["WI"]);
}

fn at_provider(id: Option<&str>) -> ProviderSession<'_> {
    ProviderSession { issuer: "https://id.example", id, id_token: "header.claims.signature" }
}

fn change_of(member: &StaffMember) -> StaffChange {
    StaffChange {
        member: member.clone(),
        role: Role::Clinician,
        name: "Maja".to_owned(),
        email: member.user_name.parse().unwrap(),
        ends_sessions: false,
    }
}

async fn nobody_is_let_in_who_was_let_go(store: &Store, account: &NewAccount, member: &StaffMember) {
    let mut gone = change_of(member);
    gone.member.is_active = false;

    store.change_staff(&gone).await.unwrap();

    assert!(store.find_session(&[60; 32]).await.unwrap().is_none());
    assert!(
        !store.renew_staff(&change_of(member)).await.unwrap(),
        "a sign-in that is late makes active again"
    );
    // A session that was begun in the same moment opens nothing either.
    store.create_staff_session(&session_of(account.id, 61), now(), at_provider(None)).await.unwrap();
    assert_eq!(store.find_session(&[61; 32]).await.unwrap().unwrap().state, AccountState::Suspended);

    store.change_staff(&change_of(member)).await.unwrap();
    assert_eq!(store.find_session(&[61; 32]).await.unwrap().unwrap().state, AccountState::Active);
    store.change_staff(&StaffChange { ends_sessions: true, ..change_of(member) }).await.unwrap();
    assert!(store.find_session(&[61; 32]).await.unwrap().is_none(), "who is to sign in again");
}

async fn an_end_at_the_provider_is_an_end_here(store: &Store) {
    let (account, member) = somebody("two.sessions@riverside.example");
    store.create_staff(&account, &member).await.unwrap();
    for (token, sid) in [(62, Some("sid-a")), (63, Some("sid-b")), (64, None)] {
        let session = session_of(account.id, token);
        store.create_staff_session(&session, now(), at_provider(sid)).await.unwrap();
        assert!(store.find_session(&[token; 32]).await.unwrap().is_some());
    }
    let open = async |token: u8| store.find_session(&[token; 32]).await.unwrap().is_some();
    let first = store.find_session(&[62; 32]).await.unwrap().unwrap().session.id;
    assert_eq!(store.find_id_token(first).await.unwrap().as_deref(), Some("header.claims.signature"));
    let subject = member.subject.unwrap();
    let end = async |token_id, issuer, session, subject| {
        let logout = ProviderLogout { issuer, token_id, expires_at: later(600), session, subject };
        store.end_by_provider(&logout).await.unwrap().map(Vec::from_iter)
    };

    assert_eq!(end("1", "https://other.example", Some("sid-a"), None).await, Some(Vec::new()));
    assert_eq!(end("1", "https://id.example", Some("sid-a"), None).await, Some(vec![account.id]));
    assert_eq!((open(62).await, open(63).await, open(64).await), (false, true, true));
    assert!(store.find_id_token(first).await.unwrap().is_none(), "it goes with the session");
    let both = end("2", "https://id.example", Some("sid-c"), Some(&subject)).await;
    assert_eq!(both, Some(vec![account.id]), "a session of whose sid nobody spoke");
    assert_eq!((open(63).await, open(64).await), (true, false));
    assert_eq!(end("2", "https://id.example", None, Some(&subject)).await, None, "a token is taken once");
    assert!(open(63).await);
    assert_eq!(end("3", "https://id.example", None, Some(&subject)).await, Some(vec![account.id]));
    assert!(!open(63).await);
}

async fn secrets_are_handed_out_once(store: &Store) {
    let attempt =
        |hash: u8| OidcAttempt { state_hash: [hash; 32], secrets: b"nonce".to_vec(), expires_at: later(600) };
    for hash in [70, 71, 72] {
        store.begin_oidc_attempt(&attempt(hash)).await.unwrap();
    }

    assert_eq!(store.take_oidc_attempt([70; 32], now()).await.unwrap().as_deref(), Some(&b"nonce"[..]));
    assert_eq!(store.take_oidc_attempt([70; 32], now()).await.unwrap(), None);
    assert_eq!(store.take_oidc_attempt([71; 32], later(600)).await.unwrap(), None);
    store.drop_old_oidc(later(601)).await.unwrap();
    assert_eq!(store.take_oidc_attempt([72; 32], now()).await.unwrap(), None);
}

async fn broken_glass(store: &Store, account: AccountId) {
    let (walter, luz) = (patient("walter-1"), patient("luz-1"));
    let broken = broken_by(account, &walter);
    let subject = CaseSubject::BreakGlassReview { break_glass: broken.id, clinician: account };
    let review = NewCase::new(subject, broken.id.to_string(), now());
    let mail = Mail::new(Recipient::Pool(Role::PrivacyOfficer), Letter::CaseArrived, "/staff/cases");
    let mail = NewOutgoing::mail(&mail, Some(review.id), now());

    let check = |lately: &[BreakGlass]| if lately.is_empty() { Ok(()) } else { Err(StoreError::UsedUp) };
    store.begin_break_glass(&broken, now(), check, (&review, &[mail])).await.unwrap();

    assert!(store.find_case(review.id).await.unwrap().is_some());
    assert_eq!(store.find_break_glass(account, &walter, later(60)).await.unwrap(), Some(broken.clone()));
    assert_eq!(store.find_break_glass(account, &luz, later(60)).await.unwrap(), None);
    assert_eq!(store.find_break_glass(AccountId(Uuid::new_v4()), &walter, later(60)).await.unwrap(), None);
    assert_eq!(store.find_break_glass(account, &walter, broken.ends_at).await.unwrap(), None);
    assert!(!format!("{broken:?}").contains("Okafor"));

    assert!(store.end_break_glass(account, &walter, later(60)).await.unwrap());
    assert_eq!(store.find_break_glass(account, &walter, later(60)).await.unwrap(), None);
    assert!(!store.end_break_glass(account, &walter, later(61)).await.unwrap());
}

fn broken_by(account: AccountId, patient: &PatientId) -> BreakGlass {
    BreakGlass {
        id: Uuid::new_v4(),
        account,
        patient: patient.clone(),
        reason: BreakGlassReason::Covering,
        words: "Dr. Okafor is away".to_owned(),
        begins_at: now(),
        ends_at: later(1_800),
    }
}
