//! An item that everybody who may see all of it sees alike, with what pages have made of it. What they made goes when the
//! item goes, which is when the copy of the record goes that it came from.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use portico_model::Language;
use serde::{Serialize, Serializer};

use crate::remembered::Views;

/// Cheap to clone; clones share the drawing. In JSON it is the item.
pub struct Shared<T>(Arc<Drawn<T>>);

struct Drawn<T> {
    item: T,
    by_language: [OnceLock<Box<str>>; Language::ALL.len()],
    views: Views,
}

impl<T> Shared<T> {
    pub fn new(item: T) -> Self {
        Self(Arc::new(Drawn { item, by_language: Default::default(), views: Views::default() }))
    }

    /// The item as a page in `language` writes it, drawn once. The drawing must depend on nothing else: not on the
    /// reader, not on the hour, not on the address of the page.
    pub fn drawn(&self, language: Language, draw: impl FnOnce(&T) -> String) -> &str {
        let drawn = &self.0.by_language[language as usize];
        drawn.get_or_init(|| draw(&self.0.item).into_boxed_str())
    }

    /// What a page makes of the item, made once as long as `key` is the same. It must depend on nothing else.
    pub fn drawn_for<K, D>(&self, key: K, draw: impl FnOnce(&T) -> D) -> Arc<D>
    where
        K: Eq + Send + Sync + 'static,
        D: Send + Sync + 'static,
    {
        self.0.views.made(key, || draw(&self.0.item))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.item
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.item.fmt(f)
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.item.serialize(serializer)
    }
}
