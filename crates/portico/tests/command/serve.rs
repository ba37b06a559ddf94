use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use reqwest::{StatusCode, tls};
use serde_json::Value;
use tempfile::TempDir;

use crate::process::{Demo, Running, folder, portico, tell, text};
use crate::visitor::client;

/// What `portico serve` logs when it listens.
const OPEN: &str = "the portal is open";

/// A configuration in a folder of its own.
struct Installation {
    folder: TempDir,
    file: String,
}

impl Installation {
    fn new(listen: &str, record_system: &str, more: &str) -> Self {
        let folder = folder();
        let file = folder.path().join("portico.toml");
        let text = format!(
            "[listen]\n{listen}\n[storage]\ndata_dir = \"data\"\n[record_system]\n{record_system}\n\
             [organization]\nname = \"Riverside Health\"\nzone = \"America/New_York\"\n{more}\n"
        );
        fs::write(&file, text).unwrap();
        Self { file: file.to_str().unwrap().to_owned(), folder }
    }

    /// With a record system that is not there: it is first asked when somebody reads.
    fn alone(listen: &str) -> Self {
        let installation =
            Self::new(listen, &record_system("http://127.0.0.1:9/fhir", "ehr.pem".as_ref()), "");
        write_secret(&installation.path().join("ehr.pem"), &private_key());
        installation
    }

    fn start(&self) -> (Running, Value) {
        let process = Running::start(["serve", "--config", &self.file], OPEN);
        let line = process.printed.lines().find(|line| line.contains(OPEN)).unwrap();
        let line = serde_json::from_str(line).unwrap();
        (process, line)
    }

