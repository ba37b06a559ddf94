//! Sharing a record with somebody, from the invitation to the end: over the pages, as people go.

use jiff::SignedDuration;
use portico_account::Authenticator;
use portico_audit::Action;
use portico_model::{Category, Language, Relationship, Role};
use portico_store::{Letter, Mail};
use portico_testkit::{Answer, Ask, Person, TestPortal, TestVisitor, Tie};
use reqwest::Method;
use serde_json::json;

use crate::world::{ANA, WALTER, log_of};

pub const NEW_PASSWORD: &str = "four lanterns by the harbour";

/// The letters that wait to leave.
pub async fn letters(portal: &TestPortal) -> Vec<Mail> {
    portal.letters().await
}

/// The token of the form in a page.
pub fn csrf(page: &Answer) -> String {
    let field = page.text.split("name=\"csrf\"").nth(1).unwrap_or_else(|| panic!("no form in {}", page.text));
    field.split('"').nth(1).unwrap().to_owned()
}

/// Sends a form from the page that it is on.
pub async fn submit(visitor: &mut TestVisitor, page: &Answer, to: &str, fields: &[(&str, &str)]) -> Answer {
    let token = csrf(page);
    let fields: Vec<_> = fields.iter().copied().chain([("csrf", token.as_str())]).collect();
    visitor.post_bare_form(to, &fields).await
}

/// Sends a form with a file; an empty one is none, as browsers send a field where nothing was chosen.
pub async fn upload(
    visitor: &mut TestVisitor,
    page: &Answer,
    to: &str,
    fields: &[(&str, &str)],
    file: &str,
) -> Answer {
    let name = if file.is_empty() { "" } else { "order.pdf" };
    upload_named(visitor, page, to, fields, (name, file)).await
}

