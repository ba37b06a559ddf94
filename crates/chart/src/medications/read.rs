//! Reading medicines.

use portico_audit::Action;
use portico_model::{Category, Language, ResourceId};
use portico_policy::Act;

use super::{Dosage, EarlierOrder, GivenOut, Medication, MedicationList, Medicines, fills, lines};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Parts, Sieve, resource};
use crate::gateway::Contents;
use crate::health::{Mentioning, mentioned};
use crate::paging::A_PAGE;
use crate::reading::Labelled;
use crate::view::{Disclosure, Page, PageQuery, Paged, Part};

const MEDICATIONS: &[Category] = &[Category::Medications];
const PARTS: Parts<'_> = Parts { shown: &[Part::Medications], beside: &[Part::Conditions] };

/// Who puts into words how a medicine is taken.
pub trait SayDosages: Send + Sync {
    /// Whoever speaks with one voice says the same of the same, all day.
    fn voice(&self) -> Voice;

    /// All steps in one text; `None` where there is nothing to say.
    fn directions(&self, dosages: &[Dosage]) -> Option<String>;
}

/// In which language somebody is spoken to, and whether as the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    pub language: Language,
    pub is_to_patient: bool,
}

impl Chart {
    /// The medicines, those in use first.
    pub async fn medications(
        &self,
        wanted: PageQuery,
        say: &dyn SayDosages,
    ) -> Result<Disclosure<Paged<MedicationList>>, ChartError> {
        let gathered = self.gather("medications", PARTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut list = self.permitted_list(&gathered, &mut sieve);
        let page = Page::cut(
            wanted,
            A_PAGE,
            &mut [
                &mut list.active,
                &mut list.do_not_take,
                &mut list.on_hold,
                &mut list.unclear,
                &mut list.proposed,
                &mut list.in_hospital,
                &mut list.past,
                &mut list.given_out,
            ],
        );
        say_dosages(&mut list, say);
        let count = list.lines().map(|line| 1 + line.earlier.len()).sum::<usize>() + list.given_out.len();
        let list = Paged { page, list };
        let look = Look::new(Action::Read, "medications", MEDICATIONS);
        self.disclose(look, gathered, sieve, count, list).await
    }

    /// One prescription with its dispenses, and the orders that it stands for.
    pub async fn medication(
        &self,
        id: &ResourceId,
        say: &dyn SayDosages,
    ) -> Result<Disclosure<Medication>, ChartError> {
        let gathered = self.gather("medications/one", PARTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("MedicationRequest", id);
        let Some(found) = orders(&gathered).iter().find(|own| own.item.item.id == *id) else {
            return self.missing("medications/one", named, None).await;
        };
        if !sieve.lets_item(Category::Medications, found.labels, &found.item) {
            return self.missing("medications/one", named, Some(sieve)).await;
        }
        let mut list = self.permitted_list(&gathered, &mut sieve.aside());
        say_dosages(&mut list, say);
        let mut medication = self.one(&found.item.item, &list);
        medication.instructions = say.directions(&medication.dosages);
        medication.reasons = mentioned(&found.item.mentions, &gathered, &mut sieve);
        let look = Look::new(Action::Read, "medications/one", MEDICATIONS).at(vec![named]);
        let shown = 1 + medication.earlier.len();
        self.disclose(look, gathered, sieve, shown, medication).await
    }

    /// The order as its line shows it; one that another order stands for says that.
    fn one(&self, order: &Medication, list: &MedicationList) -> Medication {
        if let Some(line) = list.lines().find(|line| line.id == order.id) {
            return line.clone();
        }
        let mut earlier = list.lines().flat_map(|line| &line.earlier);
        let mark = earlier.find(|own| own.id == order.id).and_then(|own: &EarlierOrder| own.mark);
        let mut order = Medication { mark: mark.or(order.mark), ..order.clone() };
        fills::doubt_refills(&mut order, self.inner.today());
        order
    }

    pub(crate) fn permitted_list(&self, gathered: &Gathered, sieve: &mut Sieve<'_>) -> MedicationList {
        let given_out = sieve.through(Category::Medications, given_out(gathered)).into_iter().cloned();
        let given_out = given_out.collect();
        let mut list = lines::arranged(permitted_medications(gathered, sieve), given_out);
        for line in list.lines_mut() {
            fills::doubt_refills(line, self.inner.today());
        }
        list
    }
}

/// Puts every line into words.
pub(crate) fn say_dosages(list: &mut MedicationList, say: &dyn SayDosages) {
    for line in list.lines_mut() {
        line.instructions = say.directions(&line.dosages);
        for order in &mut line.earlier {
            order.instructions = say.directions(&order.dosages);
        }
    }
}

/// The medicine with those of its reasons that may be shown.
fn shown(source: &Mentioning<Medication>, gathered: &Gathered, sieve: &mut Sieve<'_>) -> Medication {
    Medication { reasons: mentioned(&source.mentions, gathered, sieve), ..source.item.clone() }
}

fn permitted_medications(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Medication> {
    let permitted = sieve.through(Category::Medications, orders(gathered));
    permitted.into_iter().map(|source| shown(source, gathered, sieve)).collect()
}

fn medicines(gathered: &Gathered) -> Option<&Medicines> {
    match gathered.copy(Part::Medications).map(|copy| &copy.contents) {
        Some(Contents::Medications(medicines)) => Some(medicines),
        _ => None,
    }
}

fn orders(gathered: &Gathered) -> &[Labelled<Mentioning<Medication>>] {
    medicines(gathered).map_or(&[], |own| &own.orders)
}

fn given_out(gathered: &Gathered) -> &[Labelled<GivenOut>] {
    medicines(gathered).map_or(&[], |own| &own.given_out)
}
