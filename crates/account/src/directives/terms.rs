use portico_model::{
    AccountId, Audience, Directive, DirectiveId, Effect, Matter, PatientId, Purpose, Timestamp,
};

use super::consent::codes;

/// What a patient decides, before it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveTerms {
    pub effect: Effect,
    pub matter: Matter,
    pub audience: Audience,
    /// Empty: for every purpose.
    pub purposes: Vec<Purpose>,
    /// Absent: at once.
    pub valid_from: Option<Timestamp>,
    pub valid_until: Option<Timestamp>,
}

/// Why terms cannot become a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnfitTerms {
    /// Nothing sensitive is ever opened without being named: a permit names its labels or one item.
    #[error("a permit must name the sensitive topics, or the one thing, that it opens")]
    PermitNamesNothing,
    /// Ids are unique within a kind of resource only.
    #[error("a single thing must be named together with its kind of record")]
    ItemWithoutKind,
    #[error("the first day is after the last day")]
    DaysReversed,
    #[error("the directive ends before it begins, or has ended already")]
    AlreadyOver,
    #[error("an app is named by 1 to 200 characters")]
    AppUnnamed,
    #[error("there are as many directives as can be kept")]
    TooMany,
}

impl DirectiveTerms {
    /// Fails where the terms make no sense at `now`.
    pub fn check(&self, now: Timestamp) -> Result<(), UnfitTerms> {
        let Matter { categories, labels, from, to, item } = &self.matter;
        let begins_at = self.valid_from.unwrap_or(now).max(now);
        if self.effect == Effect::Permit && labels.is_empty() && item.is_none() {
            return Err(UnfitTerms::PermitNamesNothing);
        }
        if item.is_some() && codes::resource_type(*categories).is_none() {
            return Err(UnfitTerms::ItemWithoutKind);
        }
        if from.zip(*to).is_some_and(|(from, to)| to < from) {
            return Err(UnfitTerms::DaysReversed);
        }
        if self.valid_until.is_some_and(|until| until <= begins_at) {
            return Err(UnfitTerms::AlreadyOver);
        }
        match &self.audience {
            Audience::App(id) if id.is_empty() || id.chars().count() > 200 => Err(UnfitTerms::AppUnnamed),
            _ => Ok(()),
        }
    }

    /// The directive that these terms are.
    pub fn made(
        self,
        id: DirectiveId,
        patient: PatientId,
        made_by: AccountId,
        made_at: Timestamp,
    ) -> Directive {
        let Self { effect, matter, audience, purposes, valid_from, valid_until } = self;
        Directive {
            id,
            patient,
            effect,
            matter,
            audience,
            purposes,
            valid_from: valid_from.unwrap_or(made_at),
            valid_until,
            made_by,
            made_at,
            ended_at: None,
            taken_from: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use portico_model::{Category, Sensitivity};

    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn terms(effect: Effect, matter: Matter) -> DirectiveTerms {
        let audience = Audience::Proxies;
        DirectiveTerms { effect, matter, audience, purposes: Vec::new(), valid_from: None, valid_until: None }
    }

    #[test]
    fn a_permit_names_what_is_sensitive_or_one_thing() {
        let visits = Matter { categories: [Category::Visits].into_iter().collect(), ..Matter::default() };
        let labelled = Matter { labels: [Sensitivity::Hiv].into_iter().collect(), ..Matter::default() };
        let one = Matter { item: Some("visit-1".parse().unwrap()), ..visits.clone() };

        assert_eq!(terms(Effect::Permit, visits.clone()).check(NOW), Err(UnfitTerms::PermitNamesNothing));
        assert_eq!(terms(Effect::Deny, visits).check(NOW), Ok(()));
        assert_eq!(terms(Effect::Permit, labelled).check(NOW), Ok(()));
        assert_eq!(terms(Effect::Permit, one.clone()).check(NOW), Ok(()));
        let nameless = Matter { categories: Default::default(), ..one };
        assert_eq!(terms(Effect::Permit, nameless).check(NOW), Err(UnfitTerms::ItemWithoutKind));
    }

    #[test]
    fn what_is_over_or_turned_around_is_refused() {
        let day = |day| Some(Date::constant(2026, 1, day));
        let reversed = Matter { from: day(2), to: day(1), ..Matter::default() };
        let over = DirectiveTerms { valid_until: Some(NOW), ..terms(Effect::Deny, Matter::default()) };
        let nobody = DirectiveTerms {
            audience: Audience::App(String::new()),
            ..terms(Effect::Deny, Matter::default())
        };

        assert_eq!(terms(Effect::Deny, reversed).check(NOW), Err(UnfitTerms::DaysReversed));
        assert_eq!(over.check(NOW), Err(UnfitTerms::AlreadyOver));
        assert_eq!(nobody.check(NOW), Err(UnfitTerms::AppUnnamed));
    }
}
