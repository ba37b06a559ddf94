//! Organisations and locations of the neighbourhood. All of them are invented.

pub struct Organization {
    pub id: &'static str,
    pub name: &'static str,
    /// A code of HL7's `organization-type`.
    pub kind: (&'static str, &'static str),
    pub part_of: Option<&'static str>,
    pub street: &'static str,
    pub city: (&'static str, &'static str, &'static str),
    pub phone: &'static str,
}

const PROVIDER: (&str, &str) = ("prov", "Healthcare Provider");
const PAYER: (&str, &str) = ("pay", "Payer");
const RIVERSIDE: (&str, &str, &str) = ("Riverside", "MA", "01199");
const HARBOR: (&str, &str, &str) = ("Harbor", "MA", "01198");
const HEALTH: Option<&str> = Some("riverside-health");

pub static ORGANIZATIONS: &[Organization] = &[
    Organization { id: "riverside-health", name: "Riverside Health", kind: PROVIDER, part_of: None, street: "1 Mill Race", city: RIVERSIDE, phone: "555-0100" },
    Organization { id: "riverside-clinic", name: "Riverside Clinic", kind: PROVIDER, part_of: HEALTH, street: "12 Mill Race", city: RIVERSIDE, phone: "555-0112" },
    Organization { id: "riverside-hospital", name: "Riverside Hospital", kind: PROVIDER, part_of: HEALTH, street: "200 Ferry Street", city: RIVERSIDE, phone: "555-0120" },
    Organization { id: "riverside-childrens", name: "Riverside Children's Clinic", kind: PROVIDER, part_of: HEALTH, street: "14 Mill Race", city: RIVERSIDE, phone: "555-0114" },
    Organization { id: "riverside-behavioral", name: "Riverside Behavioral Health", kind: PROVIDER, part_of: HEALTH, street: "31 Orchard Lane", city: RIVERSIDE, phone: "555-0131" },
    Organization { id: "harbor-recovery", name: "Harbor Recovery Program", kind: PROVIDER, part_of: None, street: "8 Pier Road", city: HARBOR, phone: "555-0188" },
    Organization { id: "riverside-laboratory", name: "Riverside Laboratory", kind: PROVIDER, part_of: HEALTH, street: "202 Ferry Street", city: RIVERSIDE, phone: "555-0122" },
    Organization { id: "northgate-diagnostics", name: "Northgate Diagnostics", kind: PROVIDER, part_of: None, street: "77 Northgate Avenue", city: HARBOR, phone: "555-0177" },
    Organization { id: "lakeshore-health", name: "Lakeshore Health Centre", kind: PROVIDER, part_of: None, street: "410 Lakeshore Road", city: ("Toronto", "ON", "M5V 0A1"), phone: "555-0141" },
    Organization { id: "harbor-pharmacy", name: "Harbor Pharmacy", kind: PROVIDER, part_of: None, street: "3 Pier Road", city: HARBOR, phone: "555-0103" },
    Organization { id: "evergreen-plan", name: "Evergreen Health Plan", kind: PAYER, part_of: None, street: "900 Canal Street", city: HARBOR, phone: "555-0190" },
    Organization { id: "seniors-plan", name: "Medicare", kind: PAYER, part_of: None, street: "1 Federal Square", city: HARBOR, phone: "555-0191" },
    Organization { id: "state-plan", name: "State Medicaid", kind: PAYER, part_of: None, street: "2 State Square", city: HARBOR, phone: "555-0192" },
];

/// Where a visit takes place.
pub struct Place {
    pub id: &'static str,
    pub name: &'static str,
    pub organization: &'static str,
    /// A code of v3-RoleCode.
    pub kind: (&'static str, &'static str),
}

const OFFICE: (&str, &str) = ("OF", "outpatient facility");

pub static CLINIC: Place = Place { id: "riverside-clinic-4", name: "Riverside Clinic, Room 4", organization: "riverside-clinic", kind: OFFICE };
pub static CHILDRENS: Place = Place { id: "riverside-childrens-2", name: "Riverside Children's Clinic, Room 2", organization: "riverside-childrens", kind: ("PEDC", "Pediatrics clinic") };
pub static EMERGENCY: Place = Place { id: "riverside-emergency", name: "Riverside Hospital, Emergency", organization: "riverside-hospital", kind: ("ER", "Emergency room") };
pub static WARD: Place = Place { id: "riverside-ward-5", name: "Riverside Hospital, Ward 5 East", organization: "riverside-hospital", kind: ("HU", "Hospital unit") };
pub static BEHAVIORAL: Place = Place { id: "riverside-behavioral-1", name: "Riverside Behavioral Health", organization: "riverside-behavioral", kind: OFFICE };
pub static RECOVERY: Place = Place { id: "harbor-recovery-1", name: "Harbor Recovery Program", organization: "harbor-recovery", kind: ("SURF", "Substance use rehabilitation facility") };
pub static LAKESHORE: Place = Place { id: "lakeshore-1", name: "Lakeshore Health Centre", organization: "lakeshore-health", kind: OFFICE };
pub static VIRTUAL: Place = Place { id: "riverside-video", name: "Riverside video visits", organization: "riverside-clinic", kind: OFFICE };

pub static PLACES: [&Place; 8] = [&CLINIC, &CHILDRENS, &EMERGENCY, &WARD, &BEHAVIORAL, &RECOVERY, &LAKESHORE, &VIRTUAL];
