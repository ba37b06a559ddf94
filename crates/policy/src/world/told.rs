//! The circumstances of a question in the words of the schema. Writing them costs more than reading most rules, and
//! few differ, so what is written once serves again. It holds facts alone, never an answer.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use cedar_policy::Context;
use portico_model::Purpose;

use super::Unfit;
use crate::facts::{CareFacts, ConsentFacts, PatientFacts};
use crate::question::Question;

/// No rule depends on more years than these.
const OLDEST: u32 = 130;

/// More different circumstances than a busy day has.
const MOST: usize = 10_000;

/// What rules are told beside asker, act and item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Told {
    pub(super) purpose: Purpose,
    pub(super) patient: PatientFacts,
    pub(super) care: CareFacts,
    pub(super) consent: ConsentFacts,
}

impl Told {
    pub(crate) fn of(question: &Question) -> Self {
        Self {
            purpose: question.purpose,
            patient: PatientFacts {
                age_years: question.patient.age_years.map(|age| age.min(OLDEST)),
                ..question.patient
            },
            care: question.care,
            consent: question.consent,
        }
    }
}

#[derive(Default)]
pub(super) struct Written(RwLock<HashMap<Told, Context>>);

impl Written {
    pub(super) fn of(
        &self,
        told: Told,
        write: impl FnOnce(&Told) -> Result<Context, Unfit>,
    ) -> Result<Context, Unfit> {
        if let Some(context) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&told) {
            return Ok(context.clone());
        }
        let context = write(&told)?;
        let mut written = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if written.len() >= MOST {
            written.clear();
        }
        written.insert(told, context.clone());
        Ok(context)
    }
}
