//! From `Dosage` to what can be said of it. Nothing that is coded is dropped in silence: it is in the dosage, or it is untold.

use portico_fhir::Fault;
use portico_fhir::shapes::{self, AsNeeded as CodedNeed, CodeableConcept, Dose, Quantity, Ratio};

use super::timing::{schedule, span_of, time_unit};
use super::{AsNeeded, Dosage, DosagePart, Limit, Measure, Rate, Span, route, written};
use crate::labs::{Amount, amount};
use crate::reading::term;
use crate::sensitive::without_positions;
use crate::view::Term;

/// The steps in their order. A step that could not be read at all is there, untold.
pub(in crate::medications) fn dosages(coded: &[shapes::Dosage], faults: &[Fault]) -> Vec<Dosage> {
    let mut dosages: Vec<Dosage> = coded.iter().map(dosage).collect();
    let faults: Vec<(usize, String)> = faults.iter().filter_map(place).collect();
    let lost: Vec<usize> = faults.iter().filter(|(_, path)| path.is_empty()).map(|(at, _)| *at).collect();
    for (position, path) in &faults {
        let step = position - lost.iter().filter(|lost| *lost < position).count();
        match dosages.get_mut(step) {
            Some(dosage) if !path.is_empty() => dosage.untold.push(part(path)),
            _ => dosages.push(Dosage { untold: vec![part(path)], ..Dosage::default() }),
        }
    }
    for dosage in &mut dosages {
        dosage.untold.sort_unstable();
        dosage.untold.dedup();
    }
    dosages.retain(|dosage| !dosage.is_empty());
    dosages.sort_by_key(|dosage| dosage.sequence);
    dosages
}

/// Which step a fault is in, and where in it.
fn place(fault: &Fault) -> Option<(usize, String)> {
    let rest = fault.path.strip_prefix("dosageInstruction")?;
    let position = rest.strip_prefix('[').and_then(|rest| rest.split(']').next()?.parse().ok());
    Some((position.unwrap_or(0), without_positions(rest)))
}

/// What of a step cannot be read where this place cannot.
fn part(path: &str) -> DosagePart {
    let is_in = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
    if is_in(&[".timing.repeat.bounds", ".timing.repeat.count", ".timing.repeat.duration"]) {
        DosagePart::HowLong
    } else if is_in(&[".timing"]) {
        DosagePart::HowOften
    } else if is_in(&[".doseAndRate.rate"]) {
        DosagePart::Rate
    } else if is_in(&[".doseAndRate"]) {
        DosagePart::Dose
    } else if is_in(&[".asNeeded"]) {
        DosagePart::AsNeeded
    } else if is_in(&[".maxDose"]) {
        DosagePart::AtMost
    } else if is_in(&[".route", ".site", ".method"]) {
        DosagePart::HowGiven
    } else {
        DosagePart::More
    }
}

fn dosage(coded: &shapes::Dosage) -> Dosage {
    let mut untold = Vec::new();
    let mut dosage = Dosage {
        sequence: coded.sequence,
        written: words_of(coded),
        schedule: coded.timing.as_ref().map(|timing| schedule(timing, &mut untold)).unwrap_or_default(),
        as_needed: coded.as_needed.as_ref().and_then(|need| as_needed(need, &mut untold)),
        given: given(coded, &mut untold),
        limits: limits(coded, &mut untold),
        additional: said(&coded.additional_instruction, DosagePart::More, &mut untold),
        ..Dosage::default()
    };
    for own in &coded.dose_and_rate {
        take_dose(own, &mut dosage, &mut untold);
    }
    let text = dosage.written.join(" ").to_lowercase();
    dosage.additional.retain(|own| !text.contains(&own.text.to_lowercase()));
    dosage.in_words = in_words(&dosage, &text);
    dosage.untold = untold;
    dosage
}

/// `text` and `patientInstruction`, once where one holds the other.
fn words_of(coded: &shapes::Dosage) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in [&coded.text, &coded.patient_instruction].into_iter().flatten() {
        let text = text.trim();
        let is_in = |one: &str, other: &str| one.to_lowercase().contains(&other.to_lowercase());
        words.retain(|own| !is_in(text, own));
        if !text.is_empty() && !words.iter().any(|own| is_in(own, text)) {
            words.push(text.to_owned());
        }
    }
    words
}

