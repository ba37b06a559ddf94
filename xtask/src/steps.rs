use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Steps done so far, each with its time and what there is to say of it.
#[derive(Default)]
pub struct Steps {
    done: Vec<(&'static str, Duration, String)>,
}

impl Steps {
    /// Does one step and prints its name and time. The first that fails prints the summary and ends the run.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<String>) -> Result<()> {
        println!("\n=== {name}");
        let start = Instant::now();
        let outcome = work();
        let took = start.elapsed();
        match outcome {
            Ok(note) => {
                println!("=== {name}: {} {note}", clock(took));
                self.done.push((name, took, note));
                Ok(())
            }
            Err(error) => {
                self.done.push((name, took, "FAILED".to_owned()));
                self.summary();
                Err(error).context(format!("the step `{name}` failed after {}", clock(took)))
            }
        }
    }

    pub fn summary(&self) {
        println!("\n=== summary");
        for (name, took, note) in &self.done {
            println!("{name:<10} {:>12}  {note}", clock(*took));
        }
        println!("{:<10} {:>12}", "total", clock(self.done.iter().map(|(_, took, _)| *took).sum()));
    }
}

fn clock(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}
