//! How much, with the unit as people say it.

use fluent_bundle::FluentValue;
use portico_chart::labs::Amount;
use portico_chart::medications::Measure;

use crate::words::Words;

/// `2 tablets`, `1 to 2 tablets`, `up to 10 mL`; a number without a unit is said to be a dose.
pub(super) fn dose(w: &Words, dose: &Measure) -> String {
    match dose {
        Measure::Exactly { amount: own } if w.unit(own).is_empty() => w.say("dose-bare", "n", &number(own)),
        Measure::Exactly { amount: own } => amount(w, own),
        Measure::Between { low: Some(low), high: Some(high) } => {
            let is_of_one_unit = low.unit == high.unit && low.comparator.is_none();
            let low = if is_of_one_unit { number(low) } else { amount(w, low) };
            w.with("span-range", &[("low", low.into()), ("high", amount(w, high).into())])
        }
        Measure::Between { low: Some(low), high: None } => w.say("dose-from", "low", &amount(w, low)),
        Measure::Between { low: None, high: Some(high) } => w.say("times-most", "n", &amount(w, high)),
        Measure::Between { low: None, high: None } => String::new(),
    }
}

/// `2 tablets`, `0.5 mL`.
pub(super) fn amount(w: &Words, amount: &Amount) -> String {
    let number = number(amount);
    let words = match amount.unit.as_deref().or(amount.ucum.as_deref()).and_then(unit_key) {
        Some(key) => w.with(key, &[("n", FluentValue::try_number(&number))]),
        None => match w.unit(amount) {
            unit if unit.is_empty() => number,
            unit => format!("{number}\u{a0}{unit}"),
        },
    };
    format!("{}{words}", w.comparator(amount.comparator))
}

/// What something is measured by: `h` of one hour, `2 h` of two.
pub(super) fn unit_of(w: &Words, each: &Amount) -> String {
    if number(each) == "1" && !w.unit(each).is_empty() { w.unit(each).into_owned() } else { amount(w, each) }
}

/// As people write it: `1.0` is `1`.
fn number(amount: &Amount) -> String {
    amount.number.map_or_else(|| amount.text.clone(), |number| number.normalize().to_string())
}

fn unit_key(unit: &str) -> Option<&'static str> {
    let plain = unit.trim().trim_matches(['{', '}', '[', ']']).replace("(s)", "").to_lowercase();
    Some(match plain.as_str() {
        "tablet" | "tablets" | "tab" | "tabs" | "tbl" => "dose-tablet",
        "capsule" | "capsules" | "cap" | "caps" => "dose-capsule",
        "drop" | "drops" | "drp" | "gtt" => "dose-drop",
        "puff" | "puffs" | "inhalation" | "inhalations" => "dose-puff",
        "spray" | "sprays" => "dose-spray",
        "patch" | "patches" => "dose-patch",
        "unit" | "units" | "u" | "unt" | "iu" | "international unit" => "dose-unit",
        "suppository" | "suppositories" => "dose-suppository",
        "application" | "applications" => "dose-application",
        "tsp" | "tsp_us" | "teaspoon" | "teaspoons" => "dose-teaspoon",
        "tbsp" | "tbs_us" | "tablespoon" | "tablespoons" => "dose-tablespoon",
        "packet" | "packets" | "sachet" | "sachets" => "dose-packet",
        _ => return None,
    })
}
