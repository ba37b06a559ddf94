use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use reqwest::StatusCode;
use serde_json::Value;

use crate::process::{Demo, fails, folder, intact};
use crate::visitor::{Visitor, client};

#[tokio::test]
async fn a_demo_is_ready_for_people_and_scripts() {
    let folder = folder();
    let demo = Demo::start(folder.path());

    let live = client().get(format!("{}/health/live", demo.portal())).send().await.unwrap();
    assert_eq!(live.status(), StatusCode::OK);
    assert_eq!(members(&demo.file), ["mail", "people", "portal", "sandbox"]);
    let ana = demo.person("Ana Reyes");
    assert_eq!(members(ana), ["email", "name", "password", "patient", "role", "totp_secret"]);
    let emails: BTreeSet<&str> = demo.people().iter().map(|it| it["email"].as_str().unwrap()).collect();
    assert!(emails.len() > 40, "{}", emails.len());
    assert_eq!(emails.len(), demo.people().len());
    for word in ["Ana Reyes", "ana.reyes@example.org", ana["password"].as_str().unwrap(), demo.portal()] {
        assert!(demo.process.printed.contains(word), "{word} is not in: {}", demo.process.printed);
    }
    for secret in
        ["demo.json", "demo-people.json", "keys/kek.json", "keys/register.json", "keys/record-system.pem"]
    {
        let mode = fs::metadata(folder.path().join(secret)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{secret}");
    }
    demo.stop();
}

#[tokio::test]
async fn everybody_of_the_neighbourhoods_page_can_read_their_own_record() {
    let folder = folder();
    let demo = Demo::start(folder.path());
    let page = client().get(demo.file["sandbox"].as_str().unwrap()).send().await.unwrap();
    let page = page.text().await.unwrap();

    for person in demo.people() {
        assert!(page.contains(person["email"].as_str().unwrap()), "{person}");
        let visitor = Visitor::sign_in(demo.portal(), person).await;
        if !person["patient"].is_null() {
            visitor.get("/api/v1/patients/me").await;
        }
    }
    demo.stop();
}

#[tokio::test]
async fn a_second_start_finds_everything_again_and_a_reset_begins_anew() {
    let folder = folder();
    let first = Demo::start(folder.path());
    let refused = fails(&["demo", "--port", "0"], folder.path());
    assert!(refused.contains("another portico runs in"), "{refused}");
    let people = first.people().to_vec();
    first.stop();
    intact(&[], folder.path());

    let second = Demo::start(folder.path());
    assert_eq!(second.people(), people);
    let ana = Visitor::sign_in(second.portal(), second.person("Ana Reyes")).await;
    ana.get("/api/v1/labs").await;
    second.stop();

    let own_file = folder.path().join("notes.txt");
    fs::write(&own_file, "mine").unwrap();
    let anew = Demo::start_with(folder.path(), &["--reset"]);
    assert_eq!(fs::read_to_string(own_file).unwrap(), "mine");
    assert_ne!(anew.person("Ana Reyes")["totp_secret"], people[0]["totp_secret"]);
    let ana = Visitor::sign_in(anew.portal(), anew.person("Ana Reyes")).await;
    ana.get("/api/v1/labs").await;
    anew.stop();
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = folder();
    fs::write(folder.path().join("portal.db"), "not a demo's").unwrap();

    for words in [&["demo", "--port", "0"][..], &["demo", "--port", "0", "--reset"]] {
        let refused = fails(words, folder.path());
        assert!(refused.contains("no demo made them"), "{refused}");
    }

    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left, ["portal.db"]);
    assert_eq!(fs::read_to_string(folder.path().join("portal.db")).unwrap(), "not a demo's");
}

fn members(object: &Value) -> Vec<&str> {
    let mut members: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    members
}

#[test]
fn a_taken_port_is_named_with_the_way_out() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();

    let refused = fails(&["demo", "--port", &port], folder().path());

    assert!(refused.contains(&port) && refused.contains("--port"), "{refused}");
}
