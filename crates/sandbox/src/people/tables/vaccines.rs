//! Vaccines with CVX codes, and when children and adults get them.

pub struct Vaccine {
    pub cvx: &'static str,
    pub name: &'static str,
}

macro_rules! vaccines {
    ($($constant:ident = $cvx:literal, $name:literal;)*) => {
        $(pub static $constant: Vaccine = Vaccine { cvx: $cvx, name: $name };)*
    };
}

vaccines! {
    HEPATITIS_B = "08", "Hep B, adolescent or pediatric";
    HEPATITIS_B_ADULT = "43", "Hep B, adult";
    ROTAVIRUS = "119", "rotavirus, monovalent";
    DTAP = "20", "DTaP";
    HIB = "49", "Hib (PRP-OMP)";
    PNEUMOCOCCAL_13 = "133", "Pneumococcal conjugate PCV 13";
    PNEUMOCOCCAL_23 = "33", "pneumococcal polysaccharide vaccine, 23 valent";
    POLIO = "10", "IPV";
    MMR = "03", "MMR";
    VARICELLA = "21", "varicella";
    HEPATITIS_A = "83", "Hep A, ped/adol, 2 dose";
    TDAP = "115", "Tdap";
    TETANUS = "113", "Td (adult) preservative free";
    HPV = "62", "HPV, quadrivalent";
    MENINGOCOCCAL = "114", "meningococcal MCV4P";
    FLU = "140", "Influenza, seasonal, injectable, preservative free";
    FLU_HIGH_DOSE = "197", "influenza, high-dose, quadrivalent";
    SHINGLES = "187", "zoster vaccine recombinant";
    COVID = "208", "SARS-COV-2 (COVID-19) vaccine, mRNA, spike protein, LNP, preservative free, 30 mcg/0.3mL dose";
    COVID_MODERNA = "207", "SARS-COV-2 (COVID-19) vaccine, mRNA, spike protein, LNP, preservative free, 100 mcg/0.5mL dose";
}

/// Month of life, vaccine, dose, doses in the series.
pub static CHILDHOOD: &[(i64, &Vaccine, u8, u8)] = &[
    (0, &HEPATITIS_B, 1, 3),
    (1, &HEPATITIS_B, 2, 3),
    (2, &ROTAVIRUS, 1, 2),
    (2, &DTAP, 1, 5),
    (2, &HIB, 1, 3),
    (2, &PNEUMOCOCCAL_13, 1, 4),
    (2, &POLIO, 1, 4),
    (4, &ROTAVIRUS, 2, 2),
    (4, &DTAP, 2, 5),
    (4, &HIB, 2, 3),
    (4, &PNEUMOCOCCAL_13, 2, 4),
    (4, &POLIO, 2, 4),
    (6, &HEPATITIS_B, 3, 3),
    (6, &DTAP, 3, 5),
    (6, &PNEUMOCOCCAL_13, 3, 4),
    (12, &MMR, 1, 2),
    (12, &VARICELLA, 1, 2),
    (12, &HEPATITIS_A, 1, 2),
    (12, &HIB, 3, 3),
    (12, &PNEUMOCOCCAL_13, 4, 4),
    (15, &POLIO, 3, 4),
    (15, &DTAP, 4, 5),
    (18, &HEPATITIS_A, 2, 2),
    (49, &DTAP, 5, 5),
    (49, &POLIO, 4, 4),
    (49, &MMR, 2, 2),
    (49, &VARICELLA, 2, 2),
    (133, &TDAP, 1, 1),
    (133, &HPV, 1, 2),
    (139, &HPV, 2, 2),
    (134, &MENINGOCOCCAL, 1, 2),
    (193, &MENINGOCOCCAL, 2, 2),
];
