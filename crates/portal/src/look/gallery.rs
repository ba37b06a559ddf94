//! Every page with every sample view in every language: what the page test checks and what the gallery writes.

use portico_model::Language;

use super::samples::{self, paged};
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
        privacy(&mut all, language);
        staff(&mut all, language);
    }
    all
}

fn privacy(all: &mut Vec<Rendered>, language: Language) {
    let own = |path: &str| samples::shell(language, path);
    show(all, "privacy", &own("/patients/me/privacy"), crate::privacy::samples::ledgers());
    show(all, "privacy-ask", &own("/patients/me/privacy/looks/7/ask"), crate::privacy::samples::questions());
    show(all, "privacy-eyes", &own("/patients/me/privacy/see-as"), crate::privacy::samples::eyes());
    show(all, "people", &own("/people"), crate::people::samples::all());
    let preview = samples::shell_in_preview(language, "/patients/me~g.x/labs");
    show(all, "preview-labs", &preview, crate::labs::samples::lists());
}

fn staff(all: &mut Vec<Rendered>, language: Language) {
    use portico_model::Role;

    use crate::staff::samples as s;
    let outside = samples::shell_outside_staff(language, "/staff");
    for (sample, home) in s::homes() {
        let shell = samples::shell_for_staff(language, home.role, "/staff");
        show(all, "staff-home", &shell, vec![(sample, home)]);
    }
    let officer = |path: &str| samples::shell_for_staff(language, Role::PrivacyOfficer, path);
    show(all, "oversight", &officer("/staff/oversight"), crate::oversight::samples::questions());
    show(all, "oversight-looks", &officer("/staff/oversight/search"), crate::oversight::samples::looks());
    show(all, "oversight-alerts", &officer("/staff/oversight/alerts"), crate::oversight::samples::alerts());
    show(
        all,
        "oversight-alert",
        &officer("/staff/oversight/alerts/x"),
        crate::oversight::samples::alert_details(),
    );
    let treating = |path: &str| samples::shell_for_staff(language, Role::Clinician, path);
    let planning = samples::shell_for_staff(language, Role::Scheduler, "/staff/appointments");
    show(all, "staff-sign-in", &outside, s::sign_ins());
    show(all, "staff-going-on", &outside, s::going_on());
    show(all, "staff-signed-out", &outside, s::signed_out());
    show(all, "staff-again", &treating("/staff/sign-in/again"), s::again());
    show(all, "staff-patients", &treating("/staff/patients"), s::patients());
    show(all, "staff-break-glass", &treating("/staff/patients/p-77/break-glass"), s::glasses());
    show(all, "staff-appointments", &planning, s::days());
    let support = samples::shell_for_staff(language, Role::Support, "/staff/cases");
    show(all, "staff-cases", &officer("/staff/cases"), crate::cases::samples::case_lists());
    show(all, "staff-case", &officer("/staff/cases/x"), crate::cases::samples::cases());
    show(all, "staff-accounts", &support, crate::sign_up::samples::help());
    show(all, "staff-access", &support, crate::sharing::samples::review_lists());
    show(all, "staff-access-request", &support, crate::sharing::samples::reviews());
    show(all, "staff-problem", &support, super::problem::samples());
    show(all, "staff-problem-outside", &outside, super::problem::samples());
    let clinician = samples::shell_for_clinician(language, "/staff/patients/p-77/labs");
    show(all, "staff-labs", &clinician, crate::labs::samples::lists());
    let behind_glass = samples::shell_behind_glass(language, "/staff/patients/p-77");
    show(all, "staff-glass", &behind_glass, crate::overview::samples::summaries());
}

fn record(all: &mut Vec<Rendered>, language: Language) {
    let own = |path: &str| samples::shell(language, path);
    let account = Shell { patient: None, ..own("/account/security") };
    parts(Reader { all, prefix: "", shell: own("/patients/me") });
    let another = |path: &str| samples::shell_for_another(language, path);
    parts(Reader { all, prefix: "another-", shell: another("/patients/p-77") });
    show(all, "search", &own("/patients/me/search"), crate::overview::samples::search_form());
    show(all, "more", &own("/patients/me/more"), crate::overview::samples::more());
    show(all, "choices", &own("/patients/me/consent"), crate::consent::samples::lists());
    show(all, "choice-form", &own("/patients/me/consent/new"), crate::consent::samples::forms());
    show(all, "choice-end", &own("/patients/me/consent/x/end"), crate::consent::samples::ends());
    sharing(all, &own("/patients/me/sharing"), &account);
    let theirs = crate::sharing::samples::sharing_of_another();
    show(all, "another-sharing", &another("/patients/p-77/sharing"), theirs);
    show(all, "another-problem", &another("/patients/p-77/labs"), super::problem::samples());
    show(all, "requests", &account, crate::cases::samples::request_lists());
    show(all, "request", &account, crate::cases::samples::requests());
    show(all, "security", &account, crate::security::samples::pages());
    show(all, "design", &account, vec![("all", super::design::DesignPage)]);
    show(all, "problem", &account, super::problem::samples());
}

