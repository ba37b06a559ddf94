//! The entities that rules see. There are few kinds of asker and of item, so each kind is one entity, made at
//! start: a question then costs no entity, only its circumstances.

use std::collections::{HashMap, HashSet};
use std::error::Error;

use cedar_policy::{Context, Entities, Entity, EntityUid, Request, RestrictedExpression, Schema};
use portico_model::{Assurance, Category, Purpose, Relationship, Role, Sensitivity};

use crate::facts::{
    AskerFacts, CareFacts, Categories, ConsentFacts, ItemFacts, ParentalAccess, PatientFacts, Standing,
};
use crate::question::{Act, Question};
use crate::vocabulary::{self, Word, uid};

/// A fact does not fit the schema. Only the embedded files can cause it, so the cause is for whoever mends them.
pub(crate) type Unfit = Box<dyn Error + Send + Sync>;

pub(crate) struct World {
    pub(crate) entities: Entities,
    askers: HashMap<AskerFacts, EntityUid>,
    items: HashMap<ItemFacts, EntityUid>,
    acts: HashMap<String, EntityUid>,
    chart: EntityUid,
    account: EntityUid,
    words: Words,
    whole_record: RestrictedExpression,
}

impl World {
    /// Makes every kind of asker and item, and checks each against the schema.
    pub(crate) fn new(schema: &Schema) -> Result<Self, Unfit> {
        let words = Words::new();
        let askers: HashMap<_, _> = vocabulary::askers().map(|asker| (asker, asker_uid(asker))).collect();
        let items: HashMap<_, _> = vocabulary::items().map(|item| (item, item_uid(item))).collect();
        let (chart, account) = (uid("Chart", "chart"), uid("Account", "own"));
        let mut entities = vec![Entity::with_uid(chart.clone()), Entity::with_uid(account.clone())];
        for (asker, uid) in &askers {
            entities.push(Entity::new(uid.clone(), words.asker(*asker), HashSet::new())?);
        }
        for (item, uid) in &items {
            entities.push(Entity::new(uid.clone(), words.item(*item), HashSet::new())?);
        }
        Ok(Self {
            entities: Entities::from_entities(entities, Some(schema))?,
            acts: schema.actions().map(|act| (act.id().unescaped().to_owned(), act.clone())).collect(),
            whole_record: words.set(Category::ALL),
            askers,
            items,
            chart,
            account,
            words,
        })
    }

    /// Puts the question in the words of the schema; with a schema given, checks it.
    pub(crate) fn request(&self, question: &Question, schema: Option<&Schema>) -> Result<Request, Unfit> {
        let asker = self.askers.get(&question.asker).ok_or("no such asker")?;
        let act = self.acts.get(question.act.as_str()).ok_or("no such act")?;
        let target = match question.act {
            Act::OpenChart => &self.chart,
            Act::EnrolFactor | Act::ManageAccount => &self.account,
            Act::Read(item) | Act::Search(item) | Act::Download(item) => {
                self.items.get(&item).ok_or("no such item")?
            }
        };
        let context = self.context(question)?;
        Ok(Request::new(asker.clone(), act.clone(), target.clone(), context, schema)?)
    }

    fn context(&self, question: &Question) -> Result<Context, Unfit> {
        let mut circumstances = Vec::with_capacity(5);
        circumstances.push(("purpose".to_owned(), self.words.of(question.purpose)));
        circumstances.push(("patient".to_owned(), self.patient(question.patient)));
        circumstances.push(("care".to_owned(), care(question.care)));
        circumstances.push(("consent".to_owned(), consent(question.consent)));
        if let Some(standing) = question.standing {
            circumstances.push(("standing".to_owned(), self.standing(standing)));
        }
        Ok(Context::from_pairs(circumstances)?)
    }

    fn standing(&self, standing: Standing) -> RestrictedExpression {
        let scope = match standing.scope {
            Categories::ALL => self.whole_record.clone(),
            part => self.words.set(part.iter()),
        };
        record([
            ("relationship", self.words.of(standing.relationship)),
            ("is_verified", RestrictedExpression::new_bool(standing.is_verified)),
            ("scope", scope),
        ])
    }

    fn patient(&self, patient: PatientFacts) -> RestrictedExpression {
        let access = ("parental_access", self.words.of(patient.parental_access));
        match patient.age_years {
            Some(age) => record([access, ("age_years", RestrictedExpression::new_long(age.into()))]),
            None => record([access]),
        }
    }
}

fn care(care: CareFacts) -> RestrictedExpression {
    record([
        ("is_on_care_team", RestrictedExpression::new_bool(care.is_on_care_team)),
        ("has_active_encounter", RestrictedExpression::new_bool(care.has_active_encounter)),
        ("broke_glass", RestrictedExpression::new_bool(care.broke_glass)),
    ])
}

fn consent(consent: ConsentFacts) -> RestrictedExpression {
    record([
        ("permits", RestrictedExpression::new_bool(consent.permits)),
        ("denies", RestrictedExpression::new_bool(consent.denies)),
    ])
}

fn record<const N: usize>(fields: [(&str, RestrictedExpression); N]) -> RestrictedExpression {
    RestrictedExpression::new_record(fields.map(|(name, value)| (name.to_owned(), value)))
        .expect("the names of the fields differ")
}

fn asker_uid(asker: AskerFacts) -> EntityUid {
    uid("Asker", &format!("{}, {}", asker.role.word(), asker.assurance.word()))
}

fn item_uid(item: ItemFacts) -> EntityUid {
    let labels: Vec<_> = item.sensitivities.iter().map(Word::word).collect();
    uid("Item", &format!("{}: {}", item.category.word(), labels.join(" ")))
}

/// Each word of each closed list, ready to be used.
struct Words(HashMap<(&'static str, &'static str), RestrictedExpression>);

impl Words {
    fn new() -> Self {
        let mut words = Self(HashMap::new());
        words.learn::<Role>();
        words.learn::<Assurance>();
        words.learn::<Relationship>();
        words.learn::<Category>();
        words.learn::<Sensitivity>();
        words.learn::<Purpose>();
        words.learn::<ParentalAccess>();
        words
    }

    fn learn<W: Word>(&mut self) {
        for word in W::ALL {
            let value = RestrictedExpression::new_entity_uid(uid(W::KIND, word.word()));
            self.0.insert((W::KIND, word.word()), value);
        }
    }

    fn of<W: Word>(&self, word: W) -> RestrictedExpression {
        self.0.get(&(W::KIND, word.word())).expect("every word of every list was learnt").clone()
    }

    fn set<W: Word>(&self, words: impl IntoIterator<Item = W>) -> RestrictedExpression {
        RestrictedExpression::new_set(words.into_iter().map(|word| self.of(word)))
    }

    fn asker(&self, asker: AskerFacts) -> HashMap<String, RestrictedExpression> {
        HashMap::from([
            ("role".to_owned(), self.of(asker.role)),
            ("assurance".to_owned(), self.of(asker.assurance)),
        ])
    }

    fn item(&self, item: ItemFacts) -> HashMap<String, RestrictedExpression> {
        HashMap::from([
            ("category".to_owned(), self.of(item.category)),
            ("sensitivities".to_owned(), self.set(item.sensitivities.iter())),
        ])
    }
}
