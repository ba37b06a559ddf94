//! A walk through one record: every list, and some items of each, as JSON and as a page.

use std::collections::{BTreeMap, BTreeSet};

use portico_portal::site_map::{Access, site_map};
use portico_testkit::{TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::{Value, json};

/// Whether pages are looked at too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Twins,
    TwinsAndPages,
}

/// What was seen on the way.
pub struct Walk {
    visitor: TestVisitor,
    depth: Depth,
    /// What each address of the API answered; `null` where it was no 200.
    pub views: BTreeMap<String, Value>,
    /// What was not as it should be.
    pub faults: Vec<String>,
    pub looks: usize,
}

/// A list, what in its JSON holds the items, and the folder of their pages.
const ITEMS: [(&str, &[&str], &str); 7] = [
    ("labs", &["panels"], "labs/panels"),
    (
        "medications",
        &["active", "do_not_take", "on_hold", "unclear", "proposed", "in_hospital", "past"],
        "medications",
    ),
    ("visits", &["visits"], "visits"),
    ("notes", &["documents"], "notes"),
    ("documents", &["documents"], "documents"),
    ("reports", &["reports"], "reports"),
    ("labs", &["results"], "labs"),
];

/// Signs a patient in and looks at everything.
pub async fn walk(portal: &TestPortal, patient: &str, depth: Depth) -> Walk {
    let visitor = portal.patient(patient).await;
    let mut walk = Walk { visitor, depth, views: BTreeMap::new(), faults: Vec::new(), looks: 0 };
    for rest in lists(true) {
        walk.twin(&rest).await;
    }
    if depth == Depth::TwinsAndPages {
        for rest in lists(false) {
            walk.page(&rest).await;
        }
    }
    for (list, members, folder) in ITEMS {
        let ids = walk.ids(list, members);
        for index in some_of(ids.len()) {
            walk.look(&format!("{folder}/{}", ids[index])).await;
        }
    }
    walk.last_page_of_labs().await;
    walk.files().await;
    walk.search().await;
    walk
}

impl Walk {
    async fn look(&mut self, rest: &str) {
        self.twin(rest).await;
        if self.depth == Depth::TwinsAndPages {
            self.page(rest).await;
        }
    }

    async fn twin(&mut self, rest: &str) {
        let answer = self.visitor.get(&format!("/api/v1/patients/me/{rest}")).await;
        self.looks += 1;
        let is_there = answer.status == 200;
        self.expect(is_there, rest, answer.status.as_str());
        self.views.insert(rest.to_owned(), if is_there { answer.json() } else { Value::Null });
    }

    async fn page(&mut self, rest: &str) {
        let path = format!("/patients/me/{rest}");
        let answer = self.visitor.get(path.trim_end_matches('/')).await;
        self.looks += 1;
        self.expect(answer.status == 200, &path, answer.status.as_str());
        let has_heading = answer.text.contains("<h1");
        self.expect(has_heading && !answer.text.contains('⟦'), &path, "is no whole page");
    }

    fn expect(&mut self, is_so: bool, place: &str, what: &str) {
        if !is_so {
            self.faults.push(format!("{place}: {what}"));
        }
    }

    fn ids(&self, list: &str, members: &[&str]) -> Vec<String> {
        let Some(view) = self.views.get(list) else { return Vec::new() };
        let items = members.iter().flat_map(|member| items_of(view, member));
        items.filter_map(|item| item["id"].as_str()).map(str::to_owned).collect()
    }

    async fn last_page_of_labs(&mut self) {
        let pages = self.views.get("labs").and_then(|labs| labs["pages"].as_u64()).unwrap_or(0);
        if pages > 1 {
            self.look(&format!("labs?page={}", pages - 1)).await;
        }
    }

    /// The first file of each kind of paper.
    async fn files(&mut self) {
        for (list, member, folder) in [
            ("documents", "documents", "documents"),
            ("notes", "documents", "documents"),
            ("reports", "reports", "reports"),
        ] {
            let Some(view) = self.views.get(list) else { continue };
            let with_file = items_of(view, member).find(|item| !item["attachments"][0].is_null());
            let Some(id) = with_file.and_then(|item| item["id"].as_str()) else { continue };
            let path = format!("{folder}/{id}/content/0");
            let answer = self.visitor.get(&format!("/api/v1/patients/me/{path}")).await;
            self.looks += 1;
            let seen = json!({"status": answer.status.as_u16(), "bytes": answer.bytes.len()});
            self.views.insert(path, seen);
        }
    }

    async fn search(&mut self) {
        let answer = self.visitor.post_json("/api/v1/patients/me/search", &json!({"words": "blood"})).await;
        self.looks += 1;
        self.expect(answer.status == 200, "search", answer.status.as_str());
        self.views.insert("search".to_owned(), answer.json());
    }
}

fn items_of<'a>(view: &'a Value, member: &str) -> Box<dyn Iterator<Item = &'a Value> + 'a> {
    let items = |value: &'a Value| value.as_array().into_iter().flatten();
    match member {
        // Results lie in their panels.
        "results" => Box::new(items(&view["panels"]).flat_map(move |panel| items(&panel["results"]))),
        member => Box::new(items(&view[member])),
    }
}

/// The first, the middle and the last.
fn some_of(count: usize) -> BTreeSet<usize> {
    if count == 0 { BTreeSet::new() } else { [0, count / 2, count - 1].into() }
}

/// The addresses of a chart that name no item: of pages, below `/patients/{patient}`, or of their twins.
fn lists(is_api: bool) -> BTreeSet<String> {
    let folder = if is_api { "/api/v1/patients/{patient}/" } else { "/patients/{patient}" };
    let routes = site_map(false).routes.into_iter().filter(|route| {
        route.access == Access::Chart && route.method == Method::GET && route.is_api == is_api
    });
    let rest =
        routes.filter_map(|route| Some(route.path.strip_prefix(folder)?.trim_start_matches('/').to_owned()));
    // Nothing is at `moved` while a record is in use.
    rest.filter(|rest| !rest.contains('{') && rest != "moved").collect()
}
