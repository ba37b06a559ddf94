//! What was made of a record for one look, kept for the next: with the copies that it was made of, and with every question
//! that was asked for it. The next look asks all of them again, of its own asker with the facts of its own moment. Where the
//! copies are the same and so is each answer, what is made of them is the same. No answer is kept.
//!
//! It lies in the copy of the record that it was made of, and goes with it.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::charts::Chart;
use crate::disclose::{Asked, Gathered, Sieve};
use crate::gateway::PartCopy;
use crate::view::{Part, Shared};

/// What was made of something: of each type the last.
#[derive(Default)]
pub(crate) struct Views(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

struct Remembered<K, T> {
    /// What it depends on beside copies and answers: the day, the language, what was looked for.
    key: K,
    made_of: Vec<(Part, Weak<PartCopy>)>,
    asked: Vec<Asked>,
    made: Shared<T>,
}

impl fmt::Debug for Views {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Views(…)")
    }
}

impl Views {
    fn find<V: Send + Sync + 'static>(&self) -> Option<Arc<V>> {
        let views = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        views.get(&TypeId::of::<V>())?.clone().downcast().ok()
    }

    fn keep<V: Send + Sync + 'static>(&self, view: V) {
        let mut views = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        views.insert(TypeId::of::<V>(), Arc::new(view));
    }
}

impl Views {
    /// What `make` makes, or what it made last for an equal key.
    pub(crate) fn made<K, D>(&self, key: K, make: impl FnOnce() -> D) -> Arc<D>
    where
        K: Eq + Send + Sync + 'static,
        D: Send + Sync + 'static,
    {
        if let Some(known) = self.find::<(K, Arc<D>)>()
            && known.0 == key
        {
            return Arc::clone(&known.1);
        }
        let made = Arc::new(make());
        self.keep((key, Arc::clone(&made)));
        made
    }
}

impl Chart {
    /// What `make` makes of what was gathered, or made of the same before. It must depend on nothing but the copies, `key`, and
    /// what its sieve answers. `of` is the part in whose copy it is kept.
    pub(crate) fn remembered<K, T>(
        &self,
        of: Part,
        key: K,
        gathered: &Gathered,
        sieve: &mut Sieve<'_>,
        make: impl FnOnce(&mut Sieve<'_>) -> T,
    ) -> Shared<T>
    where
        K: Eq + Send + Sync + 'static,
        T: Send + Sync + 'static,
    {
        let Some(copy) = gathered.copy(of).filter(|_| !sieve.asks_for_items()) else {
            return Shared::new(make(sieve));
        };
        if let Some(known) = copy.views.find::<Remembered<K, T>>()
            && known.key == key
            && gathered.is_made_of(&known.made_of)
            && sieve.agrees(&known.asked)
        {
            return known.made.clone();
        }
        let mut own = sieve.another();
        let made = Shared::new(make(&mut own));
        if own.knows_all() {
            let made_of = gathered.all().map(|(part, copy)| (part, Arc::downgrade(copy))).collect();
            copy.views.keep(Remembered { key, made_of, asked: own.asked(), made: made.clone() });
        }
        sieve.take(own);
        made
    }
}
