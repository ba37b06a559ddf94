//! Every page with every sample view in every language: what the page test checks and what the gallery writes.

use portico_model::Language;

use super::samples;
use crate::page::{Page, Shell};

/// One rendered page.
#[derive(Debug)]
pub struct Rendered {
    /// `labs-detail.high.en`.
    pub name: String,
    pub language: Language,
    pub shell: Shell,
    pub html: String,
}

/// Renders everything. A page that fails to render is a fault of its template.
pub fn pages() -> Vec<Rendered> {
    let mut all = Vec::new();
    for language in Language::ALL {
        gate(&mut all, language);
        record(&mut all, language);
        results(&mut all, language);
    }
    all
}

fn results(all: &mut Vec<Rendered>, language: Language) {
    use crate::labs::samples as s;
    let own = |path: &str| samples::shell(language, path);
    show(all, "labs", &own("/patients/me/labs"), s::lists());
    show(all, "labs-panel", &own("/patients/me/labs/panels/x"), s::panels());
    show(all, "labs-detail", &own("/patients/me/labs/x"), s::details());
    let another = samples::shell_for_another(language, "/patients/p-77/labs");
    show(all, "another-labs", &another, s::lists());
    show(all, "another-labs-detail", &another, s::details());
    show(all, "another-summary", &another, crate::overview::samples::summaries());
}

fn record(all: &mut Vec<Rendered>, language: Language) {
    use crate::{care, documents, health, medications, overview, security, visits, vitals};
    let own = |path: &str| samples::shell(language, path);
    let account = Shell { patient: None, ..own("/account/security") };
    show(all, "summary", &own("/patients/me"), overview::samples::summaries());
    show(all, "timeline", &own("/patients/me/timeline"), overview::samples::timelines());
    show(all, "search", &own("/patients/me/search"), overview::samples::searches());
    show(all, "search", &own("/patients/me/search"), overview::samples::search_form());
    show(all, "more", &own("/patients/me/more"), overview::samples::more());
    show(all, "vitals", &own("/patients/me/vitals"), vitals::samples::views());
    show(all, "medications", &own("/patients/me/medications"), medications::samples::lists());
    show(all, "medication", &own("/patients/me/medications/x"), medications::samples::details());
    show(all, "conditions", &own("/patients/me/conditions"), health::samples::conditions());
    show(all, "allergies", &own("/patients/me/allergies"), health::samples::allergies());
    show(all, "immunizations", &own("/patients/me/immunizations"), health::samples::immunizations());
    show(all, "visits", &own("/patients/me/visits"), visits::samples::lists());
    show(all, "visit", &own("/patients/me/visits/x"), visits::samples::details());
    show(all, "notes", &own("/patients/me/notes"), documents::samples::lists());
    show(all, "documents", &own("/patients/me/documents"), documents::samples::lists());
    show(all, "document", &own("/patients/me/documents/x"), documents::samples::details());
    show(all, "reports", &own("/patients/me/reports"), documents::samples::reports());
    show(all, "report", &own("/patients/me/reports/x"), documents::samples::report_details());
    show(all, "care-plans", &own("/patients/me/care-plans"), care::samples::plans());
    show(all, "care-team", &own("/patients/me/care-team"), care::samples::team());
    show(all, "profile", &own("/patients/me/profile"), care::samples::profiles());
    show(all, "security", &account, security::samples::pages());
    show(all, "design", &account, vec![("all", super::design::DesignPage)]);
    show(all, "problem", &account, super::problem::samples());
}

fn gate(all: &mut Vec<Rendered>, language: Language) {
    use crate::sign_in::samples as s;
    let outside = |path: &str| samples::shell_outside(language, path);
    show(all, "sign-in", &outside("/sign-in"), s::sign_in());
    show(all, "factor", &outside("/sign-in/factor"), s::factor());
    show(all, "recovery", &outside("/sign-in/recovery"), s::recovery());
    show(all, "enrol", &outside("/sign-in/enrol"), s::enrol());
    show(all, "problem-outside", &outside("/patients/me"), super::problem::samples());
    show(all, "codes", &outside("/sign-in/enrol"), s::codes());
}

fn show<P: Page>(all: &mut Vec<Rendered>, page: &str, shell: &Shell, views: Vec<(&'static str, P)>) {
    for (sample, view) in views {
        all.push(Rendered {
            name: format!("{page}.{sample}.{}", shell.language.tag()),
            language: shell.language,
            shell: shell.clone(),
            html: view.html(shell).expect("a template renders into memory"),
        });
    }
}
