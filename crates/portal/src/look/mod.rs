//! The look: tokens, components, charts, the frame around every page. A component asks for all that it needs,
//! so that a field without a label or a chip without words does not build.

pub mod assets;
pub mod chart;
mod choices;
pub mod design;
mod form;
mod frame;
pub mod gallery;
mod icon;
mod nav;
mod pager;
mod parts;
mod place;
pub mod problem;
pub mod samples;

use std::fmt;

pub use choices::{Choice, Choices, LongField};
pub use form::{CodeField, EmailField, Field, Hidden, PasswordField};
pub use frame::{Crumb, Frame, acting_key, category_key, record_keys, relationship_key, role_key};
pub use icon::Icon;
pub use parts::{
    Chip, Empty, Notice, Prose, Tone, flag_chip, initials, mark_chip, mark_key, status_chip, tone,
};
pub use place::Place;

/// Finished markup. Text goes into it through [`escape`] only.
#[derive(Debug, Clone, Default)]
pub struct Markup(pub String);

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}

impl askama::FastWritable for Markup {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(to.write_str(&self.0)?)
    }
}

/// Text made safe inside markup and attributes.
pub fn escape(text: &str) -> impl fmt::Display {
    askama::filters::escape(text, askama::filters::Html).expect("escaping text cannot fail")
}
