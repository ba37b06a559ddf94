//! Names by which the record system calls itself and which the configuration does not have: told once each in the log, with
//! hosts and no more, and remembered for whoever asks how it goes.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use url::Url;

use super::Client;
use crate::error::Error;
use crate::found::Page;
use crate::names::host;
use crate::reference::Target;
use crate::search::Search;

/// So many are told apart; more are no misconfiguration but nonsense.
const MOST: usize = 32;

#[derive(Default)]
pub(super) struct OtherHosts(Mutex<BTreeSet<String>>);

impl Client {
    /// The hosts by which the record system called itself, beside those that it is configured by.
    pub fn other_hosts(&self) -> Vec<String> {
        self.lock_other_hosts().iter().cloned().collect()
    }

    /// Notes that the record system spoke of its own by this base.
    pub fn meet_base(&self, base: &str) {
        if let Ok(url) = base.parse() {
            self.meet(&url);
        }
    }

    pub(super) fn meet_link(&self, link: &str) {
        if let Ok(url) = self.base().join(link) {
            self.meet(&url);
        }
    }

    fn meet(&self, url: &Url) {
        let met = host(url);
        let mut known = self.lock_other_hosts();
        if known.len() < MOST && known.insert(met.clone()) {
            tracing::warn!(
                ehr.base_host = host(self.base()),
                ehr.other_host = met,
                "the record system calls itself by a name that is neither record_system.base_url nor one of \
                 record_system.aliases; what it points to there is not read"
            );
        }
    }

    fn lock_other_hosts(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.inner.other_hosts.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for one resource that is no patient's, only to see by which name the record system calls itself.
    ///
    /// # Errors
    /// As a search.
    pub async fn look_at_names(&self) -> Result<Vec<String>, Error> {
        let known = self.introduced().await?;
        if let Some(base) = known.base.as_deref().filter(|base| self.is_foreign(&format!("{base}/"))) {
            self.meet_base(base);
        }
        let search = Search::of("Organization").count(1);
        let page = self.first_page(&search).await?;
        for address in own_addresses(&page).filter(|address| self.is_foreign(address)) {
            self.meet_link(address);
        }
        Ok(self.other_hosts())
    }

    fn is_foreign(&self, address: &str) -> bool {
        matches!(self.names().link(address), Err(Error::ForeignLink))
    }
}

/// What a page says of where it and its entries are.
fn own_addresses(page: &Page) -> impl Iterator<Item = &str> {
    let full_urls = page.entries.iter().filter_map(|entry| entry.full_url.as_deref());
    let of_entries = full_urls.filter(|url| Target::parse(url).is_some_and(|target| target.base.is_some()));
    page.self_link.as_deref().into_iter().chain(page.next.as_deref()).chain(of_entries)
}
