//! How a medicine is taken, as the record has it: its written words, and what it says in codes.

use portico_model::When;
use serde::Serialize;
use utoipa::ToSchema;

use crate::labs::Amount;
use crate::view::Term;

/// One step of how a medicine is taken (FHIR `Dosage`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Dosage {
    /// Of steps with different numbers the higher comes after the lower; steps with the same go together.
    pub sequence: Option<i64>,
    /// What the prescriber wrote out (`text`, `patientInstruction`), as written.
    pub written: Vec<String>,
    pub dose: Option<Measure>,
    pub rate: Option<Rate>,
    pub schedule: Schedule,
    pub as_needed: Option<AsNeeded>,
    /// By which way, where, and how: route, site, method.
    pub given: Vec<Term>,
    pub limits: Vec<Limit>,
    /// Further instructions.
    pub additional: Vec<Term>,
    /// What the written words say already.
    pub in_words: Vec<DosagePart>,
    /// What the record has and nobody can put into words here. A page says so.
    pub untold: Vec<DosagePart>,
}

/// What a dosage speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DosagePart {
    Dose,
    Rate,
    HowOften,
    HowLong,
    AsNeeded,
    HowGiven,
    AtMost,
    More,
}

/// An amount, or what lies between two.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Measure {
    Exactly { amount: Amount },
    Between { low: Option<Amount>, high: Option<Amount> },
}

/// How fast it is given.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rate {
    Measure { measure: Measure },
    Per { amount: Amount, each: Amount },
}

/// When a medicine is taken (FHIR `Timing`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Schedule {
    #[serde(flatten)]
    pub pattern: Pattern,
    /// How long it takes each time.
    pub each_lasts: Option<Span>,
    /// How many times in all.
    pub count: Option<Times>,
    pub bounds: Option<Bounds>,
    /// The single moments.
    pub on: Vec<When>,
    /// The code's own words, where they say something that the rest does not.
    pub written: Option<String>,
}

/// What comes again and again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Pattern {
    /// How many times in each period.
    pub times: Option<Times>,
    /// The period.
    pub every: Option<Span>,
    pub days: Vec<Weekday>,
    /// Times of the day, as `08:00`.
    pub at: Vec<String>,
    pub around: Vec<DayEvent>,
    /// How far from that event.
    pub offset_minutes: Option<u32>,
}

/// A number of times, or what lies between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Times {
    pub low: Option<u32>,
    pub high: Option<u32>,
}

/// A length of time, or what lies between two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Span {
    pub low: Option<String>,
    pub high: Option<String>,
    pub unit: TimeUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// For how long in all.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Bounds {
    For { span: Span },
    Within { start: Option<When>, end: Option<When> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Only if it is needed, and for what.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AsNeeded {
    pub reason: Option<Term>,
}

/// The most that may be taken.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Limit {
    InPeriod { amount: Amount, span: Span },
    EachTime { amount: Amount },
    InLife { amount: Amount },
}

macro_rules! day_events {
    ($($event:ident = $code:literal,)+) => {
        /// An event of the day (FHIR `event-timing` and `v3-TimingEvent`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum DayEvent { $($event,)+ }

        impl DayEvent {
            pub const ALL: &[Self] = &[$(Self::$event,)+];

            /// The FHIR code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$event => $code,)+ }
            }
        }
    };
}

day_events! {
    Morning = "MORN",
    EarlyMorning = "MORN.early",
    LateMorning = "MORN.late",
    Noon = "NOON",
    Afternoon = "AFT",
    EarlyAfternoon = "AFT.early",
    LateAfternoon = "AFT.late",
    Evening = "EVE",
    EarlyEvening = "EVE.early",
    LateEvening = "EVE.late",
    Night = "NIGHT",
    AfterSleep = "PHS",
    Bedtime = "HS",
    Waking = "WAKE",
    Meal = "C",
    Breakfast = "CM",
    Lunch = "CD",
    Dinner = "CV",
    BeforeMeal = "AC",
    BeforeBreakfast = "ACM",
    BeforeLunch = "ACD",
    BeforeDinner = "ACV",
    AfterMeal = "PC",
    AfterBreakfast = "PCM",
    AfterLunch = "PCD",
    AfterDinner = "PCV",
}

impl Pattern {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Schedule {
    /// Whether it says nothing of how often.
    pub fn is_without_pattern(&self) -> bool {
        self.pattern.is_empty() && self.on.is_empty() && self.written.is_none()
    }
}

impl Dosage {
    /// Whether the record says nothing at all here.
    pub fn is_empty(&self) -> bool {
        *self == Self { sequence: self.sequence, ..Self::default() }
    }
}
