//! Every asker and every item that a question can hold.

use portico_model::{Assurance, Category, Relationship, Role, Sensitivities, Sensitivity};

use super::described::{StandingTold, Who, kind, kind_of_relation};
use crate::facts::ItemFacts;
use crate::vocabulary::Word;

const EITHER: [bool; 2] = [false, true];

pub(super) fn askers() -> impl Iterator<Item = Who> {
    let unrelated = Role::ALL.iter().map(|&role| (kind(role), None));
    let related = Relationship::ALL.iter().flat_map(|&relationship| {
        pairs().map(move |(is_verified, covers_item)| {
            (kind_of_relation(relationship), Some(StandingTold { is_verified, covers_item }))
        })
    });
    unrelated.chain(related).flat_map(|(kind, standing)| {
        Assurance::ALL
            .iter()
            .flat_map(move |&assurance| EITHER.map(|is_fresh| Who { kind, assurance, is_fresh, standing }))
    })
}

pub(super) fn items() -> impl Iterator<Item = ItemFacts> {
    Category::ALL
        .into_iter()
        .flat_map(|category| label_sets().map(move |sensitivities| ItemFacts { category, sensitivities }))
}

fn label_sets() -> impl Iterator<Item = Sensitivities> {
    (0..1usize << Sensitivity::ALL.len())
        .map(|bits| Sensitivity::ALL.into_iter().filter(|label| bits & (1 << *label as usize) != 0).collect())
}

fn pairs() -> impl Iterator<Item = (bool, bool)> {
    EITHER.into_iter().flat_map(|first| EITHER.map(|second| (first, second)))
}
