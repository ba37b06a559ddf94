//! Care plans, goals and care teams.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::people::folder::Folder;
use crate::people::kinds::visits::organization;
use crate::people::shapes::{SNOMED, concept, hl7, reference, shown, words};
use crate::people::tables::clinicians::Clinician;

impl Folder {
    /// A goal in the patient's words, with the condition it is for.
    pub fn goal(&mut self, text: &str, addresses: Option<&str>, since: Date, due: Date) -> String {
        let body = json!({
            "resourceType": "Goal",
            "lifecycleStatus": "active",
            "achievementStatus": concept(&hl7("goal-achievement"), "in-progress", "In Progress"),
            "description": words(text),
            "subject": self.subject(),
            "startDate": since.to_string(),
            "target": [{"dueDate": due.to_string()}],
            "addresses": addresses.map(|condition| vec![reference(condition)]),
        });
        self.file("goal", "us-core-goal", body)
    }

    /// A plan with its activities.
    pub fn care_plan(
        &mut self,
        title: &str,
        summary: &str,
        since: Date,
        goals: &[String],
        activities: &[&str],
    ) -> String {
        let activities: Vec<Value> = activities
            .iter()
            .map(|activity| json!({"detail": {"status": "in-progress", "description": activity}}))
            .collect();
        let body = json!({
            "resourceType": "CarePlan",
            "text": {
                "status": "additional",
                "div": format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{summary}</p></div>"),
            },
            "status": "active",
            "intent": "plan",
            "category": [concept("http://hl7.org/fhir/us/core/CodeSystem/careplan-category", "assess-plan", "Assessment and Plan of Treatment")],
            "title": title,
            "description": summary,
            "subject": self.subject(),
            "period": {"start": since.to_string()},
            "goal": goals.iter().map(|goal| reference(goal)).collect::<Vec<_>>(),
            "activity": activities,
        });
        self.file("plan", "us-core-careplan", body)
    }

    /// The team: clinicians, and relatives who help (as RelatedPerson references with their names).
    pub fn care_team(&mut self, name: &str, clinicians: &[&Clinician], helpers: &[(&str, &str)]) -> String {
        let professionals = clinicians.iter().map(|clinician| {
            json!({
                "role": [concept(SNOMED, clinician.role.0, clinician.role.1)],
                "member": shown(&clinician.reference(), &clinician.name()),
                "onBehalfOf": organization(clinician.place.organization),
            })
        });
        let family = helpers.iter().map(|(helper, name)| {
            json!({"role": [concept(SNOMED, "133932002", "Caregiver")], "member": shown(helper, name)})
        });
        let participants: Vec<Value> = professionals.chain(family).collect();
        let body = json!({
            "resourceType": "CareTeam",
            "status": "active",
            "name": name,
            "subject": self.subject(),
            "participant": participants,
        });
        self.file("team", "us-core-careteam", body)
    }
}
