//! A FHIR R4 server that nobody here wrote (sekmet-fhir, Apache-2.0): the portal must get along with it. Whoever reads
//! signs in as SMART Backend Services asks (client `portico`); whoever loads it has a token that never changes.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::packages::{install, quietly};
use super::process::{Folder, Service, free_port, guarded};

const VERSION: &str = "0.1.1";
/// The private key of the client `portico`, below the server's folder.
const KEY: &str = "portico.pem";

/// What tests are told, by the names of their environment variables.
pub type Told = [(&'static str, OsString); 3];

/// Starts an empty server. Answers its FHIR base, the client's key and the loader's token.
pub fn start(tools: &Path) -> Result<(Service, Told)> {
    let program = ensure(tools)?;
    let folder = Folder::make("sekmet")?;
    let key = folder.path().join(KEY);
    quietly(Command::new(&program).args(["keys", "generate", "--alg", "ES384", "--out"]).arg(&key))?;
    let port = free_port()?;
    let token = token()?;
    std::fs::write(folder.path().join("settings.yaml"), settings(port, &token))
        .context("cannot write its settings")?;
    let mut command = guarded(&program, "TERM", None);
    command.args(["serve", "-c", "settings.yaml"]).current_dir(folder.path());
    let server = Service::start(command, "TERM", folder, || answers(port))?;
    let told = [
        ("PORTICO_SEKMET_URL", base(port).into()),
        ("PORTICO_SEKMET_KEY", key.into()),
        ("PORTICO_SEKMET_TOKEN", token.into()),
    ];
    Ok((server, told))
}

fn base(port: u16) -> String {
    format!("http://127.0.0.1:{port}/fhir")
}

/// It keeps all in memory, checks nothing that it is given and logs no bodies: each costs more than all the rest.
fn settings(port: u16, token: &str) -> String {
    format!(
        "\
base_url: {base}
host: 127.0.0.1
port: {port}
db_path: ':memory:'
log_inbound: false
validation: {{inbound: 'off'}}
simulator: {{enabled: false}}
server_auth:
  types: [smart, bearer]
  tokens: ['{token}']
  smart_clients: [{{client_id: portico, public_key_path: {KEY}, scopes: 'system/*.*'}}]
",
        base = base(port)
    )
}

fn token() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn ensure(tools: &Path) -> Result<PathBuf> {
    let folder = tools.join(format!("sekmet-{VERSION}"));
    let program = folder.join("bin/sekmet");
    if program.is_file() {
        return Ok(program);
    }
    let make = || quietly(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if make().is_err() {
        install(&["python3", "python3-venv"])?;
        make()?;
    }
    let package = format!("sekmet-fhir=={VERSION}");
    quietly(Command::new(folder.join("bin/pip")).args(["install", "--quiet", &package]))?;
    Ok(program)
}

fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /fhir/metadata HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(head.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
