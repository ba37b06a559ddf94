//! A dimension of a scene: a closed list of values, each with a name and what it changes in a question.

use portico_model::Category;

use crate::question::{Act, Question};
use crate::vocabulary::Word;

/// A value of an axis: its name, and the question with it.
pub(super) struct Value {
    pub(super) name: String,
    pub(super) set: Box<dyn Fn(Question) -> Question>,
}

pub(super) struct Axis {
    pub(super) title: &'static str,
    pub(super) values: Vec<Value>,
}

impl Axis {
    /// The values, each by a name and how it changes a question.
    pub(super) fn new<T: Copy + 'static>(
        title: &'static str,
        values: impl IntoIterator<Item = (&'static str, T)>,
        set: fn(Question, T) -> Question,
    ) -> Self {
        let value = |(name, value): (&'static str, T)| Value {
            name: name.to_owned(),
            set: Box::new(move |question| set(question, value)),
        };
        Self { title, values: values.into_iter().map(value).collect() }
    }

    /// Every word of a closed list.
    pub(super) fn words<W: Word>(title: &'static str, set: fn(Question, W) -> Question) -> Self {
        Self::new(title, W::ALL.iter().map(|word| (word.word(), *word)), set)
    }

    /// Some of them.
    pub(super) fn some<W: Word>(title: &'static str, words: &[W], set: fn(Question, W) -> Question) -> Self {
        Self::new(title, words.iter().map(|word| (word.word(), *word)), set)
    }

    /// Every kind of record, as what is read.
    pub(super) fn categories() -> Self {
        Self::words::<Category>("Category", |question, category| match question.act {
            Act::Read(item) => question.about(Act::Read(crate::ItemFacts { category, ..item })),
            Act::Search(item) => question.about(Act::Search(crate::ItemFacts { category, ..item })),
            Act::Download(item) => question.about(Act::Download(crate::ItemFacts { category, ..item })),
            _ => question,
        })
    }
}
