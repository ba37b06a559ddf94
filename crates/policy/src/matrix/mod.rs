//! What the rules add up to: every question of the closed lists asked, and equal answers put into one row. The
//! page lies in the repository (`matrix.md`), and a test fails when it changes unnoticed.
//!
//! Age, care team and consent are not asked yet: no rule speaks of them.

mod axis;
mod page;
mod rows;

use crate::policy::Policy;

/// Writes the matrix down as a Markdown page.
pub fn render(policy: &Policy) -> String {
    page::render(policy, &rows::merged(rows::asked(policy)))
}
