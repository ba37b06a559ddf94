use std::collections::HashSet;

use url::Url;

use super::Client;
use super::learned::Asked;
use super::wire::Ask;
use crate::error::Error;
use crate::found::{Found, Page};
use crate::search::Search;

impl Client {
    /// Searches, and follows `next` up to the endpoint's `max_pages`.
    ///
    /// # Errors
    /// Where the first page cannot be had, or a later page fails otherwise than by being unreadable. A later page that is
    /// malformed, too large, or at another server leaves the earlier ones, marked truncated.
    pub async fn search(&self, search: &Search) -> Result<Found, Error> {
        self.get_to_know().await?;
        self.search_known(search).await
    }

    pub(super) async fn search_known(&self, search: &Search) -> Result<Found, Error> {
        self.check_kept(search)?;
        let mut asked = self.adapt(search);
        let known = asked.left_out.len();
        loop {
            let refusal = match self.first_page(&asked.search).await {
                Ok(page) => {
                    self.inner.learned.remember(search.resource_type, &asked.left_out[known..]);
                    asked.heed(&page, self.base())?;
                    return self.follow(page, asked).await;
                }
                Err(Error::Refused { status: 400 | 422, outcome }) => outcome,
                Err(error) => return Err(error),
            };
            let Some(less) = asked.without_blamed(refusal.as_deref()) else {
                return Err(Error::Refused { status: 400, outcome: refusal });
            };
            asked = less;
        }
    }

    pub(super) fn check_kept(&self, search: &Search) -> Result<(), Error> {
        let resource_type = search.resource_type;
        match self.inner.capabilities.get() {
            Some(known) if !known.keeps(resource_type) => Err(Error::Unsupported { resource_type }),
            _ => Ok(()),
        }
    }

    pub(super) fn adapt(&self, search: &Search) -> Asked {
        let capabilities = self.inner.capabilities.get().map(AsRef::as_ref);
        self.inner.learned.adapt(search, capabilities, self.inner.endpoint.page_size)
    }

    pub(super) async fn first_page(&self, search: &Search) -> Result<Page, Error> {
        self.page(search.resource_type, self.below(&search.relative_url())?).await
    }

    /// An answer that breaks off or is no Bundle is asked for once more: what stands before the record system may have
    /// spoken in its place.
    async fn page(&self, resource_type: &str, url: Url) -> Result<Page, Error> {
        let ask = Ask::get(resource_type, url).strictly();
        match self.try_page(resource_type, &ask).await {
            Err(Error::Malformed { .. }) => self.try_page(resource_type, &ask).await,
            page => page,
        }
    }

    async fn try_page(&self, resource_type: &str, ask: &Ask) -> Result<Page, Error> {
        let reply = self.send(ask).await?;
        let mut page = Page::from_text(reply.text()?, resource_type)?;
        page.localize(self.names());
        Ok(page)
    }

    /// Reads the pages after the first.
    pub(super) async fn follow(&self, first: Page, asked: Asked) -> Result<Found, Error> {
        let resource_type = asked.search.resource_type;
        let mut found = Found { left_out: asked.left_out, ..Found::default() };
        let mut next = first.next.clone();
        found.absorb(first);
        let mut seen = HashSet::new();
        while let Some(link) = next {
            let Ok(url) = self.names().link(&link) else {
                self.meet_link(&link);
                found.cut_short("a link to another server");
                break;
            };
            if seen.len() + 1 >= self.inner.endpoint.max_pages {
                found.is_truncated = true;
                break;
            }
            if !seen.insert(url.clone()) {
                found.cut_short("pages that lead in a circle");
                break;
            }
            match self.page(resource_type, url).await {
                Ok(page) => {
                    next = page.next.clone();
                    found.absorb_new(page);
                }
                Err(Error::Malformed { .. } | Error::TooLarge { .. }) => {
                    found.cut_short("a page that cannot be read");
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}