/// Whoever reads the pages of a record.
struct Reader<'a> {
    all: &'a mut Vec<Rendered>,
    prefix: &'static str,
    shell: Shell,
}

impl Reader<'_> {
    fn sees<P: Page>(&mut self, page: &str, path: &str, views: Vec<(&'static str, P)>) {
        let shell = Shell { path: self.shell.to(path), ..self.shell.clone() };
        show(self.all, &format!("{}{page}", self.prefix), &shell, views);
    }
}

/// The pages of a record.
fn parts(mut reader: Reader<'_>) {
    use crate::{care, documents, health, labs, medications, other, overview, visits, vitals};
    reader.sees("summary", "", overview::samples::summaries());
    reader.sees("timeline", "timeline", overview::samples::timelines());
    reader.sees("search", "search", overview::samples::searches());
    reader.sees("labs", "labs", labs::samples::lists());
    reader.sees("labs-panel", "labs/panels/x", labs::samples::panels());
    reader.sees("labs-detail", "labs/x", labs::samples::details());
    reader.sees("vitals", "vitals", paged(vitals::samples::views()));
    reader.sees("medications", "medications", paged(medications::samples::lists()));
    reader.sees("medication", "medications/x", medications::samples::details());
    reader.sees("conditions", "conditions", paged(health::samples::conditions()));
    reader.sees("allergies", "allergies", paged(health::samples::allergies()));
    reader.sees("immunizations", "immunizations", paged(health::samples::immunizations()));
    reader.sees("visits", "visits", paged(visits::samples::lists()));
    reader.sees("visit", "visits/x", visits::samples::details());
    reader.sees("notes", "notes", paged(documents::samples::lists()));
    reader.sees("documents", "documents", paged(documents::samples::lists()));
    reader.sees("document", "documents/x", documents::samples::details());
    reader.sees("reports", "reports", paged(documents::samples::reports()));
    reader.sees("report", "reports/x", documents::samples::report_details());
    reader.sees("care-plans", "care-plans", paged(care::samples::plans()));
    reader.sees("care-team", "care-team", care::samples::team());
    reader.sees("profile", "profile", care::samples::profiles());
    reader.sees("moved", "moved", care::samples::moved());
    reader.sees("other", "other", other::samples::lists());
    reader.sees("one-of-other", "other/procedures/x", other::samples::details());
}

fn sharing(all: &mut Vec<Rendered>, own: &Shell, account: &Shell) {
    use crate::sharing::samples as s;
    show(all, "sharing", own, s::sharing());
    show(all, "sharing-invite", own, s::invites());
    show(all, "sharing-end", own, s::ends());
    show(all, "access", account, s::access());
    show(all, "access-ask", account, s::asks());
    show(all, "access-paper", account, s::papers());
    show(all, "invitation", account, s::invitations());
}

fn gate(all: &mut Vec<Rendered>, language: Language) {
    use crate::sign_in::samples as s;
    let outside = |path: &str| samples::shell_outside(language, path);
    show(all, "sign-in", &outside("/sign-in"), s::sign_in());
    show(all, "factor", &outside("/sign-in/factor"), s::factor());
    let signed_in = Shell { patient: None, ..samples::shell(language, "/sign-in/factor") };
    show(all, "factor-again", &signed_in, s::factor());
    show(all, "recovery", &outside("/sign-in/recovery"), s::recovery());
    show(all, "enrol", &outside("/sign-in/enrol"), s::enrol());
    show(all, "sign-up", &outside("/sign-up"), crate::sign_up::samples::begins());
    show(all, "sign-up-code", &outside("/sign-up/code"), crate::sign_up::samples::codes());
    show(all, "invited", &outside("/invitations/x/sign-up"), crate::sign_up::samples::invited());
    show(all, "invitation-door", &outside("/invitations/x"), crate::sharing::samples::doors());
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
