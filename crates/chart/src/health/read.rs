//! Reading problems, allergies and immunizations.

use portico_audit::Action;
use portico_model::Category;
use portico_policy::Act;

use super::absence::is_contradicted;
use super::{
    Absence, AbsenceKind, Allergy, AllergyList, Condition, ConditionList, Criticality, ImmunizationList,
};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Sieve};
use crate::gateway::Contents;
use crate::order::{by_name, newest_first};
use crate::paging::A_PAGE;
use crate::reading::Labelled;
use crate::view::{Disclosure, Page, PageQuery, Paged, Part};

impl Chart {
    /// The problems, current ones first.
    pub async fn conditions(
        &self,
        wanted: PageQuery,
    ) -> Result<Disclosure<Paged<ConditionList>>, ChartError> {
        let gathered = self.gather("conditions", &[Part::Conditions]).await?;
        let mut sieve = self.sieve(Act::Read);
        let shown = sieve.through(Category::Conditions, conditions(&gathered));
        let mut list = by_group(shown.into_iter().cloned().collect());
        let page = Page::cut(
            wanted,
            A_PAGE,
            &mut [
                &mut list.active,
                &mut list.suspected,
                &mut list.unclear,
                &mut list.visit_diagnoses,
                &mut list.concerns,
                &mut list.social,
                &mut list.past,
            ],
        );
        let count = list.all().count();
        let list = Paged { page, list };
        let look = look("conditions", &[Category::Conditions]);
        self.disclose(look, gathered, sieve, count, list).await
    }

    /// The allergies, the dangerous ones first.
    pub async fn allergies(&self, wanted: PageQuery) -> Result<Disclosure<Paged<AllergyList>>, ChartError> {
        let gathered = self.gather("allergies", &[Part::Allergies]).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut list = permitted_allergies(&gathered, &mut sieve);
        let page = Page::cut(wanted, A_PAGE, &mut [&mut list.allergies]);
        let count = list.allergies.len();
        let list = Paged { page, list };
        let look = look("allergies", &[Category::Allergies]);
        self.disclose(look, gathered, sieve, count, list).await
    }

    /// The immunizations, newest first.
    pub async fn immunizations(
        &self,
        wanted: PageQuery,
    ) -> Result<Disclosure<Paged<ImmunizationList>>, ChartError> {
        let gathered = self.gather("immunizations", &[Part::Immunizations]).await?;
        let mut sieve = self.sieve(Act::Read);
        let all: &[Labelled<super::Immunization>] =
            match gathered.copy(Part::Immunizations).map(|copy| &copy.contents) {
                Some(Contents::Immunizations(all)) => all,
                _ => &[],
            };
        let mut immunizations: Vec<_> =
            sieve.through(Category::Immunizations, all).into_iter().cloned().collect();
        newest_first(&mut immunizations);
        let page = Page::cut(wanted, A_PAGE, &mut [&mut immunizations]);
        let look = look("immunizations", &[Category::Immunizations]);
        let count = immunizations.len();
        let list = Paged { page, list: ImmunizationList { immunizations } };
        self.disclose(look, gathered, sieve, count, list).await
    }
}

fn look<'a>(page: &'static str, categories: &'a [Category]) -> Look<'a> {
    Look::new(Action::Read, page, categories)
}

pub(crate) fn conditions(gathered: &Gathered) -> &[Labelled<Condition>] {
    match gathered.copy(Part::Conditions).map(|copy| &copy.contents) {
        Some(Contents::Conditions(conditions)) => conditions,
        _ => &[],
    }
}

/// The allergies, and what the record states not to be there.
fn allergies(gathered: &Gathered) -> (&[Labelled<Allergy>], &[Labelled<Absence>]) {
    match gathered.copy(Part::Allergies).map(|copy| &copy.contents) {
        Some(Contents::Allergies { allergies, absences }) => (allergies, absences),
        _ => (&[], &[]),
    }
}

/// The allergies that may be shown, the dangerous ones first. That there are none is stated only where nothing in the
/// record speaks against it, whether or not that is shown.
pub(crate) fn permitted_allergies(gathered: &Gathered, sieve: &mut Sieve<'_>) -> AllergyList {
    let (all, absences) = allergies(gathered);
    let mut none_of: Vec<Absence> = Vec::new();
    for absence in absences.iter().filter(|own| !is_contradicted(own.item.kind, all)) {
        let is_new = none_of
            .iter()
            .all(|known| (known.kind, &known.words) != (absence.item.kind, &absence.item.words));
        if sieve.lets(Category::Allergies, absence.labels) && is_new {
            none_of.push(absence.item.clone());
        }
    }
    let says_none = none_of.iter().any(|own| own.kind == AbsenceKind::Any);
    let shown = sieve.through(Category::Allergies, all).into_iter().cloned().collect();
    AllergyList { allergies: gravest_first(shown), says_none, none_of }
}

pub(crate) fn by_group(mut conditions: Vec<Condition>) -> ConditionList {
    newest_first(&mut conditions);
    let mut list = ConditionList::default();
    for condition in conditions {
        list.group_mut(condition.group).push(condition);
    }
    list
}

fn gravest_first(mut allergies: Vec<Allergy>) -> Vec<Allergy> {
    allergies.sort_by(by_name);
    allergies.sort_by_key(|allergy| {
        let is_severe =
            allergy.reactions.iter().any(|reaction| reaction.severity.as_deref() == Some("severe"));
        let is_grave = is_severe || allergy.criticality == Some(Criticality::High);
        (!allergy.is_current(), !is_grave)
    });
    allergies
}
