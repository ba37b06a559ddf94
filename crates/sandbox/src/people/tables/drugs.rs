//! Medicines with RxNorm codes and how they are taken.

pub struct Drug {
    pub key: &'static str,
    /// Empty where the pharmacy sends no code.
    pub rxnorm: &'static str,
    pub name: &'static str,
    /// The instruction on the label.
    pub label: &'static str,
    pub times_a_day: i64,
    /// The unit that is counted when it is handed over.
    pub unit: &'static str,
    /// How many last how many days.
    pub supply: (i64, i64),
    pub route: (&'static str, &'static str),
}

const ORAL: (&str, &str) = ("26643006", "Oral route");
const INHALED: (&str, &str) = ("447694001", "Respiratory tract route");
const INJECTED: (&str, &str) = ("34206005", "Subcutaneous route");
const UNDER_TONGUE: (&str, &str) = ("37839007", "Sublingual route");

macro_rules! drugs {
    ($($constant:ident = $key:literal, $rxnorm:literal, $name:literal, $label:literal, $times:literal, $unit:literal, $supply:expr, $route:expr;)*) => {
        $(pub static $constant: Drug = Drug {
            key: $key, rxnorm: $rxnorm, name: $name, label: $label, times_a_day: $times, unit: $unit, supply: $supply, route: $route,
        };)*
    };
}

