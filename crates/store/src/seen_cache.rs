//! Which results somebody has seen, in memory, for a store that nobody else writes to. What is written is forgotten
//! here after the write and before its answer; an answer read before that is never put back.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use portico_model::{AccountId, PatientId, ResourceId};

/// Readers of a record who are remembered at most.
const MOST: usize = 20_000;

/// Somebody who reads results of one kind in one record.
pub(crate) type Reader = (AccountId, PatientId, String);

#[derive(Default)]
pub(crate) struct SeenCache(RwLock<Remembered>);

#[derive(Default)]
struct Remembered {
    /// How often something was forgotten.
    forgettings: u64,
    /// Of each result that was asked about, whether it was seen.
    by_reader: HashMap<Reader, HashMap<ResourceId, bool>>,
}

/// When a reading of the database began, counted in forgettings.
pub(crate) struct ReadingSince(u64);

impl SeenCache {
    /// Those of `results` that were not seen; `None` where that is not known of each.
    pub(crate) fn unseen(&self, reader: &Reader, results: &[ResourceId]) -> Option<Vec<ResourceId>> {
        let remembered = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let known = remembered.by_reader.get(reader)?;
        let mut unseen = Vec::new();
        for result in results {
            if !*known.get(result)? {
                unseen.push(result.clone());
            }
        }
        Some(unseen)
    }

    pub(crate) fn begin_reading(&self) -> ReadingSince {
        ReadingSince(self.0.read().unwrap_or_else(PoisonError::into_inner).forgettings)
    }

    /// Remembers that of `results` these were not seen, unless something was forgotten since that was read.
    pub(crate) fn remember(
        &self,
        since: &ReadingSince,
        reader: Reader,
        results: &[ResourceId],
        unseen: &[ResourceId],
    ) {
        let mut remembered = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if remembered.forgettings != since.0 {
            return;
        }
        if remembered.by_reader.len() >= MOST {
            remembered.by_reader.clear();
        }
        let known = results.iter().map(|result| (result.clone(), !unseen.contains(result)));
        remembered.by_reader.insert(reader, known.collect());
    }

    pub(crate) fn forget(&self, reader: &Reader) {
        let mut remembered = self.0.write().unwrap_or_else(PoisonError::into_inner);
        remembered.forgettings += 1;
        remembered.by_reader.remove(reader);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader() -> Reader {
        (AccountId(uuid::Uuid::nil()), "ana-1".parse().unwrap(), "DiagnosticReport".to_owned())
    }

    fn ids(ids: &[&str]) -> Vec<ResourceId> {
        ids.iter().map(|id| id.parse().unwrap()).collect()
    }

    #[test]
    fn what_was_never_asked_about_is_not_known() {
        let cache = SeenCache::default();
        assert_eq!(cache.unseen(&reader(), &ids(&["a"])), None);
        cache.remember(&cache.begin_reading(), reader(), &ids(&["a", "b"]), &ids(&["b"]));
        assert_eq!(cache.unseen(&reader(), &ids(&["b", "a"])), Some(ids(&["b"])));
        assert_eq!(cache.unseen(&reader(), &ids(&["a", "c"])), None);
    }

    #[test]
    fn an_answer_read_before_something_was_seen_is_not_put_back() {
        let cache = SeenCache::default();
        let since = cache.begin_reading();
        cache.forget(&reader());
        cache.remember(&since, reader(), &ids(&["a"]), &ids(&["a"]));
        assert_eq!(cache.unseen(&reader(), &ids(&["a"])), None);
    }
}
