//! The scenes of the matrix: who comes, with which facts open and which fixed.

use portico_model::{
    Assurance, Categories, Category, Purpose, Relationship, Role, Sensitivities, Sensitivity,
};

use super::axis::Axis;
use crate::facts::{AskerFacts, CareFacts, ConsentFacts, ItemFacts, ParentalAccess, PatientFacts, Standing};
use crate::question::{Act, Question};
use crate::vocabulary::Word;

/// One table of the matrix.
pub(super) struct Scene {
    pub(super) title: &'static str,
    /// What is fixed.
    pub(super) about: &'static str,
    pub(super) from: Question,
    pub(super) axes: Vec<Axis>,
}

pub(super) fn all() -> Vec<Scene> {
    vec![opening(), reading_for_oneself_or_another(), reading_at_work(), other_acts()]
}

fn opening() -> Scene {
    Scene {
        title: "Opening a chart",
        about: "Standing is verified and covers the whole record.",
        from: plain(Act::OpenChart),
        axes: vec![standing(), role(), assurance(), purpose(), age(), care()],
    }
}

fn reading_for_oneself_or_another() -> Scene {
    Scene {
        title: "Reading as the patient, or for them",
        about: "A patient-side account, for the purpose PATRQT. Standing is verified and covers the whole record: a kind \
                of record that a grant leaves out is refused by `nothing-permits`. Searching and downloading are decided \
                as reading is.",
        from: plain(read()),
        axes: vec![
            Axis::words("Standing", |question, relationship| with_standing(question, Some(relationship))),
            Axis::some(
                "Signed in with",
                &[Assurance::Weak, Assurance::TwoFactor, Assurance::PhishingResistant],
                with_assurance,
            ),
            age(),
            Axis::categories(),
            label(),
            consent(),
        ],
    }
}

fn reading_at_work() -> Scene {
    Scene {
        title: "Reading at work",
        about: "Staff, who have no standing.",
        from: Question { standing: None, ..plain(read()) },
        axes: vec![
            Axis::some(
                "Role",
                &[
                    Role::Clinician,
                    Role::Scheduler,
                    Role::Support,
                    Role::Administrator,
                    Role::PrivacyOfficer,
                    Role::System,
                ],
                with_role,
            ),
            Axis::some("Signed in with", &[Assurance::Weak, Assurance::TwoFactor], with_assurance),
            purpose(),
            Axis::new(
                "Act",
                [
                    ("read", Act::Read as fn(ItemFacts) -> Act),
                    ("search", Act::Search),
                    ("download", Act::Download),
                ],
                |question, act| question.act.item().map_or(question, |item| question.about(act(item))),
            ),
            care(),
            Axis::new(
                "Category",
                [("appointments", Category::Appointments), ("all others", Category::Laboratory)],
                |question, category| with_item(question, |item| ItemFacts { category, ..item }),
            ),
            Axis::new(
                "Label",
                [
                    ("–", None),
                    ("substance_use", Some(Sensitivity::SubstanceUse)),
                    ("another", Some(Sensitivity::Hiv)),
                ],
                with_label,
            ),
            consent(),
        ],
    }
}

fn other_acts() -> Scene {
    Scene {
        title: "Other acts",
        about: "Acts on a chart as a whole, on one’s own account, and the work of offices.",
        from: plain(Act::Share),
        axes: vec![
            Axis::new("Act", ACTS.map(|act| (act.as_str(), act)), |question, act| question.about(act)),
            standing(),
            role(),
            assurance(),
            Axis::new("Fresh", [("yes", true), ("no", false)], |question, is_fresh| Question {
                asker: AskerFacts { is_fresh, ..question.asker },
                ..question
            }),
            Axis::some("Purpose", &[Purpose::PatientRequest, Purpose::EmergencyTreatment], with_purpose),
            Axis::some(
                "Left to parents",
                &[ParentalAccess::Full, ParentalAccess::Limited, ParentalAccess::None],
                with_access,
            ),
        ],
    }
}

const ACTS: [Act; 15] = [
    Act::Share,
    Act::EndSharing,
    Act::ReadLedger,
    Act::BreakGlass,
    Act::FindPatients,
    Act::HelpAccounts,
    Act::MakeCode,
    Act::ReviewProxies,
    Act::ApproveAccess,
    Act::WorkCases,
    Act::Oversee,
    Act::ExportEvents,
    Act::Provision,
    Act::EnrolFactor,
    Act::ManageAccount,
];

fn plain(act: Act) -> Question {
    let asker = AskerFacts { role: Role::Patient, assurance: Assurance::TwoFactor, is_fresh: false };
    Question::new(asker, None, act, Purpose::PatientRequest)
}

fn read() -> Act {
    Act::Read(ItemFacts { category: Category::Laboratory, sensitivities: Sensitivities::NONE })
}

fn with_item(question: Question, change: impl Fn(ItemFacts) -> ItemFacts) -> Question {
    match question.act {
        Act::Read(item) => question.about(Act::Read(change(item))),
        Act::Search(item) => question.about(Act::Search(change(item))),
        Act::Download(item) => question.about(Act::Download(change(item))),
        _ => question,
    }
}

fn with_label(question: Question, label: Option<Sensitivity>) -> Question {
    with_item(question, |item| ItemFacts { sensitivities: label.into_iter().collect(), ..item })
}

fn with_standing(question: Question, relationship: Option<Relationship>) -> Question {
    let standing =
        relationship.map(|relationship| Standing { relationship, is_verified: true, scope: Categories::ALL });
    Question { standing, ..question }
}

fn with_role(question: Question, role: Role) -> Question {
    Question { asker: AskerFacts { role, ..question.asker }, ..question }
}

fn with_assurance(question: Question, assurance: Assurance) -> Question {
    Question { asker: AskerFacts { assurance, ..question.asker }, ..question }
}

fn with_purpose(question: Question, purpose: Purpose) -> Question {
    Question { purpose, ..question }
}

fn with_access(question: Question, parental_access: ParentalAccess) -> Question {
    Question { patient: PatientFacts { age_years: None, parental_access }, ..question }
}

fn standing() -> Axis {
    let words = Relationship::ALL.iter().map(|word| (word.word(), Some(*word)));
    Axis::new("Standing", [("–", None)].into_iter().chain(words), with_standing)
}

fn role() -> Axis {
    Axis::words("Role", with_role)
}

fn assurance() -> Axis {
    Axis::words("Signed in with", with_assurance)
}

fn purpose() -> Axis {
    Axis::words("Purpose", with_purpose)
}

fn age() -> Axis {
    Axis::words("Left to parents", with_access)
}

fn label() -> Axis {
    let words = Sensitivity::ALL.iter().map(|word| (word.word(), Some(*word)));
    Axis::new("Label", [("–", None)].into_iter().chain(words), with_label)
}

fn care() -> Axis {
    let none = CareFacts::default();
    let values = [
        ("–", none),
        ("care team", CareFacts { is_on_care_team: true, ..none }),
        ("encounter", CareFacts { has_active_encounter: true, ..none }),
        ("broke glass", CareFacts { broke_glass: true, ..none }),
    ];
    Axis::new("Care", values, |question, care| Question { care, ..question })
}

fn consent() -> Axis {
    let values = [
        ("–", ConsentFacts { permits: false, denies: false }),
        ("permits", ConsentFacts { permits: true, denies: false }),
        ("denies", ConsentFacts { permits: false, denies: true }),
        ("both", ConsentFacts { permits: true, denies: true }),
    ];
    Axis::new("Directives", values, |question, consent| Question { consent, ..question })
}
