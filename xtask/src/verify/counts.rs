use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use anyhow::{Context, Result};

/// How many tests ran, read from the closing lines of cargo-nextest and of `cargo test`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tests: {} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

impl Counts {
    /// Runs `command`, shows what it prints as it prints it, and adds the tests it counts.
    pub fn watch(&mut self, command: &mut Command) -> Result<ExitStatus> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} did not start", command.get_program().display()))?;
        let errors = child.stderr.take().context("its errors are piped")?;
        let output = child.stdout.take().context("its output is piped")?;
        let errors = thread::spawn(move || pass_on(errors, |line| eprintln!("{line}")));
        self.add(&pass_on(output, |line| println!("{line}")));
        self.add(&errors.join().unwrap_or_default());
        child.wait().context("it cannot be waited for")
    }

    fn add(&mut self, closing_lines: &[String]) {
        for line in closing_lines {
            self.passed += number_before(line, "passed");
            self.failed += number_before(line, "failed") + number_before(line, "timed out");
            self.skipped += number_before(line, "skipped") + number_before(line, "ignored");
        }
    }

    #[cfg(test)]
    pub fn read(text: &str) -> Self {
        let mut counts = Self::default();
        counts.add(&pass_on(text.as_bytes(), |_| {}));
        counts
    }
}

/// Hands every line on and answers those that close a run.
fn pass_on(stream: impl Read, show: impl Fn(&str)) -> Vec<String> {
    let mut closing_lines = Vec::new();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        show(line.trim_end_matches('\r'));
        let plain = without_colour(&line);
        if plain.trim_start().starts_with("Summary [") || plain.starts_with("test result:") {
            closing_lines.push(plain);
        }
    }
    closing_lines
}

/// Leaves out terminal colours: ESC `[`, numbers, `m`.
fn without_colour(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}

fn number_before(line: &str, word: &str) -> u64 {
    let Some(at) = line.find(&format!(" {word}")) else { return 0 };
    line[..at].rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
