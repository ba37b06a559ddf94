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
        let own = |path: &str| samples::shell(language, path);
        show(&mut all, "labs", &own("/patients/me/labs"), crate::labs::samples::lists());
        show(&mut all, "labs-panel", &own("/patients/me/labs/panels/x"), crate::labs::samples::panels());
        show(&mut all, "labs-detail", &own("/patients/me/labs/x"), crate::labs::samples::details());
        let another = samples::shell_for_another(language, "/patients/p-77/labs");
        show(&mut all, "another-labs", &another, crate::labs::samples::lists());
    }
    all
}

fn gate(all: &mut Vec<Rendered>, language: Language) {
    use crate::sign_in::samples as s;
    let outside = |path: &str| samples::shell_outside(language, path);
    show(all, "sign-in", &outside("/sign-in"), s::sign_in());
    show(all, "factor", &outside("/sign-in/factor"), s::factor());
    show(all, "recovery", &outside("/sign-in/recovery"), s::recovery());
    show(all, "enrol", &outside("/sign-in/enrol"), s::enrol());
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
