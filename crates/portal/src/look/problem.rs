//! The page that says what went wrong and what to do.

use askama::Template;
use serde::Serialize;

use super::{Frame, Place};
use crate::page::{Page, Shell};
use crate::problem::Problem;

/// A problem, and the number that support can find it by.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemPage {
    #[serde(skip)]
    pub problem: Problem,
    pub correlation: String,
}

impl ProblemPage {
    pub fn new(problem: Problem, correlation: String) -> Self {
        Self { problem, correlation }
    }
}

#[derive(Template)]
#[template(path = "look/problem.html")]
struct ProblemTemplate<'a> {
    f: Frame<'a>,
    page: &'a ProblemPage,
    text: &'static str,
}

impl Page for ProblemPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Outside);
        let key = |part: &str| format!("problem-{}-{part}", self.problem.code());
        f.title = f.t(&key("title")).to_owned();
        let text = f.t(&key("text"));
        ProblemTemplate { f, page: self, text }.render()
    }
}
