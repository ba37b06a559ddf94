//! What a record system says of itself, and what of it matters, in words for whoever sets a portal up.

use std::fmt;

use super::{Finding, Introduction};

impl fmt::Display for Introduction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "unnamed".to_owned());
        let us_core = match self.us_core.is_empty() {
            true => "no version of US Core named".to_owned(),
            false => format!("US Core {}", self.us_core.iter().cloned().collect::<Vec<_>>().join(", ")),
        };
        let (software, fhir) = (said(&self.software), said(&self.fhir_version));
        writeln!(out, "record system: {software}, FHIR {fhir}, {us_core}")?;
        self.findings.iter().try_for_each(|finding| writeln!(out, "note: {finding}"))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherFhir(version) => {
                let version = version.as_deref().unwrap_or("of a version that it does not name");
                write!(
                    out,
                    "it speaks FHIR {version}, and the portal reads R4 (4.0.1): whatever that version writes in another \
                     way, such as medicines of prescriptions, kinds and times of visits and statuses, will be missing or \
                     without its name"
                )
            }
            Self::UnknownUsCore(version) => write!(
                out,
                "it follows US Core {version}, and the portal knows versions 3 to 8: what is new in it will be missing"
            ),
            Self::NoUsCore => write!(
                out,
                "it does not say that it follows US Core: what is coded in another way will lack plain names and groups"
            ),
            Self::UnknownGuide(guide) => write!(
                out,
                "it follows the guide {guide}, which the portal does not know: what only that guide defines is counted, not \
                 shown"
            ),
            Self::NotKept { kind, missing } => {
                write!(out, "it does not hand out {kind}: {} will be missing", missing.join(", "))
            }
            Self::NotFoundBy { kind, param, missing } => write!(
                out,
                "it does not find {kind} by `{param}`: {} will be missing, unless it takes the parameter all the same",
                missing.join(", ")
            ),
            Self::NotNarrowedBy { kind, param } => write!(
                out,
                "it does not narrow {kind} by `{param}`: nothing is missing, and every answer is larger than it has to be"
            ),
            Self::OtherName(host) => write!(
                out,
                "it calls itself by {host}, which is neither in record_system.base_url nor in record_system.aliases: \
                 further pages and files that it points to there are not read; add its FHIR base to record_system.aliases"
            ),
        }
    }
}
