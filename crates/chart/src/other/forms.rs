//! From `QuestionnaireResponse`: questions and their answers.

use portico_fhir::Parsed;
use portico_fhir::shapes::{
    Answer, AnswerValue, AnsweredItem, CodeableConcept, Coding, QuestionnaireResponse,
};
use portico_model::Sensitivities;
use portico_policy::sensitivity::CodeRef;

use super::draft::{Draft, concept_of, first, keyed, mark_of, term_of, words};
use super::{OtherDetail, OtherKind, OtherSource};
use crate::labs::{Amount, LabValue, amount};
use crate::reading::{Labelled, NotReadable, Reading, when};
use crate::sensitive::in_every_way;
use crate::view::Term;

/// How deep groups of questions are read.
const DEEPEST: u8 = 8;

pub(crate) fn form(
    Parsed { shape: form, faults }: &Parsed<QuestionnaireResponse>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let mut answers =
        Answers { reading, coded: Vec::new(), details: Vec::new(), labels: Sensitivities::NONE };
    answers.take_all(&form.item, 0);
    let named = CodeableConcept { coding: Vec::new(), text: Some(title(form)) };
    let mut draft = Draft {
        contained: &form.contained,
        code: Some(&named),
        name: Some(keyed("other-form")),
        at: form.authored.as_deref(),
        mark: mark_of(form.status.as_deref()),
        by: first([form.source.as_ref(), form.author.as_ref()]),
        visit: form.encounter.as_ref(),
        labels: answers.labels,
        ..Draft::of(OtherKind::Forms, &form.id, &form.meta, faults)
    };
    draft.details.judge(&answers.coded);
    answers.details.into_iter().for_each(|detail| draft.details.say(detail));
    draft.finish(reading)
}

/// What the questionnaire is called in its address: `…/Questionnaire/phq-9|1.0` is judged as `phq 9`.
fn title(form: &QuestionnaireResponse) -> String {
    let address = form.questionnaire.as_deref().unwrap_or_default();
    let address = address.split('|').next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().replace(['-', '_', '.'], " ")
}

struct Answers<'r> {
    reading: &'r Reading<'r>,
    coded: Vec<CodeableConcept>,
    details: Vec<OtherDetail>,
    labels: Sensitivities,
}

impl Answers<'_> {
    fn take_all(&mut self, items: &[AnsweredItem], depth: u8) {
        if depth > DEEPEST && !items.is_empty() {
            self.labels = in_every_way();
            return;
        }
        for item in items {
            self.take(item);
            self.take_all(&item.item, depth + 1);
            item.answer.iter().for_each(|answer| self.take_all(&answer.item, depth + 1));
        }
    }

    fn take(&mut self, item: &AnsweredItem) {
        let code = item.link_id.as_deref().map(|id| id.trim_start_matches('/'));
        let of_code = code.map(|code| self.reading.labels.of([CodeRef { system: "http://loinc.org", code }]));
        self.labels = self.labels.union(of_code.unwrap_or_default());
        if item.answer.is_empty() {
            // The heading of a group speaks of what is below it.
            self.labels = self.labels.union(self.reading.labels_of_words(item.text.as_deref()));
            return;
        }
        if item.text.is_none() {
            // Nobody can tell what was asked.
            self.labels = in_every_way();
        }
        let name = item.text.as_deref().or(code).map_or_else(Term::unnamed, Term::plain);
        for answer in &item.answer {
            let detail =
                self.answered(answer).map(|(value, at)| OtherDetail { name: name.clone(), value, at });
            self.details.extend(detail);
        }
    }

    fn answered(&mut self, answer: &Answer) -> Option<(Option<LabValue>, Option<portico_model::When>)> {
        let only = |value| Some((Some(value), None));
        match answer.value.as_ref()? {
            AnswerValue::Boolean(is_so) => only(yes_or_no(*is_so)),
            AnswerValue::Decimal(number) => only(plain(number.text())),
            AnswerValue::Integer(number) => only(plain(&number.to_string())),
            AnswerValue::Date(text) | AnswerValue::DateTime(text) => match when(Some(text)) {
                Some(at) => Some((None, Some(at))),
                None => only(words(text)),
            },
            AnswerValue::Time(text) | AnswerValue::String(text) | AnswerValue::Uri(text) => only(words(text)),
            AnswerValue::Coding(coding) => self.coded(coding),
            AnswerValue::Quantity(quantity) => only(LabValue::Quantity(amount(quantity)?)),
            AnswerValue::Reference(reference) => only(words(reference.display.as_deref()?)),
            AnswerValue::Attachment(file) => only(words(file.title.as_deref()?)),
        }
    }

    fn coded(&mut self, coding: &Coding) -> Option<(Option<LabValue>, Option<portico_model::When>)> {
        self.coded.push(concept_of(coding));
        term_of(coding).map(|term| (Some(LabValue::Coded { term }), None))
    }
}

fn yes_or_no(is_so: bool) -> LabValue {
    LabValue::Coded { term: keyed(if is_so { "other-yes" } else { "other-no" }) }
}

fn plain(text: &str) -> LabValue {
    LabValue::Quantity(Amount {
        comparator: None,
        text: text.to_owned(),
        as_sent: None,
        number: text.parse().ok(),
        unit: None,
        ucum: None,
    })
}
