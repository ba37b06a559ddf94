//! Paths into a resource: the small part of FHIRPath that search parameters need.

use serde_json::Value;

/// A list of steps from the root of a resource.
#[derive(Debug, Clone)]
pub struct Path(Vec<Step>);

#[derive(Debug, Clone)]
enum Step {
    Element(&'static str),
    /// `value[x]`: every element whose name begins so and goes on with a capital.
    Choice(&'static str),
    /// `telecom(phone)`, `extension(suffix)`: only the items that have this system or url.
    Only(&'static str, &'static str),
}

impl Path {
    pub fn new(text: &'static str) -> Self {
        Self(text.split('.').map(Step::new).collect())
    }

    /// Every value at this path; arrays are walked through.
    pub fn values<'a>(&self, resource: &'a Value) -> Vec<&'a Value> {
        self.0
            .iter()
            .fold(vec![resource], |here, step| here.into_iter().flat_map(|at| step.follow(at)).collect())
    }
}

impl Step {
    fn new(text: &'static str) -> Self {
        if let Some(name) = text.strip_suffix("[x]") {
            return Step::Choice(name);
        }
        match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
            Some((name, only)) => Step::Only(name, only),
            None => Step::Element(text),
        }
    }

    fn follow<'a>(&self, at: &'a Value) -> Vec<&'a Value> {
        let Some(element) = at.as_object() else { return Vec::new() };
        match self {
            Step::Element(name) => element.get(*name).map(each).unwrap_or_default(),
            Step::Choice(name) => element
                .iter()
                .filter(|(key, _)| is_choice(key, name))
                .flat_map(|(_, value)| each(value))
                .collect(),
            Step::Only(name, only) => element
                .get(*name)
                .map(each)
                .unwrap_or_default()
                .into_iter()
                .filter(|item| has_system_or_url(item, only))
                .collect(),
        }
    }
}

fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    }
}

fn is_choice(key: &str, name: &str) -> bool {
    key.strip_prefix(name).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn has_system_or_url(item: &Value, only: &str) -> bool {
    item["system"] == only || item["url"].as_str().is_some_and(|url| url.ends_with(only))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_walks_through_arrays_choices_and_conditions() {
        let resource = json!({
            "name": [{"given": ["Ana", "Luz"]}, {"given": ["Nita"]}],
            "effectivePeriod": {"start": "2020"},
            "effective": "no choice",
            "telecom": [{"system": "phone", "value": "1"}, {"system": "email", "value": "2"}],
        });

        assert_eq!(Path::new("name.given").values(&resource).len(), 3);
        assert_eq!(Path::new("effective[x].start").values(&resource), [&json!("2020")]);
        assert_eq!(Path::new("telecom(email).value").values(&resource), [&json!("2")]);
        assert!(Path::new("name.family.x").values(&resource).is_empty());
    }
}
