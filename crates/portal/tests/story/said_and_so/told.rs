//! What the portal tells of one patient: every list with all its pages, as twins and as pages.

use std::collections::{BTreeMap, BTreeSet};

use portico_testkit::{TestPortal, TestVisitor};
use serde_json::Value;

use super::bundles::list;

/// Lists that come page by page, and those that have one page.
const LISTS: [&str; 14] = [
    "health-summary",
    "labs",
    "medications",
    "conditions",
    "allergies",
    "immunizations",
    "visits",
    "documents",
    "notes",
    "reports",
    "care-plans",
    "care-team",
    "profile",
    "timeline",
];

/// The pages that a person reads, by their addresses below the patient's.
pub const PAGES: [&str; 14] = [
    "",
    "labs",
    "vitals",
    "medications",
    "conditions",
    "allergies",
    "immunizations",
    "visits",
    "documents",
    "notes",
    "reports",
    "care-plans",
    "care-team",
    "timeline",
];

/// Twins by their lists, and pages by their addresses.
pub struct Told {
    pub twins: BTreeMap<String, Vec<Value>>,
    pub pages: BTreeMap<&'static str, String>,
}

/// A patient who reads their own record.
pub struct Reader {
    visitor: TestVisitor,
}

impl Reader {
    pub async fn of(portal: &TestPortal, patient: &str) -> Self {
        Self { visitor: portal.patient(patient).await }
    }

    pub async fn twin(&mut self, rest: &str) -> Value {
        let answer = self.visitor.get(&format!("/api/v1/{rest}")).await;
        assert_eq!(answer.status, 200, "{rest}: {}", answer.text);
        answer.json()
    }

    pub async fn page(&mut self, rest: &str) -> String {
        let path = format!("/patients/me/{rest}");
        let answer = self.visitor.get(path.trim_end_matches('/')).await;
        assert_eq!(answer.status, 200, "{rest}: {}", answer.text);
        answer.text
    }

    /// All pages of a list.
    async fn whole(&mut self, rest: &str) -> Vec<Value> {
        let mut pages = vec![self.twin(rest).await];
        let count = pages[0]["pages"].as_u64().unwrap_or(1);
        let sign = if rest.contains('?') { '&' } else { '?' };
        for page in 1..count {
            pages.push(self.twin(&format!("{rest}{sign}page={page}")).await);
        }
        pages
    }

    /// A list of several kinds, each of them whole. What they have in common comes first.
    async fn whole_by_kind(&mut self, rest: &str, groups: &str) -> Vec<Value> {
        let all = self.twin(rest).await;
        let kinds: BTreeSet<&str> = list(&all[groups]).filter_map(|own| own["kind"].as_str()).collect();
        let mut pages = Vec::new();
        for kind in kinds {
            pages.extend(self.whole(&format!("{rest}?kind={kind}")).await);
        }
        pages
    }

    async fn years(&mut self) -> Vec<Value> {
        let first = self.twin("timeline").await;
        let mut pages = Vec::new();
        for year in list(&first["all_years"]) {
            pages.push(self.twin(&format!("timeline?year={year}")).await);
        }
        pages
    }

    /// Everything.
    pub async fn told(&mut self) -> Told {
        let mut twins = BTreeMap::new();
        for rest in LISTS {
            twins.insert(rest.to_owned(), self.whole(rest).await);
        }
        twins.insert("vitals".to_owned(), self.whole_by_kind("vitals", "series").await);
        twins.insert("all other".to_owned(), vec![self.twin("other").await]);
        twins.insert("other".to_owned(), self.whole_by_kind("other", "groups").await);
        twins.insert("years".to_owned(), self.years().await);
        let mut pages = BTreeMap::new();
        for rest in PAGES {
            pages.insert(rest, self.page(rest).await);
        }
        Told { twins, pages }
    }
}

impl Told {
    /// The items of a member over all pages of a list.
    pub fn items(&self, rest: &str, member: &str) -> Vec<&Value> {
        self.twins[rest].iter().flat_map(|page| list(&page[member])).collect()
    }

    /// The first page of a list.
    pub fn first(&self, rest: &str) -> &Value {
        &self.twins[rest][0]
    }

    /// The laboratory results, each with its panel.
    pub fn results(&self) -> Vec<(&Value, &Value)> {
        let panels = self.items("labs", "panels").into_iter();
        panels.flat_map(|panel| list(&panel["results"]).map(move |own| (panel, own))).collect()
    }

    pub fn readings(&self) -> Vec<&Value> {
        self.items("vitals", "series").into_iter().flat_map(|series| list(&series["readings"])).collect()
    }

    /// What has no page of its own, of one kind or all.
    pub fn others(&self, kind: Option<&str>) -> Vec<&Value> {
        let groups = self.items("other", "groups").into_iter();
        let groups = groups.filter(|group| kind.is_none_or(|kind| group["kind"] == kind));
        groups.flat_map(|group| list(&group["items"])).collect()
    }

    /// Whether the record system does not hand out this kind at all, and the portal says so.
    pub fn is_not_offered(&self, kind: &str) -> bool {
        list(&self.first("all other")["not_offered"]).any(|own| own == kind)
    }

    /// How many resources of a kind are counted as not shown, on any of the lists.
    pub fn lost(&self, kind: &str) -> u64 {
        let gaps = self.twins.values().flatten().flat_map(|page| list(&page["gaps"]));
        let lost = gaps.filter(|gap| gap["kind"] == kind).filter_map(|gap| gap["lost"].as_u64());
        lost.max().unwrap_or(0)
    }
}

pub fn id(item: &Value) -> &str {
    item["id"].as_str().unwrap_or_default()
}
