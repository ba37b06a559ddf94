//! Sessions in memory, for a store that nobody else writes to. What a write ends or changes is forgotten
//! after the write and before its answer; an answer read before that is never put back.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::sessions::{OpenSession, TokenHash};

const MOST: usize = 100_000;

#[derive(Default)]
pub(crate) struct SessionCache(RwLock<Sessions>);

#[derive(Default)]
struct Sessions {
    /// How often something was forgotten.
    forgettings: u64,
    by_token: HashMap<TokenHash, Arc<OpenSession>>,
}

/// When a reading of the database began, counted in forgettings.
pub(crate) struct ReadingSince(u64);

impl SessionCache {
    pub(crate) fn find(&self, token: &TokenHash) -> Option<Arc<OpenSession>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).by_token.get(token).cloned()
    }

    pub(crate) fn begin_reading(&self) -> ReadingSince {
        ReadingSince(self.0.read().unwrap_or_else(PoisonError::into_inner).forgettings)
    }

    /// Remembers `session`, unless something was forgotten since it was read.
    pub(crate) fn remember(&self, since: &ReadingSince, token: TokenHash, session: Arc<OpenSession>) {
        let mut sessions = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if sessions.forgettings != since.0 {
            return;
        }
        if sessions.by_token.len() >= MOST {
            sessions.by_token.clear();
        }
        sessions.by_token.insert(token, session);
    }

    pub(crate) fn forget(&self, token: &TokenHash) {
        let mut sessions = self.0.write().unwrap_or_else(PoisonError::into_inner);
        sessions.forgettings += 1;
        sessions.by_token.remove(token);
    }

    pub(crate) fn forget_where(&self, is_touched: impl Fn(&OpenSession) -> bool) {
        let mut sessions = self.0.write().unwrap_or_else(PoisonError::into_inner);
        sessions.forgettings += 1;
        sessions.by_token.retain(|_, session| !is_touched(session));
    }
}
