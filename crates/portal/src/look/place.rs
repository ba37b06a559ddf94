//! The places of the portal: their names, icons and addresses.

use portico_chart::view::LinkKind;

use portico_model::Role;

use super::Icon;
use crate::page::Shell;

/// The places of the portal, in the order of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Summary,
    Results,
    Medicines,
    Visits,
    Vitals,
    Conditions,
    Allergies,
    Immunizations,
    Notes,
    Reports,
    Documents,
    CarePlans,
    CareTeam,
    Other,
    Sharing,
    Choices,
    Timeline,
    Search,
    Profile,
    Privacy,
    Security,
    Requests,
    More,
    /// The staff side.
    StaffHome,
    StaffPatients,
    StaffAppointments,
    StaffCases,
    StaffAccounts,
    StaffAccess,
    StaffOversight,
    StaffAlerts,
    /// Nowhere in the record: sign-in and problem pages.
    Outside,
}

impl Place {
    pub fn key(self) -> &'static str {
        match self {
            Place::Summary => "place-summary",
            Place::Results => "place-results",
            Place::Medicines => "place-medicines",
            Place::Visits => "place-visits",
            Place::Vitals => "place-vitals",
            Place::Conditions => "place-conditions",
            Place::Allergies => "place-allergies",
            Place::Immunizations => "place-immunizations",
            Place::Notes => "place-notes",
            Place::Reports => "place-reports",
            Place::Documents => "place-documents",
            Place::CarePlans => "place-care-plans",
            Place::CareTeam => "place-care-team",
            Place::Other => "place-other",
            Place::Sharing => "place-sharing",
            Place::Choices => "place-choices",
            Place::Timeline => "place-timeline",
            Place::Search => "place-search",
            Place::Profile => "place-profile",
            Place::Privacy => "place-privacy",
            Place::Security => "place-security",
            Place::Requests => "place-requests",
            Place::StaffHome => "place-staff-home",
            Place::StaffPatients => "place-staff-patients",
            Place::StaffAppointments => "place-staff-appointments",
            Place::StaffCases => "place-staff-cases",
            Place::StaffAccounts => "place-staff-accounts",
            Place::StaffAccess => "place-staff-access",
            Place::StaffOversight => "place-staff-oversight",
            Place::StaffAlerts => "place-staff-alerts",
            Place::More | Place::Outside => "place-more",
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Place::Summary => Icon::Home,
            Place::Results => Icon::Flask,
            Place::Medicines => Icon::Pill,
            Place::Visits => Icon::Calendar,
            Place::Vitals => Icon::Heart,
            Place::Conditions => Icon::Clipboard,
            Place::Allergies => Icon::Leaf,
            Place::Immunizations => Icon::Syringe,
            Place::Notes => Icon::Pen,
            Place::Reports => Icon::Scan,
            Place::Documents => Icon::File,
            Place::CarePlans => Icon::Compass,
            Place::CareTeam => Icon::People,
            Place::Other => Icon::List,
            Place::Sharing => Icon::People,
            Place::Choices => Icon::Lock,
            Place::Timeline => Icon::Clock,
            Place::Search => Icon::Search,
            Place::Profile => Icon::Person,
            Place::Privacy => Icon::Book,
            Place::Security => Icon::Shield,
            Place::Requests => Icon::List,
            Place::StaffHome => Icon::Home,
            Place::StaffPatients => Icon::People,
            Place::StaffAppointments => Icon::Calendar,
            Place::StaffCases => Icon::List,
            Place::StaffAccounts => Icon::Key,
            Place::StaffAccess => Icon::People,
            Place::StaffOversight => Icon::Search,
            Place::StaffAlerts => Icon::Bell,
            Place::More | Place::Outside => Icon::More,
        }
    }

    /// The address of this place in the open record.
    pub fn address(self, shell: &Shell) -> String {
        match self {
            Place::Summary | Place::Outside => shell.to(""),
            Place::Results => shell.to("labs"),
            Place::Medicines => shell.to("medications"),
            Place::Visits => shell.to("visits"),
            Place::Vitals => shell.to("vitals"),
            Place::Conditions => shell.to("conditions"),
            Place::Allergies => shell.to("allergies"),
            Place::Immunizations => shell.to("immunizations"),
            Place::Notes => shell.to("notes"),
            Place::Reports => shell.to("reports"),
            Place::Documents => shell.to("documents"),
            Place::CarePlans => shell.to("care-plans"),
            Place::CareTeam => shell.to("care-team"),
            Place::Other => shell.to("other"),
            Place::Sharing => shell.to("sharing"),
            Place::Choices => shell.to("consent"),
            Place::Timeline => shell.to("timeline"),
            Place::Search => shell.to("search"),
            Place::Profile => shell.to("profile"),
            Place::Privacy => shell.to("privacy"),
            Place::More => shell.to("more"),
            Place::Security => "/account/security".to_owned(),
            Place::Requests => "/account/requests".to_owned(),
            Place::StaffHome => "/staff".to_owned(),
            Place::StaffPatients => "/staff/patients".to_owned(),
            Place::StaffAppointments => "/staff/appointments".to_owned(),
            Place::StaffCases => "/staff/cases".to_owned(),
            Place::StaffAccounts => "/staff/accounts".to_owned(),
            Place::StaffAccess => "/staff/access".to_owned(),
            Place::StaffOversight => "/staff/oversight".to_owned(),
            Place::StaffAlerts => "/staff/oversight/alerts".to_owned(),
        }
    }

    /// The places of a member of staff: what the role can do, and nothing else.
    pub fn of_staff(role: Role) -> &'static [Place] {
        match role {
            Role::Clinician => &[Place::StaffHome, Place::StaffPatients, Place::StaffCases],
            Role::Scheduler => &[Place::StaffHome, Place::StaffAppointments, Place::StaffCases],
            Role::Support | Role::Administrator => {
                &[Place::StaffHome, Place::StaffAccounts, Place::StaffAccess, Place::StaffCases]
            }
            Role::PrivacyOfficer => {
                &[Place::StaffHome, Place::StaffOversight, Place::StaffAlerts, Place::StaffCases]
            }
            Role::Patient | Role::System => &[],
        }
    }
}

