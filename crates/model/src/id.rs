//! Identifiers. A FHIR id is parsed once, at the edge; behind it nobody handles a bare string.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest id that is taken. R4 allows 64 characters; large record systems send up to 130.
pub const LONGEST_ID: usize = 255;

/// The text is no FHIR id (R4 § 2.24.0.1: of `A-Z a-z 0-9 - .`; `_`, which some servers use, is let through, and so is what
/// is longer than 64 characters, up to [`LONGEST_ID`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a FHIR id")]
pub struct InvalidId;

macro_rules! fhir_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                String::schema()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let fits = (1..=LONGEST_ID).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
                if fits { Ok(Self(text.into())) } else { Err(InvalidId) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

fhir_id!(
    /// A patient in the record system: the logical id of a FHIR `Patient`. It never prints itself in `Debug`.
    PatientId
);
fhir_id!(
    /// The logical id of any other FHIR resource.
    ResourceId
);

impl fmt::Debug for PatientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PatientId(…)")
    }
}

impl fmt::Debug for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResourceId({})", self.0)
    }
}

macro_rules! own_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

own_id!(
    /// A person who can sign in to this portal.
    AccountId
);
own_id!(
    /// The public name of a session (for the device list and the audit log). It opens nothing.
    SessionId
);
own_id!(
    /// Somebody's standing toward a patient who is not themselves.
    GrantId
);
own_id!(
    /// A consent directive of a patient.
    DirectiveId
);
own_id!(
    /// A case on the desk: something that somebody asked for and that must not disappear.
    CaseId
);
own_id!(
    /// One request from outside, through all that it caused.
    CorrelationId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_takes_what_fhir_allows_and_nothing_else() {
        assert!("a-1.B".parse::<PatientId>().is_ok());
        assert!("x".repeat(130).parse::<PatientId>().is_ok(), "as large record systems write them");
        assert!("x".repeat(LONGEST_ID).parse::<ResourceId>().is_ok());
        for bad in ["", "a b", "../etc", "é", "a/b", "a?b", &"x".repeat(LONGEST_ID + 1)] {
            assert_eq!(bad.parse::<PatientId>(), Err(InvalidId), "{bad}");
        }
    }

    #[test]
    fn a_patient_id_does_not_print_itself_for_debugging() {
        let id: PatientId = "secret-1".parse().unwrap();
        assert!(!format!("{id:?}").contains("secret"));
    }
}
