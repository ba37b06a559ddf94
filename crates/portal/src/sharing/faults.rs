//! What went wrong with sharing, in words that say what to do.

use portico_account::AccountError;
use portico_account::grants::ShareFault;
use serde::Serialize;
use utoipa::ToSchema;

use crate::edge::account_problem;
use crate::look::{Frame, Notice, Tone};
use crate::problem::Problem;

/// After so long what was too much for a day is forgotten at the latest.
const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Why a form of sharing was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SharingFault {
    Nothing,
    EndsInPast,
    Yourself,
    SharedAlready,
    TooMany,
    TooManyToday,
    NoRoom,
    WrongWay,
    WrongPerson,
    Over,
    AdultsOnly,
    OfAge,
    Minor,
    WhoIsMissing,
    DocumentNeeded,
    EmptyDocument,
    NotADocument,
    DocumentTooLarge,
    NoEvidence,
    AnotherMustDecide,
    AskStaff,
    /// The address is none.
    NoEmail,
    /// The date is none.
    NoDate,
}

impl SharingFault {
    /// What a twin answers; the page says it in words.
    pub(super) fn problem(self) -> Problem {
        match self {
            SharingFault::Over => Problem::NotFound,
            SharingFault::NotADocument => Problem::UnsupportedMediaType,
            SharingFault::DocumentTooLarge => Problem::TooLarge,
            SharingFault::TooManyToday => Problem::TooManyRequests { retry_after_seconds: DAY_SECONDS },
            _ => Problem::BadRequest,
        }
    }

    pub const ALL: [SharingFault; 23] = [
        SharingFault::Nothing,
        SharingFault::EndsInPast,
        SharingFault::Yourself,
        SharingFault::SharedAlready,
        SharingFault::TooMany,
        SharingFault::TooManyToday,
        SharingFault::NoRoom,
        SharingFault::WrongWay,
        SharingFault::WrongPerson,
        SharingFault::Over,
        SharingFault::AdultsOnly,
        SharingFault::OfAge,
        SharingFault::Minor,
        SharingFault::WhoIsMissing,
        SharingFault::DocumentNeeded,
        SharingFault::EmptyDocument,
        SharingFault::NotADocument,
        SharingFault::DocumentTooLarge,
        SharingFault::NoEvidence,
        SharingFault::AnotherMustDecide,
        SharingFault::AskStaff,
        SharingFault::NoEmail,
        SharingFault::NoDate,
    ];

    /// The fault behind an error, or the problem that it is instead.
    pub(super) fn of(error: AccountError) -> Result<Self, Problem> {
        match error {
            AccountError::Sharing(fault) => Ok(fault.into()),
            AccountError::InvalidEmail => Ok(SharingFault::NoEmail),
            error => Err(account_problem(error)),
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            SharingFault::Nothing => "share-fault-nothing",
            SharingFault::EndsInPast => "share-fault-past",
            SharingFault::Yourself => "share-fault-yourself",
            SharingFault::SharedAlready => "share-fault-already",
            SharingFault::TooMany => "share-fault-too-many",
            SharingFault::TooManyToday => "share-fault-today",
            SharingFault::NoRoom => "share-fault-room",
            SharingFault::WrongWay => "share-fault-way",
            SharingFault::WrongPerson => "share-fault-person",
            SharingFault::Over => "share-fault-over",
            SharingFault::AdultsOnly => "share-fault-adults",
            SharingFault::OfAge => "share-fault-of-age",
            SharingFault::Minor => "share-fault-minor",
            SharingFault::WhoIsMissing => "share-fault-who",
            SharingFault::DocumentNeeded => "share-fault-document",
            SharingFault::EmptyDocument => "share-fault-empty",
            SharingFault::NotADocument => "share-fault-kind",
            SharingFault::DocumentTooLarge => "share-fault-large",
            SharingFault::NoEvidence => "share-fault-evidence",
            SharingFault::AnotherMustDecide => "share-fault-another",
            SharingFault::AskStaff => "share-fault-ask-staff",
            SharingFault::NoEmail => "share-fault-email",
            SharingFault::NoDate => "share-fault-date",
        }
    }

    pub(super) fn notice(self, f: &Frame<'_>) -> Notice {
        Notice::new(Tone::Critical, f.t("fault-title"), f.t(self.key()).to_owned())
    }
}

impl From<ShareFault> for SharingFault {
    fn from(fault: ShareFault) -> Self {
        match fault {
            ShareFault::Nothing => SharingFault::Nothing,
            ShareFault::EndsInPast => SharingFault::EndsInPast,
            ShareFault::Yourself => SharingFault::Yourself,
            ShareFault::SharedAlready => SharingFault::SharedAlready,
            ShareFault::TooMany => SharingFault::TooMany,
            ShareFault::TooManyToday => SharingFault::TooManyToday,
            ShareFault::NoRoom => SharingFault::NoRoom,
            ShareFault::WrongWay => SharingFault::WrongWay,
            ShareFault::WrongPerson => SharingFault::WrongPerson,
            ShareFault::Over => SharingFault::Over,
            ShareFault::AdultsOnly => SharingFault::AdultsOnly,
            ShareFault::OfAge => SharingFault::OfAge,
            ShareFault::Minor => SharingFault::Minor,
            ShareFault::WhoIsMissing => SharingFault::WhoIsMissing,
            ShareFault::DocumentNeeded => SharingFault::DocumentNeeded,
            ShareFault::EmptyDocument => SharingFault::EmptyDocument,
            ShareFault::NotADocument => SharingFault::NotADocument,
            ShareFault::DocumentTooLarge => SharingFault::DocumentTooLarge,
            ShareFault::NoEvidence => SharingFault::NoEvidence,
            ShareFault::AnotherMustDecide => SharingFault::AnotherMustDecide,
            ShareFault::AskStaff => SharingFault::AskStaff,
        }
    }
}
