//! An item that everybody who may see all of it sees alike, with what pages have made of it. What they made goes when the
//! item goes, which is when the copy of the record goes that it came from.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use portico_model::Language;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::remembered::Views;

/// Cheap to clone; clones share the drawing. In JSON it is the item, a JSON object that is written once.
pub struct Shared<T>(Arc<Drawn<T>>);

struct Drawn<T> {
    item: T,
    by_language: [OnceLock<Box<str>>; Language::ALL.len()],
    members: OnceLock<Option<Members>>,
    views: Views,
}

impl<T> Shared<T> {
    pub fn new(item: T) -> Self {
        let (by_language, members, views) = Default::default();
        Self(Arc::new(Drawn { item, by_language, members, views }))
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
        // An item that is no object is written each time.
        match self.0.members.get_or_init(|| Members::of(&self.0.item)) {
            Some(Members(members)) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
            None => self.0.item.serialize(serializer),
        }
    }
}

/// The members of a JSON object in their order, each as its text.
struct Members(Vec<(String, Box<RawValue>)>);

impl Members {
    fn of(item: &impl Serialize) -> Option<Self> {
        serde_json::from_str(&serde_json::to_string(item).ok()?).ok()
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Serialize)]
    struct Outside {
        first: u8,
        #[serde(flatten)]
        rest: Shared<serde_json::Value>,
        inside: Shared<serde_json::Value>,
    }

    #[test]
    fn it_is_written_as_its_item_inside_and_among_other_members() {
        let item = json!({"z": 1.50, "a": [null, {"b": "\u{e9}\"\n"}]});
        let inside = Shared::new(item.clone());
        let outside = Outside { first: 1, rest: Shared::new(item.clone()), inside };

        for _ in 0..2 {
            let written: serde_json::Value =
                serde_json::from_str(&serde_json::to_string(&outside).unwrap()).unwrap();
            assert_eq!(written, json!({"first": 1, "z": 1.50, "a": item["a"], "inside": item}));
            assert_eq!(serde_json::to_value(&outside).unwrap(), written);
        }
        assert_eq!(serde_json::to_string(&Shared::new(7)).unwrap(), "7", "no object");
    }
}
