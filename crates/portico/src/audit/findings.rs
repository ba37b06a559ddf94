//! Findings in words.

use portico_audit::verify::Finding;

/// What is not as it was written, for whoever has to act on it.
pub fn sentence(finding: &Finding) -> String {
    match *finding {
        Finding::EntryChanged { index } => format!("entry {index} was changed"),
        Finding::EntriesMissing { from, to } => format!("{} missing", entries(from, to, "is", "are")),
        Finding::EntryUnexpected { index } => format!("entry {index} lies outside of the log"),
        Finding::NodeChanged { from, to } => {
            format!("the stored hash over {} is not theirs", entries(from, to, "", "").trim_end())
        }
        Finding::HeadDiffers { since, size } => {
            format!("{} not the ones that tree head {size} was signed for", entries(since, size, "is", "are"))
        }
        Finding::HeadNotSigned { size } => format!("tree head {size} does not bear the log's signature"),
        Finding::HeadForeign { size } => format!("tree head {size} is of another log, or by another key"),
        Finding::HeadMissing { size } => format!("tree head {size} is missing"),
        Finding::HeadUnexpected { size } => {
            format!("tree head {size} is of a size that the log does not have")
        }
        Finding::StateDiffers => "the state that new entries build on is not that of the entries".to_owned(),
        Finding::IndexDamaged => "the database's indexes are damaged: searches may miss entries".to_owned(),
        Finding::KeptHeadNotSigned => "the kept tree head is not signed by the key that it names".to_owned(),
        Finding::KeptHeadForeign => {
            "the kept tree head is of another log: this is not the log that it was taken from".to_owned()
        }
        Finding::Truncated { kept, size } => {
            format!("the log was cut off: it had {kept} entries when the head was kept, and has {size}")
        }
        Finding::Rewritten { kept } => {
            format!("the first {kept} entries are not the ones that they were when the head was kept")
        }
    }
}

/// Entries `from` to before `to`, with the verb that fits.
fn entries(from: u64, to: u64, one: &str, many: &str) -> String {
    match to.saturating_sub(from) {
        0 | 1 => format!("entry {from} {one}"),
        _ => format!("entries {from} to {} {many}", to - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_entries_is_named_by_its_first_and_last() {
        let one = Finding::EntriesMissing { from: 4, to: 5 };
        let many = Finding::EntriesMissing { from: 4, to: 9 };

        assert_eq!(sentence(&one), "entry 4 is missing");
        assert_eq!(sentence(&many), "entries 4 to 8 are missing");
    }
}
