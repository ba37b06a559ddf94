//! Reports that are words: radiology and other imaging (US Core DiagnosticReport for notes).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::visits::{Visit, organization};
use crate::people::calendar::shifted;
use crate::people::folder::Folder;
use crate::people::pdf;
use crate::people::shapes::{LOINC, concept, instant, reference, shown};
use crate::people::tables::clinicians::PETROV;

/// An imaging study as it is ordered.
pub struct Study {
    pub loinc: &'static str,
    pub display: &'static str,
    pub label: &'static str,
}

pub static MAMMOGRAM: Study =
    Study { loinc: "24606-6", display: "MG Breast Screening", label: "Screening mammogram" };
pub static CHEST_XRAY: Study =
    Study { loinc: "30746-2", display: "Portable XR Chest Views", label: "Chest X-ray" };
pub static BONE_DENSITY: Study = Study {
    loinc: "83311-1",
    display: "Bone density quantitative measurement by DXA panel",
    label: "Bone density scan (DXA)",
};
pub static ULTRASOUND_PREGNANCY: Study =
    Study { loinc: "11525-3", display: "US Pelvis Fetus for pregnancy", label: "Pregnancy ultrasound" };
pub static ULTRASOUND_KIDNEYS: Study =
    Study { loinc: "38036-0", display: "US Kidney", label: "Kidney ultrasound" };
pub static HEAD_CT: Study = Study { loinc: "24725-4", display: "CT Head", label: "CT of the head" };
pub static ANKLE_XRAY: Study = Study { loinc: "24541-5", display: "XR Ankle Views", label: "Ankle X-ray" };
pub static WRIST_XRAY: Study = Study { loinc: "24619-9", display: "XR Wrist Views", label: "Wrist X-ray" };
pub static BREAST_MRI: Study =
    Study { loinc: "30795-9", display: "MR Breast - bilateral", label: "Breast MRI" };
pub static KNEE_XRAY: Study = Study { loinc: "24806-2", display: "XR Knee 2 Views", label: "Knee X-ray" };

impl Folder {
    /// Files a report with findings and a conclusion, and the same as a PDF.
    pub fn imaging(&mut self, visit: &Visit, study: &Study, findings: &str, conclusion: &str) -> String {
        let day = visit.day;
        let title = format!("{} of {day}", study.label);
        let patient = format!("Patient: {}. Read by {}.", self.name, PETROV.name());
        let findings = format!("Findings: {findings}");
        let impression = format!("Impression: {conclusion}");
        let sheet = pdf::page("Riverside Hospital · Radiology", &title, &[&patient, &findings, &impression]);
        let issued = shifted(day, 1).min(self.calendar.days_ago(1)).max(day);
        let body = json!({
            "resourceType": "DiagnosticReport",
            "status": "final",
            "category": [concept(LOINC, "LP29684-5", "Radiology")],
            "code": {"coding": [{"system": LOINC, "code": study.loinc, "display": study.display}], "text": study.label},
            "subject": self.subject(),
            "encounter": reference(&visit.encounter),
            "effectiveDateTime": instant(day, 11, 20),
            "issued": instant(issued, 12, 30),
            "performer": [organization("riverside-hospital")],
            "resultsInterpreter": [shown(&PETROV.reference(), &PETROV.name())],
            "conclusion": conclusion,
            "presentedForm": [{
                "contentType": "application/pdf",
                "language": "en",
                "data": STANDARD.encode(sheet),
                "title": title,
            }],
        });
        self.file("imaging", "us-core-diagnosticreport-note", body)
    }
}
