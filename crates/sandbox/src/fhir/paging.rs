//! Pages of a search: what was found is kept for a while, and the `next` link names it by an opaque token.

use std::collections::VecDeque;
use std::sync::Arc;

use uuid::Uuid;

use crate::records::Held;
use crate::search::Query;

const KEPT: usize = 1_000;

/// The searches whose further pages can still be asked for; the oldest is dropped first.
#[derive(Debug, Default)]
pub struct Cursors(VecDeque<(Uuid, Arc<Cursor>)>);

/// One search, as it was found.
#[derive(Debug)]
pub struct Cursor {
    pub query: Query,
    pub found: Vec<Arc<Held>>,
}

impl Cursors {
    /// Keeps a search; the answer is the first part of its page tokens.
    pub fn keep(&mut self, cursor: Arc<Cursor>) -> Uuid {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        let name = Uuid::new_v4();
        self.0.push_back((name, cursor));
        name
    }

    /// The search and the place where a page begins.
    pub fn find(&self, token: &str) -> Option<(Uuid, Arc<Cursor>, usize)> {
        let (name, offset) = token.split_once('.')?;
        let (name, offset) = (name.parse().ok()?, offset.parse().ok()?);
        let (_, cursor) = self.0.iter().find(|(kept, _)| *kept == name)?;
        Some((name, cursor.clone(), offset))
    }

    pub fn token(name: Uuid, offset: usize) -> String {
        format!("{name}.{offset}")
    }
}
