//! How often, as people write it: `BID`, `twice a day`, `every 4-6 hours`, `once weekly`. It is read for one end alone: to
//! know whether codes and words say the same.

use super::timing::essence;
use super::{DayEvent, Pattern, Span, TimeUnit, Times};

/// The pattern of an abbreviation that means one thing everywhere (HL7 v3 GTSAbbreviation, and `Q6H` and its kin).
pub(super) fn abbreviation(code: &str) -> Option<Pattern> {
    let code = code.trim().to_ascii_uppercase();
    let around = |event| Pattern { around: vec![event], ..Pattern::default() };
    Some(match code.as_str() {
        "BID" => each(2, TimeUnit::Day),
        "TID" => each(3, TimeUnit::Day),
        "QID" => each(4, TimeUnit::Day),
        "QD" | "DAILY" => each(1, TimeUnit::Day),
        "QOD" => every("2", None, TimeUnit::Day),
        "AM" | "QAM" => around(DayEvent::Morning),
        "PM" => around(DayEvent::Afternoon),
        "BED" | "QHS" | "HS" => around(DayEvent::Bedtime),
        "WK" | "QWK" | "WEEKLY" => each(1, TimeUnit::Week),
        "MO" | "QMO" | "MONTHLY" => each(1, TimeUnit::Month),
        _ => {
            let (digits, unit) = code.strip_prefix('Q').and_then(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_digit())?;
                (end > 0).then(|| rest.split_at(end))
            })?;
            let unit = match unit {
                "H" => TimeUnit::Hour,
                "D" => TimeUnit::Day,
                "W" | "WK" => TimeUnit::Week,
                "MO" => TimeUnit::Month,
                _ => return None,
            };
            let number: u32 = digits.parse().ok().filter(|number| *number > 0)?;
            every(&number.to_string(), None, unit)
        }
    })
}

/// The pattern that these words are, and nothing besides.
pub(super) fn whole(text: &str) -> Option<Pattern> {
    let tokens = tokens(text);
    let (pattern, taken) = at(&tokens)?;
    (taken == tokens.len()).then_some(pattern)
}

/// Whether this pattern stands somewhere in these words.
pub(super) fn says(text: &str, pattern: &Pattern) -> bool {
    let tokens = tokens(text);
    let base = essence(pattern);
    let words_of =
        |event: &DayEvent| event_words(*event).iter().any(|word| tokens.iter().any(|own| own == word));
    if !base.days.is_empty() || !base.at.is_empty() || base.offset_minutes.is_some() {
        return false;
    }
    if !base.around.iter().all(words_of) {
        return false;
    }
    let wanted = Pattern { around: Vec::new(), ..base.clone() };
    let is_there = |start: usize| at(&tokens[start..]).is_some_and(|(found, _)| found == wanted);
    wanted.is_empty() || (0..tokens.len()).any(is_there)
}

/// The numbers that stand in words, as digits.
pub(super) fn numbers(text: &str) -> Vec<String> {
    tokens(text).iter().filter_map(|token| number(token)).collect()
}

/// Lower-case words and numbers; what joins two numbers (`4-6`) becomes `to`.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut token = String::new();
    let mut close = |token: &mut String| {
        let done = std::mem::take(token);
        let done = done.trim_matches('.');
        if !done.is_empty() {
            tokens.push(done.to_owned());
        }
    };
    for c in text.to_lowercase().chars() {
        let is_digit = |token: &String| token.ends_with(|last: char| last.is_ascii_digit());
        match c {
            '-' | '–' | '—' if is_digit(&token) => {
                close(&mut token);
                token.push_str("to");
                close(&mut token);
            }
            '.' if is_digit(&token) => token.push(c),
            c if c.is_alphanumeric() => {
                let is_break = !token.is_empty() && is_digit(&token) != c.is_ascii_digit() && token != "q";
                if is_break {
                    close(&mut token);
                }
                token.push(c);
            }
            _ => close(&mut token),
        }
    }
    close(&mut token);
    tokens
}

/// The longest pattern that begins here, and how many tokens it takes.
fn at(tokens: &[String]) -> Option<(Pattern, usize)> {
    let word = |index: usize| tokens.get(index).map(String::as_str);
    let first = word(0)?;
    if let Some(pattern) = abbreviation(first).filter(|_| first != "am" && first != "pm" && first != "mo") {
        return Some((pattern, 1));
    }
    if first.starts_with('q') && first.len() > 1 && first[1..].bytes().all(|b| b.is_ascii_digit()) {
        let unit = word(1)?;
        return abbreviation(&format!("{first}{unit}")).map(|pattern| (pattern, 2));
    }
    if let Some(unit) = adverb(first) {
        return Some((each(1, unit), 1));
    }
    if first == "every" || first == "each" {
        return after_every(tokens);
    }
    let (times, taken) = match first {
        "once" => (1, 1),
        "twice" => (2, 1),
        _ => {
            let times: u32 = number(first)?.parse().ok()?;
            if !matches!(word(1)?, "times" | "time" | "x") {
                return None;
            }
            (times, 2)
        }
    };
    if let Some(unit) = word(taken).and_then(adverb) {
        return Some((each(times, unit), taken + 1));
    }
    let is_joined = matches!(word(taken)?, "a" | "per" | "each" | "every" | "an");
    let unit = word(taken + usize::from(is_joined)).and_then(singular)?;
    Some((each(times, unit), taken + 1 + usize::from(is_joined)))
}

