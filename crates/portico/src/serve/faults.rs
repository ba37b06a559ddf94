//! What is wrong with a configuration, all at once: each with its place and what to write there.

use std::fmt;

/// The faults that were found so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<String>);

impl Faults {
    /// Notes `place_and_way` unless all is right there.
    pub fn unless(&mut self, is_right: bool, place_and_way: impl Into<String>) {
        if !is_right {
            self.0.push(place_and_way.into());
        }
    }

    /// What came of a part, or its fault with its causes.
    pub fn of<T>(&mut self, part: anyhow::Result<T>) -> Option<T> {
        part.inspect_err(|error| self.0.push(format!("{error:#}"))).ok()
    }

    /// Fails if there is any.
    pub fn settle(self) -> anyhow::Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(anyhow::Error::msg(self.to_string())) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [only] => f.write_str(only),
            all => {
                write!(f, "{} settings are not right", all.len())?;
                all.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
            }
        }
    }
}
