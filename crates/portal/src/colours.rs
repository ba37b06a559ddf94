//! The colours of the people for whom somebody acts: five, and no two people of one list share one while they suffice.

use portico_model::PatientId;

const COLOURS: usize = 5;

/// The colour of each person of a list, 1 to 5.
#[derive(Debug)]
pub(crate) struct Colours(Vec<(PatientId, u8)>);

impl Colours {
    /// Whoever comes earlier keeps their colour when others come.
    pub(crate) fn of(patients: impl IntoIterator<Item = PatientId>) -> Self {
        let mut taken: Vec<(PatientId, u8)> = Vec::new();
        for patient in patients {
            if taken.iter().any(|(own, _)| *own == patient) {
                continue;
            }
            let usual = usual(&patient);
            let in_turn = (0..COLOURS).map(|step| (usual - 1 + step) % COLOURS + 1);
            let is_free = |colour: &usize| taken.iter().all(|(_, other)| usize::from(*other) != *colour);
            let colour = in_turn.clone().find(is_free).unwrap_or(usual);
            taken.push((patient, colour as u8));
        }
        Self(taken)
    }

    /// The colour of somebody; of whoever is not in the list the one that they would have alone.
    pub(crate) fn get(&self, patient: &PatientId) -> u8 {
        let listed = self.0.iter().find(|(own, _)| own == patient).map(|(_, colour)| *colour);
        listed.unwrap_or_else(|| usual(patient) as u8)
    }
}

fn usual(patient: &PatientId) -> usize {
    let sum = patient.as_str().bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    usize::from(sum) % COLOURS + 1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn people(count: usize) -> Vec<PatientId> {
        (0..count).map(|n| format!("p-{}", n * COLOURS).parse().unwrap()).collect()
    }

    fn colours(people: &[PatientId]) -> Vec<u8> {
        let colours = Colours::of(people.iter().cloned());
        people.iter().map(|patient| colours.get(patient)).collect()
    }

    #[test]
    fn no_two_people_share_a_colour_while_colours_suffice() {
        let five: BTreeSet<u8> = colours(&people(5)).into_iter().collect();

        assert_eq!(five.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert!(colours(&people(9)).iter().all(|colour| (1..=5).contains(colour)));
    }

    #[test]
    fn whoever_comes_later_takes_nobody_s_colour() {
        let all = people(5);

        for count in 1..all.len() {
            assert_eq!(colours(&all[..count]), colours(&all)[..count]);
        }
    }
}