/// Sends a form with a file of this name.
pub async fn upload_named(
    visitor: &mut TestVisitor,
    page: &Answer,
    to: &str,
    fields: &[(&str, &str)],
    (name_of_file, file): (&str, &str),
) -> Answer {
    let token = csrf(page);
    let mut body = String::new();
    for (name, value) in fields.iter().copied().chain([("csrf", token.as_str())]) {
        body += &format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body +=
        &format!("--edge\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"{name_of_file}\"\r\n");
    body += &format!("Content-Type: application/pdf\r\n\r\n{file}\r\n--edge--\r\n");
    visitor.ask(Ask::new(Method::POST, to).body("multipart/form-data; boundary=edge", body)).await
}

/// Sets up the second factor that the page of enrolment offers, and answers where it leads.
pub async fn enrol(portal: &TestPortal, visitor: &mut TestVisitor, to: &str) -> Answer {
    assert!(to.starts_with("/sign-in/enrol/"), "{to}");
    let page = visitor.get(to).await;
    let secret = page.text.split("class=\"secret\">").nth(1).unwrap().split('<').next().unwrap();
    let secret: String = secret.chars().filter(|c| !c.is_whitespace()).collect();
    let code = Authenticator::from_base32("new", &secret).unwrap().code_at(portal.clock.now());
    let enrolment =
        page.text.split("name=\"enrolment\"").nth(1).unwrap().split('"').nth(1).unwrap().to_owned();
    let answer =
        submit(visitor, &page, "/sign-in/enrol", &[("code", &code), ("enrolment", &enrolment)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer
}

const ROSA: &str = "rosa@example.org";

async fn invite(ana: &mut TestVisitor, fields: &[(&str, &str)]) -> Answer {
    let page = ana.get("/patients/me/sharing/invite").await;
    assert_eq!(page.status, 200, "{}", page.text);
    let usual = [("email", ROSA), ("relationship", "CAREGIVER"), ("how_much", "chosen")];
    let fields: Vec<_> = usual
        .into_iter()
        .filter(|(name, _)| fields.iter().all(|own| own.0 != *name))
        .chain(fields.iter().copied())
        .collect();
    submit(ana, &page, "/patients/me/sharing/invite", &fields).await
}

async fn link(portal: &TestPortal) -> String {
    let letters = letters(portal).await;
    letters.iter().rev().find(|mail| mail.letter == Letter::ProxyInvited).unwrap().path.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_stranger_makes_an_account_says_yes_and_sees_what_is_shared_until_it_ends() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let invited = invite(&mut ana, &[("see_medications", "on"), ("see_allergies", "on")]).await;
    assert_eq!(invited.location(), "/patients/me/sharing?done=invited", "{}", invited.text);
    let link = link(&portal).await;

    let mut rosa = portal.anonymous();
    let door = rosa.get(&link).await;
    assert_eq!(door.status, 200);
    assert!(!door.text.contains("Ana"), "nothing is shown before a second factor");
    let sign_up = format!("{link}/sign-up");
    let page = rosa.get(&sign_up).await;
    let fields = [("name", "Rosa Medina"), ("password", NEW_PASSWORD), ("adult", "on")];
    let made = submit(&mut rosa, &page, &sign_up, &fields).await;
    let shut = rosa.get(&link).await;
    assert!(!shut.text.contains("Ana"), "a password alone shows nothing");
    let codes = enrol(&portal, &mut rosa, made.location()).await;
    assert!(codes.text.contains(&link), "the way leads back to the invitation");

    let page = rosa.get(&link).await;
    assert!(page.text.contains("Ana Reyes") && page.text.contains("medicines"), "{}", page.text);
    let accepted = submit(&mut rosa, &page, &format!("{link}/accept"), &[("adult", "on")]).await;
    assert_eq!(accepted.location(), "/account/access?done=accepted");
    let hers = format!("/patients/{ANA}");
    assert_eq!(rosa.get(&format!("{hers}/medications")).await.status, 200);
    let mine = rosa.get("/api/v1/account/access").await.json();
    assert_eq!(mine["rows"][0]["patient"], ANA);
    let own = rosa.get(&format!("{hers}/sharing")).await;
    assert_eq!(own.status, 200);
    assert_eq!(rosa.get(&format!("{hers}/sharing/invite")).await.status, 404, "a proxy invites nobody");

    let sharing = ana.get("/api/v1/sharing").await.json();
    let grant = sharing["people"][0]["grant"].as_str().unwrap().to_owned();
    assert_eq!(sharing["people"][0]["name"], "Rosa Medina");
    let end = format!("/patients/me/sharing/{grant}/end");
    let question = ana.get(&end).await;
    assert!(question.text.contains("Rosa Medina"));
    let ended = submit(&mut ana, &question, &end, &[]).await;
    assert_eq!(ended.location(), "/patients/me/sharing?done=ended");
    assert_eq!(rosa.get(&format!("{hers}/medications")).await.status, 404, "on the next request");
    assert_eq!(ana.get(&end).await.status, 404, "it has ended");
    assert!(!log_of(&portal, Action::EndAccess).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_link_works_once_and_for_its_address() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let rosa = portal.helper("Rosa Medina", ROSA).await;
    let eve = portal.helper("Eve", "eve@example.org").await;
    invite(&mut ana, &[("how_much", "daily")]).await;
    let link = link(&portal).await;

    let mut eve = portal.sign_in(&eve).await;
    let wrong = eve.get(&link).await;
    assert_eq!(wrong.status, 422);
    assert!(!wrong.text.contains("Ana"), "{}", wrong.text);
    let forced = eve.post_form(&format!("{link}/accept"), &[("adult", "on")]).await;
    assert_eq!(forced.status, 422);
    let mut rosa = portal.sign_in(&rosa).await;
    let declined = rosa.post_form(&format!("{link}/decline"), &[]).await;
    assert_eq!(declined.location(), "/account/access?done=declined");
    let replayed = rosa.post_form(&format!("{link}/accept"), &[("adult", "on")]).await;
    assert_eq!(replayed.status, 422);
    assert_eq!(rosa.get(&format!("/patients/{ANA}/medications")).await.status, 404);
    assert_eq!(portal.anonymous().get(&link).await.status, 422);
    assert_eq!(rosa.get("/invitations/nonsense").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn inviting_leads_to_the_second_factor_first_where_it_is_not_fresh() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    portal.clock.advance(SignedDuration::from_mins(11));

    let page = ana.get("/patients/me/sharing/invite").await;

    assert_eq!((page.status.as_u16(), page.location()), (303, "/sign-in/factor"));
    let body = json!({"email": ROSA, "relationship": "CAREGIVER", "scope": ["medications"]});
    let asked = ana.post_json("/api/v1/sharing", &body).await;
    assert_eq!((asked.status.as_u16(), asked.problem().as_str()), (401, "factor-needed"));
    assert!(letters(&portal).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_an_invitation_is_said_in_words_and_nothing_typed_is_lost() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    let nothing = invite(&mut ana, &[]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.text.contains("tick at least one") && nothing.text.contains(ROSA), "{}", nothing.text);
    let past = invite(&mut ana, &[("how_much", "daily"), ("until", "2020-01-01")]).await;
    assert!(past.text.contains("This day is over"), "{}", past.text);
    let parent = invite(&mut ana, &[("relationship", "PARENT"), ("how_much", "daily")]).await;
    assert_eq!(parent.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_asks_and_staff_find_the_child_and_the_mother_in_the_record() {
    let portal = TestPortal::builder().only(&[ANA, "teo-reyes"]).start().await;
    let mut ana = portal.patient(ANA).await;
    let born =
        portal.sandbox.resource("Patient", "teo-reyes").unwrap()["birthDate"].as_str().unwrap().to_owned();
    let page = ana.get("/account/access/ask").await;
    let fields =
        [("relationship", "PARENT"), ("name", "Teo Reyes"), ("born", born.as_str()), ("adult", "on")];
    let asked = upload(&mut ana, &page, "/account/access/ask", &fields, "").await;
    assert_eq!(asked.location(), "/account/access?done=requested", "{}", asked.text);
    assert_eq!(ana.get("/patients/teo-reyes/visits").await.status, 404);

    let mut support = portal.staff(Role::Support).await;
    let waiting = support.get("/api/v1/staff/access").await.json();
    let grant = waiting["rows"][0]["grant"].as_str().unwrap().to_owned();
    let page = support.get(&format!("/staff/access/{grant}")).await;
    assert!(page.text.contains("The person who asks, parent or guardian"), "{}", page.text);
    let approve = format!("/staff/access/{grant}/approve");
    let without =
        submit(&mut support, &page, &approve, &[("patient", "teo-reyes"), ("proof", "document")]).await;
    assert_eq!(without.status, 422, "there is no document");
    let stranger =
        submit(&mut support, &page, &approve, &[("patient", WALTER), ("proof", "related_person")]).await;
    assert_eq!(stranger.status, 422, "somebody else's record");
    let proof = [("patient", "teo-reyes"), ("proof", "related_person")];
    assert_eq!(submit(&mut support, &page, &approve, &proof).await.location(), "/staff/access?done=approved");

    assert_eq!(ana.get("/patients/teo-reyes/visits").await.status, 200);
    assert!(letters(&portal).await.iter().any(|mail| mail.letter == Letter::AccessGranted));
    let clinician = portal.staff(Role::Clinician).await.get("/staff/access").await;
    assert_eq!(clinician.status, 404, "it is not their office");
}

#[tokio::test(flavor = "multi_thread")]
async fn calling_oneself_like_the_mother_makes_nobody_a_parent() {
    let portal = TestPortal::builder().only(&[ANA, "teo-reyes"]).start().await;
    portal.parent_of(ANA, "teo-reyes").await;
    let evil = portal.helper("Ana Reyes", "evil@example.net").await;
    let mut evil = portal.sign_in(&evil).await;
    let born =
        portal.sandbox.resource("Patient", "teo-reyes").unwrap()["birthDate"].as_str().unwrap().to_owned();
    let page = evil.get("/account/access/ask").await;
    let fields =
        [("relationship", "PARENT"), ("name", "Teo Reyes"), ("born", born.as_str()), ("adult", "on")];
    upload(&mut evil, &page, "/account/access/ask", &fields, "%PDF-1.7 an order").await;

    let mut support = portal.staff(Role::Support).await;
    let grant =
        support.get("/api/v1/staff/access").await.json()["rows"][0]["grant"].as_str().unwrap().to_owned();
    let page = support.get(&format!("/staff/access/{grant}")).await;
    assert!(page.text.contains("Same name only") && !page.text.contains("related_person"), "{}", page.text);
    let approve = format!("/staff/access/{grant}/approve");
    let by_record = [("patient", "teo-reyes"), ("proof", "related_person")];
    assert_eq!(submit(&mut support, &page, &approve, &by_record).await.status, 422);
    let by_paper = [("patient", "teo-reyes"), ("proof", "document")];
    assert_eq!(
        submit(&mut support, &page, &approve, &by_paper).await.location(),
        "/staff/access?done=approved"
    );
    assert_eq!(evil.get("/patients/teo-reyes/visits").await.status, 404, "one yes of two");
    let page = support.get(&format!("/staff/access/{grant}")).await;
    assert!(page.text.contains("A colleague must confirm it"), "{}", page.text);
    assert_eq!(submit(&mut support, &page, &approve, &by_paper).await.status, 422, "not the same one");

    let mut colleague = portal.staff(Role::Administrator).await;
    let page = colleague.get(&format!("/staff/access/{grant}")).await;
    assert!(page.text.contains("Ben Carter has found"), "{}", page.text);
    assert_eq!(
        submit(&mut colleague, &page, &approve, &by_paper).await.location(),
        "/staff/access?done=approved"
    );
    assert_eq!(evil.get("/patients/teo-reyes/visits").await.status, 200);
    assert!(letters(&portal).await.iter().any(|mail| mail.letter == Letter::GuardianAdded), "Ana is told");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_nobody_looks_like_every_other_and_a_paper_must_be_one() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get("/account/access/ask").await;
    let fields = [("relationship", "PARENT"), ("name", "No Body"), ("born", "2018-01-01"), ("adult", "on")];

    let script = upload(&mut ana, &page, "/account/access/ask", &fields, "<html><script>").await;
    assert_eq!(script.status, 422);
    assert!(script.text.contains("not a PDF"), "{}", script.text);
    let late = upload(&mut ana, &page, "/account/access/ask", &fields, "<html>%PDF-1.4").await;
    assert!(late.text.contains("not a PDF"), "a page that becomes a PDF further on: {}", late.text);
    let asked = upload(&mut ana, &page, "/account/access/ask", &fields, "%PDF-1.7 an order").await;
    assert_eq!(asked.location(), "/account/access?done=requested");

    let mut support = portal.staff(Role::Support).await;
    let grant =
        support.get("/api/v1/staff/access").await.json()["rows"][0]["grant"].as_str().unwrap().to_owned();
    let review = support.get(&format!("/api/v1/staff/access/{grant}")).await.json();
    assert_eq!(review["found"].as_array().unwrap().len(), 0);
    let document = review["papers"][0]["id"].as_str().unwrap();
    let paper = support.get(&format!("/staff/access/{grant}/documents/{document}")).await;
    assert_eq!((paper.header("content-type"), paper.text.as_str()), ("application/pdf", "%PDF-1.7 an order"));
    assert_eq!(paper.header("content-disposition"), "attachment; filename=\"paper-1.pdf\"");
    assert_eq!(ana.get(&format!("/staff/access/{grant}/documents/{document}")).await.status, 303);
    let page = support.get(&format!("/staff/access/{grant}")).await;
    let refused = submit(&mut support, &page, &format!("/staff/access/{grant}/refuse"), &[]).await;
    assert_eq!(refused.location(), "/staff/access?done=refused");
}

/// The form as a program sends it, with the token in a header.
async fn upload_to_twin(
    visitor: &mut TestVisitor,
    to: &str,
    fields: &[(&str, &str)],
    file: Option<&str>,
) -> Answer {
    let mut body = String::new();
    for (name, value) in fields {
        body += &format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    if let Some(file) = file {
        body += "--edge\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"order.pdf\"\r\n";
        body += &format!("Content-Type: application/pdf\r\n\r\n{file}\r\n");
    }
    body += "--edge--\r\n";
    let ask = visitor.with_token(Ask::new(Method::POST, to));
    visitor.ask(ask.body("multipart/form-data; boundary=edge", body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_hand_in_papers_as_people_do_and_are_answered_in_json() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let ask = "/api/v1/account/access/ask";
    let fields =
        [("relationship", "POWER_OF_ATTORNEY"), ("name", "No Body"), ("born", "1950-01-01"), ("adult", "on")];

    let script = upload_to_twin(&mut ana, ask, &fields, Some("<html><script>")).await;
    assert_eq!((script.status.as_u16(), script.problem().as_str()), (415, "unsupported-media-type"));
    let large = "%PDF-1.7 ".to_owned() + &" ".repeat(10 * 1024 * 1024);
    let large = upload_to_twin(&mut ana, ask, &fields, Some(&large)).await;
    assert_eq!((large.status.as_u16(), large.problem().as_str()), (413, "too-large"));
    let unproved = upload_to_twin(&mut ana, ask, &fields, None).await;
    assert_eq!(unproved.problem(), "bad-request", "{}", unproved.text);
    let asked = upload_to_twin(&mut ana, ask, &fields, Some("%PDF-1.7 an order")).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let grant = asked.json()["grant"].as_str().unwrap().to_owned();

    let more = format!("/api/v1/account/access/{grant}/document");
    assert_eq!(upload_to_twin(&mut ana, &more, &[], None).await.problem(), "bad-request");
    let empty = upload_to_twin(&mut ana, &more, &[], Some("")).await;
    assert_eq!(empty.problem(), "bad-request", "an empty file is none");
    let added = upload_to_twin(&mut ana, &more, &[], Some("%PDF-1.7 a second page")).await;
    assert_eq!((added.status.as_u16(), &added.json()["grant"]), (200, &asked.json()["grant"]));
    let mut other = portal.patient("somebody-else").await;
    let foreign = upload_to_twin(&mut other, &more, &[], Some("%PDF-1.7 an order")).await;
    assert_eq!(foreign.problem(), "not-found");
    let mut support = portal.staff(Role::Support).await;
    let review = support.get(&format!("/api/v1/staff/access/{grant}")).await.json();
    assert_eq!(review["papers"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_upload_is_refused() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let body = "--edge\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--edge--\r\n";

    let ask = Ask::new(Method::POST, "/account/access/ask").body("multipart/form-data; boundary=edge", body);
    let forged = ana.ask(ask).await;

    assert_eq!(forged.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn access_ends_with_its_date_and_for_a_parent_with_the_birthday() {
    let portal = TestPortal::builder().only(&[ANA, "luz-reyes"]).start().await;
    let rosa: Person = portal.helper("Rosa Medina", ROSA).await;
    let until = portal.clock.now() + SignedDuration::from_mins(5);
    let scope = [Category::Medications].into_iter().collect();
    let tie =
        Tie { relationship: Relationship::Caregiver, valid_until: Some(until), scope, ..Tie::default() };
    portal.tie(&rosa, "luz-reyes", tie).await;
    portal.parent_of(ANA, "luz-reyes").await;
    let mut rosa = portal.sign_in(&rosa).await;
    let mut ana = portal.patient(ANA).await;
    let medicines = "/patients/luz-reyes/medications";
    assert_eq!(rosa.get(medicines).await.status, 200);
    assert_eq!(ana.get(medicines).await.status, 200);

    portal.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(rosa.get(medicines).await.status, 404);
    assert_eq!(ana.get(medicines).await.status, 200);
    portal.clock.advance(SignedDuration::from_hours(24 * 366 * 3));
    let mut ana = portal.sign_in(&portal.person(ANA, Language::En).await).await;
    assert!(matches!(ana.get(medicines).await.status.as_u16(), 403 | 404), "Luz is of age");
}
