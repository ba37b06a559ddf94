//! Reading problems, allergies and immunizations.

use portico_audit::Action;
use portico_model::{Category, Sensitivities};
use portico_policy::Act;

use super::{Allergy, AllergyList, Condition, ConditionList, ConditionStatus, Criticality, ImmunizationList};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::Gathered;
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
        let mut list = by_status(shown.into_iter().cloned().collect());
        let page = Page::cut(wanted, A_PAGE, &mut [&mut list.active, &mut list.past]);
        let count = list.active.len() + list.past.len();
        let list = Paged { page, list };
        let look = look("conditions", &[Category::Conditions]);
        self.disclose(look, gathered, sieve, count, list).await
    }

    /// The allergies, the dangerous ones first.
    pub async fn allergies(&self, wanted: PageQuery) -> Result<Disclosure<Paged<AllergyList>>, ChartError> {
        let gathered = self.gather("allergies", &[Part::Allergies]).await?;
        let mut sieve = self.sieve(Act::Read);
        let (all, says_none) = allergies(&gathered);
        let says_none = says_none.is_some_and(|labels| sieve.lets(Category::Allergies, labels));
        let shown = sieve.through(Category::Allergies, all);
        let mut allergies = gravest_first(shown.into_iter().cloned().collect());
        let page = Page::cut(wanted, A_PAGE, &mut [&mut allergies]);
        let count = allergies.len();
        let list = Paged { page, list: AllergyList { allergies, says_none } };
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

/// The allergies; and where the record says that there are none, the labels of that.
pub(crate) fn allergies(gathered: &Gathered) -> (&[Labelled<Allergy>], Option<Sensitivities>) {
    match gathered.copy(Part::Allergies).map(|copy| &copy.contents) {
        Some(Contents::Allergies { allergies, says_none }) => (allergies, *says_none),
        _ => (&[], None),
    }
}

pub(crate) fn by_status(mut conditions: Vec<Condition>) -> ConditionList {
    newest_first(&mut conditions);
    let is_current =
        |own: &Condition| matches!(own.status, ConditionStatus::Active | ConditionStatus::Unknown);
    let (active, past) = conditions.into_iter().partition(is_current);
    ConditionList { active, past }
}

pub(crate) fn gravest_first(mut allergies: Vec<Allergy>) -> Vec<Allergy> {
    allergies.sort_by(by_name);
    allergies.sort_by_key(|allergy| {
        let is_severe =
            allergy.reactions.iter().any(|reaction| reaction.severity.as_deref() == Some("severe"));
        let is_grave = is_severe || allergy.criticality == Some(Criticality::High);
        (!allergy.is_active, !is_grave)
    });
    allergies
}
