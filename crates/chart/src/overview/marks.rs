//! What a status says of a thing whose name alone is shown.

use crate::documents::DocumentStatus;
use crate::labs::ResultStatus;
use crate::view::Mark;
use crate::visits::VisitStatus;

impl ResultStatus {
    /// None for what is final, and for what was corrected since: that is the result.
    pub(crate) fn mark(self) -> Option<Mark> {
        match self {
            Self::Final | Self::Amended | Self::Corrected => None,
            Self::Registered | Self::Preliminary => Some(Mark::Preliminary),
            Self::Cancelled => Some(Mark::Cancelled),
            Self::EnteredInError => Some(Mark::EnteredInError),
            Self::Unknown => Some(Mark::StatusNotKnown),
        }
    }
}

impl DocumentStatus {
    pub(crate) fn mark(self) -> Option<Mark> {
        match self {
            Self::Current | Self::Amended => None,
            Self::Preliminary => Some(Mark::Preliminary),
            Self::Superseded => Some(Mark::Replaced),
            Self::EnteredInError => Some(Mark::EnteredInError),
            Self::Unknown => Some(Mark::StatusNotKnown),
        }
    }
}

impl VisitStatus {
    pub(crate) fn mark(self) -> Option<Mark> {
        match self {
            Self::Finished => None,
            Self::Planned => Some(Mark::Planned),
            Self::InProgress => Some(Mark::Ongoing),
            Self::Cancelled => Some(Mark::Cancelled),
            Self::EnteredInError => Some(Mark::EnteredInError),
            Self::Unknown => Some(Mark::StatusNotKnown),
        }
    }
}
