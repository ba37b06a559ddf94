/// A code system that the tables speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum CodeSystem {
    Snomed,
    /// ICD-10-CM, and the international ICD-10, whose chapters are the same as far as the tables go.
    Icd10,
    Loinc,
    RxNorm,
    /// HL7 v3 ActCode: the labels that a record system itself puts into `meta.security`.
    ActCode,
}

impl CodeSystem {
    /// By the URI or OID of FHIR R4 § 4.3 and HL7 Terminology; `None` for systems that no table knows.
    pub(super) fn of(uri: &str) -> Option<CodeSystem> {
        match uri {
            "http://snomed.info/sct" | "urn:oid:2.16.840.1.113883.6.96" => Some(Self::Snomed),
            "http://hl7.org/fhir/sid/icd-10-cm"
            | "http://hl7.org/fhir/sid/icd-10"
            | "urn:oid:2.16.840.1.113883.6.90"
            | "urn:oid:2.16.840.1.113883.6.3" => Some(Self::Icd10),
            "http://loinc.org" | "urn:oid:2.16.840.1.113883.6.1" => Some(Self::Loinc),
            "http://www.nlm.nih.gov/research/umls/rxnorm" | "urn:oid:2.16.840.1.113883.6.88" => {
                Some(Self::RxNorm)
            }
            "http://terminology.hl7.org/CodeSystem/v3-ActCode"
            | "http://hl7.org/fhir/v3/ActCode"
            | "urn:oid:2.16.840.1.113883.5.4" => Some(Self::ActCode),
            _ => None,
        }
    }

    /// Hands on the code as the tables spell it: ICD codes in capitals without the dot, which some systems leave
    /// out anyway; others as they are, without white space around them.
    pub(super) fn spelt<T>(self, code: &str, then: impl FnOnce(&str) -> T) -> T {
        let code = code.trim();
        if self != CodeSystem::Icd10 {
            return then(code);
        }
        let mut spelt = [0u8; 8];
        let mut length = 0;
        for byte in code.bytes().filter(|byte| byte.is_ascii_alphanumeric()).take(spelt.len()) {
            spelt[length] = byte.to_ascii_uppercase();
            length += 1;
        }
        then(str::from_utf8(&spelt[..length]).expect("ASCII is UTF-8"))
    }
}
