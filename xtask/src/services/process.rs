use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::packages::on_path;

const READY_WITHIN: Duration = Duration::from_secs(60);
const STOPPED_WITHIN: Duration = Duration::from_secs(10);

/// A process group of ours in a folder of its own. Both are gone when this is dropped.
pub struct Service {
    child: Child,
    stop_signal: &'static str,
    folder: Folder,
}

impl Service {
    /// Starts `command` and waits until `is_ready`. What it says goes to `log.txt` in its folder.
    pub fn start(
        mut command: Command,
        stop_signal: &'static str,
        folder: Folder,
        is_ready: impl Fn() -> bool,
    ) -> Result<Self> {
        let log = File::create(folder.path().join("log.txt"))?;
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("{} did not start", command.get_program().display()))?;
        let mut service = Self { child, stop_signal, folder };
        let start = Instant::now();
        while !is_ready() {
            if service.child.try_wait()?.is_some() || start.elapsed() > READY_WITHIN {
                bail!("it did not come up:\n{}", service.log());
            }
            sleep(Duration::from_millis(100));
        }
        Ok(service)
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log.txt")).unwrap_or_default()
    }

    fn signal_group(&self, signal: &str) {
        let group = format!("-{}", self.child.id());
        if let Err(error) =
            Command::new("kill").args(["-s", signal, "--", &group]).stderr(Stdio::null()).status()
        {
            eprintln!("`kill` did not start: {error}");
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.signal_group(self.stop_signal);
        let start = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && start.elapsed() < STOPPED_WITHIN {
            sleep(Duration::from_millis(50));
        }
        self.signal_group("KILL");
        if let Err(error) = self.child.wait() {
            eprintln!("a service cannot be waited for: {error}");
        }
    }
}

/// A folder for one service, removed when dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn make(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("portico-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            eprintln!("cannot remove {}: {error}", self.0.display());
        }
    }
}

/// A command that the kernel signals when this process dies without cleaning up, and that runs as `user` if given.
pub fn guarded(program: &Path, signal: &str, user: Option<&str>) -> Command {
    if on_path("setpriv").is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    if let Some(user) = user {
        command.args(["--reuid", user, "--regid", user, "--init-groups"]);
    }
    command.args(["--pdeathsig", signal, "--"]).arg(program);
    command
}

/// A port on loopback that nobody listens on right now.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
