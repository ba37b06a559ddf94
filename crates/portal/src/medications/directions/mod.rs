//! How a medicine is taken, in words. What stands in codes is said; what cannot be said is named, and so is what the record
//! leaves open: a dose without a word of how often would read as daily.

mod amounts;
mod often;

#[cfg(test)]
mod tests;

use portico_chart::medications::{AsNeeded, Dosage, DosagePart, Limit, Measure, Rate, SayDosages, Voice};

use crate::words::{Hearer, Words, capital};

impl SayDosages for Words {
    fn voice(&self) -> Voice {
        Voice { language: self.language(), is_to_patient: self.hearer() == Hearer::Patient }
    }

    fn directions(&self, dosages: &[Dosage]) -> Option<String> {
        directions(self, dosages)
    }
}

fn directions(w: &Words, dosages: &[Dosage]) -> Option<String> {
    let mut steps = dosages.iter();
    let first = steps.next()?;
    let (mut text, mut last) = (step(w, first), first.sequence);
    for dosage in steps {
        let is_after = dosage.sequence.zip(last).is_some_and(|(own, last)| own > last);
        let key = if is_after { "dosage-then" } else { "dosage-also" };
        text =
            w.with(key, &[("before", text.trim_end_matches('.').into()), ("after", step(w, dosage).into())]);
        last = dosage.sequence;
    }
    Some(text)
}

fn step(w: &Words, dosage: &Dosage) -> String {
    let coded = coded(w, dosage);
    let written = dosage.written.join(" ");
    let mut text = match (written.is_empty(), coded.is_empty()) {
        (true, _) => capital(&coded),
        (false, true) => written,
        (false, false) => {
            w.with("dosage-written-and-coded", &[("written", written.into()), ("coded", coded.into())])
        }
    };
    let further = dosage.additional.iter().map(|own| w.term(own).to_owned());
    let untold = dosage.untold.iter().map(|part| w.t(untold_key(*part)).to_owned());
    let unsaid = unsaid_key(dosage).map(|key| w.t(key).to_owned());
    for sentence in further.chain(untold).chain(unsaid) {
        text = match text.trim_end_matches('.') {
            "" => sentence,
            before => format!("{before}. {sentence}"),
        };
    }
    text
}

/// What is in codes and not in the written words.
fn coded(w: &Words, dosage: &Dosage) -> String {
    let is_wanted = |part: DosagePart| !dosage.in_words.contains(&part);
    let schedule = &dosage.schedule;
    let head = [
        dosage.dose.as_ref().filter(|_| is_wanted(DosagePart::Dose)).map(|dose| amounts::dose(w, dose)),
        often::often(w, schedule).filter(|_| is_wanted(DosagePart::HowOften)),
        dosage.as_needed.as_ref().filter(|_| is_wanted(DosagePart::AsNeeded)).map(|need| needed(w, need)),
    ];
    let head = head.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let given =
        dosage.given.iter().filter(|_| is_wanted(DosagePart::HowGiven)).map(|own| w.term(own).to_owned());
    let limits = dosage.limits.iter().filter(|_| is_wanted(DosagePart::AtMost)).map(|own| limit(w, own));
    let parts = Some(head).filter(|head| !head.is_empty()).into_iter();
    let parts = parts.chain(given).chain(dosage.rate.iter().map(|own| rate(w, own)));
    parts.chain(often::how_long(w, schedule)).chain(limits).collect::<Vec<_>>().join(", ")
}

fn needed(w: &Words, need: &AsNeeded) -> String {
    match &need.reason {
        Some(reason) => w.say("dosage-needed-for", "reason", w.term(reason)),
        None => w.t("dosage-needed").to_owned(),
    }
}

fn rate(w: &Words, rate: &Rate) -> String {
    let words = match rate {
        Rate::Measure { measure: Measure::Exactly { amount } } => amounts::amount(w, amount),
        Rate::Measure { measure } => amounts::dose(w, measure),
        Rate::Per { amount, each } => w.with(
            "dosage-rate-per",
            &[("amount", amounts::amount(w, amount).into()), ("each", amounts::unit_of(w, each).into())],
        ),
    };
    w.say("dosage-rate", "rate", &words)
}

fn limit(w: &Words, limit: &Limit) -> String {
    match limit {
        Limit::InPeriod { amount, span } => {
            let amount = amounts::amount(w, amount).into();
            match often::single(span) {
                Some(unit) => w.with(
                    "dosage-most-per",
                    &[("amount", amount), ("per", w.t(often::per_key(unit)).into())],
                ),
                None => {
                    w.with("dosage-most-in", &[("amount", amount), ("span", often::span(w, span).into())])
                }
            }
        }
        Limit::EachTime { amount } => w.say("dosage-most-each-time", "amount", &amounts::amount(w, amount)),
        Limit::InLife { amount } => w.say("dosage-most-in-life", "amount", &amounts::amount(w, amount)),
    }
}

fn untold_key(part: DosagePart) -> &'static str {
    match part {
        DosagePart::Dose => "dosage-untold-dose",
        DosagePart::Rate => "dosage-untold-rate",
        DosagePart::HowOften => "dosage-untold-often",
        DosagePart::HowLong => "dosage-untold-long",
        DosagePart::AsNeeded => "dosage-untold-needed",
        DosagePart::HowGiven => "dosage-untold-given",
        DosagePart::AtMost => "dosage-untold-most",
        DosagePart::More => "dosage-untold-more",
    }
}

/// What the record leaves open where nobody wrote it out.
fn unsaid_key(dosage: &Dosage) -> Option<&'static str> {
    let is_untold = |part: DosagePart| dosage.untold.contains(&part);
    let is_written = !dosage.written.is_empty() || is_untold(DosagePart::More);
    let has_dose = dosage.dose.is_some() || dosage.rate.is_some() || is_untold(DosagePart::Dose);
    let has_often = !dosage.schedule.is_without_pattern() || is_untold(DosagePart::HowOften);
    match (is_written, has_dose, has_often) {
        (true, ..) | (_, true, true) => None,
        (_, true, false) => Some("dosage-unsaid-often"),
        (_, false, true) => Some("dosage-unsaid-dose"),
        (_, false, false) => Some("dosage-unsaid"),
    }
}
