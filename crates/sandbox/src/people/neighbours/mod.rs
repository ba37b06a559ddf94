//! The rest of the neighbourhood: ten families, people who live alone, and elders, by seed.

mod adult;
mod ailments;
mod child;
mod elder;
#[rustfmt::skip]
mod names;

use super::folder::{Folder, Sex};
use super::kinds::profile::{ENGLISH, Heritage, Person};
use super::rng::Rng;
use super::stories::Setting;
use super::tables::clinicians::Clinician;
use names::{BOYS, ELDER_MEN, ELDER_WOMEN, GIRLS, HOUSES, House, MEN, WOMEN};

const FAMILIES: usize = 10;
const ALONE: usize = 6;

/// Somebody who lives at a house.
struct Resident<'a> {
    house: &'a House,
    given: &'a str,
    sex: Sex,
    age_years: i64,
    married: Option<bool>,
    doctor: &'static Clinician,
    emergency: Option<(String, &'a str)>,
}

/// Everybody whose story is not told by hand.
pub fn told(setting: Setting) -> Vec<Folder> {
    let mut rng = Rng::named(setting.seed, "neighbours");
    let mut names = names::Bag::new(&mut rng);
    let mut folders = Vec::new();
    for house in &HOUSES[..FAMILIES] {
        family(setting, house, &mut names, &mut rng, &mut folders);
    }
    for (index, house) in HOUSES[FAMILIES..FAMILIES + ALONE].iter().enumerate() {
        let (sex, given) =
            if index % 2 == 0 { (Sex::Female, names.next(&WOMEN)) } else { (Sex::Male, names.next(&MEN)) };
        let age_years = rng.between(22, 61);
        folders.push(adult::told(
            setting,
            &Resident {
                house,
                given,
                sex,
                age_years,
                married: Some(false),
                doctor: adult::doctor(index),
                emergency: None,
            },
        ));
    }
    for (index, house) in HOUSES[FAMILIES + ALONE..].iter().enumerate() {
        let (sex, given) = if index % 3 == 1 {
            (Sex::Male, names.next(&ELDER_MEN))
        } else {
            (Sex::Female, names.next(&ELDER_WOMEN))
        };
        let age_years = 66 + 3 * index as i64;
        folders.push(elder::told(
            setting,
            &Resident { house, given, sex, age_years, married: None, doctor: elder::DOCTOR, emergency: None },
        ));
    }
    folders
}

/// Two parents and two children.
fn family(setting: Setting, house: &House, names: &mut names::Bag, rng: &mut Rng, folders: &mut Vec<Folder>) {
    let (mother, father) = (names.next(&WOMEN), names.next(&MEN));
    let age_years = rng.between(30, 50);
    let call = |given: &str| format!("{given} {}", house.family);
    let parents = [(Sex::Female, mother, father, "Husband"), (Sex::Male, father, mother, "Wife")];
    for (index, (sex, given, partner, role)) in parents.into_iter().enumerate() {
        let emergency = Some((call(partner), role));
        let age_years = age_years + index as i64 * 2;
        folders.push(adult::told(
            setting,
            &Resident {
                house,
                given,
                sex,
                age_years,
                married: Some(true),
                doctor: adult::doctor(index + house.family.len()),
                emergency,
            },
        ));
    }
    let eldest = (age_years - 26).clamp(4, 17);
    for age_years in [eldest, eldest - rng.between(2, 4)] {
        let (sex, given) =
            if rng.chance(0.5) { (Sex::Female, names.next(&GIRLS)) } else { (Sex::Male, names.next(&BOYS)) };
        let emergency = Some((call(mother), "Mother"));
        let mut folder = child::told(
            setting,
            &Resident { house, given, sex, age_years, married: None, doctor: child::DOCTOR, emergency },
        );
        folder.relative((mother, house.family), ("MTH", "mother"), house.phone);
        folder.relative((father, house.family), ("FTH", "father"), house.phone);
        folders.push(folder);
    }
}

impl Resident<'_> {
    /// The folder with name, address and insurance in it.
    fn registered(&self, setting: Setting) -> Folder {
        let id = format!("{}-{}", names::plain(self.given), names::plain(self.house.family));
        let name = format!("{} {}", self.given, self.house.family);
        let days_since_birthday = Rng::named(setting.seed, &name).between(1, 360);
        let mut folder = setting.folder(&id, &name, self.sex, self.age_years, days_since_birthday);
        let is_adult = self.age_years >= 18;
        let email = if is_adult { format!("{}@example.org", id.replace('-', ".")) } else { String::new() };
        folder.register(&Person {
            given: &[self.given],
            family: self.house.family,
            heritage: self.house.heritage,
            language: self.language(),
            street: self.house.street,
            email: &email,
            phone: self.house.phone,
            married: self.married,
            doctor: self.doctor,
            emergency: self.emergency.as_ref().map(|(name, role)| (name.as_str(), *role, self.house.phone)),
        });
        let (payer, plan) = match (self.age_years, self.house.family.len() % 4) {
            (65.., _) => ("seniors-plan", "Medicare Part B"),
            (_, 0) => ("state-plan", "State Medicaid Standard"),
            _ => ("evergreen-plan", "Evergreen Silver PPO"),
        };
        folder.insure(payer, plan, setting.calendar.today.year() - 4);
        folder
    }

    fn language(&self) -> (&'static str, &'static str) {
        match self.house.heritage {
            Heritage::Hispanic if self.age_years > 40 => super::kinds::profile::SPANISH,
            _ => ENGLISH,
        }
    }
}
