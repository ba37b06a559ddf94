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

    /// Visits every value at this path; arrays are walked through.
    pub fn visit<'a>(&self, resource: &'a Value, visit: &mut dyn FnMut(&'a Value)) {
        walk(&self.0, resource, visit);
    }
}

fn walk<'a>(steps: &[Step], at: &'a Value, visit: &mut dyn FnMut(&'a Value)) {
    if let Value::Array(items) = at {
        items.iter().for_each(|item| walk(steps, item, visit));
        return;
    }
    let Some((step, rest)) = steps.split_first() else { return visit(at) };
    let Value::Object(element) = at else { return };
    match step {
        Step::Element(name) => {
            if let Some(value) = element.get(*name) {
                walk(rest, value, visit);
            }
        }
        Step::Choice(name) => {
            for (_, value) in element.iter().filter(|(key, _)| is_choice(key, name)) {
                walk(rest, value, visit);
            }
        }
        Step::Only(name, only) => {
            let items = element.get(*name).and_then(Value::as_array).into_iter().flatten();
            items.filter(|item| has_system_or_url(item, only)).for_each(|item| walk(rest, item, visit));
        }
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

        let values = |path| {
            let mut values = Vec::new();
            Path::new(path).visit(&resource, &mut |value| values.push(value.as_str().unwrap()));
            values
        };
        assert_eq!(values("name.given"), ["Ana", "Luz", "Nita"]);
        assert_eq!(values("effective[x].start"), ["2020"]);
        assert_eq!(values("telecom(email).value"), ["2"]);
        assert!(values("name.family.x").is_empty());
    }
}
