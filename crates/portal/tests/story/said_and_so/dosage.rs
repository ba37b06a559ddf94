//! How a medicine is taken: the prescriber's words whole, the amounts as they are coded, and never another rhythm than the
//! record's. What is once a week never reads as daily.

use serde_json::Value;

use super::bundles::list;
use super::findings::Findings;
use super::told::id;

/// The units of time of FHIR, as twins call them.
const UNITS: [(&str, &str); 7] = [
    ("s", "second"),
    ("min", "minute"),
    ("h", "hour"),
    ("d", "day"),
    ("wk", "week"),
    ("mo", "month"),
    ("a", "year"),
];
/// What says that something is done each day.
const DAILY: [&str; 7] =
    ["daily", "every day", "each day", "a day", "per day", "once daily", "every morning"];

pub fn hold(line: &Value, order: &Value, findings: &mut Findings) {
    let written: Vec<&Value> = list(&order["dosageInstruction"]).collect();
    let steps: Vec<&Value> = list(&line["dosages"]).collect();
    findings.hold("dosages", steps.len() <= written.len(), || {
        format!("{} has {} steps of {}", id(line), steps.len(), written.len())
    });
    let instructions = line["instructions"].as_str().unwrap_or_default();
    for words in
        written.iter().flat_map(|own| [&own["text"], &own["patientInstruction"]]).filter_map(Value::as_str)
    {
        findings.hold("dosages", one_line(instructions).contains(&one_line(words)), || {
            format!("{} leaves out {words:?}: {instructions:?}", id(line))
        });
    }
    for own in &written {
        rhythm(own, &steps, instructions, line, findings);
        dose(own, &steps, instructions, line, findings);
    }
    never_daily(&written, instructions, line, findings);
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_lowercase()
}

/// How often, in numbers: some step of the twin says exactly this.
fn rhythm(written: &Value, steps: &[&Value], instructions: &str, line: &Value, findings: &mut Findings) {
    let repeat = &written["timing"]["repeat"];
    let Some(unit) =
        repeat["periodUnit"].as_str().and_then(|code| UNITS.iter().find(|(own, _)| *own == code))
    else {
        return;
    };
    let text = |value: &Value| value.as_number().map(ToString::to_string);
    let is_it = |step: &&&Value| {
        let every = &step["schedule"]["every"];
        let times = &step["schedule"]["times"]["low"];
        every["unit"] == unit.1
            && every["low"].as_str().map(str::to_owned) == text(&repeat["period"])
            && (text(times) == text(&repeat["frequency"]) || repeat["frequency"].is_null())
    };
    let is_untold = |step: &&&Value| list(&step["untold"]).any(|part| part == "how_often");
    findings.hold("dosages", steps.iter().any(|step| is_it(&step) || is_untold(&step)), || {
        format!("{} has another rhythm than {repeat}: {instructions:?}", id(line))
    });
    for day in list(&repeat["dayOfWeek"]).filter_map(Value::as_str) {
        let is_named = |step: &&Value| {
            let mut days = list(&step["schedule"]["days"]).filter_map(Value::as_str);
            days.any(|own| own.starts_with(day))
        };
        findings.hold("dosages", steps.iter().any(is_named), || format!("{} leaves out {day}", id(line)));
    }
}

/// The number of a coded dose stands in the text, unless the written words say the dose.
fn dose(written: &Value, steps: &[&Value], instructions: &str, line: &Value, findings: &mut Findings) {
    for dose in list(&written["doseAndRate"]).filter_map(|own| own["doseQuantity"]["value"].as_number()) {
        let is_in_words = steps.iter().any(|step| list(&step["in_words"]).any(|part| part == "dose"));
        let number = dose.to_string();
        let number = number.strip_suffix(".0").unwrap_or(&number);
        let is_said = instructions.contains(number) || is_in_words;
        findings.hold("dosages", is_said, || {
            format!("{} leaves out the dose {number}: {instructions:?}", id(line))
        });
    }
}

/// Where each step is coded as weekly or rarer, no word says daily but those that the record has itself.
fn never_daily(written: &[&Value], instructions: &str, line: &Value, findings: &mut Findings) {
    let unit = |own: &&Value| own["timing"]["repeat"]["periodUnit"].as_str().unwrap_or_default().to_owned();
    let is_rare =
        !written.is_empty() && written.iter().all(|own| ["wk", "mo", "a"].contains(&unit(own).as_str()));
    if !is_rare {
        return;
    }
    let own_words = written.iter().map(|own| own.to_string()).collect::<String>().to_lowercase();
    let said = instructions.to_lowercase();
    let wrong = DAILY.iter().find(|words| said.contains(*words) && !own_words.contains(*words));
    findings.hold("dosages", wrong.is_none(), || format!("{} reads as daily: {instructions:?}", id(line)));
}