    fn refusal(&self) -> String {
        let output = portico(["serve", "--check", "--config", &self.file]);
        assert!(!output.status.success());
        text(&output.stderr)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

fn record_system(base: &str, key: &Path) -> String {
    format!(
        "base_url = \"{base}\"\nclient_id = \"portico\"\nkey_file = \"{}\"\nkey_id = \"portico-demo\"",
        key.display()
    )
}

#[tokio::test]
async fn a_portal_is_served_over_tls_1_3_and_nothing_older() {
    let installation =
        Installation::alone("address = \"127.0.0.1:0\"\ncertificate = \"tls.crt\"\nkey = \"tls.key\"");
    let certificate = write_certificate(installation.path());
    let (process, line) = installation.start();
    let port = line["listen.address"].as_str().unwrap().rsplit_once(':').unwrap().1.to_owned();
    let live = format!("https://localhost:{port}/health/live");
    drop(client());
    let visitor = || {
        let root = reqwest::Certificate::from_pem(certificate.as_bytes()).unwrap();
        reqwest::Client::builder().tls_certs_only([root])
    };

    let answer = visitor().build().unwrap().get(&live).send().await.unwrap();
    let older = visitor().max_tls_version(tls::Version::TLS_1_2).build().unwrap().get(&live).send().await;

    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.headers().contains_key("strict-transport-security"));
    assert!(older.is_err());
    assert_eq!(line["level"], "INFO");
    assert!(process.terminate().success());
    let verified = portico(["audit", "verify", "--config", &installation.file]);
    assert_eq!(verified.status.code(), Some(2), "{}", text(&verified.stderr));
}

#[tokio::test]
async fn behind_a_proxy_that_ends_tls_cookies_are_for_tls_alone() {
    for (address, is_secure) in [("https://portal.example.org", true), ("http://localhost:8080", false)] {
        let ehr = record_system("http://127.0.0.1:9/fhir", "ehr.pem".as_ref());
        let more = format!("address = \"{address}\"");
        let installation = Installation::new("address = \"127.0.0.1:0\"", &ehr, &more);
        write_secret(&installation.path().join("ehr.pem"), &private_key());
        let (process, line) = installation.start();
        let language = format!("http://{}/language", line["listen.address"].as_str().unwrap());

        let choice = [("language", "es"), ("back", "/sign-in")];
        drop(client());
        let stays = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = stays.post(language).form(&choice).send().await.unwrap();

        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert_eq!(cookie.contains("; Secure"), is_secure, "{address}: {cookie}");
        assert_eq!(answer.headers().contains_key("strict-transport-security"), is_secure, "{address}");
        assert_eq!(line["listen.tls"], false);
        assert!(process.terminate().success());
    }
}

#[tokio::test]
async fn a_demos_folder_is_not_served_and_one_folder_has_one_portal() {
    let installation = Installation::alone("address = \"127.0.0.1:0\"");
    let (process, _) = installation.start();

    let second = portico(["serve", "--config", &installation.file]);

    assert!(text(&second.stderr).contains("another portico runs in"), "{}", text(&second.stderr));
    assert!(process.terminate().success());
    let neighbours = folder();
    Demo::start(neighbours.path()).stop();
    let config = fs::read_to_string(&installation.file).unwrap();
    let data_dir = format!("data_dir = \"{}\"", neighbours.path().display());
    fs::write(&installation.file, config.replace("data_dir = \"data\"", &data_dir)).unwrap();
    let refused = portico(["serve", "--config", &installation.file]);
    assert!(text(&refused.stderr).contains("is a demo's folder"), "{}", text(&refused.stderr));
}

#[tokio::test]
async fn somebody_with_a_new_account_signs_in_and_is_asked_for_a_second_factor() {
    let installation = Installation::alone("address = \"127.0.0.1:0\"");
    let create =
        ["account", "create", "--email", "ana@example.org", "--name", "Ana", "--patient", "ana-reyes"];
    let create = [&create[..], &["--config", &installation.file]].concat();
    let too_early = tell(&create, "the heron waits by the mill\n");
    assert!(text(&too_early.stderr).contains("there is no portal in"), "{}", text(&too_early.stderr));
    let (process, _) = installation.start();
    assert!(process.terminate().success());

    let guessable = tell(&create, "password1234\n");
    let made = tell(&create, "the heron waits by the mill\n");
    let again = tell(&create, "the heron waits by the mill\n");

    assert!(text(&guessable.stderr).contains("common"), "{}", text(&guessable.stderr));
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&again.stderr).contains("has an account already"), "{}", text(&again.stderr));
    let of_ana = |what| ["account", what, "--email", "ana@example.org", "--config", &installation.file];
    assert!(portico(of_ana("suspend")).status.success());
    assert!(portico(of_ana("reopen")).status.success());
    let nobody = portico(["account", "close", "--email", "ben@example.org", "--config", &installation.file]);
    assert!(text(&nobody.stderr).contains("no patient has an account"), "{}", text(&nobody.stderr));
    let (process, line) = installation.start();
    let session = format!("http://{}/api/v1/session", line["listen.address"].as_str().unwrap());
    let password = serde_json::json!({"email": "ana@example.org", "password": "the heron waits by the mill"});
    let answer = client().post(session).json(&password).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["next"], "enrol_factor", "{answer}");
    assert!(process.terminate().success());
}

#[test]
fn a_wrong_setting_is_named_with_the_way_to_mend_it() {
    let key = folder();
    let key = key.path().join("key.pem");
    fs::write(&key, "no key").unwrap();
    let ehr = record_system("https://ehr.example.org/fhir", &key);
    let plain = record_system("http://ehr.example.org/fhir", &key);
    let here = "address = \"127.0.0.1:0\"";
    for (installation, place, way) in [
        (Installation::new("address = \"0.0.0.0:443\"", &ehr, ""), "listen.address", "listen.certificate"),
        (Installation::new("certificate = \"tls.crt\"", &ehr, ""), "listen.key", "name the file"),
        (Installation::new("adress = \"127.0.0.1:1\"", &ehr, ""), "unknown field `adress`", "`address`"),
        (
            Installation::new(&format!("{here}\ntrusted_proxies = [\"proxy\"]"), &ehr, ""),
            "listen.trusted_proxies",
            "10.0.0.0/8",
        ),
        (Installation::new(here, &plain, ""), "record_system.base_url", "https://"),
        (Installation::new(here, &ehr, ""), "record_system.key_file", "chmod 600"),
        (
            Installation::new(here, &ehr, "[mail]\nhost = \"mx\"\nfrom = \"p@x\""),
            "organization.address",
            "letters",
        ),
        (
            Installation::new(here, &ehr, "[mail]\nhost = \"mx\"\nfrom = \"p@x\"\nprotection = \"none\""),
            "mail.protection",
            "TLS",
        ),
        (Installation::new(here, &ehr, "[sessions]\nidle_minutes = 0"), "sessions.idle_minutes", "1 to 60"),
        (Installation::new(here, &ehr, "[sessions]\nidle_minutes = \"x\""), "line", "idle_minutes"),
    ] {
        let refusal = installation.refusal();
        assert!(refusal.contains(place) && refusal.contains(way), "{place}: {refusal}");
        assert!(!installation.path().join("data").exists(), "{place}: a check makes nothing");
    }
    let zone = Installation::new(here, &ehr, "");
    let text = fs::read_to_string(&zone.file).unwrap();
    fs::write(&zone.file, text.replace("America/New_York", "New York")).unwrap();
    assert!(zone.refusal().contains("write an IANA name"), "{}", zone.refusal());
}

