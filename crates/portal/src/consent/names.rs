//! What the single things are called that choices are about.

use portico_chart::view::Link;
use portico_chart::{Chart, ChartError};
use portico_model::{Category, Matter};

use crate::look::category_key;
use crate::problem::Problem;
use crate::words::Words;

/// The things of a record that choices name.
#[derive(Debug, Default)]
pub(super) struct Names {
    found: Vec<(Category, Link)>,
    /// The record system did not say all that was asked.
    is_partial: bool,
}

impl Names {
    pub(super) async fn of(
        chart: &Chart,
        matters: impl IntoIterator<Item = &Matter>,
    ) -> Result<Self, Problem> {
        let things = matters.into_iter().filter_map(thing);
        let wanted: Vec<_> = things.map(|(kind, id)| (kind, id.clone())).collect();
        if wanted.is_empty() {
            return Ok(Self::default());
        }
        let links = match chart.named(&wanted).await {
            Ok(links) => links,
            Err(ChartError::Unavailable) => return Ok(Self { found: Vec::new(), is_partial: true }),
            Err(ChartError::NotFound) => return Ok(Self::default()),
            Err(error) => return Err(error.into()),
        };
        let is_partial = !links.failed.is_empty();
        let kind = |link: &Link| wanted.iter().find(|(_, id)| *id == link.id).map(|(kind, _)| *kind);
        let found = links.content.into_iter().filter_map(|link| Some((kind(&link)?, link))).collect();
        Ok(Self { found, is_partial })
    }

    pub(super) fn get(&self, matter: &Matter) -> Option<&Link> {
        let (wanted, id) = thing(matter)?;
        self.found.iter().find(|(kind, link)| *kind == wanted && link.id == *id).map(|(_, link)| link)
    }

    /// Whether the record surely has no such thing.
    pub(super) fn lacks(&self, matter: &Matter) -> bool {
        matter.item.is_some() && !self.is_partial && self.get(matter).is_none()
    }
}

/// The one thing that a matter names, with its only kind.
fn thing(matter: &Matter) -> Option<(Category, &portico_model::ResourceId)> {
    let mut kinds = matter.categories.iter();
    let (kind, None) = (kinds.next()?, kinds.next()) else { return None };
    Some((kind, matter.item.as_ref()?))
}

/// `“LDL cholesterol” of May 3, 2026 (test results)`
pub(super) fn words(w: &Words, link: &Link, kinds: &[Category]) -> String {
    let kinds = w.list(&kinds.iter().map(|kind| w.t(category_key(*kind))).collect::<Vec<_>>());
    let title = w.term(&link.title);
    match link.at {
        Some(at) => w.with(
            "choice-named-dated",
            &[("title", title.into()), ("date", w.date(at).into()), ("kinds", kinds.into())],
        ),
        None => w.with("choice-named", &[("title", title.into()), ("kinds", kinds.into())]),
    }
}
