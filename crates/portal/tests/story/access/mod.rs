//! Who gets where: every address of the site map, asked by everybody who could be at the door.

mod acting;
mod cast;
mod choices;
mod samples;
mod sharing;
mod staff;
mod twins;

use std::fmt::Write;
use std::path::Path;

use jiff::SignedDuration;
use portico_portal::site_map::{Access, Route, site_map};
use portico_testkit::TestPortal;

use crate::world::{ANA, WALTER, noon, warmed_up};
use cast::{Cast, Visiting};
use samples::{Sample, Samples, cell};

/// What each of them is answered, address by address.
struct Row {
    route: Route,
    cells: Vec<(Visiting, String)>,
}

/// At noon before a day on which somebody may have a birthday.
async fn portal() -> TestPortal {
    let clock = noon(acting::EVE);
    let portal = TestPortal::builder().clock(clock).only(&[ANA, WALTER]).start().await;
    let _ana = portal.patient(ANA).await;
    warmed_up(&portal).await;
    portal
}

impl Row {
    fn cell(&self, of: Visiting) -> &str {
        let found = self.cells.iter().find(|(own, _)| *own == of);
        found.map_or("", |(_, cell)| cell)
    }
}

async fn rows(portal: &TestPortal, samples: &Samples) -> Vec<(Row, Sample)> {
    let mut chart_cast = Cast::of_ana(portal).await;
    let mut rows = Vec::new();
    let mut expired = Vec::new();
    for route in site_map(true).routes.into_iter().filter(is_of_patients) {
        let name = format!("{} {}", route.method, route.path);
        let mut own_cast;
        let cast = match route.access {
            Access::Chart | Access::Standing => &mut chart_cast,
            _ => {
                own_cast = Cast::afresh(portal, &route).await;
                &mut own_cast
            }
        };
        let sample =
            samples.of(&route, cast).await.unwrap_or_else(|| panic!("{name} has no sample: give it one"));
        let mut cells = Vec::new();
        for visiting in Visiting::ALL.into_iter().filter(|visiting| *visiting != Visiting::Expired) {
            let ask = sample.ask(cast, visiting);
            let answer = cast.visitor(visiting).ask(ask).await;
            cells.push((visiting, cell(&answer)));
        }
        let ask = sample.ask(cast, Visiting::Expired);
        expired.push((cast.visitor(Visiting::Expired).clone(), ask));
        rows.push((Row { route, cells }, sample));
    }
    portal.clock.advance(SignedDuration::from_mins(16));
    for ((row, _), (mut visitor, ask)) in rows.iter_mut().zip(expired) {
        row.cells.push((Visiting::Expired, cell(&visitor.ask(ask).await)));
    }
    for (row, sample) in &rows {
        check(row, sample);
    }
    rows
}

/// The staff side has a table of its own.
fn is_of_patients(route: &Route) -> bool {
    !matches!(route.access, Access::Staff(_) | Access::Directory)
}

fn check(row: &Row, sample: &Sample) {
    for (visiting, cell) in &row.cells {
        let expected = expected(&row.route, *visiting, sample);
        let Route { method, path, access, .. } = &row.route;
        assert_eq!(*cell, expected, "{method} {path} ({access:?}) asked by {visiting:?}");
    }
}

fn expected(route: &Route, visiting: Visiting, sample: &Sample) -> String {
    let either = |api: &str, page: &str| if route.is_api { api.to_owned() } else { page.to_owned() };
    let is_gone = matches!(visiting, Visiting::Nobody | Visiting::Expired | Visiting::SignedOut);
    let sign_in = either("401 sign-in-needed", "303 /sign-in");
    let factor = either("401 factor-needed", "303 /sign-in/factor");
    let names_somebody = ["{patient}", "{id}", "{number}"].iter().any(|name| route.path.contains(name));
    match (route.access, visiting) {
        (Access::Public, _) if is_gone => sample.for_strangers.to_owned(),
        (_, _) if is_gone => sign_in,
        (Access::SignedIn | Access::Chart | Access::Standing, Visiting::Half) => factor,
        (Access::Chart | Access::Standing, Visiting::Stranger) if names_somebody => {
            either("404 not-found", "404")
        }
        (Access::SignedIn, Visiting::Stranger) => sample.for_others.to_owned(),
        (_, Visiting::Half) => sample.for_half.to_owned(),
        _ => sample.for_right.to_owned(),
    }
}

fn page(rows: &[(Row, Sample)]) -> String {
    let mut page = String::from(HEAD);
    for (row, _) in rows {
        let cells = Visiting::ALL.map(|visiting| row.cell(visiting));
        let Route { method, path, access, .. } = &row.route;
        writeln!(page, "| `{method} {path}` | {access:?} | {} |", cells.join(" | ")).unwrap();
    }
    page
}

const HEAD: &str = "\
# Who gets where

Generated from the site map by asking every address as everybody who could be at the door; do not edit.
`PORTICO_BLESS=1 cargo test -p portico-portal --test story generated_access_matrix` writes it anew, and a reviewer reads
the difference. A cell is the status, then where it leads (303) or the problem's code. A stranger is signed in and asks
for another person's record, or, where the path names nobody, for their own.

| Address | For | Nobody | Half signed in | Stranger | Right person | Session expired | Signed out |
| --- | --- | --- | --- | --- | --- | --- | --- |
";

#[tokio::test(flavor = "multi_thread")]
async fn generated_access_matrix_is_what_every_address_answers_to_everybody() {
    let portal = portal().await;

    let samples = Samples::discover(&portal).await;
    let of_staff = staff::table(&portal, &samples).await;
    let rows = rows(&portal, &samples).await;
    let page = page(&rows) + &acting::table(&portal, &rows).await + &of_staff;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("access-matrix.md");
    if std::env::var_os("PORTICO_BLESS").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == page,
        "crates/portal/access-matrix.md is stale: read what changed, then set PORTICO_BLESS=1\n{page}"
    );
}
