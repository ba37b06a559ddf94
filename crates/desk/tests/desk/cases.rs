use portico_audit::{Action, Event, Outcome, Query};
use portico_desk::{Deed, DeskError, Standings};
use portico_model::{
    Asker, Assurance, CaseAct, CaseId, CaseKind, CaseState, CaseSubject, Categories, Relationship, Role,
};
use portico_policy::{ParentalAccess, PatientFacts, Standing};
use portico_store::{NewCase, Queue};
use uuid::Uuid;

use crate::world::{World, oneself};

async fn people(world: &World) -> (Asker, Asker) {
    (world.person("ana", Role::Patient).await, world.person("ines", Role::PrivacyOfficer).await)
}

async fn state(world: &World, asker: &Asker, case: CaseId) -> CaseState {
    world.desk.find_mine(asker, case, &Standings::new()).await.unwrap().state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_its_way_from_the_patient_to_an_answer() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;

    let case = world.question(&ana).await;
    assert_eq!(state(&world, &ana, case).await, CaseState::Open);
    world.desk.take(&officer, case).await.unwrap();
    assert_eq!(state(&world, &ana, case).await, CaseState::Acknowledged);
    world.desk.note(&officer, case, "I asked the ward.").await.unwrap();
    world.desk.answer(&officer, case, "She is your nurse.").await.unwrap();

    let seen = world.desk.find_mine(&ana, case, &Standings::new()).await.unwrap();
    let acts: Vec<CaseAct> = seen.news.iter().map(|news| news.act).collect();
    assert_eq!(acts, [CaseAct::Answered, CaseAct::Acknowledged, CaseAct::Opened]);
    assert_eq!(seen.news[0].words.as_deref(), Some("She is your nurse."));
    assert!(!format!("{seen:?}").contains("the ward"), "a note among staff stays among staff");
    let worked = world.desk.find(&officer, case).await.unwrap();
    assert_eq!((worked.asker.as_deref(), worked.row.owner.as_deref()), (Some("ana"), Some("ines")));
    assert_eq!(worked.history.len(), 4);
    assert_eq!(worked.deeds, [Deed::Note]);
    assert_eq!(world.told(Action::OpenCase, Outcome::Permitted).await, 1);
    assert_eq!(world.told(Action::WorkCase, Outcome::Permitted).await, 4);
    world.carry().await;
    let subjects: Vec<_> = world.inbox().letters().into_iter().map(|it| (it.to, it.subject)).collect();
    assert!(subjects.contains(&(vec!["ines@example.org".to_owned()], "case-arrived en".to_owned())));
    assert!(subjects.contains(&(vec!["ana@example.org".to_owned()], "request-answered en".to_owned())));
    assert_eq!(subjects.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_is_one_case() {
    let world = World::start().await;
    let (ana, _) = people(&world).await;
    let patient = ana.own_record.clone().unwrap();
    let (entry, later) = (world.look_at(&patient).await, world.look_at(&patient).await);

    let ask = |entry, key| world.desk.ask_about_look(&ana, &patient, oneself(), entry, "Who?", key);
    let (first, second) = tokio::join!(ask(entry, "one"), ask(entry, "one"));
    let other = ask(later, "another").await.unwrap();

    let first = first.unwrap();
    assert_eq!(first, second.unwrap());
    assert_ne!(first, other);
    assert!(matches!(ask(entry, "a third").await, Err(DeskError::AskedAlready)), "it waits for its answer");
    assert_eq!(world.desk.list_mine(&ana, &Standings::new()).await.unwrap().requests.len(), 2);
    assert_eq!(world.store.count_outgoing().await.unwrap().waiting, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_question_with_the_key_of_the_first_is_refused() {
    let world = World::start().await;
    let (ana, _) = people(&world).await;
    let patient = ana.own_record.clone().unwrap();
    let entry = world.look_at(&patient).await;
    let ask = async |words| world.desk.ask_about_look(&ana, &patient, oneself(), entry, words, "key").await;

    let first = ask("Who?").await.unwrap();
    assert!(matches!(ask("Why?").await, Err(DeskError::MovedOn)));

    assert_eq!(ask("Who?").await.unwrap(), first);
    assert_eq!(world.told(Action::OpenCase, Outcome::Failed).await, 1);
    let found = world.log.query(&Query { action: Some(Action::OpenCase), ..Query::default() }).await.unwrap();
    let told: Vec<_> = found.entries.iter().map(|it| it.event.detail.resources[0].id.to_string()).collect();
    assert_eq!(told, vec![first.to_string(); 3], "no case is named that is not there");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_asks_about_somebody_elses_line_or_without_standing_or_without_words() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let walter = world.person("walter", Role::Patient).await;
    let (of_ana, of_walter) = (ana.own_record.clone().unwrap(), walter.own_record.clone().unwrap());
    let entry = world.look_at(&of_walter).await;
    let ask = |who, about, standing, words: &'static str| {
        world.desk.ask_about_look(who, about, standing, entry, words, "key")
    };

    let nobody = (None, oneself().1);
    assert!(matches!(ask(&ana, &of_ana, oneself(), "Who?").await, Err(DeskError::NotFound)));
    assert!(matches!(ask(&ana, &of_walter, nobody, "Who?").await, Err(DeskError::Refused(_))));
    assert!(matches!(ask(&officer, &of_walter, nobody, "Who?").await, Err(DeskError::Refused(_))));
    assert!(matches!(ask(&walter, &of_walter, oneself(), " \n").await, Err(DeskError::Words)));
    assert_eq!(world.told(Action::OpenCase, Outcome::Refused).await, 2);
    assert!(world.desk.list_pool(&officer, Queue::Waiting).await.unwrap().cases.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_there_for_its_asker_and_its_pool_alone() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let walter = world.person("walter", Role::Patient).await;
    let support = world.person("ben", Role::Support).await;
    let weak = Asker { assurance: Assurance::Weak, ..officer.clone() };
    let case = world.question(&ana).await;

    assert!(matches!(world.desk.find_mine(&walter, case, &Standings::new()).await, Err(DeskError::NotFound)));
    assert!(matches!(world.desk.cancel(&walter, case).await, Err(DeskError::NotFound)));
    assert!(matches!(world.desk.find(&support, case).await, Err(DeskError::NotFound)));
    assert!(matches!(world.desk.answer(&support, case, "x").await, Err(DeskError::NotFound)));
    assert!(matches!(world.desk.find(&ana, case).await, Err(DeskError::Refused(_))));
    assert!(matches!(world.desk.take(&ana, case).await, Err(DeskError::Refused(_))));
    assert!(matches!(world.desk.list_pool(&weak, Queue::Waiting).await, Err(DeskError::Refused(_))));
    assert!(matches!(world.desk.find(&officer, CaseId(Uuid::new_v4())).await, Err(DeskError::NotFound)));
    assert_eq!(world.told(Action::WorkCase, Outcome::Refused).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_taken_back_until_somebody_works_on_it() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let (early, late) = (world.question(&ana).await, world.question(&ana).await);

    world.desk.cancel(&ana, early).await.unwrap();
    world.desk.take(&officer, late).await.unwrap();

    assert!(matches!(world.desk.cancel(&ana, late).await, Err(DeskError::MovedOn)));
    assert_eq!(state(&world, &ana, early).await, CaseState::Cancelled);
    assert_eq!(state(&world, &ana, late).await, CaseState::Acknowledged);
    for refused in [
        world.desk.take(&officer, early).await,
        world.desk.answer(&officer, early, "x").await,
        world.desk.hand_over(&officer, early, Role::Support, "x").await,
        world.desk.cancel(&ana, early).await,
    ] {
        assert!(matches!(refused, Err(DeskError::MovedOn)));
    }
    world.desk.note(&officer, early, "They called.").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_is_handed_over_is_its_new_pools() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let support = world.person("ben", Role::Support).await;
    let case = world.question(&ana).await;
    world.desk.take(&officer, case).await.unwrap();

    world.desk.hand_over(&officer, case, Role::Support, "It is about the account.").await.unwrap();

    assert!(matches!(world.desk.find(&officer, case).await, Err(DeskError::NotFound)));
    let refused = world.desk.hand_over(&support, case, Role::Patient, "x").await;
    assert!(matches!(refused, Err(DeskError::NotFound)));
    let queue = world.desk.list_pool(&support, Queue::Waiting).await.unwrap();
    assert_eq!(queue.cases.iter().map(|row| (row.id, row.owner.clone())).collect::<Vec<_>>(), [(case, None)]);
    world.desk.answer(&support, case, "Done.").await.unwrap();
    assert_eq!(state(&world, &ana, case).await, CaseState::Done);
    assert_eq!(world.desk.list_pool(&support, Queue::Over).await.unwrap().cases.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_stays_with_those_who_review_and_its_subject_does_not_decide_it() {
    let world = World::start().await;
    let (_, officer) = people(&world).await;
    let (maja, chief) =
        (world.person("maja", Role::Clinician).await, world.person("nadia", Role::Administrator).await);
    let review = async |clinician, key| {
        let subject = CaseSubject::BreakGlassReview { break_glass: Uuid::new_v4(), clinician };
        world.desk.open(NewCase::new(subject, key, world.clock.now())).await.unwrap().id()
    };
    let of_maja = review(maja.account, "1").await;

    world.desk.note(&officer, of_maja, "She was off duty.").await.unwrap();
    for pool in [Role::Clinician, Role::Scheduler, Role::Support] {
        let handed = world.desk.hand_over(&officer, of_maja, pool, "Please look.").await;
        assert!(matches!(handed, Err(DeskError::NotFound)), "{pool:?}");
    }
    world.desk.hand_over(&officer, of_maja, Role::Administrator, "Please look.").await.unwrap();
    let seen = world.desk.find(&chief, of_maja).await.unwrap();
    let words: Vec<_> = seen.history.iter().filter_map(|line| line.words.as_deref()).collect();
    assert_eq!(words, ["Please look."], "a note stays with its pool");
    world.desk.note(&chief, of_maja, "I asked her.").await.unwrap();
    world.desk.hand_over(&chief, of_maja, Role::PrivacyOfficer, "Back to you.").await.unwrap();
    let seen = world.desk.find(&officer, of_maja).await.unwrap();
    assert_eq!(seen.history.iter().filter(|line| line.words.is_some()).count(), 4, "who reviews reads all");

    let of_officer = review(officer.account, "2").await;
    assert_eq!(world.desk.find(&officer, of_officer).await.unwrap().deeds, [Deed::Note, Deed::HandOver]);
    for refused in [
        world.desk.decide_review(&officer, of_officer, true, "All well.").await,
        world.desk.take(&officer, of_officer).await,
    ] {
        assert!(matches!(refused, Err(DeskError::MovedOn)));
    }
    world.desk.hand_over(&officer, of_officer, Role::Administrator, "It is about me.").await.unwrap();
    world.desk.decide_review(&chief, of_officer, true, "All well.").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_asked_about_does_not_answer() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let maja = world.person("maja", Role::Clinician).await;
    let patient = ana.own_record.clone().unwrap();
    let look = Event::by(&maja, world.clock.now(), Action::Read, Outcome::Permitted);
    let entry = world.log.append(Event { patient: Some(patient.clone()), ..look }).await.unwrap().index;
    let case = world.desk.ask_about_look(&ana, &patient, oneself(), entry, "Why?", "key").await.unwrap();

    world.desk.hand_over(&officer, case, Role::Clinician, "Please tell us.").await.unwrap();

    assert!(matches!(world.desk.answer(&maja, case, "No reason.").await, Err(DeskError::MovedOn)));
    world.desk.note(&maja, case, "I covered for a colleague.").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_for_the_patient_no_more_reads_no_answer_and_gets_no_letter() {
    let world = World::start().await;
    let (walter, officer) =
        (world.person("walter", Role::Patient).await, world.person("ines", Role::PrivacyOfficer).await);
    let sam = Asker { own_record: None, ..world.person("sam", Role::Patient).await };
    let of_walter = walter.own_record.clone().unwrap();
    let by_attorney =
        Standing { relationship: Relationship::PowerOfAttorney, is_verified: true, scope: Categories::ALL };
    let of_age = PatientFacts { age_years: Some(67), parental_access: ParentalAccess::None };
    let held: Standings = [(of_walter.clone(), (Some(by_attorney), of_age))].into();
    let over: Standings = [(of_walter.clone(), (None, oneself().1))].into();
    let entry = world.look_at(&of_walter).await;
    let ask = world.desk.ask_about_look(&sam, &of_walter, held[&of_walter], entry, "Why?", "key");
    let case = ask.await.unwrap();
    assert_eq!(world.desk.asked_about(&sam).await.unwrap(), std::slice::from_ref(&of_walter));

    world.desk.answer(&officer, case, "He was in the ward.").await.unwrap();

    let seen = world.desk.find_mine(&sam, case, &held).await.unwrap();
    assert_eq!((seen.words.as_deref(), seen.news.len()), (Some("Why?"), 2));
    for stands in [over, Standings::new()] {
        let seen = world.desk.find_mine(&sam, case, &stands).await.unwrap();
        assert_eq!((seen.words, seen.news.len()), (None, 0));
        let listed = world.desk.list_mine(&sam, &stands).await.unwrap();
        assert_eq!(listed.requests[0].words, None);
    }
    let read = Query { action: Some(Action::Read), patient: Some(of_walter), ..Query::default() };
    let reads = world.log.query(&read).await.unwrap().entries;
    assert_eq!(reads.iter().filter(|it| it.event.actor == Some(sam.account)).count(), 3, "by patient too");
    world.carry().await;
    assert!(world.inbox().letters_to("sam@example.org").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_end_a_case_at_once_one_does() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let case = world.question(&ana).await;

    let tries = (0..10).map(|_| {
        let (desk, officer) = (world.desk.clone(), officer.clone());
        tokio::spawn(async move { desk.answer(&officer, case, "So it is.").await })
    });
    let mut ended = 0;
    for attempt in tries.collect::<Vec<_>>() {
        match attempt.await.unwrap() {
            Ok(()) => ended += 1,
            Err(error) => assert!(matches!(error, DeskError::MovedOn), "{error}"),
        }
    }

    assert_eq!(ended, 1);
    assert_eq!(world.desk.find(&officer, case).await.unwrap().history.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_ends_with_a_finding_and_a_question_with_an_answer() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let clinician = world.person("maja", Role::Clinician).await.account;
    let subject = CaseSubject::BreakGlassReview { break_glass: Uuid::new_v4(), clinician };
    let new = NewCase::new(subject, "glass", world.clock.now());
    assert_eq!((new.pool, new.subject.kind()), (Role::PrivacyOfficer, CaseKind::BreakGlassReview));
    let review = world.desk.open(new).await.unwrap().id();
    let question = world.question(&ana).await;

    assert!(matches!(world.desk.answer(&officer, review, "x").await, Err(DeskError::MovedOn)));
    let refused = world.desk.decide_review(&officer, question, true, "x").await;
    assert!(matches!(refused, Err(DeskError::MovedOn)));
    let seen = world.desk.find(&officer, review).await.unwrap();
    assert_eq!(seen.clinician.as_deref(), Some("maja"));
    world.desk.decide_review(&officer, review, false, "Nobody was ill.").await.unwrap();
    let seen = world.desk.find(&officer, review).await.unwrap();
    assert_eq!(seen.row.state, CaseState::Done);
    assert_eq!(seen.history.last().unwrap().act, CaseAct::Upheld);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_audit_log_nothing_is_asked_shown_or_done() {
    let world = World::start().await;
    let (ana, officer) = people(&world).await;
    let case = world.question(&ana).await;

    world.log.close().await;

    assert!(matches!(world.desk.list_mine(&ana, &Standings::new()).await, Err(DeskError::Audit(_))));
    assert!(matches!(world.desk.find(&officer, case).await, Err(DeskError::Audit(_))));
    assert!(matches!(world.desk.take(&officer, case).await, Err(DeskError::Audit(_))));
    assert_eq!(world.store.find_case(case).await.unwrap().unwrap().state, CaseState::Open);
}
