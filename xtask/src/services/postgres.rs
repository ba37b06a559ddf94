use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::packages::{install, is_root, quietly};
use super::process::{Folder, Service, free_port, guarded};

/// PostgreSQL refuses to run as root, so root lends it to the user that Debian's package makes.
const USER: &str = "postgres";
const FAST_SHUTDOWN: &str = "INT";

/// Starts a cluster of its own that trusts loopback and forgets everything. Answers its URL.
pub fn start() -> Result<(Service, String)> {
    let programs = programs()?;
    let user = is_root()?.then_some(USER);
    let folder = Folder::make("postgres")?;
    let cluster = folder.path().join("cluster");
    if let Some(user) = user {
        quietly(Command::new("chown").arg(user).arg(folder.path()))?;
    }
    quietly(
        guarded(&programs.join("initdb"), FAST_SHUTDOWN, user)
            .arg("--pgdata")
            .arg(&cluster)
            .args([
                "--username",
                USER,
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C.UTF-8",
                "--no-sync",
            ])
            .current_dir(folder.path()),
    )?;
    let port = free_port()?;
    let server = Service::start(server(&programs, &cluster, port, user), FAST_SHUTDOWN, folder, || {
        let mut asked = Command::new(programs.join("pg_isready"));
        asked.args(["--quiet", "--host", "127.0.0.1", "--port", &port.to_string()]);
        TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
            && asked.status().is_ok_and(|status| status.success())
    })?;
    Ok((server, format!("postgres://{USER}@127.0.0.1:{port}/postgres")))
}

fn server(programs: &Path, cluster: &Path, port: u16, user: Option<&str>) -> Command {
    let mut command = guarded(&programs.join("postgres"), FAST_SHUTDOWN, user);
    command.arg("-D").arg(cluster).args(["-p", &port.to_string(), "-h", "127.0.0.1"]);
    for setting in ["unix_socket_directories=", "fsync=off", "full_page_writes=off", "max_connections=300"] {
        command.args(["-c", setting]);
    }
    command.current_dir(cluster);
    command
}

fn programs() -> Result<PathBuf> {
    if let Some(found) = newest()? {
        return Ok(found);
    }
    install(&["postgresql"])?;
    match newest()? {
        Some(found) => Ok(found),
        None => bail!("no initdb below /usr/lib/postgresql"),
    }
}

/// Debian keeps each major version in a folder of its own.
fn newest() -> Result<Option<PathBuf>> {
    let Ok(entries) = std::fs::read_dir("/usr/lib/postgresql") else { return Ok(None) };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.context("cannot list /usr/lib/postgresql")?.path();
        let version =
            path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse::<u32>().ok());
        if let Some(version) = version.filter(|_| path.join("bin/initdb").is_file()) {
            found.push((version, path.join("bin")));
        }
    }
    Ok(found.into_iter().max().map(|(_, programs)| programs))
}
