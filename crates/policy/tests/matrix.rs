//! The matrix in the repository is the matrix of the rules.

use std::path::Path;

use portico_policy::{Policy, matrix};

/// Set `PORTICO_BLESS=1` to write the page anew.
#[test]
fn the_matrix_in_the_repository_is_what_the_rules_add_up_to() {
    let policy = Policy::load().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix.md");

    let page = matrix::render(&policy);
    if std::env::var_os("PORTICO_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }

    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "crates/policy/matrix.md is stale: read what changed, then set PORTICO_BLESS=1");
}
