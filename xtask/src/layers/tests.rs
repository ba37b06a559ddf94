use serde_json::{Value, json};

use super::rust_words::words_with_lines;
use super::table::Table;
use super::words::Source;
use super::{Breach, breaches, map};

fn table() -> Table {
    Table::parse(include_str!("../../layers.txt")).unwrap()
}

fn package(name: &str, dependencies: &[Value]) -> Value {
    json!({"name": name, "dependencies": dependencies})
}

fn inside(name: &str, kind: Option<&str>) -> Value {
    json!({"name": name, "kind": kind, "path": format!("/project/crates/{name}")})
}

fn outside(name: &str) -> Value {
    json!({"name": name, "kind": null, "path": null})
}

fn found_in_manifests(packages: &[Value]) -> Vec<Breach> {
    breaches(&table(), &json!({"packages": packages}), &[]).unwrap()
}

fn found_in_source(path: &str, text: &str) -> Vec<Breach> {
    let source = Source { path: path.to_owned(), text: text.to_owned() };
    breaches(&table(), &json!({"packages": []}), &[source]).unwrap()
}

#[track_caller]
fn assert_one(found: &[Breach], table_line_of: &str, said: &str) {
    let [only] = found else { panic!("one breach expected: {found:?}") };
    let line = include_str!("../../layers.txt").lines().position(|line| line.starts_with(table_line_of));
    assert_eq!(only.line, line.map(|index| index + 1));
    let told = only.to_string();
    assert!(told.contains(said), "{told}");
    assert!(told.contains("mend: "), "{told}");
}

#[test]
fn an_honest_project_breaks_nothing() {
    let packages = [
        package("portico-model", &[outside("serde")]),
        package("portico-fhir", &[outside("reqwest")]),
        package("portico-chart", &[inside("portico-fhir", None), inside("portico-audit", None)]),
        package("portico-portal", &[inside("portico-chart", None), outside("axum")]),
        package("portico", &[inside("portico-portal", None), inside("portico-sandbox", None)]),
    ];

    assert!(found_in_manifests(&packages).is_empty());
    assert!(found_in_source("crates/chart/src/labs.rs", "use portico_fhir::Observation;").is_empty());
}

#[test]
fn the_portal_may_not_depend_on_fhir() {
    let found = found_in_manifests(&[package("portico-portal", &[inside("portico-fhir", None)])]);

    assert_one(&found, "portal ", "`portal` depends on `portico-fhir`");
}

#[test]
fn the_portal_may_not_depend_on_the_sandbox() {
    let found = found_in_manifests(&[package("portico-portal", &[inside("portico-sandbox", None)])]);

    assert_one(&found, "portal ", "`portal` depends on `portico-sandbox`");
}

#[test]
fn fhir_may_use_no_crate_of_the_house() {
    let found = found_in_manifests(&[package("portico-fhir", &[inside("portico-model", None)])]);

    assert_one(&found, "fhir ", "may use only: no crate of the house");
}

#[test]
fn audit_may_not_reach_for_the_store() {
    let found = found_in_manifests(&[package("portico-audit", &[inside("portico-store", None)])]);

    assert_one(&found, "audit ", "may use only: model, vault");
}

#[test]
fn a_build_script_is_held_to_the_same_table() {
    let found = found_in_manifests(&[package("portico-policy", &[inside("portico-store", Some("build"))])]);

    assert_one(&found, "policy ", "`policy` depends on `portico-store`");
}

#[test]
fn only_tests_may_use_the_testkit() {
    let in_tests =
        found_in_manifests(&[package("portico-portal", &[inside("portico-testkit", Some("dev"))])]);
    let in_product = found_in_manifests(&[package("portico-portal", &[inside("portico-testkit", None)])]);

    assert!(in_tests.is_empty(), "{in_tests:?}");
    assert_one(&in_product, "portal ", "`portico-testkit`");
}

#[test]
fn a_crate_that_nobody_entered_is_refused() {
    let found = found_in_manifests(&[package("portico-utils", &[])]);

    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().contains("`portico-utils` does not stand in the table"));
}

