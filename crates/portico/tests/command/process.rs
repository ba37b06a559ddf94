//! `portico` as a child process.

use std::fs::Permissions;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;
use tempfile::TempDir;

/// What `portico demo` prints last, when all is ready.
const READY: &str = "Ctrl-C stops.";

/// Runs `portico` to its end.
pub fn portico<'a>(words: impl IntoIterator<Item = &'a str>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portico")).args(words).output().unwrap()
}

/// Runs `portico` to its end with something to read.
pub fn tell(words: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    let piped = command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // It may refuse before it reads.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A data folder that goes when the test ends.
pub fn folder() -> TempDir {
    tempfile::Builder::new().permissions(Permissions::from_mode(0o700)).tempdir().unwrap()
}

/// Runs `portico WORDS --data-dir FOLDER` and wants it to succeed; answers what it printed.
pub fn succeeds(words: &[&str], folder: &Path) -> String {
    let output = portico(with_folder(words, folder));
    assert!(output.status.success(), "{words:?}: {} {}", output.status, text(&output.stderr));
    text(&output.stdout)
}

/// Verifies the log in `folder`, with nothing from elsewhere to compare it with, and wants it intact; answers what it printed.
pub fn intact(more: &[&str], folder: &Path) -> String {
    let output = portico(with_folder(&[&["audit", "verify"], more].concat(), folder));
    let printed = text(&output.stdout) + &text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{printed}");
    assert!(printed.starts_with("The audit log is intact") && printed.contains("--head"), "{printed}");
    printed
}

/// The same, and wants it to fail; answers everything that it printed.
pub fn fails(words: &[&str], folder: &Path) -> String {
    let output = portico(with_folder(words, folder));
    assert!(!output.status.success(), "{words:?} succeeded: {}", text(&output.stdout));
    text(&output.stdout) + &text(&output.stderr)
}

fn with_folder<'a>(words: &[&'a str], folder: &'a Path) -> Vec<&'a str> {
    let mut words = words.to_vec();
    words.extend(["--data-dir", folder.to_str().unwrap()]);
    words
}

/// A running process of ours; it is killed when this is dropped.
pub struct Running {
    child: Child,
    /// What it printed until it was ready.
    pub printed: String,
}

/// A demo that is ready.
pub struct Demo {
    pub process: Running,
    /// `demo.json`.
    pub file: Value,
}

impl Demo {
    pub fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[])
    }

    pub fn start_with(folder: &Path, more: &[&str]) -> Self {
        Self::start_by(&mut Command::new(env!("CARGO_BIN_EXE_portico")), folder, more)
    }

    /// By a command that becomes `portico`.
    pub fn start_by(command: &mut Command, folder: &Path, more: &[&str]) -> Self {
        let words = with_folder(&["demo", "--port", "0"], folder);
        let process = Running::start_by(command.args(words).args(more), READY);
        let text = std::fs::read_to_string(folder.join("demo.json")).unwrap();
        Self { process, file: serde_json::from_str(&text).unwrap() }
    }

    pub fn portal(&self) -> &str {
        self.file["portal"].as_str().unwrap()
    }

    pub fn people(&self) -> &[Value] {
        self.file["people"].as_array().unwrap()
    }

    pub fn person(&self, name: &str) -> &Value {
        self.people()
            .iter()
            .find(|person| person["name"] == name)
            .unwrap_or_else(|| panic!("nobody is {name}"))
    }

    /// Stops it as a service manager does, and waits until it has ended well.
    pub fn stop(self) {
        let status = self.process.terminate();
        assert!(status.success(), "{status}");
    }
}

impl Running {
    /// Starts `portico` and waits until it prints a line with `ready`.
    pub fn start<'a>(words: impl IntoIterator<Item = &'a str>, ready: &str) -> Self {
        Self::start_by(Command::new(env!("CARGO_BIN_EXE_portico")).args(words), ready)
    }

    /// The same by a command that becomes `portico`.
    pub fn start_by(command: &mut Command, ready: &str) -> Self {
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = Self { child: command.spawn().unwrap(), printed: String::new() };
        for line in running.lines() {
            running.printed += &line;
            running.printed.push('\n');
            if line.contains(ready) {
                return running;
            }
        }
        panic!("it ended before it was ready: {}", running.printed);
    }

    /// What it prints from now on. Read to the end on threads, so that the process never waits for a reader.
    fn lines(&mut self) -> Receiver<String> {
        let (told, lines) = channel();
        let (out, err) = (self.child.stdout.take().unwrap(), self.child.stderr.take().unwrap());
        for stream in [Box::new(out) as Box<dyn Read + Send>, Box::new(err)] {
            let told = told.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = told.send(line);
                }
            });
        }
        lines
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn terminate(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }

    /// At once, without a chance to tidy up.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