/// A configuration that is safe, with `instead` in the place of what begins alike, or at the end of its section.
fn staffed(section: &str, instead: &str) -> Installation {
    let ehr = record_system("https://ehr.example.org/fhir", "ehr.pem".as_ref());
    let staff = "address = \"https://portal.example.org\"\n[staff]\nissuer = \"https://id.example.org\"\n\
                 client_id = \"portico\"\nclient_secret_file = \"client.secret\"\n\
                 roles = [{ group = \"physicians\", role = \"clinician\" }]\nscim_token_file = \"scim.token\"";
    let installation = Installation::new("address = \"127.0.0.1:0\"", &ehr, staff);
    for (name, text) in [
        ("ehr.pem", private_key()),
        ("client.secret", "a secret".to_owned()),
        ("scim.token", "7e6c1c0d-2b5f-4a0e-9a53".to_owned()),
        ("empty.secret", "\n".to_owned()),
        ("short.token", "secret".to_owned()),
    ] {
        write_secret(&installation.path().join(name), &text);
    }
    let text = fs::read_to_string(&installation.file).unwrap();
    let name = instead.split(" = ").next().unwrap();
    let mut within = "";
    let mut kept = text.lines().collect::<Vec<_>>();
    kept.retain(|line| {
        within = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')).unwrap_or(within);
        within != section || name.is_empty() || !line.starts_with(&format!("{name} = "))
    });
    let here = kept.iter().position(|line| *line == format!("[{section}]")).unwrap() + 1;
    let kept = [&kept[..here], &[instead], &kept[here..]].concat();
    write_secret(Path::new(&installation.file), &kept.join("\n"));
    installation
}

#[test]
fn what_is_safe_is_in_order() {
    for (section, setting) in [
        ("staff", ""),
        ("storage", "database = \"postgres://u:p@db.example.org/x?sslmode=verify-full\""),
        ("storage", "database = \"postgres://u:p@127.0.0.1/x\""),
        ("organization", "address = \"http://localhost:8080\""),
        ("organization", "address = \"https://portal.example.org:8443/\""),
        ("listen", "trusted_proxies = [\"10.0.0.0/8\", \"fd00::/8\"]"),
        ("staff", "second_factors = [\"otp\"]"),
    ] {
        let installation = staffed(section, setting);
        let output = portico(["serve", "--check", "--config", &installation.file]);
        assert!(output.status.success(), "{setting}: {}", text(&output.stderr));
    }
}

