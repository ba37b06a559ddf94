//! Everything with a date, newest first.

use portico_audit::Action;
use portico_model::When;
use portico_policy::Act;

use super::everything::{CATEGORIES, parts};
use super::{Timeline, TimelineFilter, TimelineYear};
use crate::charts::{Chart, ChartError, Look};
use crate::order::newest_first;
use crate::other::Others;
use crate::view::{Disclosure, Link, Mark};

/// Up to this many entries are shown at once; of a longer life one year at a time.
const AT_ONCE: usize = 60;

impl Chart {
    /// The timeline: all of it if it is short, else the year that is asked for or the newest.
    pub async fn timeline(&self, filter: TimelineFilter) -> Result<Disclosure<Timeline>, ChartError> {
        let gathered = self.gather("timeline", &parts()[..]).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut links = self.links(&gathered, &mut sieve);
        links.extend(Others::of(&gathered).links(&mut sieve, true));
        let timeline = by_year(links, filter.year);
        let shown = timeline.years.iter().map(|year| year.entries.len()).sum();
        let look = Look::new(Action::Read, "timeline", CATEGORIES);
        self.disclose(look, gathered, sieve, shown, timeline).await
    }
}

/// By the years of what has a date. What was entered in error did not happen.
fn by_year(links: Vec<Link>, wanted: Option<i16>) -> Timeline {
    let happened = |link: &Link| link.at.is_some() && link.mark != Some(Mark::EnteredInError);
    let mut dated: Vec<Link> = links.into_iter().filter(happened).collect();
    newest_first(&mut dated);
    let mut all_years: Vec<i16> = dated.iter().filter_map(|link| link.at.map(When::year)).collect();
    all_years.dedup();
    let only = match wanted {
        None if dated.len() > AT_ONCE => all_years.first().copied(),
        wanted => wanted,
    };
    let shown_years = all_years.iter().copied().filter(|year| only.is_none_or(|only| only == *year));
    let years = shown_years.map(|year| TimelineYear {
        year,
        entries: dated.iter().filter(|link| link.at.map(When::year) == Some(year)).cloned().collect(),
    });
    Timeline { years: years.collect(), all_years }
}
