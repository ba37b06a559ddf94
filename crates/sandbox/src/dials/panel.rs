//! The handle on the dials; clones turn the same ones.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Dials;

/// Sets and reads the dials of a running sandbox.
#[derive(Debug, Clone, Default)]
pub struct DialPanel(Arc<Mutex<Positions>>);

#[derive(Debug, Default)]
struct Positions {
    dials: Dials,
    /// The errors that the rate has earned and that were not yet given.
    owed: f64,
}

impl DialPanel {
    /// Sets all dials at once.
    pub fn set(&self, dials: Dials) {
        *self.lock() = Positions { dials, owed: 0.0 };
    }

    /// Changes some dials and leaves the others.
    pub fn change(&self, change: impl FnOnce(&mut Dials)) {
        let mut dials = self.get();
        change(&mut dials);
        self.set(dials);
    }

    /// Back to a well-behaved server.
    pub fn reset(&self) {
        self.set(Dials::default());
    }

    pub fn get(&self) -> Dials {
        self.lock().dials.clone()
    }

    /// The dials that are on for one request, which counts against their limit.
    /// `error_rate` comes out as 1 if this request is to fail, else 0.
    pub(crate) fn take(&self, resource_type: Option<&str>) -> Dials {
        let mut positions = self.lock();
        let applies = positions.dials.only.as_deref().is_none_or(|only| resource_type == Some(only));
        if !applies || positions.dials == Dials::default() {
            return Dials::default();
        }
        let mut taken = positions.dials.clone();
        positions.owed += taken.error_rate.clamp(0.0, 1.0);
        taken.error_rate = if positions.owed >= 1.0 - f64::EPSILON { 1.0 } else { 0.0 };
        positions.owed -= taken.error_rate;
        match &mut positions.dials.times {
            Some(0 | 1) => *positions = Positions::default(),
            Some(times) => *times -= 1,
            None => {}
        }
        if taken.times == Some(0) { Dials::default() } else { taken }
    }

    fn lock(&self) -> MutexGuard<'_, Positions> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_rate_is_spread_evenly() {
        let panel = DialPanel::default();
        panel.set(Dials { error_rate: 0.25, ..Dials::default() });

        let failed: Vec<bool> = (0..8).map(|_| panel.take(None).error_rate >= 1.0).collect();
        assert_eq!(failed, [false, false, false, true, false, false, false, true]);
    }

    #[test]
    fn dials_limited_to_a_count_go_back_afterwards() {
        let panel = DialPanel::default();
        panel.set(Dials { malformed: true, times: Some(2), ..Dials::default() });

        let malformed: Vec<bool> = (0..3).map(|_| panel.take(None).malformed).collect();
        assert_eq!(malformed, [true, true, false]);
        assert_eq!(panel.get(), Dials::default());
    }

    #[test]
    fn dials_limited_to_a_type_leave_the_others_alone() {
        let panel = DialPanel::default();
        panel.set(Dials {
            truncate: true,
            only: Some("Goal".to_owned()),
            times: Some(1),
            ..Dials::default()
        });

        assert!(!panel.take(Some("Patient")).truncate);
        assert!(!panel.take(None).truncate);
        assert!(panel.take(Some("Goal")).truncate);
    }
}
