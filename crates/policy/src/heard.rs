//! What of an item the rules hear. Two questions that differ in nothing that a rule hears have one answer, so that a page
//! asks once for both: the rules of a patient's own record hear neither kind nor labels.
//!
//! It is read from the rules themselves, at start. What is not understood of a rule counts as hearing everything.

use cedar_policy::Policy;
use portico_model::{Category, Sensitivities};
use serde_json::Value;

use crate::facts::ItemFacts;
use crate::question::Act;
use crate::world::{Told, Who};

/// A question as far as rules can tell it from others: equal ones have equal answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HeardQuestion {
    act: &'static str,
    who: Who,
    told: Told,
    category: Option<Category>,
    sensitivities: Option<Sensitivities>,
}

/// The facts of an item that some of the rules speak of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Heard {
    category: bool,
    sensitivities: bool,
}

impl Heard {
    const ALL: Self = Self { category: true, sensitivities: true };

    /// What a rule speaks of.
    pub(crate) fn of(policy: &Policy) -> Self {
        let Ok(rule) = policy.to_json() else { return Self::ALL };
        let is_any = matches!(rule["resource"]["op"].as_str(), Some("All" | "is"))
            && rule["resource"].get("in").is_none();
        if is_any { said(&rule["conditions"]) } else { Self::ALL }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            category: self.category || other.category,
            sensitivities: self.sensitivities || other.sensitivities,
        }
    }

    pub(crate) fn question(self, act: Act, who: Who, told: Told) -> HeardQuestion {
        let item = act.item();
        HeardQuestion {
            act: act.as_str(),
            who,
            told,
            category: item.filter(|_| self.category).map(|ItemFacts { category, .. }| category),
            sensitivities: item.filter(|_| self.sensitivities).map(|item| item.sensitivities),
        }
    }
}

/// What the conditions of a rule speak of: Cedar writes `resource.category` as `{".": {"left": {"Var": "resource"}, "attr": "category"}}`.
fn said(conditions: &Value) -> Heard {
    match conditions {
        Value::Object(parts) => match parts.get(".").filter(|member| is_item(&member["left"])) {
            Some(member) => match member["attr"].as_str() {
                Some("category") => Heard { category: true, ..Heard::default() },
                Some("sensitivities") => Heard { sensitivities: true, ..Heard::default() },
                _ => Heard::ALL,
            },
            None if is_item(conditions) => Heard::ALL,
            None => parts.values().map(said).fold(Heard::default(), Heard::and),
        },
        Value::Array(parts) => parts.iter().map(said).fold(Heard::default(), Heard::and),
        _ => Heard::default(),
    }
}

fn is_item(expression: &Value) -> bool {
    expression["Var"] == "resource"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(rule: &str) -> Heard {
        Heard::of(&Policy::parse(None, rule).unwrap())
    }

    #[test]
    fn a_rule_hears_what_it_speaks_of() {
        let nothing = "permit (principal, action, resource) when { principal.is_verified };";
        assert_eq!(heard(nothing), Heard::default());
        assert_eq!(heard("permit (principal, action, resource is Item);"), Heard::default());

        let category =
            r#"forbid (principal, action, resource) unless { resource.category == Category::"notes" };"#;
        assert_eq!(heard(category), Heard { category: true, sensitivities: false });

        let labels = r#"forbid (principal, action, resource)
            when { context.consent.denies && !(resource.sensitivities.isEmpty()) };"#;
        assert_eq!(heard(labels), Heard { category: false, sensitivities: true });
    }

    #[test]
    fn a_rule_that_speaks_of_the_item_in_another_way_hears_everything() {
        for rule in [
            r#"permit (principal, action, resource == Item::"a");"#,
            r#"permit (principal, action, resource in Item::"a");"#,
            r#"permit (principal, action, resource is Item in Item::"a");"#,
            r#"permit (principal, action, resource) when { resource == Item::"a" };"#,
            r#"permit (principal, action, resource) when { resource has category };"#,
            r#"permit (principal, action, resource) when { resource["colour"] == 1 };"#,
            r#"permit (principal, action, resource) when { [resource].contains(resource) };"#,
        ] {
            assert_eq!(heard(rule), Heard::ALL, "{rule}");
        }
    }
}
