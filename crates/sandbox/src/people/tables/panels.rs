//! What is ordered: panels with their code, specimen and analytes.

use super::analyte::Analyte;
use super::{blood, microbes};

/// One line on a laboratory order.
pub struct Panel {
    pub key: &'static str,
    pub loinc: &'static str,
    pub display: &'static str,
    pub label: &'static str,
    pub specimen: Specimen,
    pub analytes: &'static [Analyte],
}

/// SNOMED CT code and text of what was taken.
#[derive(Clone, Copy)]
pub struct Specimen(pub &'static str, pub &'static str);

const SERUM: Specimen = Specimen("119364003", "Serum specimen");
const BLOOD: Specimen = Specimen("119297000", "Blood specimen");
const PLASMA: Specimen = Specimen("119361006", "Plasma specimen");
const URINE: Specimen = Specimen("122575003", "Urine specimen");
const SWAB: Specimen = Specimen("258500001", "Nasopharyngeal swab");
const THROAT: Specimen = Specimen("258529004", "Throat swab");

macro_rules! panels {
    ($($name:ident = $key:literal, $loinc:literal, $display:literal, $label:literal, $specimen:expr, $analytes:expr;)*) => {
        $(pub static $name: Panel = Panel {
            key: $key, loinc: $loinc, display: $display, label: $label, specimen: $specimen, analytes: $analytes,
        };)*
    };
}

panels! {
    LIPIDS = "lipids", "24331-1", "Lipid 1996 panel - Serum or Plasma", "Lipid panel", SERUM, blood::LIPIDS;
    METABOLIC = "cmp", "24323-8", "Comprehensive metabolic 2000 panel - Serum or Plasma", "Comprehensive metabolic panel", SERUM, blood::METABOLIC;
    COUNT = "cbc", "58410-2", "CBC panel - Blood by Automated count", "Complete blood count", BLOOD, blood::COUNT;
    A1C = "a1c", "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "Hemoglobin A1c", BLOOD, blood::A1C;
    THYROID = "thyroid", "24348-5", "Thyroid function panel - Serum or Plasma", "Thyroid panel", SERUM, blood::THYROID;
    THYROID_ANTIBODIES = "tpo", "8099-4", "Thyroperoxidase Ab [Units/volume] in Serum or Plasma", "Thyroid antibodies", SERUM, blood::THYROID_ANTIBODIES;
    VITAMIN_D = "vitd", "62292-8", "25-Hydroxyvitamin D2+25-Hydroxyvitamin D3 [Mass/volume] in Serum or Plasma", "Vitamin D", SERUM, blood::VITAMIN_D;
    IRON = "iron", "50190-8", "Iron and Iron binding capacity panel - Serum or Plasma", "Iron studies", SERUM, blood::IRON;
    CLOTTING = "inr", "34528-0", "PT panel - Platelet poor plasma by Coagulation assay", "INR and prothrombin time", PLASMA, blood::CLOTTING;
    GLUCOSE = "glucose", "1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma", "Fasting glucose", SERUM, blood::GLUCOSE;
    PSA = "psa", "2857-1", "Prostate specific Ag [Mass/volume] in Serum or Plasma", "Prostate-specific antigen", SERUM, blood::PSA;
    HEART = "heart", "89577-1", "Troponin I.cardiac panel - Serum or Plasma by High sensitivity method", "Heart markers", PLASMA, blood::HEART;
    LEAD = "lead", "5671-3", "Lead [Mass/volume] in Blood", "Lead screening", BLOOD, blood::LEAD;
    URINALYSIS = "urine", "24356-8", "Urinalysis complete panel - Urine", "Urinalysis", URINE, microbes::URINE;
    URINE_CULTURE = "culture", "630-4", "Bacteria identified in Urine by Culture", "Urine culture", URINE, microbes::URINE_CULTURE;
    ALBUMIN_RATIO = "uacr", "14959-1", "Microalbumin/Creatinine [Mass Ratio] in Urine", "Urine albumin", URINE, microbes::ALBUMIN_RATIO;
    COVID = "covid", "94500-6", "SARS-CoV-2 (COVID-19) RNA [Presence] in Respiratory system specimen by NAA with probe detection", "COVID-19 test", SWAB, microbes::COVID;
    STREP = "strep", "78012-2", "Streptococcus pyogenes Ag [Presence] in Throat by Rapid immunoassay", "Rapid strep test", THROAT, microbes::STREP;
    HEPATITIS = "hepatitis", "24363-4", "Acute hepatitis 2000 panel - Serum", "Hepatitis screening", SERUM, microbes::HEPATITIS;
    HIV_MONITORING = "hiv", "20447-9", "HIV 1 RNA [#/volume] (viral load) in Serum or Plasma by NAA with probe detection", "HIV monitoring", PLASMA, microbes::HIV_MONITORING;
    HIV_SCREEN = "hivscreen", "56888-1", "HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay", "HIV screening", SERUM, microbes::HIV_SCREEN;
    CHLAMYDIA = "chlamydia", "21613-5", "Chlamydia trachomatis DNA [Presence] in Specimen by NAA with probe detection", "Chlamydia test", URINE, microbes::CHLAMYDIA;
    BLOOD_GROUP = "group", "34532-2", "Blood type and Indirect antibody screen panel - Blood", "Blood type and antibody screen", BLOOD, microbes::BLOOD_GROUP;
    PREGNANCY = "hcg", "21198-7", "Choriogonadotropin.beta subunit [Units/volume] in Serum or Plasma", "Pregnancy hormone (hCG)", SERUM, microbes::PREGNANCY;
    GLUCOSE_LOAD = "load", "1504-0", "Glucose [Mass/volume] in Serum or Plasma --1 hour post 50 g glucose PO", "Glucose screening in pregnancy", SERUM, microbes::GLUCOSE_LOAD;
    DRUG_SCREEN = "tox", "65750-2", "Drugs of abuse 5 panel - Urine by Screen method", "Urine drug screen", URINE, microbes::DRUG_SCREEN;
    BRCA = "brca", "51969-4", "Genetic analysis report", "Hereditary breast and ovarian cancer panel (BRCA1, BRCA2)", BLOOD, microbes::BRCA;
}
