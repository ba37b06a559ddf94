//! What single things of a chart are called, for a page that is about them and shows nothing else of them.

use portico_audit::Action;
use portico_model::{Category, ResourceId};
use portico_policy::Act;

use super::everything::result_links;
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::Parts;
use crate::order::newest_first;
use crate::view::{Disclosure, Link, LinkKind, Part};

impl Chart {
    /// The names and dates of these things: a kind of record with an id each. What is not in the chart is not in the
    /// answer.
    pub async fn named(
        &self,
        wanted: &[(Category, ResourceId)],
    ) -> Result<Disclosure<Vec<Link>>, ChartError> {
        let mut kinds: Vec<Category> = wanted.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut shown: Vec<Part> = kinds.iter().filter_map(|kind| part(*kind)).collect();
        shown.dedup();
        if shown.is_empty() {
            return self.missing_to(Action::Read, "named", Vec::new(), None).await;
        }
        let labelling = [Part::Visits, Part::Conditions, Part::Results];
        let beside: Vec<Part> = labelling.into_iter().filter(|part| !shown.contains(part)).collect();
        let parts = Parts { shown: &shown, beside: &beside };
        let gathered = self.gather("named", parts).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut found = self.links(&gathered, &mut sieve);
        found.extend(result_links(&gathered, &mut sieve));
        let is_wanted = |link: &Link| {
            wanted.iter().any(|(kind, id)| category(link.kind) == Some(*kind) && link.id == *id)
        };
        found.retain(is_wanted);
        newest_first(&mut found);
        let look = Look::new(Action::Read, "named", &kinds);
        self.disclose(look, gathered, sieve, found.len(), found).await
    }
}

/// The kinds of record of which one thing can be named, each with the part that it is in.
fn part(kind: Category) -> Option<Part> {
    Some(match kind {
        Category::Laboratory => Part::Results,
        Category::Conditions => Part::Conditions,
        Category::Allergies => Part::Allergies,
        Category::Immunizations => Part::Immunizations,
        Category::Medications => Part::Medications,
        Category::Visits => Part::Visits,
        Category::Notes | Category::Documents => Part::Documents,
        Category::Reports => Part::Reports,
        _ => return None,
    })
}

fn category(kind: LinkKind) -> Option<Category> {
    Some(match kind {
        LinkKind::Lab => Category::Laboratory,
        LinkKind::Condition | LinkKind::VisitDiagnosis | LinkKind::Concern | LinkKind::Social => {
            Category::Conditions
        }
        LinkKind::Allergy | LinkKind::NoAllergy => Category::Allergies,
        LinkKind::Immunization => Category::Immunizations,
        LinkKind::Medication | LinkKind::Dispense => Category::Medications,
        LinkKind::Visit => Category::Visits,
        LinkKind::Note => Category::Notes,
        LinkKind::Report => Category::Reports,
        LinkKind::Document => Category::Documents,
        LinkKind::LabPanel
        | LinkKind::Vital
        | LinkKind::CarePlan
        | LinkKind::Appointment
        | LinkKind::Other(_) => return None,
    })
}
