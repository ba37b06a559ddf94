use std::path::{Path, PathBuf};

use portico_audit::{Action, Event, Log, Outcome};
use portico_model::{Clock, CorrelationId, Origin};
use portico_vault::{Kms, Vault};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::process::{folder, portico, text};

/// A receipt of a log of five entries, and that log's newest head.
async fn receipt(folder: &Path) -> (Value, Value) {
    let kms = Kms::file(folder.join("kek.json"));
    let vault = Vault::unlock(kms, folder.join("keys.json"), Clock::system()).unwrap();
    let options = Log::embedded(&folder.join("audit.db"), &vault);
    let log = Log::open(options, vault, Clock::system()).await.unwrap();
    for _ in 0..5 {
        let origin = Origin { address: None, user_agent: String::new() };
        let correlation = CorrelationId(Uuid::new_v4());
        let now = Clock::system().now();
        let event = Event::unattended(now, Action::Read, Outcome::Permitted, origin, correlation);
        log.append(event).await.unwrap();
    }
    let receipt = serde_json::to_value(log.signed_receipt(2).await.unwrap()).unwrap();
    let head = serde_json::to_value(log.head().await.unwrap()).unwrap();
    log.close().await;
    (receipt, head)
}

fn kept(folder: &Path, name: &str, content: &Value) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, content.to_string()).unwrap();
    file
}

/// What the command says of a receipt, and its exit code: 0 for right, 1 for wrong, 2 where nothing is proved.
fn verify(file: &Path, more: &[&str]) -> (Option<i32>, String) {
    let words = ["audit", "verify", "--receipt", file.to_str().unwrap()];
    let output = portico(words.into_iter().chain(more.iter().copied()));
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[tokio::test]
async fn a_receipt_is_checked_with_nothing_but_the_file() {
    let folder = folder();
    let (receipt, head) = receipt(folder.path()).await;
    let file = kept(folder.path(), "receipt.json", &receipt);
    let head_file = kept(folder.path(), "head.json", &head);
    let public_key = receipt["head"]["public_key"].as_str().unwrap();

    let (code, said) = verify(&file, &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("nothing is proved") && said.contains("not known") && !said.contains("is right"),
        "{said}"
    );
    assert!(said.contains("entry 2 is in log") && said.contains(public_key), "{said}");
    assert!(said.contains("read (permitted) by a system"), "{said}");
    for trusted in [["--head", head_file.to_str().unwrap()], ["--public-key", public_key]] {
        let (code, said) = verify(&file, &trusted);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("The receipt is right") && said.contains("the key that you trust"), "{said}");
    }
}

#[tokio::test]
async fn a_receipt_that_somebody_touched_proves_nothing() {
    let folder = folder();
    let (receipt, _) = receipt(folder.path()).await;
    let touched = |pointer: &str, value: Value| {
        let mut receipt = receipt.clone();
        *receipt.pointer_mut(pointer).unwrap() = value;
        receipt
    };
    let flipped = |pointer: &str| {
        let text = receipt.pointer(pointer).unwrap().as_str().unwrap();
        let at = text.len() / 2;
        let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
        touched(pointer, json!(format!("{}{other}{}", &text[..at], &text[at + 1..])))
    };

    for (what, receipt) in [
        ("the entry", flipped("/entry")),
        ("the path", flipped("/path/0")),
        ("the root", flipped("/head/root")),
        ("the signature", flipped("/head/signature")),
        ("the key", flipped("/head/public_key")),
        ("the number", touched("/index", json!(3))),
        ("the size", touched("/head/size", json!(6))),
        ("the time", touched("/head/timestamp", json!("2020-01-01T00:00:00Z"))),
        ("a shorter path", touched("/path", json!([]))),
    ] {
        let file = kept(folder.path(), "touched.json", &receipt);
        let (code, said) = verify(&file, &[]);
        assert!(code == Some(1) && said.contains("proves nothing"), "{what}: {said}");
    }
    let file = kept(folder.path(), "no.json", &json!({"entry": 1}));
    assert!(verify(&file, &[]).1.contains("no receipt"));
}

#[tokio::test]
async fn a_receipt_of_another_log_is_not_taken_for_this_one() {
    let (here, elsewhere) = (folder(), folder());
    let (receipt_here, _) = receipt(here.path()).await;
    let (receipt_elsewhere, head_elsewhere) = receipt(elsewhere.path()).await;
    let file = kept(here.path(), "receipt.json", &receipt_here);
    let head = kept(here.path(), "head.json", &head_elsewhere);

    let (code, said) = verify(&file, &["--head", head.to_str().unwrap()]);
    assert!(code == Some(1) && said.contains("another log"), "{said}");
    let other_key = receipt_elsewhere["head"]["public_key"].as_str().unwrap();
    let (code, said) = verify(&file, &["--public-key", other_key]);
    assert!(code == Some(1) && said.contains("not signed by the log's key"), "{said}");
}
