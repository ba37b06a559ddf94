//! When to try again what could not be carried: later each time, and not all at once.

use jiff::SignedDuration;
use uuid::Uuid;

const FIRST_MS: i64 = 5_000;
const LONGEST_MS: i64 = 60 * 60 * 1000;

/// Attempts before something is given up: most of a day.
pub(crate) const MOST_ATTEMPTS: u32 = 28;

/// The pause after an attempt, counted from one. A quarter of it is spread by the row's own id, so that rows which failed
/// together do not come back together.
pub(crate) fn pause(attempts: u32, id: Uuid) -> SignedDuration {
    let doublings = attempts.saturating_sub(1).min(20);
    let whole = (FIRST_MS << doublings).min(LONGEST_MS);
    let spread = i64::try_from(id.as_u128() % 251).unwrap_or_default();
    SignedDuration::from_millis(whole - whole / 4 * spread / 250)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_hour_and_are_spread() {
        let (one, other) = (Uuid::from_u128(0), Uuid::from_u128(250));

        assert_eq!(pause(1, one), SignedDuration::from_secs(5));
        assert_eq!(pause(2, one), SignedDuration::from_secs(10));
        assert_eq!(pause(40, one), SignedDuration::from_hours(1));
        assert_eq!(pause(40, other), SignedDuration::from_mins(45));
    }

    #[test]
    fn everything_together_is_about_a_day() {
        let all: i64 =
            (1..MOST_ATTEMPTS).map(|attempts| pause(attempts, Uuid::from_u128(125)).as_secs()).sum();

        assert!((12..30).contains(&(all / 3600)), "{all} s");
    }
}
