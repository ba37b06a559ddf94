//! Analytes of blood: lipids, metabolic panel, blood count, hormones, iron, clotting.

use super::analyte::{Analyte, Range, number};

const MG_DL: (&str, &str) = ("mg/dL", "mg/dL");
const MMOL_L: (&str, &str) = ("mmol/L", "mmol/L");
const G_DL: (&str, &str) = ("g/dL", "g/dL");
const U_L: (&str, &str) = ("U/L", "U/L");
const PERCENT: (&str, &str) = ("%", "%");
const NG_ML: (&str, &str) = ("ng/mL", "ng/mL");

pub static LIPIDS: &[Analyte] = &[
    number("chol", ("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma"), "Total cholesterol", MG_DL, (0, 186.0, 28.0), &[Range::up_to("199")]),
    number("hdl", ("2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma"), "HDL cholesterol", MG_DL, (0, 54.0, 9.0), &[Range::at_least("50").women(), Range::at_least("40").men()]),
    number("trig", ("2571-8", "Triglyceride [Mass/volume] in Serum or Plasma"), "Triglycerides", MG_DL, (0, 112.0, 32.0), &[Range::up_to("149")]),
    number("ldl", ("13457-7", "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation"), "LDL cholesterol", MG_DL, (0, 104.0, 24.0), &[Range::up_to("99")]),
    number("nonhdl", ("43396-1", "Cholesterol non HDL [Mass/volume] in Serum or Plasma"), "Non-HDL cholesterol", MG_DL, (0, 130.0, 26.0), &[Range::up_to("129")]),
];

