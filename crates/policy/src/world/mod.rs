//! The entities that rules see. The facts come from closed lists, so each combination of them is one entity, made
//! and checked once, at start: a question then only names its entities.

mod combinations;
mod described;
mod told;

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::hash::Hash;

use cedar_policy::{Context, Entities, Entity, EntityUid, Request, RestrictedExpression, Schema};
use portico_model::Purpose;

use crate::facts::{AskerFacts, CareFacts, ConsentFacts, ItemFacts, PatientFacts};
use crate::question::{Act, Question};
use crate::vocabulary::{Word, uid};
use described::{Described, StandingTold};
use told::{Told, Written};

/// A fact does not fit the schema. Only the embedded files can cause it, so the cause is for whoever mends them.
pub(crate) type Unfit = Box<dyn Error + Send + Sync>;

pub(crate) struct World {
    pub(crate) entities: Entities,
    askers: Named<AskerFacts>,
    items: Named<ItemFacts>,
    standings: Named<StandingTold>,
    patients: Named<PatientFacts>,
    care: Named<CareFacts>,
    consent: Named<ConsentFacts>,
    purposes: HashMap<Purpose, RestrictedExpression>,
    written: Written,
    acts: HashMap<String, EntityUid>,
    chart: EntityUid,
    account: EntityUid,
    office: EntityUid,
}

impl World {
    /// Makes every entity and checks each against the schema.
    pub(crate) fn new(schema: &Schema) -> Result<Self, Unfit> {
        let (chart, account, office) =
            (uid("Chart", "chart"), uid("Account", "own"), uid("Office", "office"));
        let mut all: Vec<_> = [&chart, &account, &office].map(|it| Entity::with_uid(it.clone())).into();
        Ok(Self {
            askers: Named::new(combinations::askers(), &mut all)?,
            items: Named::new(combinations::items(), &mut all)?,
            standings: Named::new(combinations::standings(), &mut all)?,
            patients: Named::new(combinations::patients(), &mut all)?,
            care: Named::new(combinations::care(), &mut all)?,
            consent: Named::new(combinations::consent(), &mut all)?,
            purposes: Purpose::ALL.iter().map(|purpose| (*purpose, purpose.value())).collect(),
            written: Written::default(),
            acts: schema.actions().map(|act| (act.id().unescaped().to_owned(), act.clone())).collect(),
            entities: Entities::from_entities(all, Some(schema))?,
            chart,
            account,
            office,
        })
    }

    /// Puts the question in the words of the schema; with a schema given, checks it.
    pub(crate) fn request(&self, question: &Question, schema: Option<&Schema>) -> Result<Request, Unfit> {
        let context = self.written.of(Told::of(question), |told| self.context(told))?;
        let act = self.acts.get(question.act.as_str()).ok_or("the schema does not know the act")?;
        let asker = self.askers.uid(&question.asker)?;
        let target = match question.act {
            Act::OpenChart | Act::Share | Act::EndSharing | Act::ReadLedger | Act::BreakGlass => &self.chart,
            Act::EnrolFactor | Act::ManageAccount => &self.account,
            Act::HelpAccounts
            | Act::ReviewProxies
            | Act::WorkCases
            | Act::Oversee
            | Act::ExportEvents
            | Act::FindPatients
            | Act::Provision => &self.office,
            Act::Read(item) | Act::Search(item) | Act::Download(item) => self.items.uid(&item)?,
        };
        Ok(Request::new(asker.clone(), act.clone(), target.clone(), context, schema)?)
    }

    fn context(&self, told: &Told) -> Result<Context, Unfit> {
        let purpose = self.purposes.get(&told.purpose).ok_or("the schema does not know the purpose")?;
        let mut circumstances = vec![
            ("purpose".to_owned(), purpose.clone()),
            ("patient".to_owned(), self.patients.value(&told.patient)?),
            ("care".to_owned(), self.care.value(&told.care)?),
            ("consent".to_owned(), self.consent.value(&told.consent)?),
        ];
        if let Some(standing) = &told.standing {
            circumstances.push(("standing".to_owned(), self.standings.value(standing)?));
        }
        Ok(Context::from_pairs(circumstances)?)
    }
}

/// The entity of each combination of facts, as a name and as a value.
struct Named<F>(HashMap<F, (EntityUid, RestrictedExpression)>);

impl<F: Described + Eq + Hash> Named<F> {
    fn new(facts: impl Iterator<Item = F>, all: &mut Vec<Entity>) -> Result<Self, Unfit> {
        let mut named = HashMap::new();
        for fact in facts {
            let uid = uid(F::KIND, &format!("{fact:?}"));
            let attributes = fact.attributes().into_iter().map(|(name, value)| (name.to_owned(), value));
            all.push(Entity::new(uid.clone(), attributes.collect(), HashSet::new())?);
            named.insert(fact, (uid.clone(), RestrictedExpression::new_entity_uid(uid)));
        }
        Ok(Self(named))
    }

    fn uid(&self, fact: &F) -> Result<&EntityUid, Unfit> {
        Ok(&self.0.get(fact).ok_or(F::KIND)?.0)
    }

    fn value(&self, fact: &F) -> Result<RestrictedExpression, Unfit> {
        Ok(self.0.get(fact).ok_or(F::KIND)?.1.clone())
    }
}
