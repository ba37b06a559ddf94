//! A FHIR R4 server that nobody here wrote (sekmet-fhir, Apache-2.0): the portal must get along with it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::packages::{install, quietly};
use super::process::{Folder, Service, free_port, guarded};

const VERSION: &str = "0.1.1";

/// Starts an empty server and answers its base URL.
pub fn start(tools: &Path) -> Result<(Service, String)> {
    let program = ensure(tools)?;
    let folder = Folder::make("sekmet")?;
    let port = free_port()?;
    let base = format!("http://127.0.0.1:{port}/fhir");
    let settings = format!(
        "base_url: {base}\nhost: 127.0.0.1\nport: {port}\nvalidation: {{inbound: warn}}\nsimulator: {{enabled: false}}\n"
    );
    std::fs::write(folder.path().join("settings.yaml"), settings).context("cannot write its settings")?;
    let mut command = guarded(&program, "TERM", None);
    command.args(["serve", "-c", "settings.yaml"]).current_dir(folder.path());
    let server = Service::start(command, "TERM", folder, || answers(port))?;
    Ok((server, base))
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
