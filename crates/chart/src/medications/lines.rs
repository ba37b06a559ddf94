//! One line for a medicine that was ordered again and again. Which orders stand for which is told by the orders
//! themselves; where they do not tell, two orders that differ stay two lines, which say that they hold one substance.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::same::{essence, substances};
use super::{EarlierOrder, GivenOut, Intent, Medication, MedicationGroup, MedicationList, MedicationStatus};
use crate::view::Mark;

/// The orders with, for each, the number of its medicine.
struct Orders {
    all: Vec<Medication>,
    medicine: Vec<usize>,
}

/// The lines, the newest first in each group.
pub(super) fn arranged(mut all: Vec<Medication>, given_out: Vec<GivenOut>) -> MedicationList {
    all.sort_by(|one, other| (Reverse(one.prescribed), &one.id).cmp(&(Reverse(other.prescribed), &other.id)));
    let orders = Orders { medicine: medicines(&all), all };
    let stands_for: Vec<Option<usize>> = (0..orders.all.len()).map(|at| orders.successor(at)).collect();
    let heads: Vec<usize> = (0..stands_for.len()).map(|at| head(&stands_for, at).unwrap_or(at)).collect();
    let mut all: Vec<Option<Medication>> = orders.all.into_iter().map(Some).collect();
    // The later ones hand their history on before the earlier ones do: a line has it newest first.
    for (at, head) in heads.iter().enumerate().filter(|(at, head)| at != *head) {
        let Some(order) = all[at].take() else { continue };
        let is_same = orders.medicine[at] == orders.medicine[*head];
        if let Some(line) = &mut all[*head] {
            line.supply_until = line.supply_until.max(order.supply_until.filter(|_| is_same));
            line.earlier.push(earlier_order(order));
        }
    }
    let mut list = MedicationList { given_out, ..MedicationList::default() };
    for line in all.into_iter().flatten() {
        list.group_mut(line.group).push(line);
    }
    tell_substances(&mut list.active);
    list
}

/// Orders of one medicine have one number: those of one code, or of one name.
fn medicines(orders: &[Medication]) -> Vec<usize> {
    let (mut by_code, mut by_name) = (HashMap::new(), HashMap::new());
    let number = |(at, order): (usize, &Medication)| {
        let code = order.name.code.clone().filter(|code| !code.system.is_empty() && !code.code.is_empty());
        let name = Some(essence(&order.name.text)).filter(|name| !name.is_empty());
        let known = code.as_ref().and_then(|code| by_code.get(code)).copied();
        let number =
            known.or_else(|| name.as_ref().and_then(|name| by_name.get(name)).copied()).unwrap_or(at);
        code.map(|code| by_code.entry(code).or_insert(number));
        name.map(|name| by_name.entry(name).or_insert(number));
        number
    };
    orders.iter().enumerate().map(number).collect()
}

/// The order at the end of the way; none where the way goes round.
fn head(stands_for: &[Option<usize>], start: usize) -> Option<usize> {
    let mut at = start;
    for _ in 0..stands_for.len() {
        match stands_for[at] {
            Some(next) => at = next,
            None => return Some(at),
        }
    }
    None
}

impl Orders {
    /// The order that stands for this one.
    fn successor(&self, at: usize) -> Option<usize> {
        let order = &self.all[at];
        let is_line_of_home = matches!(order.group, MedicationGroup::InUse | MedicationGroup::Past);
        if order.status == MedicationStatus::EnteredInError || !is_line_of_home {
            return (order.group == MedicationGroup::InHospital).then(|| self.newer(at, |_| true)).flatten();
        }
        let others = (0..self.all.len()).filter(|other| *other != at);
        let replaced_by = others.into_iter().find(|other| self.replaces(*other, at));
        replaced_by.or_else(|| {
            self.newer(at, |newer| match order.group {
                MedicationGroup::InUse => takes_over(newer, order),
                _ => is_later(newer, order),
            })
        })
    }

    /// A newer order of the same medicine.
    fn newer(&self, at: usize, is_it: impl Fn(&Medication) -> bool) -> Option<usize> {
        let is_hospital = self.all[at].group == MedicationGroup::InHospital;
        (0..at).find(|newer| {
            let other = &self.all[*newer];
            let is_alike = (other.group == MedicationGroup::InHospital) == is_hospital;
            self.medicine[*newer] == self.medicine[at] && is_alike && is_it(other)
        })
    }

    /// Whether an order says by itself that it came in the place of another, and came about.
    fn replaces(&self, newer: usize, at: usize) -> bool {
        let (order, new) = (&self.all[at], &self.all[newer]);
        let is_prior = new.replaces.as_ref() == Some(&order.id);
        let is_based = new.based_on.contains(&order.id) && self.medicine[newer] == self.medicine[at];
        let came_about = matches!(new.group, MedicationGroup::InUse | MedicationGroup::OnHold)
            || matches!(new.status, MedicationStatus::Completed | MedicationStatus::Stopped);
        (is_prior || is_based) && came_about && !new.do_not_take
    }
}

/// Of two orders in use of one medicine, whether the newer stands for both: the older is the original authorization of
/// what was ordered since, or both say the same.
fn takes_over(newer: &Medication, order: &Medication) -> bool {
    let is_original = order.intent == Intent::OriginalOrder && newer.intent != Intent::OriginalOrder;
    let is_renewal = newer.dosages == order.dosages && newer.is_reported == order.is_reported;
    newer.group == MedicationGroup::InUse && (is_original || is_renewal)
}

/// Whether what is over is part of the history of this line.
fn is_later(newer: &Medication, order: &Medication) -> bool {
    matches!(newer.group, MedicationGroup::InUse | MedicationGroup::Past)
        && newer.status != MedicationStatus::EnteredInError
        && newer.do_not_take == order.do_not_take
}

fn earlier_order(order: Medication) -> EarlierOrder {
    EarlierOrder {
        id: order.id,
        name: order.name,
        mark: order.mark.or(Some(Mark::Replaced)),
        status: order.status,
        instructions: order.instructions,
        dosages: order.dosages,
        prescriber: order.prescriber,
        prescribed: order.prescribed,
    }
}

/// Each line that holds a substance which another one holds too says so.
fn tell_substances(lines: &mut [Medication]) {
    let held: Vec<_> = lines.iter().map(|line| (substances(&line.name.text), line.name.clone())).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        let own = &held[at].0;
        let others = held.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, held)| held);
        let same = others.filter(|(theirs, name)| {
            let is_same_code = line.name.code.is_some() && line.name.code == name.code;
            is_same_code || own.iter().any(|substance| theirs.contains(substance))
        });
        line.same_substance = same.map(|(_, name)| name.clone()).collect();
    }
}
