//! Analytes of urine, infection, immunity, pregnancy and genes: much of it words and codes.

use super::analyte::{Analyte, Answer, Range, coded, number, text};

const NEGATIVE: &[Range] = &[Range::said("Negative")];

pub static NOT_DETECTED: &[Answer] = &[
    Answer { code: "260415000", text: "Not detected", flag: Some("N") },
    Answer { code: "260373001", text: "Detected", flag: Some("A") },
    Answer { code: "419984006", text: "Inconclusive", flag: None },
];

pub static NONREACTIVE: &[Answer] = &[
    Answer { code: "131194007", text: "Non-reactive", flag: Some("N") },
    Answer { code: "11214006", text: "Reactive", flag: Some("A") },
];

static ABO: &[Answer] = &[
    Answer { code: "58460004", text: "Group O", flag: None },
    Answer { code: "112144000", text: "Group A", flag: None },
    Answer { code: "112149005", text: "Group B", flag: None },
];

static RH: &[Answer] = &[
    Answer { code: "165747007", text: "Rh positive", flag: None },
    Answer { code: "165746003", text: "Rh negative", flag: None },
];

pub static URINE: &[Analyte] = &[
    text("color", ("5778-6", "Color of Urine"), "Color", "Yellow", &[Range::said("Yellow")]),
    text("clarity", ("5767-9", "Appearance of Urine"), "Appearance", "Clear", &[Range::said("Clear")]),
    number("gravity", ("5811-5", "Specific gravity of Urine by Test strip"), "Specific gravity", ("", "1"), (3, 1.016, 0.005), &[Range::within("1.005", "1.030")]),
    number("ph", ("5803-2", "pH of Urine by Test strip"), "pH", ("pH", "[pH]"), (1, 6.2, 0.4), &[Range::within("5.0", "8.0")]),
    text("urine-protein", ("20454-5", "Protein [Presence] in Urine by Test strip"), "Protein", "Negative", NEGATIVE),
    text("urine-glucose", ("25428-4", "Glucose [Presence] in Urine by Test strip"), "Glucose", "Negative", NEGATIVE),
    text("ketones", ("2514-8", "Ketones [Presence] in Urine by Test strip"), "Ketones", "Negative", NEGATIVE),
    text("urine-bilirubin", ("5770-3", "Bilirubin.total [Presence] in Urine by Test strip"), "Bilirubin", "Negative", NEGATIVE),
    text("blood", ("5794-3", "Hemoglobin [Presence] in Urine by Test strip"), "Blood", "Negative", NEGATIVE),
    text("nitrite", ("5802-4", "Nitrite [Presence] in Urine by Test strip"), "Nitrite", "Negative", NEGATIVE),
    text("esterase", ("5799-2", "Leukocyte esterase [Presence] in Urine by Test strip"), "Leukocyte esterase", "Negative", NEGATIVE),
];

pub static URINE_CULTURE: &[Analyte] =
    &[text("culture", ("630-4", "Bacteria identified in Urine by Culture"), "Urine culture", "No growth after 48 hours", &[])];

pub static ALBUMIN_RATIO: &[Analyte] = &[number("uacr", ("14959-1", "Microalbumin/Creatinine [Mass Ratio] in Urine"), "Albumin/creatinine ratio, urine", ("mg/g", "mg/g"), (0, 9.0, 4.0), &[Range::up_to("29")])];

pub static COVID: &[Analyte] = &[coded("covid", ("94500-6", "SARS-CoV-2 (COVID-19) RNA [Presence] in Respiratory system specimen by NAA with probe detection"), "COVID-19 (SARS-CoV-2) PCR", NOT_DETECTED, &[Range::said("Not detected")])];

pub static STREP: &[Analyte] = &[coded("strep", ("78012-2", "Streptococcus pyogenes Ag [Presence] in Throat by Rapid immunoassay"), "Rapid strep A", NOT_DETECTED, &[Range::said("Not detected")])];

