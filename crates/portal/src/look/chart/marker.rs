//! Marks for values: shape and colour both say where a value stands.

use std::fmt::{self, Write};

use portico_chart::labs::{Comparator, Flag};

/// Draws the mark of a value at `x` per cent and `y` pixels. What is only a bound is hollow, with an arrow.
pub(super) fn mark(
    out: &mut String,
    x: f64,
    y: f64,
    flag: Flag,
    comparator: Option<Comparator>,
    title: &str,
) -> fmt::Result {
    let (class, shape) = match flag {
        Flag::Critical | Flag::CriticalLow | Flag::CriticalHigh => ("crit", "M0-8 8 0 0 8-8 0Z"),
        Flag::High => ("high", "M0-7 6.8 5H-6.8Z"),
        Flag::Low => ("low", "M0 7 6.8-5H-6.8Z"),
        Flag::Abnormal => ("high", "M-5-5H5V5H-5Z"),
        Flag::InRange | Flag::Unknown => ("ok", "M-5 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0Z"),
    };
    let hollow = if comparator.is_some() { " open" } else { "" };
    write!(out, "<svg x=\"{x:.1}%\" y=\"{y:.1}\" class=\"m {class}{hollow}\">")?;
    if !title.is_empty() {
        write!(out, "<title>{}</title>", crate::look::escape(title))?;
    }
    write!(out, "<path d=\"{shape}\"/>")?;
    match comparator {
        Some(Comparator::Less | Comparator::AtMost) => out.push_str("<path d=\"M0 8v8M-3 13 0 16 3 13\"/>"),
        Some(Comparator::Greater | Comparator::AtLeast) => {
            out.push_str("<path d=\"M0-8V-16M-3-13 0-16 3-13\"/>")
        }
        None => {}
    }
    out.push_str("</svg>");
    Ok(())
}
