//! What ordinary people have, what they take for it, and what it does to their results.

use crate::people::tables::drugs::{
    ALBUTEROL, ALENDRONATE, AMLODIPINE, ATORVASTATIN, CETIRIZINE, Drug, ESCITALOPRAM, FERROUS_SULFATE,
    FUROSEMIDE, IBUPROFEN, LEVOTHYROXINE, LISINOPRIL_20, LOSARTAN, METFORMIN, METHYLPHENIDATE, METOPROLOL,
    OMEPRAZOLE,
};
use crate::people::tables::problems::{
    ANEMIA, ANXIETY, ASTHMA, ATTENTION, BRONCHITIS, COLD, DIABETES, ECZEMA, HAY_FEVER, HEART_FAILURE,
    HYPERLIPIDEMIA, HYPERTENSION, HYPOTHYROIDISM, KIDNEY_STAGE_3, KNEE_ARTHRITIS, MIGRAINE, OBESITY,
    OSTEOPOROSIS, PREDIABETES, Problem, REFLUX, SINUSITIS, URINARY_INFECTION,
};

pub struct Ailment {
    pub problem: &'static Problem,
    pub drug: Option<&'static Drug>,
    /// Deviations by which an analyte lies off the mean.
    pub lean: &'static [(&'static str, f64)],
}

macro_rules! ailments {
    ($($problem:ident, $drug:expr, $lean:expr;)*) => {
        &[$(Ailment { problem: &$problem, drug: $drug, lean: $lean }),*]
    };
}

pub static OF_ADULTS: &[Ailment] = ailments! {
    HYPERTENSION, Some(&LISINOPRIL_20), &[("pressure", 2.0)];
    HYPERLIPIDEMIA, Some(&ATORVASTATIN), &[("ldl", 1.6), ("trig", 1.2)];
    PREDIABETES, None, &[("a1c", 3.0), ("glucose", 2.2)];
    ASTHMA, Some(&ALBUTEROL), &[];
    HYPOTHYROIDISM, Some(&LEVOTHYROXINE), &[("tsh", 2.4)];
    ANXIETY, Some(&ESCITALOPRAM), &[];
    MIGRAINE, Some(&IBUPROFEN), &[];
    REFLUX, Some(&OMEPRAZOLE), &[];
    ANEMIA, Some(&FERROUS_SULFATE), &[("hgb", -4.2), ("ferritin", -2.6), ("rdw", 3.4)];
    OBESITY, None, &[("weight", 2.6), ("trig", 1.4), ("alt", 2.0)];
    HAY_FEVER, Some(&CETIRIZINE), &[];
};

pub static OF_ELDERS: &[Ailment] = ailments! {
    HYPERTENSION, Some(&AMLODIPINE), &[("pressure", 2.4)];
    HYPERLIPIDEMIA, Some(&ATORVASTATIN), &[("ldl", 0.4)];
    DIABETES, Some(&METFORMIN), &[("a1c", 9.0), ("glucose", 7.0), ("uacr", 6.0)];
    KIDNEY_STAGE_3, Some(&LOSARTAN), &[("creatinine", 5.5), ("bun", 3.4)];
    OSTEOPOROSIS, Some(&ALENDRONATE), &[("vitd", -2.4)];
    KNEE_ARTHRITIS, None, &[];
    HEART_FAILURE, Some(&FUROSEMIDE), &[("bnp", 40.0)];
    REFLUX, Some(&OMEPRAZOLE), &[];
    HYPERTENSION, Some(&METOPROLOL), &[("pressure", 1.6)];
};

pub static OF_CHILDREN: &[Ailment] = ailments! {
    ECZEMA, None, &[];
    ASTHMA, Some(&ALBUTEROL), &[];
    HAY_FEVER, Some(&CETIRIZINE), &[];
    ATTENTION, Some(&METHYLPHENIDATE), &[];
};

pub static PASSING: [&Problem; 4] = [&COLD, &SINUSITIS, &BRONCHITIS, &URINARY_INFECTION];
