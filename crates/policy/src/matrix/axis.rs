//! The questions' dimensions, each a closed list of values with a name for the reader.

use portico_model::{Categories, Assurance, Category, Purpose, Relationship, Role, Sensitivities, Sensitivity};

use crate::facts::{AskerFacts, ItemFacts, Standing};
use crate::question::{Act, Question};
use crate::vocabulary::Word;

/// One dimension: its title, the names of its values in order, and the word by which rules speak of it.
pub(super) struct Axis {
    pub(super) title: &'static str,
    pub(super) names: Vec<&'static str>,
    pub(super) word: &'static str,
}

/// A value on each axis, by position.
pub(super) type Place = [usize; AXES];

pub(super) const AXES: usize = 7;

/// The position of the axis that an act without an item has no value on.
pub(super) const LABEL: usize = 6;

const ACTS: [&str; 6] = ["open_chart", "read", "search", "download", "enrol_factor", "manage_account"];

/// The axes in the order of the page's columns.
pub(super) fn axes() -> [Axis; AXES] {
    [
        Axis { title: "Standing", names: with_none(names::<Relationship>()), word: "standing" },
        Axis { title: "Role", names: names::<Role>(), word: "role" },
        Axis { title: "Signed in with", names: names::<Assurance>(), word: "assurance" },
        Axis { title: "Purpose", names: names::<Purpose>(), word: "purpose" },
        Axis { title: "Act", names: ACTS.to_vec(), word: "action" },
        Axis { title: "Category", names: with_none(names::<Category>()), word: "resource" },
        Axis { title: "Label", names: with_none(names::<Sensitivity>()), word: "sensitivities" },
    ]
}

fn names<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.word()).collect()
}

fn with_none(names: Vec<&'static str>) -> Vec<&'static str> {
    [vec!["–"], names].concat()
}

/// The question at a place; `None` where act and item do not go together.
pub(super) fn question(place: Place) -> Option<Question> {
    let [standing, role, assurance, purpose, act, category, label] = place;
    let item = category.checked_sub(1).map(|category| ItemFacts {
        category: Category::ALL[category],
        sensitivities: label
            .checked_sub(1)
            .map(|label| Sensitivity::ALL[label])
            .into_iter()
            .collect::<Sensitivities>(),
    });
    let act = match (ACTS[act], item) {
        ("open_chart", None) if label == 0 => Act::OpenChart,
        ("enrol_factor", None) if label == 0 => Act::EnrolFactor,
        ("manage_account", None) if label == 0 => Act::ManageAccount,
        ("read", Some(item)) => Act::Read(item),
        ("search", Some(item)) => Act::Search(item),
        ("download", Some(item)) => Act::Download(item),
        _ => return None,
    };
    let asker = AskerFacts { role: Role::ALL[role], assurance: Assurance::ALL[assurance], is_fresh: false };
    let standing = standing.checked_sub(1).map(|relationship| Standing {
        relationship: Relationship::ALL[relationship],
        is_verified: true,
        scope: Categories::ALL,
    });
    Some(Question::new(asker, standing, act, Purpose::ALL[purpose]))
}
