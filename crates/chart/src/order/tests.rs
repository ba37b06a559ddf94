use proptest::prelude::*;

use super::*;
use crate::view::LinkKind;

fn link(id: &str, title: &str, at: &str) -> Link {
    Link::new(LinkKind::Document, id.parse().unwrap(), Term::plain(title), at.parse().ok())
}

fn ids(mut links: Vec<Link>) -> Vec<String> {
    newest_first(&mut links);
    links.into_iter().map(|own| own.id.to_string()).collect()
}

fn some() -> Vec<Link> {
    vec![
        link("z", "Letter", ""),
        link("b", "letter", "2026-01-02"),
        link("a", "letter", "2026-01-02"),
        link("c", "Letter", "2026-01-02"),
        link("d", "A note", "2026-01-02"),
        link("e", "Old", "2019"),
        link("y", "A letter", ""),
    ]
}

#[test]
fn what_is_of_one_moment_is_listed_by_name_and_id_and_what_has_no_date_comes_last() {
    assert_eq!(ids(some()), ["d", "c", "a", "b", "e", "y", "z"]);
}

proptest! {
    #[test]
    fn the_order_does_not_depend_on_how_things_came(links in Just(some()).prop_shuffle()) {
        prop_assert_eq!(ids(links), ids(some()));
    }
}