fn take_dose(coded: &shapes::DoseAndRate, dosage: &mut Dosage, untold: &mut Vec<DosagePart>) {
    let dose = coded.dose.as_ref().map(|dose| match dose {
        Dose::Quantity(quantity) => exactly(quantity),
        Dose::Range(range) => between(range),
    });
    let rate = coded.rate.as_ref().map(|rate| match rate {
        shapes::Rate::Quantity(quantity) => exactly(quantity).map(|measure| Rate::Measure { measure }),
        shapes::Rate::Range(range) => between(range).map(|measure| Rate::Measure { measure }),
        shapes::Rate::Ratio(ratio) => per(ratio),
    });
    take(&mut dosage.dose, dose, DosagePart::Dose, untold);
    take(&mut dosage.rate, rate, DosagePart::Rate, untold);
}

/// Takes what was read. What cannot be read, and a second that differs, is untold.
fn take<T: PartialEq>(
    slot: &mut Option<T>,
    found: Option<Option<T>>,
    part: DosagePart,
    untold: &mut Vec<DosagePart>,
) {
    match found {
        None => {}
        Some(Some(found)) if slot.as_ref().is_none_or(|own| *own == found) => *slot = Some(found),
        Some(_) => untold.push(part),
    }
}

fn exactly(quantity: &Quantity) -> Option<Measure> {
    positive(quantity).map(|amount| Measure::Exactly { amount })
}

fn positive(quantity: &Quantity) -> Option<Amount> {
    let is_known_sign = matches!(quantity.comparator.as_deref(), None | Some("<" | "<=" | ">=" | ">"));
    amount(quantity).filter(|own| is_known_sign && own.number.is_some_and(|number| number.is_sign_positive()))
}

fn between(range: &shapes::Range) -> Option<Measure> {
    let end = |end: &Option<Quantity>| match end {
        None => Some(None),
        Some(quantity) => positive(quantity).map(Some),
    };
    match (end(&range.low)?, end(&range.high)?) {
        (None, None) => None,
        (Some(low), Some(high)) if low == high => Some(Measure::Exactly { amount: low }),
        (low, high) => Some(Measure::Between { low, high }),
    }
}

fn per(ratio: &Ratio) -> Option<Rate> {
    let (amount, each) = (positive(ratio.numerator.as_ref()?)?, positive(ratio.denominator.as_ref()?)?);
    Some(Rate::Per { amount, each })
}

fn as_needed(coded: &CodedNeed, untold: &mut Vec<DosagePart>) -> Option<AsNeeded> {
    match coded {
        CodedNeed::Boolean(false) => None,
        CodedNeed::Boolean(true) => Some(AsNeeded { reason: None }),
        CodedNeed::CodeableConcept(reason) => {
            let reason = in_plain_words(reason);
            if reason.is_none() {
                untold.push(DosagePart::AsNeeded);
            }
            Some(AsNeeded { reason })
        }
    }
}

fn given(coded: &shapes::Dosage, untold: &mut Vec<DosagePart>) -> Vec<Term> {
    let route = coded.route.as_ref().map(|route| {
        let words = in_plain_words(route);
        match route::key(route) {
            Some(key) => Some(Term { key: Some(key), ..words.unwrap_or_else(|| Term::plain("")) }),
            None => words,
        }
    });
    let others = [&coded.site, &coded.method].into_iter().flatten().map(in_plain_words);
    let mut given = Vec::new();
    for term in route.into_iter().chain(others) {
        match term {
            Some(term) => given.push(term),
            None => untold.push(DosagePart::HowGiven),
        }
    }
    given
}

fn said(concepts: &[CodeableConcept], part: DosagePart, untold: &mut Vec<DosagePart>) -> Vec<Term> {
    let terms = concepts.iter().map(in_plain_words);
    let told: Vec<Term> = terms.flatten().collect();
    if told.len() < concepts.len() {
        untold.push(part);
    }
    told
}

/// The words of a concept, without what terminologies add to them. A bare code says nothing to anybody.
fn in_plain_words(concept: &CodeableConcept) -> Option<Term> {
    concept.words().filter(|words| !words.trim().is_empty())?;
    let term = term(concept)?;
    let plain = term.text.trim_end_matches("(qualifier value)").trim_end();
    let plain = plain.strip_suffix(" - dosing instruction imperative").unwrap_or(plain);
    let plain = plain.strip_suffix(" - dosing instruction fragment").unwrap_or(plain).to_owned();
    Some(Term { text: plain, ..term })
}

