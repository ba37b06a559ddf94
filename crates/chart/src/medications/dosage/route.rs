//! The ways by which medicines are given that have a reviewed name (SNOMED CT, HL7 v3 RouteOfAdministration, NCI Thesaurus).

use portico_fhir::shapes::CodeableConcept;

const ROUTES: [(&str, &[&str]); 14] = [
    ("route-mouth", &["26643006", "PO", "C38288"]),
    ("route-tongue", &["37839007", "SL", "C38300"]),
    ("route-cheek", &["54471007", "BUC", "C38193"]),
    ("route-vein", &["47625008", "255560000", "IV", "IVINJ", "C38276"]),
    ("route-muscle", &["78421000", "IM", "C28161"]),
    ("route-skin-under", &["34206005", "SQ", "SC", "C38299"]),
    ("route-skin", &["6064005", "TOPICAL", "C38304"]),
    ("route-patch", &["45890007", "TRNSDERM", "C38305"]),
    ("route-nose", &["46713006", "NASINHL", "C38284"]),
    ("route-eye", &["54485002", "OPTHALTA", "C38287"]),
    ("route-ear", &["10547007", "OTIC", "C38192"]),
    ("route-rectum", &["37161004", "PR", "C38295"]),
    ("route-vagina", &["16857009", "VAGINSI", "C38313"]),
    ("route-lungs", &["447694001", "IPINHL", "C38216"]),
];

/// The key of the reviewed name of a route.
pub(super) fn key(route: &CodeableConcept) -> Option<&'static str> {
    let is_of = |codes: &[&str]| {
        route.coding.iter().filter_map(|coding| coding.code.as_deref()).any(|code| codes.contains(&code))
    };
    ROUTES.iter().find(|(_, codes)| is_of(codes)).map(|(key, _)| *key)
}

/// The words that show in a text that it names this route.
pub(super) fn words(key: &str) -> &'static [&'static str] {
    match key {
        "route-mouth" => {
            &["mouth", "oral", "orally", "po", "swallow", "take", "chew", "boca", "tome", "drink"]
        }
        "route-tongue" => &["tongue", "sublingual", "sublingually", "lengua"],
        "route-cheek" => &["cheek", "buccal", "buccally"],
        "route-vein" => &["vein", "iv", "intravenous", "intravenously", "vena"],
        "route-muscle" => &["muscle", "im", "intramuscular", "intramuscularly"],
        "route-skin-under" => &["subcutaneous", "subcutaneously", "sq", "sc", "subq", "under"],
        "route-skin" => &["skin", "topically", "apply", "piel"],
        "route-patch" => &["patch", "transdermal"],
        "route-nose" => &["nose", "nostril", "nasal", "nasally", "nostrils", "nariz"],
        "route-eye" => &["eye", "eyes", "ojo", "ojos"],
        "route-ear" => &["ear", "ears", "oído", "oídos"],
        "route-rectum" => &["rectum", "rectal", "rectally", "recto"],
        "route-vagina" => &["vagina", "vaginal", "vaginally"],
        "route-lungs" => &["inhale", "inhalation", "puff", "puffs", "inhalar"],
        _ => &[],
    }
}
