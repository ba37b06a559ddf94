//! Reading care plans, the care team and the profile.

use portico_audit::Action;
use portico_model::{Category, Sensitivities};
use portico_policy::Act;

use super::{CarePlan, CarePlanList, CareTeamView, Profile};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Parts};
use crate::gateway::Contents;
use crate::health::{Mentioning, mentioned};
use crate::order::newest_first;
use crate::view::{Disclosure, Page, PageQuery, Paged, Part};

/// Goals and plans on a page: a plan is long.
const PLANS_A_PAGE: usize = 20;
const PLANS: Parts<'_> = Parts { shown: &[Part::CarePlans], beside: &[Part::Conditions] };

impl Chart {
    /// The care plans and goals, current ones first.
    pub async fn care_plans(&self, wanted: PageQuery) -> Result<Disclosure<Paged<CarePlanList>>, ChartError> {
        let gathered = self.gather("care_plans", PLANS).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut list = CarePlanList { plans: Vec::new(), goals: Vec::new() };
        if let Some(Contents::CarePlans { plans, goals }) =
            gathered.copy(Part::CarePlans).map(|copy| &copy.contents)
        {
            let shown = sieve.through(Category::CarePlans, plans).into_iter();
            let plan = |source: &Mentioning<CarePlan>| CarePlan {
                addresses: mentioned(&source.mentions, &gathered, &mut sieve),
                ..source.item.clone()
            };
            list.plans = shown.map(plan).collect();
            list.goals = sieve.through(Category::CarePlans, goals).into_iter().cloned().collect();
        }
        newest_first(&mut list.plans);
        list.plans.sort_by_key(|plan| plan.status != "active");
        newest_first(&mut list.goals);
        list.goals.sort_by_key(|goal| goal.status != "active");
        let page = Page::cut(wanted, PLANS_A_PAGE, &mut [&mut list.goals, &mut list.plans]);
        let shown = list.plans.len() + list.goals.len();
        let list = Paged { page, list };
        self.disclose(look("care_plans", &[Category::CarePlans]), gathered, sieve, shown, list).await
    }

    /// Who takes care of the patient.
    pub async fn care_team(&self) -> Result<Disclosure<CareTeamView>, ChartError> {
        let gathered = self.gather("care_team", &[Part::CareTeam]).await?;
        let mut sieve = self.sieve(Act::Read);
        let members = match gathered.copy(Part::CareTeam).map(|copy| &copy.contents) {
            Some(Contents::CareTeam(members)) => sieve.through(Category::CareTeam, members),
            _ => Vec::new(),
        };
        let view = CareTeamView { members: members.into_iter().cloned().collect() };
        let shown = view.members.len();
        self.disclose(look("care_team", &[Category::CareTeam]), gathered, sieve, shown, view).await
    }

    /// Who the patient is. Never from a cache.
    pub async fn profile(&self) -> Result<Disclosure<Profile>, ChartError> {
        let gathered = self.gather("profile", &[Part::Profile]).await?;
        let mut sieve = self.sieve(Act::Read);
        if !sieve.lets(Category::Demographics, Sensitivities::NONE) {
            return self.missing_to(Action::Read, "profile", Vec::new(), Some(sieve)).await;
        }
        let Some(mut profile) = profile(&gathered).cloned() else {
            return self.missing_to(Action::Read, "profile", Vec::new(), None).await;
        };
        profile.more.retain(|fact| {
            let is_shown = sieve.lets(Category::Demographics, fact.labels);
            if !is_shown {
                sieve.withhold(1);
            }
            is_shown
        });
        self.disclose(look("profile", &[Category::Demographics]), gathered, sieve, 1, profile).await
    }
}

fn look<'a>(page: &'static str, categories: &'a [Category]) -> Look<'a> {
    Look::new(Action::Read, page, categories)
}

fn profile(gathered: &Gathered) -> Option<&Profile> {
    match &gathered.copy(Part::Profile)?.contents {
        Contents::Profile(profile) => profile.as_deref(),
        _ => None,
    }
}