#[test]
fn what_is_not_safe_is_refused() {
    for (section, setting, way) in [
        ("storage", "database = \"postgres://u:p@db.example.org/x\"", "?sslmode=verify-full"),
        ("storage", "database = \"postgres://u:p@db.example.org/x?sslmode=disable\"", "?sslmode=verify-full"),
        ("storage", "database = \"postgres://u:p@db.example.org/x?sslmode=require\"", "?sslmode=verify-full"),
        ("storage", "database = \"postgres://u@localhost/x?host=db.example.org\"", "?sslmode=verify-full"),
        ("organization", "address = \"http://portal.example.org\"", "https://"),
        ("organization", "address = \"javascript:alert(1)\"", "https://"),
        ("organization", "address = \"ftp://portal.example.org\"", "https://"),
        ("organization", "address = \"https://portal.example.org/portal?x=1\"", "scheme, host and port"),
        ("organization", "address = \"https://portal.example.org/#top\"", "scheme, host and port"),
        ("organization", "address = \"https://user:word@portal.example.org\"", "scheme, host and port"),
        ("organization", "name = \" \"", "health system's name"),
        ("listen", "trusted_proxies = [\"0.0.0.0/0\"]", "10.0.0.0/8"),
        ("listen", "trusted_proxies = [\"0.0.0.0/1\", \"128.0.0.0/1\"]", "10.0.0.0/8"),
        ("listen", "trusted_proxies = [\"::/0\"]", "10.0.0.0/8"),
        ("record_system", "base_url = \"https://u:p@ehr.example.org/fhir\"", "without name, password"),
        ("record_system", "token_url = \"http://ehr.example.org/token\"", "https://"),
        ("record_system", "client_id = \"\"", "it is empty"),
        ("record_system", "requests_per_second = 4000000000", "1 to 10000"),
        ("record_system", "timeout_seconds = 0", "1 to 120"),
        ("staff", "issuer = \"http://id.example.org\"", "https"),
        ("staff", "issuer = \"https://id.example.org/?tenant=1\"", "without name, password"),
        ("staff", "client_secret_file = \"empty.secret\"", "is empty"),
        ("staff", "scim_token_file = \"empty.secret\"", "is empty"),
        ("staff", "scim_token_file = \"short.token\"", "20 characters"),
        ("staff", "roles = [{ group = \"\", role = \"administrator\" }]", "name each group"),
        ("staff", "second_factors = [\"otp\", \"pwd\"]", "is a second factor"),
        ("staff", "two_factors = [\"0\"]", "no factor at all"),
        ("staff", "break_glass_an_hour = 1000", "1 to 30"),
        ("staff", "break_glass_open = 0", "1 to 10"),
    ] {
        let installation = staffed(section, setting);
        let refusal = installation.refusal();
        let place = format!("{section}.{}", setting.split(" = ").next().unwrap());
        let other = "staff.two_factors and staff.phishing_resistant";
        assert!(refusal.contains(&place) || refusal.contains(other), "{setting}: {refusal}");
        assert!(refusal.contains(way), "{setting}: {refusal}");
        assert!(!refusal.contains("u:p@"), "a password is in no message: {refusal}");
        let started = portico(["serve", "--config", &installation.file]);
        assert!(!started.status.success(), "{setting}: it does not start either");
    }
}

#[test]
fn all_that_is_not_right_is_told_at_once() {
    let installation = staffed("organization", "address = \"http://portal.example.org/x\"");
    let config = fs::read_to_string(&installation.file).unwrap();
    let more = config
        .replace("[storage]", "[storage]\ndatabase = \"postgres://u:p@db.example.org/x\"")
        .replace("[listen]", "[listen]\ntrusted_proxies = [\"::/0\"]")
        .replace("scim.token", "short.token")
        .replace("ehr.pem", "missing.pem");
    fs::write(&installation.file, format!("{more}\n[sessions]\nidle_minutes = 0\nfresh_minutes = 900\n"))
        .unwrap();
    fs::set_permissions(&installation.file, fs::Permissions::from_mode(0o666)).unwrap();

    let refusal = installation.refusal();

    for place in [
        "10 settings are not right",
        "--config:",
        "storage.database: it holds a password",
        "storage.database: records travel",
        "listen.trusted_proxies",
        "organization.address: people come over https",
        "organization.address: write scheme",
        "sessions.idle_minutes",
        "sessions.fresh_minutes",
        "record_system.key_file",
        "staff.scim_token_file",
    ] {
        assert!(refusal.contains(place), "{place}: {refusal}");
    }
}

