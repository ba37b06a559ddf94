//! What a patient's age leaves to a parent or guardian: a dated table by state, with a default for all others.

use std::collections::BTreeMap;

use jiff::civil::Date;
use portico_model::When;

use crate::facts::{ParentalAccess, PatientFacts};

const USUAL: &str = include_str!("../tables/parental-access-2026-11-01.tsv");

/// The state of every state without rows of its own.
const ELSEWHERE: &str = "*";

/// The table cannot be used; lines count from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgeTableError {
    #[error("the age table does not begin with `# dated YYYY-MM-DD`")]
    Undated,
    #[error("the age table, line {line}: write a state or `*`, an age in years, and full, limited or none")]
    Malformed { line: usize },
    #[error("the age table, line {line}: ages of a state rise, from 0 on")]
    Unordered { line: usize },
    #[error("the age table has no rows for `*`")]
    NoDefault,
}

/// The next birthday that changes what a parent sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeChange {
    pub on: Date,
    pub age_years: u32,
    pub access: ParentalAccess,
}

/// The table in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeTable {
    dated: Date,
    /// For each state from which age on what is left, in rising order.
    states: BTreeMap<String, Vec<(u32, ParentalAccess)>>,
}

impl AgeTable {
    /// The table that comes with Portico.
    pub fn usual() -> Self {
        Self::read(USUAL).expect("the embedded table is read in every test run")
    }

    /// Reads a table: `# dated YYYY-MM-DD`, then lines of state, age and access, divided by tabs; `#` opens a note.
    pub fn read(text: &str) -> Result<Self, AgeTableError> {
        let dated = text.lines().next().and_then(|line| line.strip_prefix("# dated ")?.trim().parse().ok());
        let mut table = Self { dated: dated.ok_or(AgeTableError::Undated)?, states: BTreeMap::new() };
        let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
        for (line, text) in lines.filter(|(_, text)| !text.is_empty() && !text.starts_with('#')) {
            let (state, from, access) = row(text).ok_or(AgeTableError::Malformed { line })?;
            let rows = table.states.entry(state.to_ascii_uppercase()).or_default();
            let rises = rows.last().map_or(from == 0, |(last, _)| from > *last);
            if !rises {
                return Err(AgeTableError::Unordered { line });
            }
            rows.push((from, access));
        }
        if table.states.contains_key(ELSEWHERE) { Ok(table) } else { Err(AgeTableError::NoDefault) }
    }

    /// The day from which this table holds.
    pub fn dated(&self) -> Date {
        self.dated
    }

    /// The facts of a patient on a day. A birth date that is not known to the day counts from its earliest day, which
    /// leaves a parent less, not more.
    pub fn facts(&self, state: Option<&str>, born: Option<When>, today: Date) -> PatientFacts {
        let Some(age) = born.and_then(|born| age_years(born.first_day(), today)) else {
            return PatientFacts::default();
        };
        let reached = self.rows(state).iter().take_while(|(from, _)| *from <= age).last();
        let parental_access = reached.map_or(ParentalAccess::Unknown, |(_, access)| *access);
        PatientFacts { age_years: Some(age), parental_access }
    }

    /// The next birthday after `today` on which something changes.
    pub fn next_change(&self, state: Option<&str>, born: When, today: Date) -> Option<AgeChange> {
        let born = born.first_day();
        let age = age_years(born, today)?;
        let (age_years, access) = *self.rows(state).iter().find(|(from, _)| *from > age)?;
        Some(AgeChange { on: birthday(born, age_years)?, age_years, access })
    }

    fn rows(&self, state: Option<&str>) -> &[(u32, ParentalAccess)] {
        let own = state.and_then(|state| self.states.get(&state.to_ascii_uppercase()));
        own.or_else(|| self.states.get(ELSEWHERE)).map_or(&[], Vec::as_slice)
    }
}

