//! Reading medicines.

use portico_audit::Action;
use portico_model::{Category, ResourceId};
use portico_policy::Act;

use super::{Medication, MedicationList, MedicationStatus};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, resource};
use crate::gateway::Contents;
use crate::reading::Labelled;
use crate::view::{Disclosure, Part};

const MEDICATIONS: &[Category] = &[Category::Medications];

impl Chart {
    /// The medicines, those in use first.
    pub async fn medications(&self) -> Result<Disclosure<MedicationList>, ChartError> {
        let gathered = self.gather("medications", &[Part::Medications]).await?;
        let mut sieve = self.sieve(Act::Read);
        let shown = sieve.through(Category::Medications, medications(&gathered));
        let count = shown.len();
        let list = sorted(shown.into_iter().cloned().collect());
        let look = Look::new(Action::Read, "medications", MEDICATIONS);
        self.disclose(look, gathered, sieve, count, list).await
    }

    /// One prescription with its dispenses.
    pub async fn medication(&self, id: &ResourceId) -> Result<Disclosure<Medication>, ChartError> {
        let gathered = self.gather("medications/one", &[Part::Medications]).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("MedicationRequest", id);
        let Some(found) = medications(&gathered).iter().find(|own| own.item.id == *id) else {
            return self.missing("medications/one", named, None).await;
        };
        if !sieve.lets_item(Category::Medications, found.labels, &found.item) {
            return self.missing("medications/one", named, Some(sieve)).await;
        }
        let medication = found.item.clone();
        let look = Look::new(Action::Read, "medications/one", MEDICATIONS).at(vec![named]);
        self.disclose(look, gathered, sieve, 1, medication).await
    }
}

pub(crate) fn medications(gathered: &Gathered) -> &[Labelled<Medication>] {
    match gathered.copy(Part::Medications).map(|copy| &copy.contents) {
        Some(Contents::Medications(medications)) => medications,
        _ => &[],
    }
}

/// In use first (and what nobody ended); newest first in each.
pub(crate) fn sorted(mut medications: Vec<Medication>) -> MedicationList {
    medications.sort_by_key(|medication| std::cmp::Reverse(medication.prescribed));
    let in_use = |own: &Medication| {
        matches!(own.status, MedicationStatus::Active | MedicationStatus::OnHold | MedicationStatus::Unknown)
    };
    let (active, past) = medications.into_iter().partition(in_use);
    MedicationList { active, past }
}
