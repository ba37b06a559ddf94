use std::error::Error;
use std::fmt;

/// An error with all its causes, in one line, for the log.
pub struct Causes<'a>(pub &'a (dyn Error + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the store failed")]
    struct Failed(#[source] std::io::Error);

    #[test]
    fn the_last_cause_is_told_too() {
        let error = Failed(std::io::Error::other("the disk is full"));
        assert_eq!(Causes(&error).to_string(), "the store failed: the disk is full");
    }
}
