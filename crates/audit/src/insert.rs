//! Multi-row inserts from statements that are written once: a group of two thousand entries is a handful of
//! executions of prepared statements.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Query, Value};
use sea_orm::{DbBackend, Statement, StatementBuilder};

/// Rows of one execution. Chunks are powers of two, so that few statements cover every group.
const LARGEST_CHUNK: usize = 256;

/// The insert statements of one table, by the number of rows.
pub(crate) struct Inserts {
    table: &'static str,
    columns: &'static [&'static str],
    by_rows: HashMap<usize, String>,
}

impl Inserts {
    pub(crate) fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, by_rows: HashMap::new() }
    }

    /// The statements that insert all `rows`; each row gives one value a column.
    pub(crate) fn statements<R>(
        &mut self,
        backend: DbBackend,
        mut rows: &mut [R],
        values: impl Fn(usize, &mut R, &mut Vec<Value>),
    ) -> Vec<Statement> {
        let (mut statements, mut done) = (Vec::new(), 0);
        while !rows.is_empty() {
            let count = LARGEST_CHUNK.min(1 << rows.len().ilog2());
            let (chunk, rest) = rows.split_at_mut(count);
            let mut bound = Vec::with_capacity(count * self.columns.len());
            for (at, row) in chunk.iter_mut().enumerate() {
                values(done + at, row, &mut bound);
            }
            let sql = self.sql(backend, count);
            statements.push(Statement::from_sql_and_values(backend, sql, bound));
            rows = rest;
            done += count;
        }
        statements
    }

    fn sql(&mut self, backend: DbBackend, rows: usize) -> &str {
        self.by_rows.entry(rows).or_insert_with(|| {
            let mut insert = Query::insert();
            insert.into_table(Alias::new(self.table)).columns(self.columns.iter().copied().map(Alias::new));
            for _ in 0..rows {
                insert.values_panic(self.columns.iter().map(|_| 0.into()));
            }
            StatementBuilder::build(&insert, &backend).sql
        })
    }
}
