//! Diagnoses with SNOMED CT and ICD-10-CM codes.

pub struct Problem {
    pub snomed: &'static str,
    pub icd10: &'static str,
    pub name: &'static str,
}

macro_rules! problems {
    ($($name:ident = $snomed:literal, $icd10:literal, $text:literal;)*) => {
        $(pub static $name: Problem = Problem { snomed: $snomed, icd10: $icd10, name: $text };)*
    };
}

problems! {
    HYPERTENSION = "59621000", "I10", "Essential hypertension";
    HYPERLIPIDEMIA = "55822004", "E78.5", "Hyperlipidemia";
    VITAMIN_D_LACK = "34713006", "E55.9", "Vitamin D deficiency";
    DIABETES = "44054006", "E11.9", "Type 2 diabetes mellitus";
    DIABETIC_NERVES = "368581000119106", "E11.40", "Neuropathy due to type 2 diabetes";
    LOW_SUGAR = "302866003", "E16.2", "Hypoglycemia";
    PREDIABETES = "714628002", "R73.03", "Prediabetes";
    ASTHMA = "195967001", "J45.909", "Asthma";
    CHILD_ASTHMA = "233678006", "J45.20", "Childhood asthma";
    HAY_FEVER = "367498001", "J30.2", "Seasonal allergic rhinitis";
    ECZEMA = "24079001", "L20.9", "Atopic dermatitis";
    HYPOTHYROIDISM = "40930008", "E03.9", "Hypothyroidism";
    HASHIMOTO = "21983002", "E06.3", "Hashimoto thyroiditis";
    ANEMIA = "87522002", "D50.9", "Iron deficiency anemia";
    DEPRESSION = "370143000", "F32.9", "Major depressive disorder";
    ANXIETY = "21897009", "F41.1", "Generalized anxiety disorder";
    OPIOID_USE = "75544000", "F11.20", "Opioid dependence";
    CANNABIS_USE = "37344009", "F12.10", "Cannabis abuse";
    HIV = "86406008", "B20", "Human immunodeficiency virus infection";
    ATRIAL_FIBRILLATION = "49436004", "I48.91", "Atrial fibrillation";
    KIDNEY_STAGE_3 = "433144002", "N18.30", "Chronic kidney disease stage 3";
    KIDNEY_STAGE_4 = "431857002", "N18.4", "Chronic kidney disease stage 4";
    HEART_FAILURE = "84114007", "I50.9", "Heart failure";
    HYPERKALEMIA = "14140009", "E87.5", "Hyperkalemia";
    OSTEOPOROSIS = "64859006", "M81.0", "Osteoporosis";
    KNEE_ARTHRITIS = "239873007", "M17.9", "Osteoarthritis of knee";
    REFLUX = "235595009", "K21.9", "Gastroesophageal reflux disease";
    MIGRAINE = "37796009", "G43.909", "Migraine";
    BACK_PAIN = "278860009", "M54.50", "Chronic low back pain";
    OBESITY = "414916001", "E66.9", "Obesity";
    SLEEP_APNEA = "78275009", "G47.33", "Obstructive sleep apnea";
    PREGNANCY = "72892002", "Z34.90", "Normal pregnancy";
    CONTRACEPTION = "13197004", "Z30.9", "Contraception";
    BRCA_CARRIER = "412734009", "Z15.01", "BRCA1 gene mutation positive";
    ATTENTION = "406506008", "F90.9", "Attention deficit hyperactivity disorder";
    EAR_INFECTION = "65363002", "H66.90", "Otitis media";
    SORE_THROAT = "43878008", "J02.0", "Streptococcal sore throat";
    COLD = "195662009", "J02.9", "Acute viral pharyngitis";
    BRONCHITIS = "10509002", "J20.9", "Acute bronchitis";
    SINUSITIS = "444814009", "J01.90", "Viral sinusitis";
    URINARY_INFECTION = "68566005", "N39.0", "Urinary tract infection";
    ANKLE_SPRAIN = "44465007", "S93.409A", "Sprain of ankle";
    WRIST_FRACTURE = "65966004", "S52.90XA", "Fracture of forearm";
    COVID = "840539006", "U07.1", "COVID-19";
    CHEST_PAIN = "29857009", "R07.9", "Chest pain";
    FALL = "161898004", "Z91.81", "History of falls";
}
