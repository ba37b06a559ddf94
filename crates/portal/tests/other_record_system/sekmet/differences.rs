//! Where two portals say different things of the same record.

use serde_json::Value;

/// One place where they differ, as in `labs /panels/0/title`.
pub struct Difference {
    pub page: String,
    pub place: String,
    pub own: String,
    pub other: String,
}

/// What differs for a reason, and may.
pub struct Explained {
    /// The page, without the item that it shows.
    pub page: &'static str,
    /// How the places in it begin.
    pub places: &'static [&'static str],
    pub reason: &'static str,
}

impl Explained {
    pub fn covers(&self, difference: &Difference) -> bool {
        difference.page.starts_with(self.page)
            && self.places.iter().any(|place| difference.place.starts_with(place))
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {} here, {} there", self.page, self.place, self.own, self.other)
    }
}

/// All places where the views of a page differ. Times of reading are no difference, nor are zeros at the end of a number:
/// the server keeps numbers as a computer does.
pub fn differences(page: &str, own: &Value, other: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(page, String::new(), own, other, &mut found);
    found
}

/// A view without what has no page of its own: of these kinds the server offers fewer, and finds fewer. Years in which there
/// is nothing else are left out with them.
pub fn without_other_kinds(view: &Value) -> Value {
    let is_left_out = |item: &Value| {
        item["kind"].get("other").is_some() || item["entries"].as_array().is_some_and(Vec::is_empty)
    };
    match view {
        Value::Array(items) => {
            items.iter().map(without_other_kinds).filter(|item| !is_left_out(item)).collect()
        }
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), without_other_kinds(value))).collect()
        }
        value => value.clone(),
    }
}

fn compare(page: &str, place: String, own: &Value, other: &Value, found: &mut Vec<Difference>) {
    match (own, other) {
        (Value::Object(of_own), Value::Object(of_other)) => {
            let added = of_other.keys().filter(|name| !of_own.contains_key(*name));
            for name in of_own.keys().chain(added).filter(|name| *name != "as_of") {
                compare(page, format!("{place}/{name}"), &own[name], &other[name], found);
            }
        }
        (Value::Array(of_own), Value::Array(of_other)) if of_own.len() == of_other.len() => {
            for (index, (own, other)) in of_own.iter().zip(of_other).enumerate() {
                compare(page, format!("{place}/{index}"), own, other, found);
            }
        }
        _ if is_same(own, other) => {}
        _ => found.push(Difference { page: page.to_owned(), place, own: brief(own), other: brief(other) }),
    }
}

fn is_same(own: &Value, other: &Value) -> bool {
    own == other || number(own).is_some_and(|own| Some(own) == number(other))
}

/// A number, as a number or as text, without zeros at its end.
fn number(value: &Value) -> Option<String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    let is_decimal = text.contains('.') && text.parse::<f64>().is_ok();
    Some(if is_decimal { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text })
}

fn brief(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("{} items", items.len()),
        value => value.to_string().chars().take(120).collect(),
    }
}