/// The simulated neighbourhood is made by the module `demo` alone, and that is left out of a build without the feature.
#[test]
fn nothing_that_is_served_knows_the_simulated_neighbourhood() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![source.clone()];
    while let Some(place) = files.pop() {
        if place.is_dir() {
            files.extend(fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().path()));
        } else if !place.starts_with(source.join("demo")) {
            let text = fs::read_to_string(&place).unwrap();
            assert!(!text.contains("portico_sandbox"), "{}", place.display());
            for (number, line) in text.lines().enumerate().filter(|(_, line)| line.contains("demo::")) {
                let before = text.lines().nth(number.saturating_sub(1)).unwrap_or_default();
                assert!(before.contains("feature = \"demo\""), "{}: {line}", place.display());
            }
        }
    }
}

#[test]
fn a_check_asks_the_record_system_who_it_is_and_names_what_will_be_missing() {
    let neighbours = folder();
    let demo = Demo::start(neighbours.path());
    let own = format!("{}/fhir", demo.file["sandbox"].as_str().unwrap().trim_end_matches('/'));
    let other = own.replace("127.0.0.1", "localhost");
    let key = neighbours.path().join("keys/record-system.pem");
    let check = |base: &str, more: &str| {
        let ehr = format!("{}\n{more}", record_system(base, &key));
        let installation = Installation::new("address = \"127.0.0.1:0\"", &ehr, "");
        let checked = portico(["serve", "--check", "--config", &installation.file]);
        assert!(checked.status.success(), "{}", text(&checked.stderr));
        text(&checked.stdout)
    };

    let usual = check(&own, "");
    assert!(usual.contains("is in order") && usual.contains("FHIR 4.0.1"), "{usual}");
    assert!(!usual.contains("calls itself"), "{usual}");
    let by_another_name = check(&other, "");
    assert!(by_another_name.contains("it calls itself by 127.0.0.1:"), "{by_another_name}");
    assert!(by_another_name.contains("record_system.aliases"), "{by_another_name}");
    let aliased = check(&other, &format!("aliases = [\"{own}\"]"));
    assert!(!aliased.contains("calls itself"), "{aliased}");
    demo.stop();
    let gone = check(&own, "");
    assert!(gone.contains("was not found out"), "an outage is no fault of the configuration: {gone}");
}

#[test]
fn the_example_names_every_setting_rightly() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("portico.example.toml");
    let example = fs::read_to_string(example).unwrap();
    let folder = folder();
    write_certificate(folder.path());
    write_secret(&folder.path().join("record-system.pem"), &private_key());
    write_secret(&folder.path().join("siem.token"), "a token");
    write_secret(&folder.path().join("mail.password"), "a password");
    write_secret(&folder.path().join("staff-client.secret"), "a secret");
    write_secret(&folder.path().join("scim.token"), "a token of chance, 4f1c9a77");
    fs::copy(folder.path().join("tls.crt"), folder.path().join("siem-ca.pem")).unwrap();
    let ages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policy/tables/parental-access-2026-11-01.tsv");
    fs::copy(ages, folder.path().join("parental-access.tsv")).unwrap();
    let file = folder.path().join("portico.toml");
    let is_setting = |line: &str| line.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
    let uncomment =
        |line: &str| line.strip_prefix("# ").filter(|it| is_setting(it)).unwrap_or(line).to_owned();
    let uncommented: Vec<String> = example.lines().map(uncomment).collect();
    assert_eq!(uncommented.iter().filter(|line| is_setting(line)).count(), 52);

    for text in [example, uncommented.join("\n")] {
        write_secret(&file, &text);
        let checked = portico(["serve", "--check", "--config", file.to_str().unwrap()]);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}

fn private_key() -> String {
    rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap().serialize_pem()
}

/// A certificate for `localhost` with its key; answers the certificate.
fn write_certificate(folder: &Path) -> String {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(folder.join("tls.crt"), made.cert.pem()).unwrap();
    write_secret(&folder.join("tls.key"), &made.signing_key.serialize_pem());
    made.cert.pem()
}

fn write_secret(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn no_command_sends_the_log_or_a_password_over_an_open_line() {
    let url = "postgres://u:p@db.example.org/x";
    for words in [&["audit", "verify"][..], &["keys", "list"], &["demo", "--port", "0"]] {
        let refused = portico([words, &["--database", url]].concat());
        let said = text(&refused.stderr);
        assert!(!refused.status.success() && said.contains("sslmode=verify-full"), "{words:?}: {said}");
    }
}
