//! The names and houses of the neighbourhood.

use crate::people::kinds::profile::Heritage;
use crate::people::rng::Rng;

pub struct House {
    pub family: &'static str,
    pub heritage: Heritage,
    pub street: &'static str,
    pub phone: &'static str,
}

macro_rules! houses {
    ($($family:literal, $heritage:ident, $street:literal, $phone:literal;)*) => {
        &[$(House { family: $family, heritage: Heritage::$heritage, street: $street, phone: $phone }),*]
    };
}

/// Families first, then people who live alone, then elders.
pub static HOUSES: &[House] = houses! {
    "Adeyemi", Black, "11 Alder Street", "555-0101";
    "Bianchi", White, "12 Birch Street", "555-0102";
    "Castillo", Hispanic, "13 Cedar Street", "555-0104";
    "Dhillon", Asian, "14 Dogwood Street", "555-0105";
    "Eriksen", White, "15 Elm Street", "555-0106";
    "Freeman", Black, "16 Fir Street", "555-0107";
    "Guzmán", Hispanic, "17 Ginkgo Street", "555-0108";
    "Haile", Black, "18 Hazel Street", "555-0109";
    "Ito", Asian, "19 Ivy Street", "555-0110";
    "Johnson", White, "20 Juniper Street", "555-0111";
    "Kowalski", White, "21 Mill Race", "555-0113";
    "Laurent", White, "22 Mill Race", "555-0115";
    "Mbeki", Black, "23 Mill Race", "555-0116";
    "Nguyen", Asian, "24 Mill Race", "555-0117";
    "Ortiz", Hispanic, "25 Mill Race", "555-0118";
    "Parker", White, "26 Mill Race", "555-0119";
    "Quinn", White, "1 Chapel Court", "555-0121";
    "Rossi", White, "2 Chapel Court", "555-0123";
    "Santos", Hispanic, "3 Chapel Court", "555-0124";
    "Thompson", Black, "4 Chapel Court", "555-0125";
    "Ueda", Asian, "6 Chapel Court", "555-0126";
    "Vega", Hispanic, "7 Chapel Court", "555-0127";
    "Weaver", White, "8 Chapel Court", "555-0128";
    "Young", Black, "9 Chapel Court", "555-0129";
};

pub static WOMEN: [&str; 14] = ["Amara", "Beatriz", "Chloé", "Divya", "Elin", "Fatima", "Gloria", "Hanna", "Imani", "Jasmine", "Kelly", "Leila", "Mónica", "Naomi"];
pub static MEN: [&str; 14] = ["Andre", "Bruno", "Carlos", "Darnell", "Emil", "Felipe", "Gabriel", "Hiroshi", "Isaac", "Jamal", "Karan", "Luca", "Miguel", "Nils"];
pub static GIRLS: [&str; 21] = ["Abby", "Bella", "Cleo", "Daisy", "Esme", "Freya", "Gia", "Hope", "Inés", "Joy", "Kaia", "Lily", "Mina", "Nora", "Olive", "Pia", "Rosa", "Stella", "Tara", "Uma", "Zoe"];
pub static BOYS: [&str; 21] = ["Axel", "Ben", "Caleb", "Diego", "Eli", "Finn", "Gus", "Hugo", "Ivan", "Jonah", "Kai", "Leo", "Mateo", "Noel", "Omar", "Paul", "Rafi", "Sven", "Theo", "Umar", "Zane"];
pub static ELDER_WOMEN: [&str; 6] = ["Agnes", "Dorothy", "Esperanza", "Ida", "Mabel", "Ruth"];
pub static ELDER_MEN: [&str; 4] = ["Arthur", "Clarence", "Gerald", "Harold"];

/// Given names, each handed out once, in an order of the seed.
pub struct Bag {
    start: usize,
    taken: Vec<&'static str>,
}

impl Bag {
    pub fn new(rng: &mut Rng) -> Self {
        Self { start: rng.between(0, 20) as usize, taken: Vec::new() }
    }

    pub fn next(&mut self, names: &'static [&'static str]) -> &'static str {
        let from = self.start % names.len();
        let mut in_turn = names[from..].iter().chain(&names[..from]).copied();
        let free = in_turn.find(|name| !self.taken.contains(name)).expect("there are more names than people");
        self.taken.push(free);
        free
    }
}

/// The letters of an id: lower case, without marks.
pub fn plain(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .map(|letter| match letter {
            'á' | 'à' | 'ä' => 'a',
            'é' | 'è' => 'e',
            'í' => 'i',
            'ó' | 'ö' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            other => other,
        })
        .collect()
}