/// A heading's key, and its places.
pub type Group = (&'static str, &'static [Place]);

/// What a person decides about their own record.
pub const PRIVACY: Group = ("places-privacy", &[Place::Sharing, Place::Choices, Place::Privacy]);

/// The groups of the rail and of the "More" page: the key of a heading, and its places.
pub const GROUPS: [Group; 5] = [
    ("places-daily", &[Place::Summary, Place::Results, Place::Medicines, Place::Visits]),
    ("places-health", &[Place::Vitals, Place::Conditions, Place::Allergies, Place::Immunizations]),
    ("places-papers", &[Place::Notes, Place::Reports, Place::Documents, Place::Other]),
    ("places-care", &[Place::CarePlans, Place::CareTeam, Place::Timeline, Place::Search]),
    PRIVACY,
];

/// The five places under the thumb.
pub const DOCK: [Place; 5] = [Place::Summary, Place::Results, Place::Medicines, Place::Visits, Place::More];

/// The place that a link leads to.
pub(super) fn link_place(kind: LinkKind) -> Place {
    match kind {
        LinkKind::Lab | LinkKind::LabPanel => Place::Results,
        LinkKind::Vital => Place::Vitals,
        LinkKind::Condition | LinkKind::VisitDiagnosis | LinkKind::Concern | LinkKind::Social => {
            Place::Conditions
        }
        LinkKind::Allergy | LinkKind::NoAllergy => Place::Allergies,
        LinkKind::Immunization => Place::Immunizations,
        LinkKind::Medication | LinkKind::Dispense => Place::Medicines,
        LinkKind::Visit | LinkKind::Appointment => Place::Visits,
        LinkKind::Note => Place::Notes,
        LinkKind::Report => Place::Reports,
        LinkKind::Document => Place::Documents,
        LinkKind::CarePlan => Place::CarePlans,
        LinkKind::Other(_) => Place::Other,
    }
}
