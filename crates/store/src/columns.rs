//! How domain values lie in columns: times as milliseconds, names as their JSON word, secrets sealed for
//! their column and row.

use jiff::Timestamp;
use portico_vault::{Class, Vault};
use sea_orm::{DbErr, SqlErr};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::StoreError;

pub(crate) fn to_ms(at: Timestamp) -> i64 {
    at.as_millisecond()
}

pub(crate) fn from_ms(column: &'static str, ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|_| StoreError::Unreadable { column })
}

/// The word by which serde knows a variant.
pub(crate) fn to_word<T: Serialize>(variant: T) -> String {
    match serde_json::to_value(variant) {
        Ok(Value::String(word)) => word,
        _ => unreachable!("only enums without fields are kept as words"),
    }
}

pub(crate) fn from_word<T: DeserializeOwned>(column: &'static str, word: String) -> Result<T, StoreError> {
    serde_json::from_value(Value::String(word)).map_err(|_| StoreError::Unreadable { column })
}

/// A sealed column of one row: `column` is `table.column`, `row` the key of the row.
pub(crate) struct Place<Row> {
    pub(crate) class: Class,
    pub(crate) column: &'static str,
    pub(crate) row: Row,
}

impl<Row: AsRef<[u8]>> Place<Row> {
    pub(crate) fn seal(&self, vault: &Vault, plaintext: &[u8]) -> Vec<u8> {
        vault.seal(self.class, &self.name(), plaintext)
    }

    pub(crate) fn open(&self, vault: &Vault, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        vault
            .open(self.class, &self.name(), sealed)
            .map_err(|source| StoreError::Sealed { column: self.column, source })
    }

    pub(crate) fn open_text(&self, vault: &Vault, sealed: &[u8]) -> Result<String, StoreError> {
        let column = self.column;
        String::from_utf8(self.open(vault, sealed)?).map_err(|_| StoreError::Unreadable { column })
    }

    fn name(&self) -> Vec<u8> {
        [self.column.as_bytes(), b"/", self.row.as_ref()].concat()
    }
}

/// [`StoreError::Taken`] where a unique column refused the row.
pub(crate) fn taken(error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Taken,
        _ => StoreError::Database(error),
    }
}
