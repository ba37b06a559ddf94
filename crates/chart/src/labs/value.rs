//! A value as a reader sees it. Amounts are decimals as the laboratory wrote them, never floating point.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::Term;

/// A value in the form that the laboratory reported it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LabValue {
    Quantity(Amount),
    Text {
        text: String,
    },
    Coded {
        term: Term,
    },
    Range {
        low: Option<Amount>,
        high: Option<Amount>,
    },
    Ratio {
        numerator: Amount,
        denominator: Amount,
    },
    /// Only its components have values.
    Components,
    /// There is none; the record's reason, if it gave one (`dataAbsentReason`).
    Absent {
        reason: Option<String>,
    },
}

/// A number with its unit, as written: `<0.1 mg/dL`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Amount {
    pub comparator: Option<Comparator>,
    /// The decimal as the laboratory wrote it (`7.20` keeps its zero), without what only machines write.
    pub text: String,
    /// The record's own text, where `text` is not it (`13.00000`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_sent: Option<String>,
    /// The same as a number, where it fits 28 digits.
    #[schema(value_type = Option<String>)]
    pub number: Option<Decimal>,
    /// The unit for people.
    pub unit: Option<String>,
    /// The UCUM code.
    pub ucum: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
pub enum Comparator {
    #[serde(rename = "<")]
    Less,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = ">=")]
    AtLeast,
    #[serde(rename = ">")]
    Greater,
}

impl Comparator {
    /// As print writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Comparator::Less => "<",
            Comparator::AtMost => "≤",
            Comparator::AtLeast => "≥",
            Comparator::Greater => ">",
        }
    }
}

impl Amount {
    /// With its comparator, without its unit: `<0.1`.
    pub fn figure(&self) -> String {
        format!("{}{}", self.comparator.map_or("", Comparator::sign), self.text)
    }

    /// The same in the unit of another, where it names none of its own.
    pub(crate) fn in_unit_of(&self, other: &Amount) -> Amount {
        if self.unit.is_some() || self.ucum.is_some() {
            return self.clone();
        }
        Amount { unit: other.unit.clone(), ucum: other.ucum.clone(), ..self.clone() }
    }
}

/// Where a value stands. Read from the laboratory's interpretation, else from the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Neither a range nor a word from the laboratory.
    Unknown,
    InRange,
    /// Out of the ordinary in a way that has no direction (a positive culture).
    Abnormal,
    Low,
    High,
    /// Critical, nobody says in which direction.
    Critical,
    CriticalLow,
    CriticalHigh,
}

impl Flag {
    pub fn is_critical(self) -> bool {
        matches!(self, Flag::Critical | Flag::CriticalLow | Flag::CriticalHigh)
    }

    pub fn is_abnormal(self) -> bool {
        !matches!(self, Flag::Unknown | Flag::InRange)
    }
}

/// A reference range as the laboratory gave it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RefRange {
    pub low: Option<Amount>,
    pub high: Option<Amount>,
    /// The range in the laboratory's words, where it has any.
    pub text: Option<String>,
    /// For whom ("Female", "18 to 120 years"), in the laboratory's words.
    pub applies_to: Option<String>,
}
