//! What kind of record something is, and how sensitive.

use serde::{Deserialize, Serialize};

/// The kinds of record that scopes, consents and policy speak of.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    Demographics,
    Laboratory,
    Vitals,
    Conditions,
    Allergies,
    Immunizations,
    Medications,
    Visits,
    Notes,
    Reports,
    Documents,
    CarePlans,
    CareTeam,
    Appointments,
    /// What has no page of its own yet: procedures, devices, social and family history, questionnaires and others.
    Other,
}

impl Category {
    pub const ALL: [Category; 15] = [
        Category::Demographics,
        Category::Laboratory,
        Category::Vitals,
        Category::Conditions,
        Category::Allergies,
        Category::Immunizations,
        Category::Medications,
        Category::Visits,
        Category::Notes,
        Category::Reports,
        Category::Documents,
        Category::CarePlans,
        Category::CareTeam,
        Category::Appointments,
        Category::Other,
    ];

    /// The name in policy files, audit events and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Demographics => "demographics",
            Category::Laboratory => "laboratory",
            Category::Vitals => "vitals",
            Category::Conditions => "conditions",
            Category::Allergies => "allergies",
            Category::Immunizations => "immunizations",
            Category::Medications => "medications",
            Category::Visits => "visits",
            Category::Notes => "notes",
            Category::Reports => "reports",
            Category::Documents => "documents",
            Category::CarePlans => "care_plans",
            Category::CareTeam => "care_team",
            Category::Appointments => "appointments",
            Category::Other => "other",
        }
    }
}

/// Labels that law or custom protects more (42 CFR Part 2, state law; HL7 `v3-ActCode` information sensitivity).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Sensitivity {
    SubstanceUse = 0,
    Behavioral = 1,
    Reproductive = 2,
    Hiv = 3,
    Genetic = 4,
}

impl Sensitivity {
    pub const ALL: [Sensitivity; 5] = [
        Sensitivity::SubstanceUse,
        Sensitivity::Behavioral,
        Sensitivity::Reproductive,
        Sensitivity::Hiv,
        Sensitivity::Genetic,
    ];

    /// The name in policy files, audit events and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Sensitivity::SubstanceUse => "substance_use",
            Sensitivity::Behavioral => "behavioral",
            Sensitivity::Reproductive => "reproductive",
            Sensitivity::Hiv => "hiv",
            Sensitivity::Genetic => "genetic",
        }
    }
}

/// A set of labels; small enough to copy, compare and count. In JSON a list of names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Sensitivity>", into = "Vec<Sensitivity>")]
pub struct Sensitivities(u8);

impl Sensitivities {
    pub const NONE: Sensitivities = Sensitivities(0);
    pub const ALL: Sensitivities = Sensitivities((1 << Sensitivity::ALL.len()) - 1);

    pub fn with(self, label: Sensitivity) -> Self {
        Self(self.0 | 1 << label as u8)
    }

    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn contains(self, label: Sensitivity) -> bool {
        self.0 & (1 << label as u8) != 0
    }

    /// Whether every label here is also in `other`.
    pub fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Sensitivity> {
        Sensitivity::ALL.into_iter().filter(move |label| self.contains(*label))
    }
}

impl From<Vec<Sensitivity>> for Sensitivities {
    fn from(labels: Vec<Sensitivity>) -> Self {
        labels.into_iter().collect()
    }
}

impl From<Sensitivities> for Vec<Sensitivity> {
    fn from(labels: Sensitivities) -> Self {
        labels.iter().collect()
    }
}

impl FromIterator<Sensitivity> for Sensitivities {
    fn from_iter<I: IntoIterator<Item = Sensitivity>>(labels: I) -> Self {
        labels.into_iter().fold(Self::NONE, Self::with)
    }
}

/// A set of kinds of record; small enough to copy and compare. In JSON a list of names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Category>", into = "Vec<Category>")]
pub struct Categories(u32);

impl Categories {
    pub const NONE: Categories = Categories(0);
    pub const ALL: Categories = Categories((1 << Category::ALL.len()) - 1);

    pub fn with(self, category: Category) -> Self {
        Self(self.0 | 1 << category as u32)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn contains(self, category: Category) -> bool {
        self.0 & (1 << category as u32) != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Category> {
        Category::ALL.into_iter().filter(move |category| self.contains(*category))
    }
}

impl FromIterator<Category> for Categories {
    fn from_iter<I: IntoIterator<Item = Category>>(categories: I) -> Self {
        categories.into_iter().fold(Self::NONE, Self::with)
    }
}

impl From<Vec<Category>> for Categories {
    fn from(categories: Vec<Category>) -> Self {
        categories.into_iter().collect()
    }
}

impl From<Categories> for Vec<Category> {
    fn from(categories: Categories) -> Self {
        categories.iter().collect()
    }
}
