//! What rules see. Askers and items come from closed lists, so each combination of their facts is one entity, made
//! and checked once, at start: a question then only names its entities. The circumstances are a record.

mod combinations;
mod described;
mod told;

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::hash::Hash;

use cedar_policy::{Context, Entities, Entity, EntityUid, Request, RestrictedExpression, Schema};

use crate::facts::ItemFacts;
use crate::question::{Act, Question};
use crate::vocabulary::{Word, uid};
pub(crate) use described::Who;
use described::{Attributes, Described};
pub(crate) use told::Told;
use told::Written;

/// A fact does not fit the schema. Only the embedded files can cause it, so the cause is for whoever mends them.
pub(crate) type Unfit = Box<dyn Error + Send + Sync>;

pub(crate) struct World {
    pub(crate) entities: Entities,
    askers: Named<Who>,
    items: Named<ItemFacts>,
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
            askers: Named::new(combinations::askers(), |who| who.kind, &mut all)?,
            items: Named::new(combinations::items(), |_| "Item", &mut all)?,
            written: Written::default(),
            acts: schema.actions().map(|act| (act.id().unescaped().to_owned(), act.clone())).collect(),
            entities: Entities::from_entities(all, Some(schema))?,
            chart,
            account,
            office,
        })
    }

    /// Puts the question in the words of the schema; with a schema given, checks it.
    pub(crate) fn request(
        &self,
        who: &Who,
        question: &Question,
        schema: Option<&Schema>,
    ) -> Result<Request, Unfit> {
        let context = self.written.of(Told::of(question), circumstances)?;
        let act = self.acts.get(question.act.as_str()).ok_or("the schema does not know the act")?;
        let asker = self.askers.uid(who)?;
        let target = match question.act {
            Act::OpenChart | Act::Share | Act::EndSharing | Act::ReadLedger | Act::BreakGlass => &self.chart,
            Act::EnrolFactor | Act::ManageAccount => &self.account,
            Act::HelpAccounts
            | Act::MakeCode
            | Act::ReviewProxies
            | Act::ApproveAccess
            | Act::WorkCases
            | Act::Oversee
            | Act::ExportEvents
            | Act::FindPatients
            | Act::Provision => &self.office,
            Act::Read(item) | Act::Search(item) | Act::Download(item) => self.items.uid(&item)?,
        };
        Ok(Request::new(asker.clone(), act.clone(), target.clone(), context, schema)?)
    }
}

fn circumstances(told: &Told) -> Result<Context, Unfit> {
    let circumstances = [
        ("purpose".to_owned(), told.purpose.value()),
        ("patient".to_owned(), record(&told.patient)?),
        ("care".to_owned(), record(&told.care)?),
        ("consent".to_owned(), record(&told.consent)?),
    ];
    Ok(Context::from_pairs(circumstances)?)
}

fn record(facts: &impl Described) -> Result<RestrictedExpression, Unfit> {
    Ok(RestrictedExpression::new_record(owned(facts.attributes()))?)
}

fn owned(attributes: Attributes) -> impl Iterator<Item = (String, RestrictedExpression)> {
    attributes.into_iter().map(|(name, value)| (name.to_owned(), value))
}

/// The entity of each combination of facts, by its name.
struct Named<F>(HashMap<F, EntityUid>);

impl<F: Described + Eq + Hash> Named<F> {
    fn new(
        facts: impl Iterator<Item = F>,
        kind: impl Fn(&F) -> &'static str,
        all: &mut Vec<Entity>,
    ) -> Result<Self, Unfit> {
        let mut named = HashMap::new();
        for fact in facts {
            let uid = uid(kind(&fact), &format!("{fact:?}"));
            let attributes = owned(fact.attributes()).collect();
            all.push(Entity::new(uid.clone(), attributes, HashSet::new())?);
            named.insert(fact, uid);
        }
        Ok(Self(named))
    }

    fn uid(&self, fact: &F) -> Result<&EntityUid, Unfit> {
        Ok(self.0.get(fact).ok_or("a fact is on no list")?)
    }
}
