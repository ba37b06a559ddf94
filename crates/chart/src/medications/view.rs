//! What a reader sees of medicines.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::Serialize;
use utoipa::ToSchema;

use super::Dosage;
use crate::reading::code_word;
use crate::view::{Mark, Term};

/// The medicines. "In use" is only what somebody takes at home now; everything else stands apart. A medicine that was
/// ordered again and again is one line, which has the others as its `earlier`.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct MedicationList {
    /// In use.
    pub active: Vec<Medication>,
    /// To be left alone (`doNotPerform`).
    pub do_not_take: Vec<Medication>,
    pub on_hold: Vec<Medication>,
    /// What the record leaves open: status or intent is missing or cannot be read.
    pub unclear: Vec<Medication>,
    /// Thought of, not ordered: proposals, plans, options, drafts.
    pub proposed: Vec<Medication>,
    /// Ordered for a stay in hospital.
    pub in_hospital: Vec<Medication>,
    pub past: Vec<Medication>,
    /// What a pharmacy gave out without a prescription in this record.
    pub given_out: Vec<GivenOut>,
}

/// One prescription (`MedicationRequest`) with what the pharmacy gave out for it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Medication {
    pub id: ResourceId,
    pub name: Term,
    pub status: MedicationStatus,
    pub group: MedicationGroup,
    pub intent: Intent,
    /// The record says to leave it alone.
    pub do_not_take: bool,
    /// What a reader must know beside the name.
    pub mark: Option<Mark>,
    /// How to take it, in one text in the reader's language: the prescriber's words, and what is only in codes.
    pub instructions: Option<String>,
    /// The same as the record has it, step by step.
    pub dosages: Vec<Dosage>,
    pub reasons: Vec<Term>,
    pub prescriber: Option<Arc<str>>,
    pub prescribed: Option<When>,
    /// The patient or another source said so; nobody here prescribed it.
    pub is_reported: bool,
    /// Refills allowed less refills given out; `None` where the record does not say, contradicts itself, or where the
    /// prescription holds no longer.
    pub refills_left: Option<u32>,
    /// Why `refills_left` is not to be relied on.
    pub refills_doubt: Option<RefillsDoubt>,
    /// Until when the prescription may be filled.
    pub valid_until: Option<When>,
    /// The day the last supply runs out, from the last dispense.
    pub supply_until: Option<When>,
    /// Newest first.
    pub dispenses: Vec<Dispense>,
    pub notes: Vec<String>,
    /// The orders of the same medicine that came before this one, newest first.
    pub earlier: Vec<EarlierOrder>,
    /// Other lines in use that hold the same substance.
    pub same_substance: Vec<Term>,
    /// The order that this one replaces (`priorPrescription`).
    pub replaces: Option<ResourceId>,
    /// The orders that it was made for (`basedOn`).
    pub based_on: Vec<ResourceId>,
}

/// An order that a later one of the same medicine stands for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EarlierOrder {
    pub id: ResourceId,
    pub name: Term,
    pub mark: Option<Mark>,
    pub status: MedicationStatus,
    pub instructions: Option<String>,
    pub dosages: Vec<Dosage>,
    pub prescriber: Option<Arc<str>>,
    pub prescribed: Option<When>,
}

/// A medicine that a pharmacy gave out and that no prescription of this record names.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GivenOut {
    /// The id of the newest dispense, of those that were handed over where there are any.
    pub id: ResourceId,
    pub name: Term,
    /// Newest first.
    pub dispenses: Vec<Dispense>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Dispense {
    pub at: Option<When>,
    /// Amount with unit, as recorded.
    pub quantity: Option<String>,
    pub days_supply: Option<u32>,
    pub pharmacy: Option<Arc<str>>,
    pub status: String,
    /// It names no prescription: it was laid to this one because the medicine is the same.
    pub is_by_medicine: bool,
}

/// Where a medicine stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MedicationGroup {
    InUse,
    DoNotTake,
    OnHold,
    Unclear,
    Proposed,
    InHospital,
    Past,
}

/// FHIR `MedicationRequest.intent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Intent {
    Proposal,
    Plan,
    Order,
    OriginalOrder,
    ReflexOrder,
    FillerOrder,
    InstanceOrder,
    Option,
    Unknown,
}

/// FHIR `MedicationRequest.status`, in the reader's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MedicationStatus {
    Active,
    OnHold,
    /// Written, not yet valid.
    Draft,
    Completed,
    Stopped,
    Cancelled,
    EnteredInError,
    Unknown,
}

/// What speaks against the number of refills that the record gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefillsDoubt {
    /// The prescription is no longer valid.
    Expired,
    /// The order is not in force.
    NotInForce,
    /// More was given out than the prescription allows.
    MoreThanAllowed,
}

impl GivenOut {
    /// The dispense by which it is dated and marked: the newest that was handed over, else the newest that is no mistake.
    pub(crate) fn main(&self) -> Option<&Dispense> {
        self.dispenses.iter().min_by_key(|fill| fill.rank())
    }
}

impl Dispense {
    /// What a reader must know beside it: that it was not handed over, or not yet.
    pub(crate) fn mark(&self) -> Option<Mark> {
        Some(match code_word(&self.status).as_str() {
            "completed" => return None,
            "preparation" | "in-progress" => Mark::NotStarted,
            "on-hold" => Mark::OnHold,
            "cancelled" | "declined" | "stopped" => Mark::NotGiven,
            "entered-in-error" => Mark::EnteredInError,
            _ => Mark::StatusNotKnown,
        })
    }

    /// Of several the least tells of all of them.
    pub(super) fn rank(&self) -> u8 {
        match self.mark() {
            None => 0,
            Some(Mark::EnteredInError) => 2,
            Some(_) => 1,
        }
    }
}

impl MedicationStatus {
    /// Whether the order is over, one way or another.
    pub fn is_ended(self) -> bool {
        matches!(self, Self::Completed | Self::Stopped | Self::Cancelled | Self::EnteredInError)
    }
}

impl MedicationList {
    /// Every line.
    pub fn lines(&self) -> impl Iterator<Item = &Medication> {
        let groups = [
            &self.active,
            &self.do_not_take,
            &self.on_hold,
            &self.unclear,
            &self.proposed,
            &self.in_hospital,
            &self.past,
        ];
        groups.into_iter().flatten()
    }

    pub(super) fn lines_mut(&mut self) -> impl Iterator<Item = &mut Medication> {
        let groups = [
            &mut self.active,
            &mut self.do_not_take,
            &mut self.on_hold,
            &mut self.unclear,
            &mut self.proposed,
            &mut self.in_hospital,
            &mut self.past,
        ];
        groups.into_iter().flatten()
    }

    pub(super) fn group_mut(&mut self, group: MedicationGroup) -> &mut Vec<Medication> {
        match group {
            MedicationGroup::InUse => &mut self.active,
            MedicationGroup::DoNotTake => &mut self.do_not_take,
            MedicationGroup::OnHold => &mut self.on_hold,
            MedicationGroup::Unclear => &mut self.unclear,
            MedicationGroup::Proposed => &mut self.proposed,
            MedicationGroup::InHospital => &mut self.in_hospital,
            MedicationGroup::Past => &mut self.past,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lines().next().is_none() && self.given_out.is_empty()
    }
}