pub static METABOLIC: &[Analyte] = &[
    number("glucose", ("2345-7", "Glucose [Mass/volume] in Serum or Plasma"), "Glucose", MG_DL, (0, 91.0, 7.0), &[Range::within("70", "99")]).critical(45.0, 450.0),
    number("bun", ("3094-0", "Urea nitrogen [Mass/volume] in Serum or Plasma"), "Urea nitrogen (BUN)", MG_DL, (0, 14.0, 3.0), &[Range::within("7", "20").aged(0, 59), Range::within("8", "23").aged(60, 120)]),
    number("creatinine", ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma"), "Creatinine", MG_DL, (2, 0.84, 0.12), &[Range::within("0.30", "0.70").aged(0, 11), Range::within("0.50", "1.05").women().aged(12, 120), Range::within("0.70", "1.30").men().aged(12, 120)]).critical(0.0, 7.0),
    number("egfr", ("98979-8", "Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)"), "eGFR", ("mL/min/1.73m2", "mL/min/{1.73_m2}"), (0, 98.0, 12.0), &[Range::at_least("60")]).critical(12.0, 999.0),
    number("sodium", ("2951-2", "Sodium [Moles/volume] in Serum or Plasma"), "Sodium", MMOL_L, (0, 140.0, 1.8), &[Range::within("135", "145")]).critical(120.0, 160.0),
    number("potassium", ("2823-3", "Potassium [Moles/volume] in Serum or Plasma"), "Potassium", MMOL_L, (1, 4.2, 0.25), &[Range::within("3.5", "5.1")]).critical(2.8, 6.2),
    number("chloride", ("2075-0", "Chloride [Moles/volume] in Serum or Plasma"), "Chloride", MMOL_L, (0, 102.0, 1.8), &[Range::within("98", "107")]),
    number("co2", ("2028-9", "Carbon dioxide, total [Moles/volume] in Serum or Plasma"), "Carbon dioxide", MMOL_L, (0, 25.0, 1.6), &[Range::within("20", "31")]).critical(10.0, 40.0),
    number("calcium", ("17861-6", "Calcium [Mass/volume] in Serum or Plasma"), "Calcium", MG_DL, (1, 9.4, 0.3), &[Range::within("8.6", "10.3")]).critical(6.5, 13.0),
    number("protein", ("2885-2", "Protein [Mass/volume] in Serum or Plasma"), "Total protein", G_DL, (1, 7.1, 0.3), &[Range::within("6.0", "8.3")]),
    number("albumin", ("1751-7", "Albumin [Mass/volume] in Serum or Plasma"), "Albumin", G_DL, (1, 4.3, 0.25), &[Range::within("3.6", "5.1")]),
    number("bilirubin", ("1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma"), "Bilirubin, total", MG_DL, (1, 0.6, 0.18), &[Range::within("0.2", "1.2")]),
    number("alp", ("6768-6", "Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma"), "Alkaline phosphatase", U_L, (0, 72.0, 15.0), &[Range::within("100", "400").aged(0, 15), Range::within("35", "125").aged(16, 120)]),
    number("ast", ("1920-8", "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma"), "AST", U_L, (0, 22.0, 5.0), &[Range::within("10", "40")]),
    number("alt", ("1742-6", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma"), "ALT", U_L, (0, 24.0, 7.0), &[Range::within("6", "35").women(), Range::within("9", "46").men()]),
];

pub static COUNT: &[Analyte] = &[
    number("wbc", ("6690-2", "Leukocytes [#/volume] in Blood by Automated count"), "White blood cells", ("10*3/uL", "10*3/uL"), (1, 6.6, 1.2), &[Range::within("5.0", "14.5").aged(0, 5), Range::within("4.0", "11.0").aged(6, 120)]).critical(1.5, 40.0),
    number("rbc", ("789-8", "Erythrocytes [#/volume] in Blood by Automated count"), "Red blood cells", ("10*6/uL", "10*6/uL"), (2, 4.62, 0.22), &[Range::within("3.80", "5.10").women(), Range::within("4.00", "5.80").men()]),
    number("hgb", ("718-7", "Hemoglobin [Mass/volume] in Blood"), "Hemoglobin", G_DL, (1, 13.9, 0.6), &[Range::within("11.0", "14.5").aged(0, 11), Range::within("11.7", "15.5").women().aged(12, 120), Range::within("13.2", "17.1").men().aged(12, 120)]).critical(6.5, 20.0),
    number("hct", ("4544-3", "Hematocrit [Volume Fraction] of Blood by Automated count"), "Hematocrit", PERCENT, (1, 41.8, 1.7), &[Range::within("33.0", "43.0").aged(0, 11), Range::within("35.0", "45.0").women().aged(12, 120), Range::within("38.5", "50.0").men().aged(12, 120)]),
    number("mcv", ("787-2", "MCV [Entitic volume] by Automated count"), "MCV", ("fL", "fL"), (1, 90.0, 3.0), &[Range::within("75.0", "95.0").aged(0, 11), Range::within("80.0", "100.0").aged(12, 120)]),
    number("mch", ("785-6", "MCH [Entitic mass] by Automated count"), "MCH", ("pg", "pg"), (1, 30.0, 1.2), &[Range::within("24.0", "33.0")]),
    number("mchc", ("786-4", "MCHC [Mass/volume] by Automated count"), "MCHC", G_DL, (1, 33.4, 0.6), &[Range::within("31.5", "36.0")]),
    number("rdw", ("788-0", "Erythrocyte distribution width [Ratio] by Automated count"), "RDW", PERCENT, (1, 13.0, 0.5), &[Range::within("11.0", "15.0")]),
    number("platelets", ("777-3", "Platelets [#/volume] in Blood by Automated count"), "Platelets", ("10*3/uL", "10*3/uL"), (0, 255.0, 42.0), &[Range::within("140", "400")]).critical(30.0, 1000.0),
];

pub static A1C: &[Analyte] = &[number("a1c", ("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood"), "Hemoglobin A1c", PERCENT, (1, 5.3, 0.2), &[Range::up_to("5.6")])];

pub static THYROID: &[Analyte] = &[
    number("tsh", ("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma"), "TSH", ("mIU/L", "m[IU]/L"), (2, 1.9, 0.6), &[Range::within("0.40", "4.50")]),
    number("ft4", ("3024-7", "Thyroxine (T4) free [Mass/volume] in Serum or Plasma"), "Free T4", ("ng/dL", "ng/dL"), (2, 1.22, 0.13), &[Range::within("0.80", "1.80")]),
];

pub static THYROID_ANTIBODIES: &[Analyte] = &[number("tpo", ("8099-4", "Thyroperoxidase Ab [Units/volume] in Serum or Plasma"), "Thyroid peroxidase antibodies", ("IU/mL", "[IU]/mL"), (0, 3.0, 1.0), &[Range::up_to("9")])];

pub static VITAMIN_D: &[Analyte] = &[number("vitd", ("62292-8", "25-Hydroxyvitamin D2+25-Hydroxyvitamin D3 [Mass/volume] in Serum or Plasma"), "Vitamin D, 25-hydroxy", NG_ML, (0, 41.0, 7.0), &[Range::within("30", "100")])];

pub static IRON: &[Analyte] = &[
    number("ferritin", ("2276-4", "Ferritin [Mass/volume] in Serum or Plasma"), "Ferritin", NG_ML, (0, 78.0, 25.0), &[Range::within("16", "232").women(), Range::within("24", "380").men()]),
    number("iron", ("2498-4", "Iron [Mass/volume] in Serum or Plasma"), "Iron", ("mcg/dL", "ug/dL"), (0, 92.0, 20.0), &[Range::within("45", "160")]),
    number("tibc", ("2500-7", "Iron binding capacity [Mass/volume] in Serum or Plasma"), "Iron binding capacity", ("mcg/dL", "ug/dL"), (0, 330.0, 30.0), &[Range::within("250", "450")]),
];

pub static CLOTTING: &[Analyte] = &[
    number("inr", ("6301-6", "INR in Platelet poor plasma by Coagulation assay"), "INR", ("INR", "{INR}"), (1, 1.0, 0.05), &[Range::within("0.9", "1.1")]).critical(0.0, 5.0),
    number("pt", ("5902-2", "Prothrombin time (PT)"), "Prothrombin time", ("s", "s"), (1, 11.6, 0.5), &[Range::within("9.0", "12.5")]),
];

pub static GLUCOSE: &[Analyte] = &[number("fasting-glucose", ("1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma"), "Glucose, fasting", MG_DL, (0, 90.0, 6.0), &[Range::within("65", "99")]).critical(45.0, 450.0)];

pub static PSA: &[Analyte] = &[number("psa", ("2857-1", "Prostate specific Ag [Mass/volume] in Serum or Plasma"), "PSA, total", NG_ML, (1, 1.1, 0.4), &[Range::up_to("2.5").men().aged(40, 49), Range::up_to("3.5").men().aged(50, 59), Range::up_to("4.5").men().aged(60, 69), Range::up_to("6.5").men().aged(70, 120)])];

pub static HEART: &[Analyte] = &[
    number("troponin", ("89579-7", "Troponin I.cardiac [Mass/volume] in Serum or Plasma by High sensitivity method"), "Troponin I, high sensitivity", ("ng/L", "ng/L"), (0, 6.0, 2.0), &[Range::up_to("16").women(), Range::up_to("34").men()]).critical(0.0, 52.0),
    number("bnp", ("33762-6", "Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma"), "NT-proBNP", ("pg/mL", "pg/mL"), (0, 70.0, 25.0), &[Range::up_to("125").aged(0, 74), Range::up_to("450").aged(75, 120)]),
];

pub static LEAD: &[Analyte] = &[number("lead", ("5671-3", "Lead [Mass/volume] in Blood"), "Lead", ("mcg/dL", "ug/dL"), (1, 1.2, 0.4), &[Range::up_to("3.4").aged(0, 17)])];
