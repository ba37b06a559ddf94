//! One page of a long list. A page behind the last is the last: nothing is said to be empty that is not.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AllOfBuilder, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// Rows on a page, where a row is a line or two.
pub(crate) const A_PAGE: usize = 50;

/// Which page of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(default)]
pub struct PageQuery {
    /// From 0, the newest.
    pub page: usize,
}

/// Where in a long list a page is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Page {
    /// From 0, the newest.
    pub page: usize,
    pub pages: usize,
    /// Items over all pages.
    pub total: usize,
    /// The same for each of the groups that the list is divided into, such as what is in use and what is past.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<usize>,
}

/// A list, or what of it is on one page.
#[derive(Debug, Clone, Serialize)]
pub struct Paged<T> {
    #[serde(flatten)]
    pub page: Page,
    #[serde(flatten)]
    pub list: T,
}

/// A group of items, of which some are kept.
pub(crate) trait Group {
    fn count(&self) -> usize;
    fn keep(&mut self, items: Range<usize>);
}

impl<T> Group for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn keep(&mut self, items: Range<usize>) {
        self.truncate(items.end);
        self.drain(..items.start.min(self.len()));
    }
}

impl Page {
    /// Leaves of groups that are read one after another what is on the page that is asked for.
    pub(crate) fn cut(wanted: PageQuery, size: usize, groups: &mut [&mut dyn Group]) -> Self {
        let counts: Vec<usize> = groups.iter().map(|group| group.count()).collect();
        let place = Self::of(wanted, size, counts.iter().sum());
        let (start, end) = (place.page * size, (place.page + 1) * size);
        let mut before = 0;
        for (group, count) in groups.iter_mut().zip(&counts) {
            let within = |at: usize| at.clamp(before, before + count) - before;
            group.keep(within(start)..within(end));
            before += count;
        }
        Self { groups: if counts.len() > 1 { counts } else { Vec::new() }, ..place }
    }

    /// The page of so many items that is asked for.
    pub(crate) fn of(wanted: PageQuery, size: usize, total: usize) -> Self {
        let pages = total.div_ceil(size);
        Self { page: wanted.page.min(pages.saturating_sub(1)), pages, total, groups: Vec::new() }
    }

    /// All in one.
    pub fn whole(total: usize) -> Self {
        Self { page: 0, pages: usize::from(total > 0), total, groups: Vec::new() }
    }
}

/// A page of a list is named after the list: a generic schema would have one name for all.
impl<T: ToSchema> PartialSchema for Paged<T> {
    fn schema() -> RefOr<Schema> {
        RefOr::T(Schema::AllOf(AllOfBuilder::new().item(Page::schema()).item(T::schema()).build()))
    }
}

impl<T: ToSchema> ToSchema for Paged<T> {
    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Page::schemas(schemas);
        T::schemas(schemas);
    }
}

impl<T> Deref for Paged<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_pages_together_are_the_list(first in 0usize..40, second in 0usize..40, size in 1usize..15) {
            let (mut seen, mut page, whole) = (Vec::new(), 0, (0..first + second).collect::<Vec<_>>());
            loop {
                let (mut one, mut two) = (whole[..first].to_vec(), whole[first..].to_vec());
                let place = Page::cut(PageQuery { page }, size, &mut [&mut one, &mut two]);
                prop_assert_eq!((place.page, place.total), (page, first + second));
                prop_assert_eq!(&place.groups, &[first, second]);
                prop_assert!(one.len() + two.len() <= size);
                seen.extend([one, two].concat());
                page += 1;
                if page >= place.pages {
                    break;
                }
            }
            prop_assert_eq!(seen, whole);
        }

        #[test]
        fn a_page_behind_the_last_is_the_last(items in 0usize..40, size in 1usize..15, page in any::<usize>()) {
            let mut list: Vec<usize> = (0..items).collect();
            let place = Page::cut(PageQuery { page }, size, &mut [&mut list]);

            prop_assert_eq!(list.is_empty(), items == 0);
            prop_assert!(place.page < place.pages || items == 0);
        }
    }
}