/// `every day`, `every other day`, `every 6 hours`, `every 4 to 6 hours`.
fn after_every(tokens: &[String]) -> Option<(Pattern, usize)> {
    let word = |index: usize| tokens.get(index).map(String::as_str);
    if let Some(unit) = word(1).and_then(singular) {
        return Some((each(1, unit), 2));
    }
    if word(1) == Some("other") {
        return word(2).and_then(singular).map(|unit| (every("2", None, unit), 3));
    }
    let low = number(word(1)?)?;
    let (high, next) = match word(2) {
        Some("to" | "or") => (Some(number(word(3)?)?), 4),
        _ => (None, 2),
    };
    let unit = super::timing::time_unit(word(next)?)?;
    Some((every(&low, high, unit), next + 1))
}

fn each(times: u32, unit: TimeUnit) -> Pattern {
    Pattern { times: Some(Times::exactly(times)), every: Some(Span::of("1", unit)), ..Pattern::default() }
}

fn every(low: &str, high: Option<String>, unit: TimeUnit) -> Pattern {
    let every = Span { low: Some(low.to_owned()), high, unit };
    Pattern { times: Some(Times::exactly(1)), every: Some(every), ..Pattern::default() }
}

fn adverb(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "hourly" => TimeUnit::Hour,
        "daily" => TimeUnit::Day,
        "weekly" => TimeUnit::Week,
        "monthly" => TimeUnit::Month,
        "yearly" | "annually" => TimeUnit::Year,
        _ => return None,
    })
}

fn singular(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "week" => TimeUnit::Week,
        "month" => TimeUnit::Month,
        "year" => TimeUnit::Year,
        _ => return None,
    })
}

fn number(word: &str) -> Option<String> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if let Some(number) = WORDS.iter().position(|known| *known == word) {
        return Some(number.to_string());
    }
    let number: rust_decimal::Decimal = word.parse().ok()?;
    Some(number.normalize().to_string())
}

/// The words by which people name an event.
fn event_words(event: DayEvent) -> &'static [&'static str] {
    use DayEvent as E;
    match event {
        E::Morning => &["morning", "mañana"],
        E::Noon => &["noon", "mediodía"],
        E::Afternoon => &["afternoon"],
        E::Evening => &["evening"],
        E::Night => &["night", "noche"],
        E::Bedtime => &["bedtime", "bed", "acostarse"],
        E::Breakfast => &["breakfast", "desayuno"],
        E::Dinner => &["dinner", "supper", "cena"],
        E::Lunch => &["lunch", "almuerzo"],
        _ => &[],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read() {
        let day = |times| each(times, TimeUnit::Day);
        let hours = |low: &str, high: Option<&str>| every(low, high.map(str::to_owned), TimeUnit::Hour);
        for (text, pattern) in [
            ("BID", day(2)),
            ("twice a day", day(2)),
            ("3 times daily", day(3)),
            ("three times per day", day(3)),
            ("2x daily", day(2)),
            ("Daily", day(1)),
            ("every day", day(1)),
            ("once weekly", each(1, TimeUnit::Week)),
            ("once a week", each(1, TimeUnit::Week)),
            ("every other day", every("2", None, TimeUnit::Day)),
            ("q6h", hours("6", None)),
            ("Every 4-6 hours", hours("4", Some("6"))),
            ("every four to six hours", hours("4", Some("6"))),
            ("Q2W", every("2", None, TimeUnit::Week)),
        ] {
            assert_eq!(whole(text), Some(pattern.clone()), "{text}");
        }
    }

    #[test]
    fn what_says_more_or_something_else_is_not_the_whole() {
        for text in
            ["twice a day before meals", "as directed", "", "once", "2 tablets", "Q4M", "every so often"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
        assert!(says("Take 1 tablet twice a day with food", &each(2, TimeUnit::Day)));
        assert!(!says("Take 4 tablets", &each(1, TimeUnit::Week)));
        assert!(!says("Take 1 tablet daily", &each(1, TimeUnit::Week)));
        assert!(says("1 tablet every morning", &abbreviation("AM").unwrap()));
    }
}
