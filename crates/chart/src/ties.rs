//! What ties an asker to a patient: standing, age, care, directives. Read anew for each chart that is opened and never
//! remembered, so that whatever was ended a moment ago opens nothing now. What cannot be known is not there.

use portico_model::{
    AccountId, Asker, Categories, GrantId, GrantInForce, GrantState, PatientId, Purpose, ResourceId, Role,
    Timestamp,
};
use portico_policy::consent::{Addressee, Directives};
use portico_policy::{AskerFacts, CareFacts, PatientFacts, Standing};

use crate::care::Profile;
use crate::charts::{ChartError, Inner};
use crate::gateway::{Contents, Lane};
use crate::marks;
use crate::merged::RecordUse;
use crate::view::Part;

/// Everything that policy may want to know of one asker and one patient.
#[derive(Default)]
pub(crate) struct Ties {
    pub standing: Option<Standing>,
    pub patient: PatientFacts,
    pub care: CareFacts,
    /// The record system did not say who treats the patient.
    pub is_care_unknown: bool,
    pub directives: Directives,
    /// The patient's name, where the asker is somebody else who may know it.
    pub name: Option<String>,
    /// Until when an emergency keeps the chart open.
    pub glass_ends_at: Option<Timestamp>,
    /// Whose eyes these are, in a preview.
    pub seen_as: Option<String>,
    /// What a reviewer wants to know of the look (`same_surname`).
    pub marks: Vec<&'static str>,
}

/// Through whose eyes a patient looks at their own chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewpoint {
    /// Somebody who acts for them.
    Grant(GrantId),
    /// A clinician of their care team: the id of a FHIR `Practitioner`.
    Clinician(ResourceId),
}

impl Inner {
    /// What ties `asker` to `patient` now.
    pub(crate) async fn ties(
        &self,
        asker: &Asker,
        patient: &PatientId,
        purpose: Purpose,
    ) -> Result<Ties, ChartError> {
        if asker.role == Role::Patient && asker.own_record.as_ref() == Some(patient) {
            return Ok(Ties { standing: Some(Standing::ONESELF), ..Ties::default() });
        }
        match asker.role {
            Role::Patient => self.ties_of_proxy(asker, patient, purpose).await,
            Role::Clinician => self.ties_of_clinician(asker, patient, purpose).await,
            Role::Scheduler => self.ties_of_scheduler(asker, patient, purpose).await,
            _ => Ok(Ties::default()),
        }
    }

    async fn ties_of_proxy(
        &self,
        asker: &Asker,
        patient: &PatientId,
        purpose: Purpose,
    ) -> Result<Ties, ChartError> {
        let now = self.clock.now();
        match self.store.find_grant_in_force(asker.account, patient, now).await? {
            Some(grant) => self.ties_by_grant(&grant, purpose, now).await,
            None if self.is_kept_for(asker, patient).await => {
                Ok(Ties { standing: Some(Standing::ONESELF), marks: vec!["record_moved"], ..Ties::default() })
            }
            None => Ok(Ties::default()),
        }
    }

    /// Whether this record is kept in place of the asker's own, which was merged into it. A link alone opens nothing: both
    /// records must say so, and must be one person's by birth date, names and numbers, as they are now.
    async fn is_kept_for(&self, asker: &Asker, patient: &PatientId) -> bool {
        let Some(own) = &asker.own_record else { return false };
        if self.gateway.record_use_now(own).await != Ok(RecordUse::Replaced) {
            return false;
        }
        let kept = self.gateway.kept_record(own, true).await.ok().flatten();
        kept.is_some_and(|kept| kept.id.as_deref() == Some(patient.as_str()))
    }

