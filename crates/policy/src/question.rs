use portico_model::Purpose;

use crate::facts::{AskerFacts, CareFacts, ConsentFacts, ItemFacts, PatientFacts, Standing};

/// May this person, standing so toward this patient, do this, for this purpose?
///
/// It is small and `Copy`, and equal questions have equal answers: a page asks once for each distinct set of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Question {
    pub asker: AskerFacts,
    /// `None`: a stranger to this patient. Of staff it is not heard: they are asked by what they are.
    pub standing: Option<Standing>,
    pub act: Act,
    pub purpose: Purpose,
    pub patient: PatientFacts,
    pub care: CareFacts,
    pub consent: ConsentFacts,
}

impl Question {
    /// A question with nothing known of the patient, no care team and no directives.
    pub fn new(asker: AskerFacts, standing: Option<Standing>, act: Act, purpose: Purpose) -> Self {
        Self {
            asker,
            standing,
            act,
            purpose,
            patient: PatientFacts::default(),
            care: CareFacts::default(),
            consent: ConsentFacts::default(),
        }
    }

    /// The same question about another act, for the next item of a page.
    pub fn about(self, act: Act) -> Self {
        Self { act, ..self }
    }
}

/// What somebody wants to do, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Open a patient's chart at all, before any item is named.
    OpenChart,
    /// See an item on a page or in its JSON twin.
    Read(ItemFacts),
    /// Find an item by searching the record.
    Search(ItemFacts),
    /// Take an item away as a file.
    Download(ItemFacts),
    /// Let somebody else see the chart, or say who may not.
    Share,
    /// Take access back.
    EndSharing,
    /// See who opened the chart.
    ReadLedger,
    /// Look for a patient by name, before any chart is open.
    FindPatients,
    /// Declare an emergency.
    BreakGlass,
    /// Help people into their accounts.
    HelpAccounts,
    /// Hand out a code with which a patient makes an account.
    MakeCode,
    /// Check who may act for whom.
    ReviewProxies,
    /// Let somebody act for a patient.
    ApproveAccess,
    /// Answer the cases of one's pool.
    WorkCases,
    /// Search the audit log and follow alerts.
    Oversee,
    /// Take audit events out of the house.
    ExportEvents,
    /// Keep the staff directory.
    Provision,
    /// Add the first second factor to one's own account.
    EnrolFactor,
    /// Change one's own account: factors, password, sessions, language.
    ManageAccount,
}

impl Act {
    /// The item that the act is about, where there is one.
    pub fn item(self) -> Option<ItemFacts> {
        match self {
            Act::Read(item) | Act::Search(item) | Act::Download(item) => Some(item),
            _ => None,
        }
    }

    /// The name in policy files and audit events.
    pub fn as_str(self) -> &'static str {
        match self {
            Act::OpenChart => "open_chart",
            Act::Read(_) => "read",
            Act::Search(_) => "search",
            Act::Download(_) => "download",
            Act::Share => "share",
            Act::EndSharing => "end_sharing",
            Act::ReadLedger => "read_ledger",
            Act::FindPatients => "find_patients",
            Act::BreakGlass => "break_glass",
            Act::HelpAccounts => "help_accounts",
            Act::MakeCode => "make_code",
            Act::ReviewProxies => "review_proxies",
            Act::ApproveAccess => "approve_access",
            Act::WorkCases => "work_cases",
            Act::Oversee => "oversee",
            Act::ExportEvents => "export_events",
            Act::Provision => "provision",
            Act::EnrolFactor => "enrol_factor",
            Act::ManageAccount => "manage_account",
        }
    }
}