fn row(text: &str) -> Option<(&str, u32, ParentalAccess)> {
    let mut columns = text.split('\t').map(str::trim);
    let (state, from, access) = (columns.next()?, columns.next()?.parse().ok()?, columns.next()?);
    let access = match access {
        "full" => ParentalAccess::Full,
        "limited" => ParentalAccess::Limited,
        "none" => ParentalAccess::None,
        _ => return None,
    };
    (!state.is_empty() && columns.next().is_none()).then_some((state, from, access))
}

/// Whole years on a day; `None` before the birth. Who was born on 29 February is a year older on 1 March.
pub fn age_years(born: Date, today: Date) -> Option<u32> {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    let years = i32::from(today.year()) - i32::from(born.year()) - i32::from(!had_birthday);
    u32::try_from(years).ok()
}

/// The first day of that age.
fn birthday(born: Date, age_years: u32) -> Option<Date> {
    let year = i16::try_from(i64::from(born.year()) + i64::from(age_years)).ok()?;
    Date::new(year, born.month(), born.day()).or_else(|_| Date::new(year, 3, 1)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn access(born: &str, today: Date) -> ParentalAccess {
        AgeTable::usual().facts(None, born.parse().ok(), today).parental_access
    }

    #[test]
    fn access_changes_on_the_birthday_and_not_the_day_before() {
        for (years, before, on) in [
            (12, ParentalAccess::Full, ParentalAccess::Limited),
            (18, ParentalAccess::Limited, ParentalAccess::None),
        ] {
            assert_eq!(access("2010-06-15", date(2010 + years, 6, 14)), before);
            assert_eq!(access("2010-06-15", date(2010 + years, 6, 15)), on);
        }
    }

    #[test]
    fn who_was_born_on_a_leap_day_is_older_on_the_first_of_march() {
        assert_eq!(access("2008-02-29", date(2026, 2, 28)), ParentalAccess::Limited);
        assert_eq!(access("2008-02-29", date(2026, 3, 1)), ParentalAccess::None);
        let change = AgeTable::usual().next_change(None, "2008-02-29".parse().unwrap(), date(2026, 1, 1));
        assert_eq!(change.map(|change| change.on), Some(date(2026, 3, 1)));
    }

    #[test]
    fn a_vague_birth_date_leaves_less_and_none_leaves_nothing() {
        assert_eq!(access("2014", date(2026, 1, 1)), ParentalAccess::Limited);
        assert_eq!(access("2014-06", date(2026, 5, 31)), ParentalAccess::Full);
        assert_eq!(access("2014-06", date(2026, 6, 1)), ParentalAccess::Limited);
        assert_eq!(access("unknown", date(2026, 1, 1)), ParentalAccess::Unknown);
        assert_eq!(access("2030-01-01", date(2026, 1, 1)), ParentalAccess::Unknown);
    }

    #[test]
    fn a_state_with_rows_of_its_own_goes_by_them() {
        let table = AgeTable::read("# dated 2026-01-01\n*\t0\tfull\n*\t18\tnone\nzz\t0\tlimited\n").unwrap();
        let facts = |state| table.facts(Some(state), "2020-01-01".parse().ok(), date(2026, 1, 1));

        assert_eq!(facts("ZZ").parental_access, ParentalAccess::Limited);
        assert_eq!(facts("NY").parental_access, ParentalAccess::Full);
    }

    #[test]
    fn a_table_that_is_not_understood_is_refused_with_its_line() {
        assert_eq!(AgeTable::read("*\t0\tfull"), Err(AgeTableError::Undated));
        for (rows, wrong) in [
            ("*\t0\tmost", AgeTableError::Malformed { line: 2 }),
            ("*\t0", AgeTableError::Malformed { line: 2 }),
            ("*\t1\tfull", AgeTableError::Unordered { line: 2 }),
            ("*\t0\tfull\n*\t0\tnone", AgeTableError::Unordered { line: 3 }),
            ("NY\t0\tfull", AgeTableError::NoDefault),
        ] {
            assert_eq!(AgeTable::read(&format!("# dated 2026-01-01\n{rows}")), Err(wrong), "{rows}");
        }
    }
}
