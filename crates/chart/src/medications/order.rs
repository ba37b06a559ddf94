//! What an order is: asked for or only thought of, for home or for a stay in hospital, in force or over, or a prohibition.

use portico_fhir::shapes::{CodeableConcept, MedicationRequest, Reported};
use portico_fhir::{Fault, Parsed};

use super::{Intent, MedicationGroup, MedicationStatus};
use crate::reading::code_word;
use crate::view::Mark;

/// What tells where a medicine stands in the list.
pub(super) struct Order {
    pub status: MedicationStatus,
    pub intent: Intent,
    pub do_not_take: bool,
    pub is_reported: bool,
    is_of_hospital: bool,
    /// Nothing that decides was left unread.
    is_clear: bool,
}

impl Order {
    pub(super) fn of(parsed: &Parsed<MedicationRequest>) -> Self {
        let Parsed { shape: request, faults } = parsed;
        let settings = settings(&request.category);
        let intent = intent(request.intent.as_deref());
        let is_by_patient = request.requester.as_ref().and_then(|who| who.target()).is_some_and(|target| {
            intent == Intent::Plan && matches!(target.resource_type.as_str(), "Patient" | "RelatedPerson")
        });
        let is_said = matches!(request.reported, Some(Reported::Boolean(true) | Reported::Reference(_)));
        Self {
            status: status(request.status.as_deref()),
            intent,
            do_not_take: request.do_not_perform == Some(true),
            is_reported: is_said || is_by_patient || settings.contains(&Setting::Reported),
            is_of_hospital: settings.contains(&Setting::Hospital) && !settings.contains(&Setting::Home),
            is_clear: !faults.iter().any(decides),
        }
    }

    pub(super) fn group(&self) -> MedicationGroup {
        use MedicationGroup as G;
        let is_only_thought_of = match self.intent {
            Intent::Proposal | Intent::Option => true,
            Intent::Plan => !self.is_reported,
            _ => self.status == MedicationStatus::Draft,
        };
        let is_open = self.status == MedicationStatus::Unknown
            || matches!(self.intent, Intent::Unknown | Intent::InstanceOrder);
        match self.status {
            status if status.is_ended() => G::Past,
            _ if self.do_not_take => G::DoNotTake,
            _ if !self.is_clear => G::Unclear,
            _ if is_only_thought_of || self.status == MedicationStatus::Draft => G::Proposed,
            _ if self.is_of_hospital => G::InHospital,
            MedicationStatus::OnHold => G::OnHold,
            _ if is_open => G::Unclear,
            _ => G::InUse,
        }
    }

    pub(super) fn mark(&self) -> Option<Mark> {
        match (self.group(), self.status) {
            (_, MedicationStatus::EnteredInError) => Some(Mark::EnteredInError),
            (MedicationGroup::Past, _) if self.do_not_take => Some(Mark::DoNotTakeEnded),
            (MedicationGroup::Past, MedicationStatus::Stopped) => Some(Mark::Stopped),
            (MedicationGroup::Past, MedicationStatus::Cancelled) => Some(Mark::Cancelled),
            (MedicationGroup::Past, _) => Some(Mark::Finished),
            (MedicationGroup::DoNotTake, _) => Some(Mark::DoNotTake),
            (MedicationGroup::Proposed, MedicationStatus::Draft) => Some(Mark::NotStarted),
            (MedicationGroup::Proposed, _) if self.intent == Intent::Plan => Some(Mark::Planned),
            (MedicationGroup::Proposed, _) => Some(Mark::Proposed),
            (MedicationGroup::InHospital, _) => Some(Mark::InHospital),
            (MedicationGroup::OnHold, _) => Some(Mark::OnHold),
            (MedicationGroup::Unclear, _) => Some(Mark::StatusNotKnown),
            (MedicationGroup::InUse, _) => None,
        }
    }
}

/// Whether this fault hides where a medicine stands.
fn decides(fault: &Fault) -> bool {
    const DECIDING: [&str; 5] = ["status", "intent", "doNotPerform", "category", "reported[x]"];
    let field = fault.path.split(['.', '[']).next().unwrap_or_default();
    DECIDING.iter().any(|name| name.split('[').next() == Some(field))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Home,
    Hospital,
    Reported,
}

/// Where it is to be taken, by the codes and words of its categories.
fn settings(categories: &[CodeableConcept]) -> Vec<Setting> {
    let codes = categories.iter().flat_map(|own| &own.coding).flat_map(|own| [&own.code, &own.display]);
    let texts = codes.flatten().chain(categories.iter().filter_map(|own| own.text.as_ref()));
    let words = texts.flat_map(|text| {
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>()
    });
    let setting = |word: String| {
        Some(match word.as_str() {
            "inpatient" | "hospital" | "ward" | "emergency" => Setting::Hospital,
            "outpatient" | "community" | "discharge" | "home" | "ambulatory" => Setting::Home,
            "patientspecified" | "reported" => Setting::Reported,
            _ => return None,
        })
    };
    words.filter_map(setting).collect()
}

fn intent(intent: Option<&str>) -> Intent {
    match intent.map(code_word).as_deref() {
        None | Some("order") => Intent::Order,
        Some("proposal") => Intent::Proposal,
        Some("plan") => Intent::Plan,
        Some("original-order") => Intent::OriginalOrder,
        Some("reflex-order") => Intent::ReflexOrder,
        Some("filler-order") => Intent::FillerOrder,
        Some("instance-order") => Intent::InstanceOrder,
        Some("option") => Intent::Option,
        Some(_) => Intent::Unknown,
    }
}

fn status(status: Option<&str>) -> MedicationStatus {
    match status.map(code_word).as_deref() {
        Some("active") => MedicationStatus::Active,
        Some("on-hold") => MedicationStatus::OnHold,
        Some("draft") => MedicationStatus::Draft,
        Some("completed") => MedicationStatus::Completed,
        Some("stopped") => MedicationStatus::Stopped,
        Some("cancelled") => MedicationStatus::Cancelled,
        Some("entered-in-error") => MedicationStatus::EnteredInError,
        _ => MedicationStatus::Unknown,
    }
}
