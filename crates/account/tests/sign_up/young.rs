//! Children and teenagers.

use jiff::tz::TimeZone;
use portico_account::LinkToken;
use portico_account::grants::AccessRequest;
use portico_account::sign_up::{Claimed, SignUpFault};
use portico_model::Relationship;

use crate::town::{claimed, fault, proved};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_teenagers_account_carries_no_guardians_address_number_or_browser() {
    let town = World::new().await;
    let mother = town.parent_of("luz-1", "mother@example.org", "+1 555 010 0148").await;
    let browser = LinkToken::new();
    town.accounts.remember_device(&mother, &browser).await.unwrap();
    let code = town.code_for("luz-1").await;
    let fifteen = town.aged(15);
    let with_phone = |phone: &str| Claimed { phone: Some(phone.to_owned()), ..claimed("luz@example.org") };
    let in_browser = Claimed { device: Some(browser.clone()), ..claimed("luz@example.org") };

    for (given, wrong) in [
        (claimed("MOTHER@example.org"), SignUpFault::GuardiansEmail),
        (claimed("mother+luz@example.org"), SignUpFault::GuardiansEmail),
        (claimed("father@example.org"), SignUpFault::GuardiansEmail),
        (with_phone("(555) 010-0148"), SignUpFault::GuardiansPhone),
        (with_phone("5550100199"), SignUpFault::GuardiansPhone),
        (in_browser.clone(), SignUpFault::GuardiansDevice),
    ] {
        assert_eq!(fault(town.begin(&code, fifteen, given).await), wrong);
    }
    assert!(town.letters().await.is_empty());

    town.begin(&code, fifteen, with_phone("555-010-0177")).await.expect("their own number");
    let knowing = Claimed { knows_device: true, ..in_browser };
    town.begin(&code, fifteen, knowing).await.expect("who knows what it means may go on");
    town.begin(&code, town.aged(18), claimed("father@example.org")).await.expect("an adult decides alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_whose_request_is_not_decided_is_a_parent_all_the_same() {
    let town = World::new().await;
    let fifteen = town.aged(15);
    let mother = town.parent_of("teo-1", "mother@example.org", "+1 555 010 0148").await;
    let asks = AccessRequest {
        name: "Luz Reyes".to_owned(),
        born: fifteen,
        relationship: Relationship::Parent,
        paper: None,
        is_adult: true,
    };
    town.accounts.request_access(&mother, asks, &town.visit).await.unwrap();
    let code = town.code_for("luz-1").await;

    let caught = town.begin(&code, fifteen, claimed("mother@example.org")).await;

    assert_eq!(fault(caught), SignUpFault::GuardiansEmail);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_has_no_account_of_their_own() {
    let town = World::new().await;
    let code = town.code_for("teo-1").await;

    let begun = town.begin(&code, town.aged(11), claimed("teo@example.org")).await;

    assert_eq!(fault(begun), SignUpFault::TooYoung);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birthday_begins_at_midnight_of_the_house() {
    let town = World::new().await;
    let code = town.code_for("teo-1").await;
    let day = || town.clock.now().to_zoned(TimeZone::UTC);
    while day().hour() != 2 {
        town.advance(3_600);
    }
    let born = day().date().saturating_sub(jiff::Span::new().years(12));
    let begin = async |zone| {
        let accounts = town.accounts_in(zone);
        let activation = accounts.open_activation(&code, &town.visit).await?;
        let person = Some(proved(born));
        accounts.begin_sign_up(activation, person, claimed("teo@example.org"), &town.visit).await.map(drop)
    };

    assert_eq!(
        fault(begin("America/New_York").await),
        SignUpFault::TooYoung,
        "there it is still the day before"
    );
    begin("Europe/Madrid").await.expect("twelve years old since two hours ago");
}