pub static HEPATITIS: &[Analyte] = &[
    coded("hbsag", ("5196-1", "Hepatitis B virus surface Ag [Presence] in Serum or Plasma by Immunoassay"), "Hepatitis B surface antigen", NONREACTIVE, &[Range::said("Non-reactive")]),
    coded("hbsab", ("22322-2", "Hepatitis B virus surface Ab [Presence] in Serum"), "Hepatitis B surface antibody", NONREACTIVE, &[Range::said("Reactive after vaccination")]),
    coded("hcvab", ("13955-0", "Hepatitis C virus Ab [Presence] in Serum or Plasma by Immunoassay"), "Hepatitis C antibody", NONREACTIVE, &[Range::said("Non-reactive")]),
];

pub static HIV_MONITORING: &[Analyte] = &[
    number("viral-load", ("20447-9", "HIV 1 RNA [#/volume] (viral load) in Serum or Plasma by NAA with probe detection"), "HIV-1 viral load", ("copies/mL", "{copies}/mL"), (0, 20.0, 0.0), &[Range::said("Not detected")]),
    number("cd4", ("24467-3", "CD3+CD4+ (T4 helper) cells [#/volume] in Blood"), "CD4 cell count", ("cells/uL", "{cells}/uL"), (0, 640.0, 60.0), &[Range::within("490", "1740")]),
];

pub static HIV_SCREEN: &[Analyte] = &[coded("hiv-screen", ("56888-1", "HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay"), "HIV antigen/antibody screen", NONREACTIVE, &[Range::said("Non-reactive")])];

pub static CHLAMYDIA: &[Analyte] = &[coded("chlamydia", ("21613-5", "Chlamydia trachomatis DNA [Presence] in Specimen by NAA with probe detection"), "Chlamydia, NAAT", NOT_DETECTED, &[Range::said("Not detected")])];

pub static BLOOD_GROUP: &[Analyte] = &[
    coded("abo", ("883-9", "ABO group [Type] in Blood"), "Blood group", ABO, &[]),
    coded("rh", ("10331-7", "Rh [Type] in Blood"), "Rh factor", RH, &[]),
    text("antibody-screen", ("890-4", "Blood group antibody screen [Presence] in Serum or Plasma"), "Antibody screen", "Negative", NEGATIVE),
];

pub static PREGNANCY: &[Analyte] = &[number("hcg", ("21198-7", "Choriogonadotropin.beta subunit [Units/volume] in Serum or Plasma"), "hCG, quantitative", ("mIU/mL", "m[IU]/mL"), (0, 48_000.0, 9_000.0), &[Range::said("Not pregnant: below 5 mIU/mL. Weeks 7 to 8 of pregnancy: 7,650 to 229,000 mIU/mL")])];

pub static GLUCOSE_LOAD: &[Analyte] = &[number("glucose-1h", ("1504-0", "Glucose [Mass/volume] in Serum or Plasma --1 hour post 50 g glucose PO"), "Glucose, one hour after 50 g", ("mg/dL", "mg/dL"), (0, 118.0, 14.0), &[Range::up_to("139")])];

pub static DRUG_SCREEN: &[Analyte] = &[
    coded("opiates", ("19295-5", "Opiates [Presence] in Urine by Screen method"), "Opiates, urine", NOT_DETECTED, &[Range::said("Not detected")]),
    coded("buprenorphine", ("3414-0", "Buprenorphine [Presence] in Urine"), "Buprenorphine, urine", NOT_DETECTED, &[Range::said("As prescribed")]),
    coded("cannabinoids", ("18282-4", "Cannabinoids [Presence] in Urine by Screen method"), "Cannabinoids, urine", NOT_DETECTED, &[Range::said("Not detected")]),
    coded("benzodiazepines", ("14316-4", "Benzodiazepines [Presence] in Urine by Screen method"), "Benzodiazepines, urine", NOT_DETECTED, &[Range::said("Not detected")]),
];

pub static BRCA: &[Analyte] = &[
    text("brca1", ("21636-6", "BRCA1 gene mutations found [Identifier] in Blood or Tissue by Molecular genetics method Nominal"), "BRCA1 gene", "No pathogenic variant detected", &[]),
    text("brca2", ("38530-2", "BRCA2 gene mutations found [Identifier] in Blood or Tissue by Molecular genetics method Nominal"), "BRCA2 gene", "No pathogenic variant detected", &[]),
];