fn limits(coded: &shapes::Dosage, untold: &mut Vec<DosagePart>) -> Vec<Limit> {
    let in_period = coded.max_dose_per_period.as_ref().map(in_period);
    let each_time = coded.max_dose_per_administration.as_ref();
    let each_time = each_time.map(|most| positive(most).map(|amount| Limit::EachTime { amount }));
    let in_life = coded.max_dose_per_lifetime.as_ref();
    let in_life = in_life.map(|most| positive(most).map(|amount| Limit::InLife { amount }));
    let all: Vec<Option<Limit>> = [in_period, each_time, in_life].into_iter().flatten().collect();
    if all.iter().any(Option::is_none) {
        untold.push(DosagePart::AtMost);
    }
    all.into_iter().flatten().collect()
}

fn in_period(ratio: &Ratio) -> Option<Limit> {
    let amount = positive(ratio.numerator.as_ref()?)?;
    let each = ratio.denominator.as_ref()?;
    let bare = || each.value.is_none().then(|| each.code.as_deref().or(each.unit.as_deref())).flatten();
    let span = span_of(each).or_else(|| Some(Span::of("1", time_unit(bare()?)?)))?;
    Some(Limit::InPeriod { amount, span })
}

/// What of the coded parts these words say already, as far as it can be proved.
fn in_words(dosage: &Dosage, text: &str) -> Vec<DosagePart> {
    let numbers = written::numbers(text);
    let tokens = written::tokens(text);
    let has_amount = |amount: &Amount| {
        let number = amount.number.map(|number| number.normalize().to_string()).unwrap_or_default();
        let unit = amount.unit.as_deref().unwrap_or_default().trim_matches(['{', '}']).to_lowercase();
        let stem: String = unit.chars().take(3).collect();
        numbers.contains(&number) && tokens.iter().any(|token| token.starts_with(&stem))
    };
    let has_measure = |measure: &Measure| match measure {
        Measure::Exactly { amount } => has_amount(amount),
        Measure::Between { low, high } => low.iter().chain(high).all(has_amount),
    };
    let has_word = |words: &[&str]| tokens.iter().any(|token| words.contains(&token.as_str()));
    let has_term = |term: &Term| {
        let is_named = !term.text.is_empty() && text.contains(&term.text.to_lowercase());
        is_named || term.key.is_some_and(|key| has_word(route::words(key)))
    };
    let has_limit = |limit: &Limit| {
        let (Limit::InPeriod { amount, .. } | Limit::EachTime { amount } | Limit::InLife { amount }) = limit;
        has_amount(amount) && has_word(&["max", "maximum", "most", "exceed", "more", "máximo", "más"])
    };
    let need = dosage.as_needed.as_ref();
    let is_needed = has_word(&["needed", "prn", "necesario", "necesite", "required"]);
    let schedule = &dosage.schedule;
    let is_often =
        schedule.on.is_empty() && schedule.written.is_none() && written::says(text, &schedule.pattern);
    let all = [
        (DosagePart::Dose, dosage.dose.as_ref().is_none_or(has_measure)),
        (DosagePart::HowOften, is_often),
        (DosagePart::AsNeeded, need.is_none_or(|need| is_needed && need.reason.iter().all(has_term))),
        (DosagePart::HowGiven, dosage.given.iter().all(has_term)),
        (DosagePart::AtMost, dosage.limits.iter().all(has_limit)),
    ];
    let said = all.into_iter().filter(|(_, is_said)| *is_said && !text.is_empty());
    said.map(|(part, _)| part).collect()
}

/// How somebody wrote it out, where every step of it is in words: a part of it would mislead.
pub(crate) fn written_out(dosages: &[shapes::Dosage]) -> Option<String> {
    let words = |dosage: &shapes::Dosage| {
        let words = dosage.patient_instruction.clone().or_else(|| dosage.text.clone())?;
        (!words.trim().is_empty()).then_some(words)
    };
    let all: Option<Vec<String>> = dosages.iter().map(words).collect();
    all.filter(|all| !all.is_empty()).map(|all| all.join("; "))
}
