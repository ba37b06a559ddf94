//! A whole log against its tree heads, and against a head that somebody kept elsewhere.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, QueryOrder, Statement};
use uuid::Uuid;

use crate::error::AuditError;
use crate::merkle::{Frontier, Hash, empty_root};
use crate::tables::{head, tree};
use crate::{Log, TreeHead};

use super::page::{Bounds, Page};
use super::report::{Finding, Report};
use super::tree::Tree;

/// What the log is held to, beside itself.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The key that signs the log's heads. Without it, the kept head's; without either, the newest head's, and then
    /// a log that was forged as a whole is not told from a true one.
    pub public_key: Option<[u8; 32]>,
    /// A tree head that was kept elsewhere.
    pub kept: Option<TreeHead>,
}

impl Log {
    /// Verifies this log as it is at this moment; appends may go on meanwhile.
    pub async fn verify(&self, kept: Option<TreeHead>) -> Result<Report, AuditError> {
        let expected = Expected { public_key: Some(self.public_key()), kept };
        let mut report = whole_log(self.reader(), &expected).await?;
        check_indexes(self.reader(), &mut report).await?;
        Ok(report)
    }
}

/// Reads every entry, hashes it, grows the tree again and compares: entries with their hashes, hashes with the
/// stored nodes, roots and signatures with every tree head, and the log with what is [`Expected`].
///
/// Fails only if the log cannot be read; whatever is wrong with it is in the report.
pub async fn whole_log(database: &DatabaseConnection, expected: &Expected) -> Result<Report, AuditError> {
    let mut report = Report::default();
    // Bounds before the state: what lies beyond the state was not appended meanwhile.
    let bounds = Bounds::read(database).await?;
    let state = tree::Entity::find_by_id(tree::ONLY).one(database).await?;
    let newest = head::Entity::find().order_by_desc(head::Column::Size).one(database).await?;
    report.head = newest.and_then(|row| TreeHead::try_from(row).ok());
    let size = match (&state, &report.head) {
        (Some(state), _) => u64::try_from(state.size).unwrap_or_default(),
        (None, head) => head.as_ref().map_or(0, |head| head.size),
    };
    let log_id = state.as_ref().map(|state| state.log_id).or(report.head.as_ref().map(|head| head.log_id));
    let mut heads = Heads::new(expected, &report, log_id);
    let mut tree = Tree::default();

    heads.check_empty(database, &mut report).await?;
    read_pages(database, size, &mut tree, &mut heads, &mut report).await?;
    check_bounds(&bounds, size, &mut report);
    heads.finish(size, &mut report);
    check_state(state.as_ref(), tree.frontier(), &mut report);
    Ok(report)
}

/// The tree does not cover the indexes, and searches lean on them: an entry that is taken out of one is not found.
/// PostgreSQL has `amcheck` for it, which only its administrator may run.
async fn check_indexes(database: &DatabaseConnection, report: &mut Report) -> Result<(), AuditError> {
    if database.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check(1)");
    let told = database.query_one_raw(check).await?;
    let is_whole = told.is_some_and(|row| row.try_get_by_index(0).is_ok_and(|told: String| told == "ok"));
    if !is_whole {
        report.add(Finding::IndexDamaged);
    }
    Ok(())
}

async fn read_pages(
    database: &DatabaseConnection,
    size: u64,
    tree: &mut Tree,
    heads: &mut Heads<'_>,
    report: &mut Report,
) -> Result<(), AuditError> {
    let mut next = tokio::spawn(Page::read(database.clone(), 0, size));
    let mut from = 0;
    while from < size {
        let page = next.await.map_err(|_| AuditError::Closed)??;
        from = page.to;
        next = tokio::spawn(Page::read(database.clone(), from, size));
        heads.check_page(&page, tree, report);
    }
    next.abort();
    Ok(())
}

fn check_bounds(bounds: &Bounds, size: u64, report: &mut Report) {
    let size = crate::tables::stored(size);
    for index in bounds.entries.map(|(smallest, largest)| [smallest, largest]).into_iter().flatten() {
        if index < 0 || index >= size {
            report.add(Finding::EntryUnexpected { index });
        }
    }
    if let Some(at) = bounds.node.map(|place| place / 64).filter(|at| *at > size) {
        let at = u64::try_from(at).unwrap_or_default();
        report.add(Finding::NodeChanged { from: at, to: at });
    }
    if let Some(head) = bounds.head.filter(|head| *head > size) {
        report.add(Finding::HeadUnexpected { size: u64::try_from(head).unwrap_or_default() });
    }
}

