//! Whatever is granted and chosen: what comes through the door is what the rules say, no more and no less. Grants, choices
//! and askers by chance; a second statement of the rules (`rules.rs`) says what must be there.
//!
//! `PORTICO_SEED=n` draws other cases; `PORTICO_CASE=n` asks one of them alone, printed with all that was drawn.

mod draw;
mod record;
mod rules;

use portico_model::{AccountId, Assurance, Language, Role};
use portico_testkit::{Answer, HENRIK, MAJA, Person, TestPortal, TestVisitor};
use serde_json::json;

use crate::world::{ANA, noon};
use draw::{Case, Dice, ORGANIZATION, Who};
use record::{PAGES, PATIENT, THINGS, WORD};
use rules::Now;

const CASES: u64 = 60;
const TODAY: &str = "2026-06-14";

fn number(name: &str) -> Option<u64> {
    std::env::var_os(name)?.to_str()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_granted_and_chosen_nothing_forbidden_is_shown_and_nothing_permitted_is_missing() {
    let house = House::open().await;
    let seed = number("PORTICO_SEED").unwrap_or(20_261_122);
    println!("PORTICO_SEED={seed}");
    let cases = number("PORTICO_CASE").map_or(0..CASES, |only| only..only + 1);
    let (mut shown, mut hidden) = (0, 0);
    for number in cases {
        let mut dice = Dice::of_case(seed, number);
        let (case, mut visitor) = house.case(&mut dice).await;
        let told = format!("PORTICO_SEED={seed} PORTICO_CASE={number}\n{case:?}");
        for (page, has) in PAGES {
            let answer = house.ask(&case, &mut visitor, page).await;
            let now = Now { at: house.portal.clock.now(), today: TODAY.parse().unwrap() };
            let expected = if case.opens(&now) { 200 } else { 404 };
            assert_eq!(answer.status, expected, "{page}\n{told}");
            for thing in &THINGS {
                let is_there = answer.text.contains(thing.name);
                let is_due = has(thing) && case.shows(thing, &now);
                assert_eq!(is_there, is_due, "{} {:?} on {page}\n{told}", thing.name, thing.labels);
                *(if is_there { &mut shown } else { &mut hidden }) += 1;
            }
        }
        house.end(&case).await;
    }
    println!("{shown} shown, {hidden} not");
}

/// The portal, and those who come more than once.
struct House {
    portal: TestPortal,
    maren: Person,
    staff: Vec<TestVisitor>,
    clinicians: Vec<AccountId>,
}

impl House {
    async fn open() -> Self {
        let portal = TestPortal::builder().clock(noon(TODAY)).only(&[ANA]).start().await;
        let report = portal.sandbox.load_all(record::resources("maja-lindqvist"));
        assert!(report.refused.is_empty(), "{report:?}");
        let maren = portal.person(PATIENT, Language::En).await;
        let mut staff = Vec::new();
        for subject in [MAJA, HENRIK, "riverside|ifeoma-okafor"] {
            staff.push(portal.colleague(subject).await);
        }
        let fields = [("reason", "emergency"), ("words", "Found without consciousness at the bus stop")];
        let broken = staff[2].post_form(&format!("/staff/patients/{PATIENT}/break-glass"), &fields).await;
        assert_eq!(broken.status, 303, "{}", broken.text);
        let works_at = portal.sandbox.idp.person(MAJA).map(|person| person.organization);
        assert_eq!(works_at.as_deref(), Some(ORGANIZATION));
        let clinicians = portal.store.list_pool(Role::Clinician).await.unwrap();
        Self { portal, maren, staff, clinicians }
    }

    /// Draws who asks and what was granted and chosen, and has it kept.
    async fn case(&self, dice: &mut Dice) -> (Case, TestVisitor) {
        let at_work = |who, index: usize| (who, self.clinicians[index], self.staff[index].clone());
        let mut is_weak = false;
        let (who, account, visitor) = match dice.below(16) {
            0 => (Who::Oneself, self.maren.account, self.portal.let_in_patient(&self.maren).await),
            1 | 2 => at_work(Who::OnTheTeam, 0),
            3 => at_work(Who::OffTheTeam, 1),
            4 => at_work(Who::InAnEmergency, 2),
            _ => {
                is_weak = dice.once_in(8);
                let assurance = if is_weak { Assurance::Weak } else { Assurance::TwoFactor };
                let name = uuid::Uuid::new_v4().simple().to_string();
                let person = self.portal.person(&name, Language::En).await;
                let grant = dice.grant(&self.portal, &person);
                self.portal.keep_grant(&grant).await;
                let visitor = self.portal.let_in_by(&person, assurance).await;
                (Who::Proxy(Box::new(grant)), person.account, visitor)
            }
        };
        let directives = dice.directives(account, self.portal.clock.now());
        for directive in &directives {
            self.portal.store.create_directive(directive, &[]).await.unwrap();
        }
        (Case { who, account, is_weak, directives }, visitor)
    }

    async fn ask(&self, case: &Case, visitor: &mut TestVisitor, page: &str) -> Answer {
        let side = if matches!(case.who, Who::Oneself | Who::Proxy(_)) { "" } else { "/staff" };
        let path = format!("/api/v1{side}/patients/{PATIENT}/{page}");
        if page == "search" {
            return visitor.post_json(&path, &json!({ "words": WORD })).await;
        }
        visitor.get(&path).await
    }

    /// The next case begins without the choices of this one.
    async fn end(&self, case: &Case) {
        for directive in case.directives.iter().filter(|own| own.ended_at.is_none()) {
            let now = self.portal.clock.now();
            assert!(
                self.portal.store.end_directive(&directive.patient, directive.id, now, &[]).await.unwrap()
            );
        }
    }
}
