//! What the rules add up to: the questions of closed lists asked, scene by scene, and equal answers put into one row. The
//! page lies in the repository (`matrix.md`), and a test fails when it changes unnoticed.

mod axis;
mod page;
mod rows;
mod scenes;

use crate::policy::Policy;

/// Writes the matrix down as a Markdown page.
pub fn render(policy: &Policy) -> String {
    page::render(policy, &scenes::all())
}
