//! Reading medicines.

use portico_audit::Action;
use portico_model::{Category, ResourceId};
use portico_policy::Act;

use super::{Medication, MedicationList, MedicationStatus};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Parts, Sieve, resource};
use crate::gateway::Contents;
use crate::health::{Mentioning, mentioned};
use crate::order::newest_first;
use crate::paging::A_PAGE;
use crate::reading::Labelled;
use crate::view::{Disclosure, Page, PageQuery, Paged, Part};

const MEDICATIONS: &[Category] = &[Category::Medications];
const PARTS: Parts<'_> = Parts { shown: &[Part::Medications], beside: &[Part::Conditions] };

impl Chart {
    /// The medicines, those in use first.
    pub async fn medications(
        &self,
        wanted: PageQuery,
    ) -> Result<Disclosure<Paged<MedicationList>>, ChartError> {
        let gathered = self.gather("medications", PARTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let shown = permitted_medications(&gathered, &mut sieve);
        let mut list = sorted(shown);
        let page = Page::cut(wanted, A_PAGE, &mut [&mut list.active, &mut list.past]);
        let count = list.active.len() + list.past.len();
        let list = Paged { page, list };
        let look = Look::new(Action::Read, "medications", MEDICATIONS);
        self.disclose(look, gathered, sieve, count, list).await
    }

    /// One prescription with its dispenses.
    pub async fn medication(&self, id: &ResourceId) -> Result<Disclosure<Medication>, ChartError> {
        let gathered = self.gather("medications/one", PARTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("MedicationRequest", id);
        let Some(found) = medications(&gathered).iter().find(|own| own.item.item.id == *id) else {
            return self.missing("medications/one", named, None).await;
        };
        if !sieve.lets_item(Category::Medications, found.labels, &found.item) {
            return self.missing("medications/one", named, Some(sieve)).await;
        }
        let medication = shown(&found.item, &gathered, &mut sieve);
        let look = Look::new(Action::Read, "medications/one", MEDICATIONS).at(vec![named]);
        self.disclose(look, gathered, sieve, 1, medication).await
    }
}

/// The medicine with those of its reasons that may be shown.
fn shown(source: &Mentioning<Medication>, gathered: &Gathered, sieve: &mut Sieve<'_>) -> Medication {
    Medication { reasons: mentioned(&source.mentions, gathered, sieve), ..source.item.clone() }
}

pub(crate) fn permitted_medications(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Medication> {
    let permitted = sieve.through(Category::Medications, medications(gathered));
    permitted.into_iter().map(|source| shown(source, gathered, sieve)).collect()
}

pub(crate) fn medications(gathered: &Gathered) -> &[Labelled<Mentioning<Medication>>] {
    match gathered.copy(Part::Medications).map(|copy| &copy.contents) {
        Some(Contents::Medications(medications)) => medications,
        _ => &[],
    }
}

/// In use first (and what nobody ended); newest first in each.
pub(crate) fn sorted(mut medications: Vec<Medication>) -> MedicationList {
    newest_first(&mut medications);
    let in_use = |own: &Medication| {
        matches!(own.status, MedicationStatus::Active | MedicationStatus::OnHold | MedicationStatus::Unknown)
    };
    let (active, past) = medications.into_iter().partition(in_use);
    MedicationList { active, past }
}
