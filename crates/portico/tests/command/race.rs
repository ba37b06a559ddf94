//! Access that is taken back while a hundred readers read, on two servers of one PostgreSQL database.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::StatusCode;

use crate::postgres::Database;
use crate::process::{Demo, Running, folder};
use crate::visitor::Visitor;

const READERS: usize = 100;
/// Requests of each reader after the end, and in all.
const AFTER: usize = 3;
const MOST: usize = 60;
const CARMEN: &str = "/api/v1/patients/carmen-vidal/allergies";

/// A second server with the first one's keys, tables and record system.
fn second_server(
    demo: &Demo,
    keys: &std::path::Path,
    database: &Database,
) -> (tempfile::TempDir, Running, String) {
    const OPEN: &str = "the portal is open";
    let folder = folder();
    let own_keys = folder.path().join("data/keys");
    fs::create_dir_all(&own_keys).unwrap();
    fs::set_permissions(own_keys.parent().unwrap(), fs::Permissions::from_mode(0o700)).unwrap();
    for file in fs::read_dir(keys).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), own_keys.join(file.file_name())).unwrap();
    }
    let sandbox = demo.file["sandbox"].as_str().unwrap();
    let config = format!(
        "[listen]\naddress = \"127.0.0.1:0\"\n[storage]\ndata_dir = \"data\"\ndatabase = \"{}\"\n\
         [record_system]\nbase_url = \"{sandbox}/fhir\"\nclient_id = \"portico\"\nkey_file = \"data/keys/record-system.pem\"\n\
         key_id = \"portico-demo\"\n[organization]\nname = \"Riverside Health\"\nzone = \"America/New_York\"\n",
        database.url()
    );
    let file = folder.path().join("portico.toml");
    fs::write(&file, config).unwrap();
    let process = Running::start(["serve", "--config", file.to_str().unwrap()], OPEN);
    let line = process.printed.lines().find(|line| line.contains(OPEN)).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let address = format!("http://{}", line["listen.address"].as_str().unwrap());
    (folder, process, address)
}

/// What a reader was answered, and whether they asked after the end.
async fn read(ana: Visitor, is_ended: Arc<AtomicBool>) -> Vec<(bool, StatusCode)> {
    let (mut answers, mut after) = (Vec::new(), 0);
    while after < AFTER && answers.len() < MOST {
        let is_after = is_ended.load(Ordering::SeqCst);
        let answer = ana.try_get(CARMEN).await.unwrap();
        answers.push((is_after, answer.status()));
        after += usize::from(is_after);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_begins_after_the_end_of_an_access_shows_anything_on_either_server() {
    let Some(database) = Database::make() else { return };
    let folder = folder();
    let demo = Demo::start_with(folder.path(), &["--database", &database.url()]);
    let (_second_folder, second, address) = second_server(&demo, &folder.path().join("keys"), &database);
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;
    let carmen = Visitor::sign_in(demo.portal(), demo.person("Carmen Vidal")).await;
    let sharing = carmen.get("/api/v1/sharing").await;
    let people = sharing["people"].as_array().unwrap();
    let of_ana = people.iter().find(|person| person["name"] == "Ana Reyes").unwrap();
    let grant = of_ana["grant"].as_str().unwrap().to_owned();

    let is_ended = Arc::new(AtomicBool::new(false));
    let nodes = [ana.clone(), ana.at(&address)];
    let readers =
        (0..READERS).map(|reader| tokio::spawn(read(nodes[reader % 2].clone(), Arc::clone(&is_ended))));
    let readers: Vec<_> = readers.collect();
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    carmen.delete(&format!("/api/v1/patients/me/sharing/{grant}")).await;
    is_ended.store(true, Ordering::SeqCst);

    let (mut before, mut after) = (0, 0);
    for reader in readers {
        for (is_after, status) in reader.await.unwrap() {
            if is_after {
                assert_eq!(status, StatusCode::NOT_FOUND, "begun after the end");
                after += 1;
            } else {
                assert!(status == StatusCode::OK || status == StatusCode::NOT_FOUND, "{status}");
                before += usize::from(status == StatusCode::OK);
            }
        }
    }
    println!("{before} requests saw the record before the end; {after} that began after it saw nothing");
    assert!(before > 0 && after >= READERS, "{before} before, {after} after");
    assert!(second.terminate().success());
    demo.stop();
}
