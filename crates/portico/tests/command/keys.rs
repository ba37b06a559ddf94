use serde_json::Value;

use crate::process::{Demo, fails, folder, intact, succeeds};
use crate::visitor::Visitor;

#[tokio::test]
async fn renewed_keys_open_what_older_ones_sealed() {
    let folder = folder();
    Demo::start(folder.path()).stop();
    let before = succeeds(&["keys", "list", "--json"], folder.path());

    let renewed = succeeds(&["keys", "rotate", "--kek", "--class", "all"], folder.path());

    for class in ["identity", "clinical", "messages", "billing", "audit"] {
        assert!(renewed.contains(&format!("seal:{class}: key ")), "{renewed}");
    }
    let (before, after): (Value, Value) = (
        serde_json::from_str(&before).unwrap(),
        serde_json::from_str(&succeeds(&["keys", "list", "--json"], folder.path())).unwrap(),
    );
    assert_eq!(after.as_array().unwrap().len(), before.as_array().unwrap().len() + 5);
    let demo = Demo::start(folder.path());
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;
    ana.get("/api/v1/labs").await;
    demo.stop();
    intact(&[], folder.path());
    let of_ana = succeeds(&["audit", "query", "--actor", "ana.reyes@example.org"], folder.path());
    assert!(of_ana.contains("create_account") && of_ana.contains("prove_factor"), "{of_ana}");
}

#[tokio::test]
async fn keys_can_be_renewed_while_the_portal_runs() {
    let folder = folder();
    let demo = Demo::start(folder.path());
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;
    ana.get("/api/v1/labs").await;

    succeeds(&["keys", "rotate", "--kek", "--class", "all"], folder.path());

    ana.get("/api/v1/labs").await;
    let luz = Visitor::sign_in(demo.portal(), demo.person("Luz Reyes")).await;
    luz.get("/api/v1/labs").await;
    demo.stop();
    intact(&[], folder.path());
}

#[test]
fn no_keys_are_made_where_there_is_no_portal() {
    let folder = folder();

    for words in [&["keys", "list"][..], &["keys", "rotate"], &["audit", "verify"], &["audit", "head"]] {
        let refused = fails(words, folder.path());
        assert!(refused.contains("there is no portal in"), "{words:?}: {refused}");
    }

    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