drugs! {
    LISINOPRIL = "lisinopril", "314076", "lisinopril 10 MG Oral Tablet", "Take 1 tablet by mouth every morning", 1, "tablet", (30, 30), ORAL;
    LISINOPRIL_20 = "lisinopril20", "314077", "lisinopril 20 MG Oral Tablet", "Take 1 tablet by mouth every morning", 1, "tablet", (90, 90), ORAL;
    VITAMIN_D3 = "vitamind", "2418", "Vitamin D3 (cholecalciferol) 1,000 IU capsule", "Take 1 capsule by mouth every day with food", 1, "capsule", (90, 90), ORAL;
    ATORVASTATIN = "atorvastatin", "617310", "atorvastatin 20 MG Oral Tablet", "Take 1 tablet by mouth at bedtime", 1, "tablet", (90, 90), ORAL;
    ATORVASTATIN_40 = "atorvastatin40", "617311", "atorvastatin 40 MG Oral Tablet", "Take 1 tablet by mouth at bedtime", 1, "tablet", (90, 90), ORAL;
    AMLODIPINE = "amlodipine", "197361", "amlodipine 5 MG Oral Tablet", "Take 1 tablet by mouth every day", 1, "tablet", (90, 90), ORAL;
    LOSARTAN = "losartan", "979492", "losartan potassium 50 MG Oral Tablet", "Take 1 tablet by mouth every day", 1, "tablet", (90, 90), ORAL;
    METOPROLOL = "metoprolol", "866436", "24 HR metoprolol succinate 50 MG Extended Release Oral Tablet", "Take 1 tablet by mouth every day. Do not crush", 1, "tablet", (90, 90), ORAL;
    FUROSEMIDE = "furosemide", "313988", "furosemide 40 MG Oral Tablet", "Take 1 tablet by mouth every morning", 1, "tablet", (90, 90), ORAL;
    SPIRONOLACTONE = "spironolactone", "313096", "spironolactone 25 MG Oral Tablet", "Take 1 tablet by mouth every morning", 1, "tablet", (30, 30), ORAL;
    WARFARIN = "warfarin", "855332", "warfarin sodium 5 MG Oral Tablet", "Take 1 tablet by mouth every evening, or as the anticoagulation clinic tells you", 1, "tablet", (90, 90), ORAL;
    DIGOXIN = "digoxin", "197604", "digoxin 0.125 MG Oral Tablet", "Take 1 tablet by mouth every day", 1, "tablet", (90, 90), ORAL;
    ALENDRONATE = "alendronate", "904419", "alendronic acid 10 MG Oral Tablet", "Take 1 tablet by mouth every morning with a full glass of water, upright, 30 minutes before food", 1, "tablet", (30, 30), ORAL;
    DONEPEZIL = "donepezil", "997223", "donepezil hydrochloride 10 MG Oral Tablet", "Take 1 tablet by mouth at bedtime", 1, "tablet", (90, 90), ORAL;
    ACETAMINOPHEN = "acetaminophen", "198440", "acetaminophen 500 MG Oral Tablet", "Take 1 or 2 tablets by mouth every 6 hours if needed for pain. No more than 6 a day", 4, "tablet", (100, 25), ORAL;
    OMEPRAZOLE = "omeprazole", "198051", "omeprazole 20 MG Delayed Release Oral Capsule", "Take 1 capsule by mouth before breakfast", 1, "capsule", (90, 90), ORAL;
    METFORMIN = "metformin", "861004", "metformin hydrochloride 1000 MG Oral Tablet", "Take 1 tablet by mouth twice a day with meals", 2, "tablet", (180, 90), ORAL;
    LIRAGLUTIDE = "liraglutide", "897122", "3 ML liraglutide 6 MG/ML Pen Injector", "Inject 1.8 mg under the skin once a day", 1, "pen", (3, 30), INJECTED;
    INSULIN = "insulin", "106892", "insulin isophane, human 70 UNT/ML / insulin, regular, human 30 UNT/ML Injectable Suspension [Humulin]", "Inject 22 units under the skin before breakfast and 16 units before dinner", 2, "vial", (2, 28), INJECTED;
    FLUTICASONE_SALMETEROL = "fluticasone-salmeterol", "896209", "60 ACTUAT fluticasone propionate 0.25 MG/ACTUAT / salmeterol 0.05 MG/ACTUAT Dry Powder Inhaler", "Inhale 1 puff twice a day. Rinse your mouth afterwards", 2, "inhaler", (1, 30), INHALED;
    LOSARTAN_HCTZ = "losartan-hctz", "979468", "hydrochlorothiazide 12.5 MG / losartan potassium 50 MG Oral Tablet", "Take 1 tablet by mouth every morning", 1, "tablet", (90, 90), ORAL;
    ALBUTEROL = "albuterol", "745752", "200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler [ProAir]", "Inhale 2 puffs every 4 to 6 hours if needed for wheezing", 4, "inhaler", (1, 50), INHALED;
    CETIRIZINE = "cetirizine", "1014678", "cetirizine hydrochloride 10 MG Oral Tablet", "Take 1 tablet by mouth once a day during the pollen season", 1, "tablet", (30, 30), ORAL;
    LEVOTHYROXINE = "levothyroxine", "966222", "levothyroxine sodium 0.075 MG Oral Tablet", "Take 1 tablet by mouth every morning on an empty stomach", 1, "tablet", (90, 90), ORAL;
    FERROUS_SULFATE = "iron", "310325", "ferrous sulfate 325 MG Oral Tablet", "Take 1 tablet by mouth every other day", 1, "tablet", (45, 90), ORAL;
    PRENATAL = "prenatal", "", "Prenatal vitamin with folic acid", "Take 1 tablet by mouth every day", 1, "tablet", (90, 90), ORAL;
    BIKTARVY = "bictegravir", "1999667", "bictegravir 50 MG / emtricitabine 200 MG / tenofovir alafenamide 25 MG Oral Tablet", "Take 1 tablet by mouth every day, with or without food", 1, "tablet", (30, 30), ORAL;
    SERTRALINE = "sertraline", "312938", "sertraline 100 MG Oral Tablet", "Take 1 tablet by mouth every morning", 1, "tablet", (90, 90), ORAL;
    ESCITALOPRAM = "escitalopram", "349332", "escitalopram 10 MG Oral Tablet", "Take 1 tablet by mouth every day", 1, "tablet", (90, 90), ORAL;
    FLUOXETINE = "fluoxetine", "310385", "fluoxetine 20 MG Oral Capsule", "Take 1 capsule by mouth every morning", 1, "capsule", (30, 30), ORAL;
    BUPRENORPHINE = "buprenorphine", "351266", "buprenorphine 2 MG / naloxone 0.5 MG Sublingual Tablet", "Dissolve 2 tablets under the tongue every morning", 1, "tablet", (56, 28), UNDER_TONGUE;
    CONTRACEPTIVE = "contraceptive", "751905", "Trinessa 28 Day Pack", "Take 1 tablet by mouth at the same time every day", 1, "pack", (3, 84), ORAL;
    AMOXICILLIN = "amoxicillin", "308182", "amoxicillin 250 MG Oral Capsule", "Take 1 capsule by mouth three times a day for 10 days. Finish all of it", 3, "capsule", (30, 10), ORAL;
    NITROFURANTOIN = "nitrofurantoin", "1648755", "nitrofurantoin, macrocrystals 25 MG / nitrofurantoin, monohydrate 75 MG Oral Capsule", "Take 1 capsule by mouth twice a day for 5 days", 2, "capsule", (10, 5), ORAL;
    IBUPROFEN = "ibuprofen", "310965", "ibuprofen 200 MG Oral Tablet", "Take 1 or 2 tablets by mouth every 6 hours if needed, with food", 4, "tablet", (60, 15), ORAL;
    METHYLPHENIDATE = "methylphenidate", "1091392", "methylphenidate hydrochloride 20 MG Oral Tablet", "Take 1 tablet by mouth every morning", 1, "tablet", (30, 30), ORAL;
    ASPIRIN = "aspirin", "243670", "aspirin 81 MG Oral Tablet", "Take 1 tablet by mouth every day", 1, "tablet", (90, 90), ORAL;
}