fn check_state(state: Option<&tree::Model>, grown: Option<&Frontier>, report: &mut Report) {
    let stored = state.and_then(|state| state.frontier().ok());
    // A tree that could not be grown has its findings already.
    if stored.is_none() || grown.is_some() && stored.as_ref() != grown {
        report.add(Finding::StateDiffers);
    }
}

/// The signed heads, and the kept one, beside the growing tree.
struct Heads<'a> {
    log_id: Option<Uuid>,
    public_key: Option<[u8; 32]>,
    kept: Option<&'a TreeHead>,
    /// The size of the last head that agreed.
    agreed: u64,
    last_seen: Option<u64>,
    differs: bool,
    kept_is_stored: bool,
}

impl<'a> Heads<'a> {
    fn new(expected: &'a Expected, report: &Report, log_id: Option<Uuid>) -> Self {
        let kept = expected.kept.as_ref();
        let newest = report.head.as_ref().map(|head| head.public_key);
        let public_key = expected.public_key.or(kept.map(|kept| kept.public_key)).or(newest);
        Self { log_id, public_key, kept, agreed: 0, last_seen: None, differs: false, kept_is_stored: false }
    }

    /// The first head of every log, of size zero.
    async fn check_empty(
        &mut self,
        database: &DatabaseConnection,
        report: &mut Report,
    ) -> Result<(), AuditError> {
        if let Some(row) = head::Entity::find_by_id(0).one(database).await? {
            self.check(row, 0, Some(empty_root()), report);
        }
        Ok(())
    }

    fn check_page(&mut self, page: &Page, tree: &mut Tree, report: &mut Report) {
        let mut sizes: Vec<u64> = page.heads.iter().filter_map(|row| u64::try_from(row.size).ok()).collect();
        let kept = self.kept.map(|kept| kept.size).filter(|kept| (page.from + 1..=page.to).contains(kept));
        sizes.extend(kept);
        sizes.sort_unstable();
        sizes.dedup();
        let mut roots = Vec::with_capacity(sizes.len());
        tree.grow(page, &sizes, |size, root| roots.push((size, root)), report);
        let root = |size| roots.binary_search_by_key(&size, |(at, _)| *at).ok().map(|found| roots[found].1);
        for row in &page.heads {
            let size = u64::try_from(row.size).unwrap_or_default();
            self.check(row.clone(), size, root(size), report);
        }
        let Some(kept) = self.kept else { return };
        if root(kept.size).is_some_and(|root| root != kept.root) {
            report.add(Finding::Rewritten { kept: kept.size });
        }
    }

    /// One stored head, against the root of its size if the tree could be grown so far.
    fn check(&mut self, row: head::Model, size: u64, root: Option<Hash>, report: &mut Report) {
        report.heads += 1;
        self.last_seen = Some(size);
        self.kept_is_stored |= self.kept.is_some_and(|kept| kept.size == size);
        let Ok(head) = TreeHead::try_from(row) else {
            return report.add(Finding::HeadNotSigned { size });
        };
        if Some(head.log_id) != self.log_id || Some(head.public_key) != self.public_key {
            report.add(Finding::HeadForeign { size });
        }
        if !head.is_signed() {
            report.add(Finding::HeadNotSigned { size });
        }
        if root.is_some_and(|root| root == head.root) {
            self.agreed = size;
        } else if root.is_some() && !self.differs {
            self.differs = true;
            report.add(Finding::HeadDiffers { since: self.agreed, size });
        }
    }

    fn finish(&self, size: u64, report: &mut Report) {
        if self.last_seen != Some(size) {
            report.add(Finding::HeadMissing { size });
        }
        let Some(kept) = self.kept else { return };
        if !kept.is_signed() {
            report.add(Finding::KeptHeadNotSigned);
        }
        if Some(kept.log_id) != self.log_id || Some(kept.public_key) != self.public_key {
            report.add(Finding::KeptHeadForeign);
        }
        if kept.size > size {
            report.add(Finding::Truncated { kept: kept.size, size });
        } else if !self.kept_is_stored {
            report.add(Finding::HeadMissing { size: kept.size });
        }
    }
}
