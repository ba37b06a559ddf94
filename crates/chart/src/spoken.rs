//! The words of an item that a reader sees. Every member of a view is named here, so that none is forgotten: what is shown
//! takes part in telling how sensitive the item is. Ids, dates, numbers and closed lists of words say nothing.

use std::sync::Arc;

use crate::care::{Activity, CarePlan, CareTeamMember, Goal, GoalTarget};
use crate::documents::{DocumentHead, ReportHead};
use crate::health::{Absence, Allergy, Condition, Immunization, Reaction, VaccineSource};
use crate::labs::{Amount, LabComponent, LabPanel, LabResult, LabValue, RefRange};
use crate::medications::{AsNeeded, Dispense, Dosage, Limit, Measure, Medication, Rate, Schedule};
use crate::other::{OtherDetail, OtherItem};
use crate::view::{AttachmentHead, Term};
use crate::visits::{Appointment, Visit};

/// Something that is shown in words.
pub(crate) trait Spoken {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>);
}

impl Spoken for String {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        words.push(self);
    }
}

impl Spoken for str {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        words.push(self);
    }
}

impl<T: Spoken> Spoken for Option<T> {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        self.iter().for_each(|own| own.say(words));
    }
}

impl<T: Spoken> Spoken for Vec<T> {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        self.iter().for_each(|own| own.say(words));
    }
}

impl<T: Spoken + ?Sized> Spoken for Arc<T> {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        T::say(self, words);
    }
}

/// `Type { said } but { silent }`: together they are all members.
macro_rules! spoken {
    ($($type:ident { $($said:ident),* } but { $($silent:ident),* };)+) => {
        $(impl Spoken for $type {
            fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
                let $type { $($said,)* $($silent: _,)* } = self;
                $($said.say(words);)*
            }
        })+
    };
}

spoken! {
    Term { text } but { key, code };
    AttachmentHead { title } but { index, content_type, size_bytes };
    Amount { unit } but { comparator, text, as_sent, number, ucum };
    RefRange { low, high, text, applies_to } but {};
    LabComponent { name, value, marked_as, range } but { other_codes, flag };
    LabResult { name, value, marked_as, range, ranges, method, laboratory, specimen, notes, components }
        but { id, other_codes, class, flag, flag_by_laboratory, flag_by_range, taken, released, has_lost_date, status, topic };
    LabPanel { name, laboratory, results, conclusion }
        but { id, class, taken, released, status, has_document, missing, elsewhere, has_lost_date };
    Condition { name, onset_text, ended_text, severity, notes }
        but { id, status, verification, group, mark, onset, ended, recorded };
    Allergy { name, kinds, reactions, notes } but { id, is_active, criticality, verification, mark, onset };
    Absence { words } but { id, kind };
    Reaction { manifestations, severity } but {};
    Immunization { name, given_text, source, status, not_done_reason, dose, lot_number, site, given_by, place }
        but { id, given, mark };
    Medication { name, dosages, reasons, prescriber, dispenses, notes }
        but { id, status, group, intent, do_not_take, mark, instructions, prescribed, is_reported, refills_left,
            refills_doubt, valid_until, supply_until, earlier, same_substance, replaces, based_on };
    Dispense { quantity, pharmacy, status } but { at, days_supply, is_by_medicine };
    Dosage { written, dose, rate, schedule, as_needed, given, limits, additional }
        but { sequence, in_words, untold };
    Schedule { written } but { pattern, each_lasts, count, bounds, on };
    AsNeeded { reason } but {};
    Visit { name, clinicians, place, reasons } but { id, kind, has_name, status, start, end };
    Appointment { name, status, with, place, instructions } but { id, start, end };
    DocumentHead { kind, title, authors, attachments } but { id, is_clinical_note, written, status, visit };
    ReportHead { name, category, performers, attachments } but { id, taken, released, status };
    CarePlan { title, status, description, narrative_html, activities, addresses } but { id, start, end };
    Activity { text, status } but {};
    Goal { text, status, achievement, targets } but { id, start };
    GoalTarget { measure, text } but { due };
    OtherItem { name, value, details, by, notes } but { id, kind, at, until, mark };
    OtherDetail { name, value } but { at };
    CareTeamMember { name, role, specialty, phone, organization } but { practitioner, npi, organization_id, is_lay };
}

impl Spoken for Measure {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        match self {
            Measure::Exactly { amount } => amount.say(words),
            Measure::Between { low, high } => {
                low.say(words);
                high.say(words);
            }
        }
    }
}

impl Spoken for Rate {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        match self {
            Rate::Measure { measure } => measure.say(words),
            Rate::Per { amount, each } => {
                amount.say(words);
                each.say(words);
            }
        }
    }
}

impl Spoken for Limit {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        let (Limit::InPeriod { amount, span: _ } | Limit::EachTime { amount } | Limit::InLife { amount }) =
            self;
        amount.say(words);
    }
}

impl Spoken for VaccineSource {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        if let VaccineSource::Another { words: named } = self {
            named.say(words);
        }
    }
}

impl Spoken for LabValue {
    fn say<'s>(&'s self, words: &mut Vec<&'s str>) {
        match self {
            LabValue::Quantity(amount) => amount.say(words),
            LabValue::Text { text } => text.say(words),
            LabValue::Coded { term } => term.say(words),
            LabValue::Range { low, high } => {
                low.say(words);
                high.say(words);
            }
            LabValue::Ratio { numerator, denominator } => {
                numerator.say(words);
                denominator.say(words);
            }
            LabValue::Components => {}
            LabValue::Absent { reason } => reason.say(words),
        }
    }
}
