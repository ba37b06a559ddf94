//! One panel in the list of results. Everybody who may see all of a panel gets the same card, so it is drawn once while
//! its copy is fresh: its links are relative to the list, and it says nothing of the reader or the hour.

use std::fmt;

use askama::{FastWritable, Template};
use portico_chart::labs::LabPanel;
use portico_chart::view::Shared;

use super::row::{gaps, panel_chip, panel_line, rows};
use crate::look::Icon;
use crate::words::Words;

#[derive(Template)]
#[template(path = "labs/card.html")]
struct CardTemplate<'a> {
    w: &'a Words,
    panel: &'a LabPanel,
}

pub(super) struct Card<'a> {
    w: &'a Words,
    panel: &'a Shared<LabPanel>,
}

pub(super) fn card<'a>(w: &'a Words, panel: &'a Shared<LabPanel>) -> Card<'a> {
    Card { w, panel }
}

impl Card<'_> {
    fn text(&self) -> &str {
        let draw = |panel: &LabPanel| CardTemplate { w: self.w, panel }.render();
        let drawn = |panel: &LabPanel| draw(panel).expect("writing to a string cannot fail");
        self.panel.drawn(self.w.language(), drawn)
    }
}

impl fmt::Display for Card<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl askama::filters::HtmlSafe for Card<'_> {}

impl FastWritable for Card<'_> {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(to.write_str(self.text())?)
    }
}
