//! The clinicians of the neighbourhood. All of them are invented, and so are their numbers.

use super::places::{BEHAVIORAL, CHILDRENS, CLINIC, EMERGENCY, LAKESHORE, Place, RECOVERY, WARD};

pub struct Clinician {
    pub id: &'static str,
    pub prefix: Option<&'static str>,
    pub given: &'static str,
    pub family: &'static str,
    pub credential: &'static str,
    /// NUCC provider taxonomy.
    pub specialty: (&'static str, &'static str),
    /// SNOMED CT occupation, as care teams name it.
    pub role: (&'static str, &'static str),
    pub place: &'static Place,
    /// The seventh to ninth digit of the NPI; the rest follows.
    pub serial: u16,
}

impl Clinician {
    pub fn name(&self) -> String {
        match self.prefix {
            Some(prefix) => format!("{prefix} {} {}", self.given, self.family),
            None => format!("{} {}, {}", self.given, self.family, self.credential),
        }
    }

    pub fn reference(&self) -> String {
        format!("Practitioner/{}", self.id)
    }

    /// A National Provider Identifier with the right check digit (Luhn over `80840` and nine digits) in a block nobody holds.
    pub fn npi(&self) -> String {
        let digits = format!("199999{:03}", self.serial);
        let sum: u32 = format!("80840{digits}")
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| {
                let digit = u32::from(byte - b'0');
                if place % 2 == 1 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
            })
            .sum();
        format!("{digits}{}", (10 - sum % 10) % 10)
    }
}

const FAMILY: (&str, &str) = ("207Q00000X", "Family Medicine Physician");
const DOCTOR: Option<&str> = Some("Dr.");
const PHYSICIAN: (&str, &str) = ("309343006", "Physician");

pub static LINDQVIST: Clinician = Clinician { id: "maja-lindqvist", prefix: DOCTOR, given: "Maja", family: "Lindqvist", credential: "MD", specialty: FAMILY, role: ("453231000124104", "Primary care provider"), place: &CLINIC, serial: 101 };
pub static IBARRA: Clinician = Clinician { id: "tomas-ibarra", prefix: DOCTOR, given: "Tomás", family: "Ibarra", credential: "MD", specialty: ("207RG0300X", "Geriatric Medicine (Internal Medicine) Physician"), role: ("453231000124104", "Primary care provider"), place: &CLINIC, serial: 102 };
pub static ABARA: Clinician = Clinician { id: "chidi-abara", prefix: DOCTOR, given: "Chidi", family: "Abara", credential: "DO", specialty: ("207R00000X", "Internal Medicine Physician"), role: ("453231000124104", "Primary care provider"), place: &CLINIC, serial: 103 };
pub static BRANDT: Clinician = Clinician { id: "noah-brandt", prefix: DOCTOR, given: "Noah", family: "Brandt", credential: "MD", specialty: ("208000000X", "Pediatrics Physician"), role: ("82296001", "Pediatrician"), place: &CHILDRENS, serial: 104 };
pub static RAHMAN: Clinician = Clinician { id: "aisha-rahman", prefix: DOCTOR, given: "Aisha", family: "Rahman", credential: "MD", specialty: ("207V00000X", "Obstetrics & Gynecology Physician"), role: ("11935004", "Obstetrician"), place: &CLINIC, serial: 105 };
pub static MORI: Clinician = Clinician { id: "keiko-mori", prefix: DOCTOR, given: "Keiko", family: "Mori", credential: "MD", specialty: ("207RE0101X", "Endocrinology, Diabetes & Metabolism Physician"), role: ("61894003", "Endocrinologist"), place: &CLINIC, serial: 106 };
pub static OSEI: Clinician = Clinician { id: "daniel-osei", prefix: DOCTOR, given: "Daniel", family: "Osei", credential: "MD", specialty: ("207RI0200X", "Infectious Disease Physician"), role: PHYSICIAN, place: &CLINIC, serial: 107 };
pub static FELDMAN: Clinician = Clinician { id: "ruth-feldman", prefix: DOCTOR, given: "Ruth", family: "Feldman", credential: "MD", specialty: ("2084P0800X", "Psychiatry Physician"), role: ("80584001", "Psychiatrist"), place: &BEHAVIORAL, serial: 108 };
pub static TORRES: Clinician = Clinician { id: "mateo-torres", prefix: None, given: "Mateo", family: "Torres", credential: "LCSW", specialty: ("1041C0700X", "Clinical Social Worker"), role: ("106328005", "Social worker"), place: &RECOVERY, serial: 109 };
pub static HADDAD: Clinician = Clinician { id: "omar-haddad", prefix: DOCTOR, given: "Omar", family: "Haddad", credential: "MD", specialty: ("207P00000X", "Emergency Medicine Physician"), role: PHYSICIAN, place: &EMERGENCY, serial: 110 };
pub static PETROV: Clinician = Clinician { id: "lena-petrov", prefix: DOCTOR, given: "Lena", family: "Petrov", credential: "MD", specialty: ("2085R0202X", "Diagnostic Radiology Physician"), role: ("66862007", "Radiologist"), place: &WARD, serial: 111 };
pub static NILSEN: Clinician = Clinician { id: "sofia-nilsen", prefix: None, given: "Sofia", family: "Nilsen", credential: "CGC", specialty: ("170300000X", "Genetic Counselor, MS"), role: ("310182000", "Genetic counsellor"), place: &CLINIC, serial: 112 };
pub static ALDOUS: Clinician = Clinician { id: "henrik-aldous", prefix: DOCTOR, given: "Henrik", family: "Aldous", credential: "MD", specialty: ("207RC0000X", "Cardiovascular Disease Physician"), role: ("17561000", "Cardiologist"), place: &WARD, serial: 113 };
pub static OKAFOR: Clinician = Clinician { id: "ifeoma-okafor", prefix: None, given: "Ifeoma", family: "Okafor", credential: "RN", specialty: ("163W00000X", "Registered Nurse"), role: ("224535009", "Registered nurse"), place: &CLINIC, serial: 114 };
pub static PARK: Clinician = Clinician { id: "jun-park", prefix: None, given: "Jun", family: "Park", credential: "PharmD", specialty: ("183500000X", "Pharmacist"), role: ("46255001", "Pharmacist"), place: &CLINIC, serial: 115 };
pub static TREMBLAY: Clinician = Clinician { id: "julie-tremblay", prefix: DOCTOR, given: "Julie", family: "Tremblay", credential: "MD", specialty: FAMILY, role: PHYSICIAN, place: &LAKESHORE, serial: 116 };

pub static CLINICIANS: [&Clinician; 16] = [
    &LINDQVIST, &IBARRA, &ABARA, &BRANDT, &RAHMAN, &MORI, &OSEI, &FELDMAN, &TORRES, &HADDAD, &PETROV, &NILSEN, &ALDOUS, &OKAFOR,
    &PARK, &TREMBLAY,
];
