use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use aws_lc_rs::signature::{ED25519, KeyPair, UnparsedPublicKey};
use portico_model::Clock;
use portico_vault::{Class, Database, Kms, Signer, Vault, VaultError};

fn unlock(folder: &Path) -> Result<Vault, VaultError> {
    Vault::unlock(Kms::file(folder.join("kek.json")), folder.join("keys.json"), Clock::system())
}

#[test]
fn what_is_sealed_opens_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let sealed = unlock(folder.path()).unwrap().seal(Class::Identity, b"account.email/1", b"ana@example.org");

    let vault = unlock(folder.path()).unwrap();

    assert_eq!(vault.open(Class::Identity, b"account.email/1", &sealed).unwrap(), b"ana@example.org");
}

#[test]
fn a_value_opens_only_in_its_own_class_and_place() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path()).unwrap();

    let sealed = vault.seal(Class::Identity, b"account.email/1", b"ana@example.org");

    for (class, place) in [
        (Class::Identity, &b"account.email/2"[..]),
        (Class::Identity, b"account.phone/1"),
        (Class::Identity, b""),
        (Class::Clinical, b"account.email/1"),
    ] {
        assert!(matches!(vault.open(class, place, &sealed), Err(VaultError::Refused)), "{class:?}");
    }
}

#[test]
fn a_changed_bit_or_a_cut_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path()).unwrap();
    let sealed = vault.seal(Class::Clinical, b"here", b"some value");

    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(
            matches!(vault.open(Class::Clinical, b"here", &changed), Err(VaultError::Refused)),
            "byte {at}"
        );
        assert!(
            matches!(vault.open(Class::Clinical, b"here", &sealed[..at]), Err(VaultError::Refused)),
            "cut {at}"
        );
    }
}

#[test]
fn the_same_text_is_never_sealed_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path()).unwrap();

    assert_ne!(vault.seal(Class::Billing, b"", b"x"), vault.seal(Class::Billing, b"", b"x"));
}

#[test]
fn a_rotated_key_still_opens_what_it_sealed_and_seals_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path()).unwrap();
    let before = vault.seal(Class::Messages, b"here", b"old");

    let id = vault.rotate(Class::Messages).unwrap();

    let after = vault.seal(Class::Messages, b"here", b"new");
    assert_eq!(after[1..5], id.to_be_bytes());
    assert_ne!(before[1..5], after[1..5]);
    for vault in [&vault, &unlock(folder.path()).unwrap()] {
        assert_eq!(vault.open(Class::Messages, b"here", &before).unwrap(), b"old");
        assert_eq!(vault.open(Class::Messages, b"here", &after).unwrap(), b"new");
    }
    let records = vault.key_records().unwrap();
    let of_messages: Vec<_> = records.iter().filter(|key| key.used_for == "seal:messages").collect();
    assert!(of_messages[0].retired_at.is_some());
    assert!(of_messages[1].retired_at.is_none());
}

#[test]
fn a_running_portal_opens_what_another_process_sealed_under_a_newer_key() {
    let folder = tempfile::tempdir().unwrap();
    let running = unlock(folder.path()).unwrap();
    let other = unlock(folder.path()).unwrap();

    other.rotate(Class::Clinical).unwrap();
    let sealed = other.seal(Class::Clinical, b"here", b"newer");

    assert_eq!(running.open(Class::Clinical, b"here", &sealed).unwrap(), b"newer");
}

#[test]
fn a_new_key_encryption_key_changes_no_value_and_makes_the_old_one_useless() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path()).unwrap();
    let sealed = vault.seal(Class::Identity, b"here", b"kept");
    let database_key = vault.database_key(Database::Portal);
    let old_kek = fs::read(folder.path().join("kek.json")).unwrap();

    vault.rotate_kek().unwrap();

    let again = unlock(folder.path()).unwrap();
    assert_eq!(again.open(Class::Identity, b"here", &sealed).unwrap(), b"kept");
    assert_eq!(again.database_key(Database::Portal), database_key);
    fs::write(folder.path().join("kek.json"), old_kek).unwrap();
    assert!(matches!(unlock(folder.path()), Err(VaultError::WrongKey)));
}

#[test]
fn a_wrapped_key_cannot_be_put_in_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    unlock(folder.path()).unwrap();
    let path = folder.path().join("keys.json");
    let mut register: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();

    let stolen = register["keys"][0]["wrapped"].clone();
    register["keys"][2]["wrapped"] = stolen;
    fs::write(&path, register.to_string()).unwrap();

    assert!(matches!(unlock(folder.path()), Err(VaultError::WrongKey)));
}

#[test]
fn key_files_are_private_and_refused_when_others_may_read_them() {
    let folder = tempfile::tempdir().unwrap();
    unlock(folder.path()).unwrap();

    for name in ["kek.json", "keys.json"] {
        let path = folder.path().join(name);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(unlock(folder.path()), Err(VaultError::Exposed { mode: 0o640, .. })), "{name}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn a_lost_key_encryption_key_is_never_replaced_by_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    unlock(folder.path()).unwrap();

    fs::remove_file(folder.path().join("kek.json")).unwrap();

    assert!(matches!(unlock(folder.path()), Err(VaultError::Missing { .. })));
    assert!(!folder.path().join("kek.json").exists());
}

#[test]
fn a_blind_index_is_stable_and_differs_by_field_class_and_house() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path()).unwrap();
    let index = vault.blind_index(Class::Identity, "email", "ana@example.org");

    vault.rotate(Class::Identity).unwrap();

    assert_eq!(
        unlock(folder.path()).unwrap().blind_index(Class::Identity, "email", "ana@example.org"),
        index
    );
    assert_ne!(vault.blind_index(Class::Identity, "emai", "lana@example.org"), index);
    assert_ne!(vault.blind_index(Class::Clinical, "email", "ana@example.org"), index);
    let elsewhere = tempfile::tempdir().unwrap();
    let other_house = unlock(elsewhere.path()).unwrap();
    assert_ne!(other_house.blind_index(Class::Identity, "email", "ana@example.org"), index);
}

#[test]
fn each_database_has_its_own_key_and_the_signer_keeps_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path()).unwrap();
    let signature = vault.signing_key(Signer::Audit).sign(b"tree head");

    let again = unlock(folder.path()).unwrap();

    assert_ne!(vault.database_key(Database::Portal), vault.database_key(Database::Audit));
    assert_eq!(vault.database_key(Database::Audit), again.database_key(Database::Audit));
    let public = again.signing_key(Signer::Audit).public_key().as_ref().to_vec();
    UnparsedPublicKey::new(&ED25519, public).verify(b"tree head", signature.as_ref()).unwrap();
}

#[test]
fn nothing_of_a_vault_prints() {
    let folder = tempfile::tempdir().unwrap();

    assert_eq!(format!("{:?}", unlock(folder.path()).unwrap()), "Vault(…)");
}

#[test]
fn two_processes_that_start_at_once_agree_on_the_keys() {
    let folder = tempfile::tempdir().unwrap();

    let vaults: Vec<Vault> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| unlock(folder.path()).unwrap())).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });

    for vault in &vaults {
        assert_eq!(vault.database_key(Database::Portal), vaults[0].database_key(Database::Portal));
    }
}