    async fn ties_by_grant(
        &self,
        grant: &GrantInForce,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Ties, ChartError> {
        let today = self.today();
        let addressee = Addressee { is_proxy: true, ..nobody(grant.grantee, Role::Patient) };
        Ok(Ties {
            standing: Some(Standing::by_grant(grant)),
            patient: self.ages.facts(grant.patient_state.as_deref(), grant.patient_born, today),
            directives: self.directives(&grant.patient, &addressee, purpose, now).await?,
            name: Some(grant.patient_name.clone()),
            ..Ties::default()
        })
    }

    async fn ties_of_clinician(
        &self,
        asker: &Asker,
        patient: &PatientId,
        purpose: Purpose,
    ) -> Result<Ties, ChartError> {
        let now = self.clock.now();
        let staff = asker.staff.clone().unwrap_or_default();
        let glass = self.store.find_break_glass(asker.account, patient, now).await?;
        let known = self.care(patient, staff.practitioner.as_ref(), &staff.care_teams).await;
        let is_care_unknown = known.is_none();
        let care = CareFacts { broke_glass: glass.is_some(), ..known.unwrap_or_default() };
        let treats = care.is_on_care_team || care.has_active_encounter || care.broke_glass;
        if !treats {
            return Ok(Ties { care, is_care_unknown, ..Ties::default() });
        }
        let addressee = Addressee {
            practitioner: staff.practitioner.clone(),
            organization: staff.organization.clone(),
            ..nobody(asker.account, asker.role)
        };
        let person = self.person(patient).await;
        Ok(Ties {
            care,
            directives: self.directives(patient, &addressee, purpose, now).await?,
            marks: marks::of(&self.store, asker, person.as_deref()).await?,
            name: person.map(|person| person.name),
            glass_ends_at: glass.map(|glass| glass.ends_at),
            ..Ties::default()
        })
    }

    /// A scheduler has to know whose appointments they plan, and no more.
    async fn ties_of_scheduler(
        &self,
        asker: &Asker,
        patient: &PatientId,
        purpose: Purpose,
    ) -> Result<Ties, ChartError> {
        Ok(Ties {
            directives: self.directives_for_scheduler(asker, patient, purpose).await?,
            name: self.person(patient).await.map(|person| person.name),
            ..Ties::default()
        })
    }

    /// What the patient says of those who plan.
    pub(crate) async fn directives_for_scheduler(
        &self,
        asker: &Asker,
        patient: &PatientId,
        purpose: Purpose,
    ) -> Result<Directives, ChartError> {
        let organization = asker.staff.as_ref().and_then(|staff| staff.organization.clone());
        let addressee = Addressee { organization, ..nobody(asker.account, asker.role) };
        self.directives(patient, &addressee, purpose, self.clock.now()).await
    }

    /// How a practitioner comes to the patient, by the record system's own word; `None` where it does not say.
    pub(crate) async fn care(
        &self,
        patient: &PatientId,
        practitioner: Option<&ResourceId>,
        teams: &[ResourceId],
    ) -> Option<CareFacts> {
        let treating = self.gateway.treating(patient).await.ok()?;
        let is_in = |people: &[ResourceId]| practitioner.is_some_and(|own| people.contains(own));
        Some(CareFacts {
            is_on_care_team: is_in(&treating.on_team)
                || teams.iter().any(|team| treating.teams.contains(team)),
            has_active_encounter: is_in(&treating.present),
            broke_glass: false,
        })
    }

    /// Who the patient is; `None` where the record system does not say.
    pub(crate) async fn person(&self, patient: &PatientId) -> Option<Box<Profile>> {
        let found = self.gateway.parts(patient, &[Part::Profile], Lane::Person).await.pop()?.ok()?;
        match &found.contents {
            Contents::Profile(profile) => profile.clone(),
            _ => None,
        }
    }

    async fn directives(
        &self,
        patient: &PatientId,
        addressee: &Addressee,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Directives, ChartError> {
        let in_force = self.store.list_directives_in_force(patient, now).await?;
        Ok(Directives::new(in_force, addressee, purpose))
    }

    /// The facts and ties of somebody else, for a patient who wants to see what they see. `None`: there is no such
    /// person.
    pub(crate) async fn ties_of_viewpoint(
        &self,
        patient: &PatientId,
        viewpoint: &Viewpoint,
    ) -> Result<Option<(AskerFacts, Purpose, Ties)>, ChartError> {
        match viewpoint {
            Viewpoint::Grant(id) => self.view_of_proxy(patient, *id).await,
            Viewpoint::Clinician(id) => self.view_of_clinician(patient, id).await,
        }
    }

    async fn view_of_proxy(
        &self,
        patient: &PatientId,
        id: GrantId,
    ) -> Result<Option<(AskerFacts, Purpose, Ties)>, ChartError> {
        let now = self.clock.now();
        let found = self.store.find_grant(id).await?;
        let active = found
            .filter(|grant| grant.patient.id.as_ref() == Some(patient) && grant.state == GrantState::Active);
        let Some(grantee) = active.and_then(|grant| grant.grantee) else { return Ok(None) };
        let Some(grant) = self.store.find_grant_in_force(grantee, patient, now).await? else {
            return Ok(None);
        };
        let purpose = Purpose::PatientRequest;
        let seen_as = self.store.find_account(grantee).await?.map(|account| account.name);
        let ties = Ties { seen_as, ..self.ties_by_grant(&grant, purpose, now).await? };
        Ok(Some((viewer(Role::Patient), purpose, ties)))
    }

    async fn view_of_clinician(
        &self,
        patient: &PatientId,
        practitioner: &ResourceId,
    ) -> Result<Option<(AskerFacts, Purpose, Ties)>, ChartError> {
        let care = self.care(patient, Some(practitioner), &[]).await.ok_or(ChartError::Unavailable)?;
        if !care.is_on_care_team && !care.has_active_encounter {
            return Ok(None);
        }
        let member = self.store.find_staff_by_practitioner(practitioner).await?;
        let organization = member.as_ref().and_then(|member| member.claims.organization.clone());
        let account = member.map_or(AccountId(uuid::Uuid::nil()), |member| member.account);
        let practitioner_id = Some(practitioner.clone());
        let nobody = nobody(account, Role::Clinician);
        let addressee = Addressee { practitioner: practitioner_id, organization, ..nobody };
        let purpose = Purpose::Treatment;
        let directives = self.directives(patient, &addressee, purpose, self.clock.now()).await?;
        let seen_as = match self.store.find_account(account).await? {
            Some(account) => Some(account.name),
            None => self.name_on_team(patient, practitioner).await,
        };
        let ties = Ties { care, directives, seen_as, ..Ties::default() };
        Ok(Some((viewer(Role::Clinician), purpose, ties)))
    }

    /// The name of somebody without an account here, as the patient's care team has it.
    async fn name_on_team(&self, patient: &PatientId, practitioner: &ResourceId) -> Option<String> {
        let found = self.gateway.parts(patient, &[Part::CareTeam], Lane::Person).await.pop()?.ok()?;
        let Contents::CareTeam(members) = &found.contents else { return None };
        let named = members.iter().find(|own| own.item.practitioner.as_ref() == Some(practitioner))?;
        Some(named.item.name.to_string())
    }
}

impl Ties {
    /// Whether the asker stands toward the patient by anything at all.
    pub(crate) fn are_none(&self) -> bool {
        self.standing.is_none() && self.care == CareFacts::default()
    }

    /// No more than the log is told of a look.
    pub(crate) fn marked(&self) -> Self {
        Self { standing: self.standing, marks: self.marks.clone(), ..Self::default() }
    }

    /// The kinds of record that the asker's grant leaves out.
    pub(crate) fn left_out(&self) -> Categories {
        let scope = self.standing.map_or(Categories::ALL, |standing| standing.scope);
        portico_model::Category::ALL.into_iter().filter(|category| !scope.contains(*category)).collect()
    }
}

fn nobody(account: AccountId, role: Role) -> Addressee {
    Addressee { account, role, is_proxy: false, practitioner: None, organization: None, app: None }
}

/// Somebody of this role who signed in as they should.
fn viewer(role: Role) -> AskerFacts {
    AskerFacts { role, assurance: portico_model::Assurance::TwoFactor, is_fresh: false }
}
