//! The pages of things that went wrong: what happened, what it means, what to do. Never a cause, never a name.

use askama::Template;
use serde::Serialize;

use super::{Frame, Icon, Place};
use crate::page::{Page, Shell};
use crate::problem::Problem;

/// What went wrong, as a page. The correlation id is what the reader can quote to support.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemPage {
    code: &'static str,
    correlation: String,
    #[serde(skip)]
    problem: Problem,
}

impl ProblemPage {
    pub fn new(problem: Problem, correlation: String) -> Self {
        Self { code: problem.code(), correlation, problem }
    }
}

/// One way onward: a verb and where it leads.
struct Way {
    words: &'static str,
    to: String,
}

macro_rules! problem_template {
    ($name:ident, $path:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $name<'a> {
            f: Frame<'a>,
            page: &'a ProblemPage,
        }

        impl $name<'_> {
            fn text(&self) -> String {
                self.page.problem.text(&self.f.w, self.f.shell)
            }

            fn way(&self) -> Way {
                way(&self.f, self.page.problem)
            }

            fn icon(&self) -> Icon {
                icon(self.page.problem)
            }

            /// Only what is our fault can be looked up by its number.
            fn is_ours(&self) -> bool {
                matches!(
                    self.page.problem,
                    Problem::Internal | Problem::RecordSystemDown | Problem::AuditDown
                )
            }
        }
    };
}

problem_template!(InsideTemplate, "look/problem_inside.html");
problem_template!(OutsideTemplate, "look/problem_outside.html");

impl Page for ProblemPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Outside);
        f.title = f.t(&self.problem.title_key()).to_owned();
        if shell.reader.is_some() {
            InsideTemplate { f, page: self }.render()
        } else {
            OutsideTemplate { f, page: self }.render()
        }
    }
}

fn icon(problem: Problem) -> Icon {
    match problem {
        Problem::NotFound | Problem::RecordMoved => Icon::Compass,
        Problem::SignInNeeded | Problem::FactorNeeded | Problem::CodeUsed | Problem::ClockOff => Icon::Key,
        Problem::Forbidden | Problem::AuditDown => Icon::Lock,
        Problem::TimedOut | Problem::TooManyRequests { .. } | Problem::RecordSystemDown => Icon::Clock,
        _ => Icon::Warning,
    }
}

fn way(f: &Frame<'_>, problem: Problem) -> Way {
    match problem {
        Problem::SignInNeeded => Way { words: f.t("sign-in"), to: f.shell.realm.sign_in().to_owned() },
        Problem::FactorNeeded => Way { words: f.t("go-on"), to: f.shell.realm.prove_factor().to_owned() },
        Problem::RecordMoved => Way { words: f.t("go-on"), to: f.shell.to("moved") },
        Problem::RecordSystemDown
        | Problem::MovedOn
        | Problem::AuditDown
        | Problem::Internal
        | Problem::TimedOut
        | Problem::TooManyRequests { .. } => Way { words: f.t("problem-again"), to: f.shell.path.clone() },
        _ if f.shell.reader.is_some() && f.is_staff_side() => {
            Way { words: f.t("problem-staff-home"), to: f.home() }
        }
        _ if f.shell.reader.is_some() => Way { words: f.t("problem-summary"), to: f.shell.to("") },
        _ => Way { words: f.t("sign-in"), to: f.shell.realm.sign_in().to_owned() },
    }
}

/// Every problem, for tests and the style page.
pub fn samples() -> Vec<(&'static str, ProblemPage)> {
    let page =
        |problem: &Problem| (problem.code(), ProblemPage::new(*problem, "0192f7e2-4c55-7b1a".to_owned()));
    Problem::ALL.iter().map(page).collect()
}
