//! Whatever is shown, and whatever is refused, is written down first; what cannot be written down is not shown.

use portico_audit::{Action, Entry, Outcome};
use portico_model::{Category, Language, Purpose, Relationship};
use portico_portal::site_map::{Access, site_map};
use portico_testkit::{Ask, Dials, MAJA, TestPortal};
use reqwest::Method;
use serde_json::json;

use crate::world::{
    ANA, WALTER, assert_shows_nothing, fresh_start, log_of, log_of_ana, patient, results_in, settled_ana,
    strings_at, text,
};

/// Pages around the record: they show nothing of it.
const EMPTY_PAGES: [&str; 2] = ["/patients/{patient}/more", "/patients/{patient}/search"];

/// The pages and twins of Ana's chart that name no item.
fn chart_paths() -> Vec<String> {
    let routes = site_map(false).routes.into_iter();
    routes
        .filter(|route| {
            route.access == Access::Chart && route.method == Method::GET && !route.path.contains("{id}")
        })
        .filter(|route| !EMPTY_PAGES.contains(&route.path.as_str()))
        // Nothing is there while a record is in use.
        .filter(|route| !route.path.ends_with("/moved"))
        .map(|route| route.path.replace("{patient}", ANA))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_at_a_chart_leaves_a_trace() {
    let portal = TestPortal::start().await;
    let mut stranger = portal.patient("somebody-else").await;
    let account = portal.person("somebody-else", Language::En).await.account;

    assert_eq!(stranger.get(&format!("/patients/{ANA}/labs")).await.status, 404);
    let log = log_of_ana(&portal).await;
    let [entry] = log.as_slice() else { panic!("one entry: {log:?}") };
    assert_eq!((entry.event.action, entry.event.outcome), (Action::OpenChart, Outcome::Refused));
    assert_eq!((entry.event.actor, entry.event.acting_as), (Some(account), None));
    assert_eq!(entry.event.detail.reason.as_deref(), Some("policy-no-standing"));
    assert!(!entry.event.rules.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_names_nothing_that_could_be_there_leaves_a_trace_without_what_was_sent() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let mut nobody = portal.patient("of no record at all").await;
    let odd = "x".repeat(256);

    let refused = async |path: String, visitor: &mut portico_testkit::TestVisitor| {
        assert_eq!(visitor.get(&path).await.status, 404, "{path}");
        let entry = log_of(&portal, Action::OpenChart).await.swap_remove(0);
        assert_eq!(entry.event.outcome, Outcome::Refused);
        assert!(!format!("{:?}", entry.event).contains("xxx"));
        (entry.event.detail.reason.unwrap().into_owned(), entry.event.patient)
    };
    let anas = Some(patient(ANA));
    let item = ("malformed_item".to_owned(), anas.clone());
    assert_eq!(refused(format!("/patients/me/labs/{odd}"), &mut ana).await, item);
    assert_eq!(refused(format!("/api/v1/medications/{odd}"), &mut ana).await, item);
    assert_eq!(refused("/patients/me/documents/x/content/minus".to_owned(), &mut ana).await, item);
    let no_patient = ("malformed_patient".to_owned(), None);
    assert_eq!(refused(format!("/patients/{odd}/labs"), &mut ana).await, no_patient);
    assert_eq!(refused("/patients/%ff/labs".to_owned(), &mut ana).await, no_patient);
    assert_eq!(refused("/api/v1/labs".to_owned(), &mut nobody).await, ("no_own_record".to_owned(), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_the_security_page_and_changing_the_language_leave_traces() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;

    assert_eq!(ana.get("/account/security").await.status, 200);
    assert_eq!(log_of(&portal, Action::ReadSecurity).await.len(), 1);
    assert_eq!(ana.post_form("/language", &[("language", "es"), ("back", "/")]).await.status, 303);
    assert_eq!(log_of(&portal, Action::ChangeLanguage).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_half_signed_in_leaves_a_trace_at_their_own_chart() {
    let portal = TestPortal::start().await;
    let mut ana = portal.half_signed_in(ANA).await;

    assert_eq!(ana.get("/api/v1/labs").await.problem(), "factor-needed");
    let log = log_of_ana(&portal).await;
    assert!(log.iter().any(|entry| entry.event.action == Action::OpenChart
        && entry.event.outcome == Outcome::Refused
        && entry.event.detail.reason.as_deref() == Some("policy-second-factor")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disclosure_says_who_what_how_much_and_by_which_rules() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let account = portal.person(ANA, Language::En).await.account;

    let labs = ana.get("/api/v1/labs").await.json();
    let Entry { event, .. } = log_of_ana(&portal).await.swap_remove(0);
    assert_eq!((event.action, event.outcome), (Action::Read, Outcome::Permitted));
    assert_eq!((event.actor, event.acting_as), (Some(account), Some(Relationship::Oneself)));
    assert_eq!(
        (event.purpose, event.categories.as_slice()),
        (Some(Purpose::PatientRequest), &[Category::Laboratory][..])
    );
    assert_eq!(event.counts.shown as usize, results_in(&labs));
    assert_eq!((event.counts.withheld, event.counts.unreadable, event.counts.strangers), (0, 0, 0));
    assert_eq!(event.detail.part.as_deref(), Some("labs"));
    assert!(!event.rules.is_empty() && event.session.is_some() && event.origin.address.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_and_twin_of_a_chart_is_one_event() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;

    for path in chart_paths() {
        let before = log_of_ana(&portal).await.len();
        assert_eq!(ana.get(&path).await.status, 200, "{path}");
        let log = log_of_ana(&portal).await;
        assert_eq!(log.len(), before + 1, "{path}");
        let event = &log[0].event;
        assert_eq!((event.action, event.outcome), (Action::Read, Outcome::Permitted), "{path}");
        assert!(!event.rules.is_empty() && !event.categories.is_empty(), "{path}: {event:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_shows_nothing_but_a_name_is_an_event_too() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    let empty = EMPTY_PAGES.map(|page| format!("/staff{}", page.replace("{patient}", ANA)));
    let unreadable = format!("/staff/patients/{ANA}/labs?page=minus");

    for (path, status) in empty.into_iter().map(|path| (path, 200)).chain([(unreadable, 400)]) {
        let before = log_of_ana(&portal).await.len();
        let page = maja.get(&path).await;
        assert_eq!(page.status, status, "{path}");
        assert!(page.text.contains("Reyes"), "it says whose chart it is: {path}");
        let log = log_of_ana(&portal).await;
        assert_eq!(log.len(), before + 1, "{path}");
        let event = &log[0].event;
        assert_eq!((event.action, event.outcome), (Action::OpenChart, Outcome::Permitted), "{path}");
        assert_eq!(event.rules, ["clinician-reads-own-patients"], "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chart_whose_opening_cannot_be_written_down_is_not_named() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    let page = format!("/staff/patients/{ANA}/more");
    assert_eq!(maja.get(&page).await.status, 200);

    portal.audit.close().await;
    let page = maja.get(&page).await;
    assert_eq!(page.status, 503);
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_searching_and_downloading_are_events_with_what_was_named() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let labs = ana.get("/api/v1/labs").await.json();
    let result = labs["panels"][0]["results"][0]["id"].as_str().unwrap().to_owned();
    let documents = ana.get("/api/v1/documents").await.json();
    let document = documents["documents"][0]["id"].as_str().unwrap().to_owned();

    assert_eq!(ana.get(&format!("/api/v1/labs/{result}")).await.status, 200);
    let event = log_of_ana(&portal).await.swap_remove(0).event;
    assert_eq!(event.action, Action::Read);
    assert_eq!(
        event.detail.resources.iter().map(|own| own.id.as_str()).collect::<Vec<_>>(),
        [result.as_str()]
    );

    assert_eq!(ana.get(&format!("/api/v1/documents/{document}/content/0")).await.status, 200);
    let event = log_of_ana(&portal).await.swap_remove(0).event;
    assert_eq!((event.action, event.detail.resources[0].id.as_str()), (Action::Download, document.as_str()));

    assert_eq!(ana.post_json("/api/v1/search", &json!({"words": "cholesterol"})).await.status, 200);
    let event = log_of_ana(&portal).await.swap_remove(0).event;
    assert_eq!(event.action, Action::Search);
    assert!(
        !serde_json::to_string(&event).unwrap().contains("cholesterol"),
        "the words are nobody's business: {event:?}"
    );

    assert_eq!(ana.get("/api/v1/labs/no-such-result").await.status, 404);
    let event = log_of_ana(&portal).await.swap_remove(0).event;
    assert_eq!((event.outcome, event.detail.reason.as_deref()), (Outcome::Failed, Some("not_found")));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_audit_log_nothing_is_shown_and_the_page_says_so() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    for path in chart_paths() {
        assert_eq!(ana.get(&path).await.status, 200, "{path}");
    }

    portal.audit.close().await;
    for path in chart_paths() {
        let answer = ana.get(&path).await;
        assert_eq!(answer.status, 503, "{path}");
        assert_shows_nothing(&answer);
        if path.starts_with("/api/") {
            assert_eq!(answer.problem(), "audit-down", "{path}");
        } else {
            assert!(
                answer.text.contains(&text(Language::En, "problem-audit-down-title")),
                "{path}: {}",
                answer.text
            );
        }
    }
    let search = ana.post_json("/api/v1/search", &json!({"words": "ldl"})).await;
    assert_eq!((search.status.as_u16(), search.problem().as_str()), (503, "audit-down"));
    let item = ana.get("/api/v1/labs/no-such-result").await;
    assert_eq!((item.status.as_u16(), item.problem().as_str()), (503, "audit-down"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_audit_log_nobody_signs_in() {
    let portal = TestPortal::start().await;
    let person = portal.person("somebody", Language::En).await;
    let mut half = portal.half_signed_in("somebody-half").await;

    portal.audit.close().await;
    let credentials = json!({"email": person.email, "password": person.password});
    let answer = portal.anonymous().post_json("/api/v1/session", &credentials).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (503, "audit-down"));
    assert!(answer.header("set-cookie").is_empty());
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let page = portal.anonymous().post_form("/sign-in", &fields).await;
    assert_eq!(page.status, 503);
    assert!(page.header("set-cookie").is_empty());
    let wrong = [("email", "nobody@example.org"), ("password", "not the password")];
    assert_eq!(portal.anonymous().post_form("/sign-in", &wrong).await.status, 503);
    let factor = half.post_json("/api/v1/session/factor", &json!({"code": "123456"})).await;
    assert_eq!((factor.status.as_u16(), factor.problem().as_str()), (503, "audit-down"));
}

/// Nothing of Walter's: no id of a resource of his, no name.
fn assert_nothing_of_walter(text: &str) {
    assert!(!text.contains(WALTER) && !text.contains("Boone"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_resources_never_enter_a_chart_and_raise_an_alarm() {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let mut ana = settled_ana(&portal).await;
    let own = ana.get("/api/v1/labs").await.json();
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { strangers: true, ..Dials::default() });

    for path in chart_paths() {
        let answer = ana.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_nothing_of_walter(&answer.text);
    }
    let labs = ana.get("/api/v1/labs").await.json();
    assert_eq!(strings_at(&labs["panels"], "id"), strings_at(&own["panels"], "id"), "what is hers stays");
    let alarms = log_of(&portal, Action::StrangerDropped).await;
    assert!(alarms.iter().any(|entry| entry.event.detail.part.as_deref() == Some("results")), "{alarms:?}");
    assert!(
        alarms
            .iter()
            .all(|entry| entry.event.counts.strangers > 0 && entry.event.outcome == Outcome::Refused)
    );
    let reads = log_of(&portal, Action::Read).await;
    let of_labs = reads.iter().find(|entry| entry.event.detail.part.as_deref() == Some("labs")).unwrap();
    assert!(of_labs.event.counts.strangers > 0, "the disclosure counts them too: {of_labs:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_system_that_passes_over_the_patient_shows_nobody_elses_data() {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let mut ana = settled_ana(&portal).await;

    for ignored in [vec!["patient"], vec!["patient", "category"], vec!["*"], vec!["*", "_id"]] {
        fresh_start(&portal).await;
        let ignore_parameters = ignored.iter().map(|name| (*name).to_owned()).collect();
        portal.sandbox.dials.set(Dials { ignore_parameters, ..Dials::default() });
        for path in chart_paths() {
            let answer = ana.get(&path).await;
            assert!(
                [200, 503].contains(&answer.status.as_u16()),
                "{path} with {ignored:?}: {}",
                answer.status
            );
            assert_nothing_of_walter(&answer.text);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_of_another_patient_is_not_found_by_its_id() {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let mut walter = portal.patient(WALTER).await;
    let mut ana = settled_ana(&portal).await;
    let lists =
        [("labs", "labs"), ("medications", "medications"), ("visits", "visits"), ("documents", "documents")];

    for (list, page) in lists {
        let his = walter.get(&format!("/api/v1/{list}")).await.json();
        let id = strings_at(&his, "id").into_iter().next().unwrap_or_else(|| panic!("Walter has {list}"));
        for base in ["/api/v1".to_owned(), format!("/patients/{ANA}")] {
            let answer = ana.ask(Ask::new(Method::GET, format!("{base}/{page}/{id}"))).await;
            assert_eq!(answer.status, 404, "{base}/{page}/{id}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_documents_with_notes_in_it_is_a_look_at_notes_too() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;

    let documents = ana.get("/api/v1/documents").await.json();
    assert!(
        strings_at(&documents, "title").len() > 1
            && documents.to_string().contains("\"is_clinical_note\":true")
    );
    let event = log_of_ana(&portal).await.swap_remove(0).event;
    for category in [Category::Documents, Category::Notes] {
        assert!(event.categories.contains(&category), "{event:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_there_was_a_download_all_the_same() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;

    assert_eq!(ana.get("/api/v1/documents/no-such-document/content/0").await.status, 404);
    let event = log_of_ana(&portal).await.swap_remove(0).event;
    assert_eq!((event.action, event.outcome), (Action::Download, Outcome::Failed));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_could_not_be_shown_was_not_seen() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let account = portal.person(ANA, Language::En).await.account;
    let labs = ana.get("/api/v1/labs").await.json();
    let panel = labs["panels"][0]["id"].as_str().unwrap();
    let result = labs["panels"][0]["results"][0]["id"].as_str().unwrap();
    let ids = [panel.parse().unwrap()];

    portal.audit.close().await;
    for path in [format!("/api/v1/labs/panels/{panel}"), format!("/api/v1/labs/{result}")] {
        assert_eq!(ana.get(&path).await.status, 503, "{path}");
    }
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let unseen = portal.store.list_unseen(account, &patient(ANA), "DiagnosticReport", &ids).await.unwrap();
    assert_eq!(unseen.len(), 1, "it is still new");
}
