//! What a patient's directives say of one item, for one asker and one purpose. Pure, and exact about doubt: what cannot
//! be known of an item (its date, its id) or of the asker (who they are in the record system) counts as meant by a deny and as
//! not meant by a permit.
//!
//! Directives are narrowed to the asker once a look ([`Directives::new`]) and then asked item by item. What speaks of
//! neither dates nor single items is folded into one answer a kind of record, so that a thousand directives cost a page
//! as little as ten.

mod days;
mod rule;

use std::collections::HashMap;

use portico_model::{
    AccountId, Audience, Category, Directive, Effect, Purpose, ResourceId, Role, Sensitivities, When,
};

use crate::facts::ConsentFacts;
use days::Days;
use rule::{Folded, Rule};

const KINDS: usize = Category::ALL.len();

/// The asker, as directives name people. Nobody addresses a patient about their own record: do not ask for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    pub account: AccountId,
    pub role: Role,
    /// Stands toward the patient by a grant.
    pub is_proxy: bool,
    /// Who a member of staff is in the record system.
    pub practitioner: Option<ResourceId>,
    pub organization: Option<ResourceId>,
    /// The client id of the app that asks in the account's name.
    pub app: Option<String>,
}

impl Addressee {
    fn is_meant(&self, audience: &Audience, effect: Effect, purpose: Purpose) -> bool {
        let doubt = effect == Effect::Deny;
        match audience {
            Audience::Everyone => true,
            Audience::Proxies => self.is_proxy,
            Audience::Person(account) => *account == self.account,
            Audience::Practitioner(id) => match &self.practitioner {
                Some(own) => own == id,
                None => doubt && self.role == Role::Clinician,
            },
            Audience::Organization(id) => match &self.organization {
                Some(own) => own == id,
                None => doubt && self.role.is_staff(),
            },
            Audience::App(client) => self.app.as_ref() == Some(client),
            Audience::Research => purpose == Purpose::Research,
        }
    }
}

/// Those directives that speak to one asker for one purpose, ready to be asked about items.
#[derive(Debug, Clone, Default)]
pub struct Directives {
    folded: [Folded; KINDS],
    /// Those that speak of dates, by kind of record.
    dated: [Vec<Rule>; KINDS],
    /// Those that speak of one thing.
    of_item: HashMap<ResourceId, Vec<Rule>>,
}

impl Directives {
    /// Narrows directives *in force* to what speaks to this asker. The rest of the crate never sees the others.
    pub fn new(in_force: Vec<Directive>, addressee: &Addressee, purpose: Purpose) -> Self {
        let mut narrowed = Self::default();
        for directive in in_force {
            let is_purpose = directive.purposes.is_empty() || directive.purposes.contains(&purpose);
            if is_purpose && addressee.is_meant(&directive.audience, directive.effect, purpose) {
                narrowed.add(directive);
            }
        }
        narrowed
    }

    fn add(&mut self, directive: Directive) {
        let matter = directive.matter;
        let rule = Rule::new(directive.effect, &matter);
        if let Some(item) = matter.item {
            self.of_item.entry(item).or_default().push(rule);
            return;
        }
        for kind in rule.categories.iter().map(|category| category as usize) {
            match rule.days {
                Days::ALL => self.folded[kind].add(&rule),
                _ => self.dated[kind].push(rule.clone()),
            }
        }
    }

    /// Whether any directive speaks of dates or of single items. If not, one answer for each (category, labels) will do,
    /// asked with neither.
    pub fn needs_items(&self) -> bool {
        !self.of_item.is_empty() || self.dated.iter().any(|rules| !rules.is_empty())
    }

    /// Whether everything of a kind of record is denied, whatever it is.
    pub fn denies_all(&self, category: Category) -> bool {
        self.folded[category as usize].denies_all()
    }

    /// What the directives say of an item. `None` for `id` or `when`: nobody knows it.
    pub fn facts(
        &self,
        category: Category,
        labels: Sensitivities,
        id: Option<&ResourceId>,
        when: Option<When>,
    ) -> ConsentFacts {
        let mut said = self.folded[category as usize].said(labels);
        let days = when.map(Days::of);
        for rule in &self.dated[category as usize] {
            said.add(rule, labels, days);
        }
        match id {
            Some(id) => {
                for rule in self.of_item.get(id).into_iter().flatten() {
                    said.add_within(rule, category, labels, days);
                }
            }
            None => {
                for rule in self.of_item.values().flatten().filter(|rule| rule.is_deny()) {
                    said.add_within(rule, category, labels, days);
                }
            }
        }
        said.facts(labels)
    }
}
