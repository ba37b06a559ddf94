//! What the portal makes is for its user alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::process::{Demo, fails, folder};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Everything in `folder` and below that somebody else may read, write or enter.
fn exposed(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if mode(&path) & 0o077 != 0 {
            found.push(format!("{} {:03o}", path.display(), mode(&path)));
        }
        if path.is_dir() {
            found.extend(exposed(&path));
        }
    }
    found
}

#[test]
fn no_file_of_a_running_portal_is_open_to_others_whatever_the_umask() {
    let folder = folder();
    let mut command = Command::new("sh");
    command.args(["-c", "umask 0; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_portico")]);
    let demo = Demo::start_by(&mut command, folder.path(), &[]);

    assert_eq!(exposed(folder.path()), [""; 0]);
    assert!(folder.path().join("audit.db-wal").exists());
    demo.stop();
}

#[test]
fn files_that_an_older_version_left_open_are_closed() {
    let folder = folder();
    Demo::start(folder.path()).stop();
    for file in ["audit.db", "portico.lock"] {
        fs::set_permissions(folder.path().join(file), fs::Permissions::from_mode(0o644)).unwrap();
    }

    Demo::start(folder.path()).stop();

    assert_eq!(exposed(folder.path()), [""; 0]);
}

#[test]
fn a_folder_that_others_may_enter_is_refused_with_the_way_to_mend_it() {
    let folder = folder();
    Demo::start(folder.path()).stop();
    for open in [0o755, 0o750, 0o701] {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(open)).unwrap();
        for words in [&["demo", "--port", "0"][..], &["audit", "verify"], &["keys", "list"]] {
            let refused = fails(words, folder.path());
            assert!(
                refused.contains("may be entered by others") && refused.contains("chmod 700"),
                "{refused}"
            );
        }
    }

    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    Demo::start(folder.path()).stop();
}
