//! `xtask/layers.txt`: two sections of lines whose columns are parted by `|`.

use anyhow::{Context, Result, bail, ensure};

pub const FILE: &str = "xtask/layers.txt";

/// What the house allows, with the line that says it.
#[derive(Debug, Default)]
pub struct Table {
    pub crates: Vec<CrateRow>,
    pub words: Vec<WordRow>,
}

#[derive(Debug)]
pub struct CrateRow {
    pub line: usize,
    pub name: String,
    pub may_use: Vec<String>,
    pub keeps_out: Vec<String>,
}

#[derive(Debug)]
pub struct WordRow {
    pub line: usize,
    pub word: String,
    pub within: Vec<String>,
    pub except: Vec<String>,
    pub instead: String,
}

impl Table {
    /// Fails on a line with the wrong number of columns, a crate named twice, and a crate that may use an unknown one.
    pub fn parse(text: &str) -> Result<Self> {
        let mut table = Self::default();
        let mut section = "";
        for (index, text) in text.lines().enumerate() {
            let (line, text) = (index + 1, text.trim());
            match text {
                "" => {}
                _ if text.starts_with('#') => {}
                "[crates]" | "[words]" => section = text,
                _ => table.add(section, line, text).with_context(|| format!("{FILE}:{line}"))?,
            }
        }
        table.check_names()?;
        Ok(table)
    }

    pub fn row(&self, name: &str) -> Option<&CrateRow> {
        self.crates.iter().find(|row| row.name == name)
    }

    fn add(&mut self, section: &str, line: usize, text: &str) -> Result<()> {
        let columns: Vec<&str> = text.split('|').map(str::trim).collect();
        let [first, second, third, fourth] = columns[..] else {
            bail!("a line has four columns parted by `|`, this one has {}", columns.len());
        };
        let names = |column: &str| column.split_whitespace().map(str::to_owned).collect();
        match section {
            "[crates]" => {
                ensure!(self.row(first).is_none(), "`{first}` stands in the table twice");
                let (may_use, keeps_out) = (names(second), names(third));
                self.crates.push(CrateRow { line, name: first.to_owned(), may_use, keeps_out });
            }
            "[words]" => {
                let (within, except) = (names(second), names(third));
                let (word, instead) = (first.to_owned(), fourth.to_owned());
                self.words.push(WordRow { line, word, within, except, instead });
            }
            _ => bail!("a line before `[crates]`"),
        }
        Ok(())
    }

    fn check_names(&self) -> Result<()> {
        for row in &self.crates {
            for used in &row.may_use {
                ensure!(self.row(used).is_some(), "{FILE}:{}: `{used}` is no crate of the table", row.line);
            }
        }
        Ok(())
    }
}
