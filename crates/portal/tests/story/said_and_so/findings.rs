//! What was compared, and where a page does not say what the record says.

use std::collections::BTreeMap;

/// The comparisons of one record, counted by subject, and those that failed.
#[derive(Debug, Default)]
pub struct Findings {
    patient: String,
    counts: BTreeMap<&'static str, usize>,
    faults: Vec<(&'static str, String)>,
}

impl Findings {
    pub fn of(patient: &str) -> Self {
        Self { patient: patient.to_owned(), ..Self::default() }
    }

    /// One comparison.
    pub fn hold(&mut self, subject: &'static str, is_so: bool, otherwise: impl FnOnce() -> String) {
        *self.counts.entry(subject).or_default() += 1;
        if !is_so {
            self.faults.push((subject, format!("{} {subject}: {}", self.patient, otherwise())));
        }
    }

    /// Adds what was compared of another record.
    pub fn and(mut self, other: Self) -> Self {
        for (subject, count) in other.counts {
            *self.counts.entry(subject).or_default() += count;
        }
        self.faults.extend(other.faults);
        self
    }

    /// Whether a comparison of this subject failed.
    pub fn has_fault(&self, subject: &str) -> bool {
        self.faults.iter().any(|(own, _)| *own == subject)
    }

    /// Prints the counts, and fails where a comparison failed.
    pub fn settle(&self, of: &str) {
        let counts: Vec<_> =
            self.counts.iter().map(|(subject, count)| format!("{count} {subject}")).collect();
        println!("{of}: {}", counts.join(", "));
        let faults: Vec<&str> = self.faults.iter().map(|(_, fault)| fault.as_str()).collect();
        assert!(faults.is_empty(), "{of}: {} faults:\n{}", faults.len(), faults.join("\n"));
    }
}