#[test]
fn a_crate_beside_the_workspace_is_refused_under_any_name() {
    let found = found_in_manifests(&[package("portico-portal", &[inside("shortcut", None)])]);

    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().contains("`shortcut`"));
}

#[test]
fn a_framework_is_kept_out_of_the_model() {
    let found = found_in_manifests(&[package("portico-model", &[outside("tokio")])]);

    assert_one(&found, "model ", "`model` depends on `tokio`");
}

#[test]
fn only_the_chart_and_the_desk_name_fhir() {
    let found = found_in_source("crates/account/src/proxy.rs", "fn f() {}\nuse portico_fhir as wire;\n");

    assert_one(&found, "portico_fhir ", "crates/account/src/proxy.rs:2 names `portico_fhir`");
}

#[test]
fn the_portal_names_no_database_even_through_another_crate() {
    let orm = found_in_source("crates/portal/src/labs/mod.rs", "use portico_store::sea_orm::EntityTrait;");
    let pool = found_in_source("crates/portal/src/site_map.rs", "type Pool = portico_store::sqlx::AnyPool;");

    assert_one(&orm, "sea_orm ", "names `sea_orm`");
    assert_one(&pool, "sqlx ", "names `sqlx`");
}

#[test]
fn a_handler_may_not_write_the_audit_log_itself() {
    let handler =
        found_in_source("crates/portal/src/labs/mod.rs", "async fn list() { portico_audit::append() }");
    let start_up = found_in_source("crates/portal/src/start.rs", "use portico_audit::Log;");

    assert_one(&handler, "portico_audit ", "names `portico_audit`");
    assert!(start_up.is_empty(), "{start_up:?}");
}

#[test]
fn comments_and_quoted_texts_may_say_anything() {
    let text = r####"
        //! never `portico_fhir` /* portico_fhir
        /* portico_fhir /* nested */ portico_fhir */
        const A: &str = "portico_fhir \" portico_fhir";
        const B: &str = r#"portico_fhir " portico_fhir"#;
        const C: (char, char, &'static str) = ('"', '\'', "portico_fhir");
    "####;

    assert!(found_in_source("crates/portal/src/lib.rs", text).is_empty());
}

#[test]
fn a_quote_cannot_hide_the_code_behind_it() {
    let text = "const A: (char, &str) = ('\"', r\"\\\"); fn f<'a>() { b'\"'; \"//\"; portico_fhir::read() }";

    assert_one(&found_in_source("crates/portal/src/lib.rs", text), "portico_fhir ", "lib.rs:1 names");
}

#[test]
fn words_keep_their_line() {
    let words = words_with_lines("one\n/* two\n */ three\n\"four\n\" r#five 'six");

    let expected = [("one", 1), ("three", 3), ("r", 5), ("five", 5), ("six", 5)];
    assert_eq!(words, expected);
}

#[test]
fn a_table_with_a_mistake_says_its_line() {
    let unknown = Table::parse("[crates]\nmodel | | | names\nchart | modell | | door").unwrap_err();
    let short = Table::parse("[crates]\nmodel | names").unwrap_err();

    assert!(format!("{unknown:#}").contains("layers.txt:3: `modell`"), "{unknown:#}");
    assert!(format!("{short:#}").contains("layers.txt:2"), "{short:#}");
}

#[test]
fn the_table_that_readers_see_is_the_one_that_is_checked() {
    let shown = include_str!("../../../ARCHITECTURE.md");
    let found = map::check(&table(), shown);
    assert!(found.is_empty(), "{}", found.iter().map(ToString::to_string).collect::<String>());

    let other = map::check(
        &table(),
        "| `vault` | keys | model store |\n| `policy` | rules | – |\n| `portico` | all | all |",
    );
    let [vault, policy] = &other[..] else { panic!("{other:?}") };
    assert!(vault.to_string().contains("`vault`") && policy.to_string().contains("`policy`"));
}
