//! The people worth signing in as, each with a story of their own.

pub mod ana;
pub mod carmen;
pub mod dolores;
pub mod grace;
pub mod luz;
pub mod marcus;
pub mod maximiliano;
pub mod priya;
pub mod sam;
pub mod teo;
pub mod walter;
pub mod walter_oddities;
pub mod yuki;

use jiff::civil::Date;

use super::Featured;
use super::calendar::Calendar;
use super::folder::{Folder, Sex};

/// What every story starts from.
#[derive(Clone, Copy)]
pub struct Setting {
    pub seed: u64,
    pub calendar: Calendar,
}

impl Setting {
    /// The same town on an earlier day.
    pub fn as_of(self, day: Date) -> Self {
        Self { calendar: Calendar { today: day }, ..self }
    }

    /// A folder for somebody of `age_years` whose last birthday was `days_since_birthday` ago.
    pub fn folder(&self, id: &str, name: &str, sex: Sex, age_years: i64, days_since_birthday: i64) -> Folder {
        let born = self.calendar.born(age_years, days_since_birthday);
        Folder::new(id, name, sex, born, self.calendar, self.seed)
    }
}

impl Folder {
    /// The entry on the list of sample people.
    pub fn featured(&self, language: &str, about: &str) -> Featured {
        Featured {
            patient_id: self.id.clone(),
            role: "patient".to_owned(),
            name: self.name.clone(),
            email: format!("{}@example.org", self.id.replace('-', ".")),
            language: language.to_owned(),
            born: self.born,
            about: about.to_owned(),
        }
    }
}

type Teller = fn(Setting) -> (Folder, Option<Featured>);

const TELLERS: [Teller; 12] = [
    ana::tell,
    teo::tell,
    luz::tell,
    carmen::tell,
    marcus::tell,
    priya::tell,
    walter::tell,
    sam::tell,
    maximiliano::tell,
    yuki::tell,
    dolores::tell,
    grace::tell,
];

/// The stories of these people; nobody is told in vain once all are found.
pub fn told_of(setting: Setting, patients: &[&str]) -> Vec<Folder> {
    let mut told = Vec::new();
    for tell in TELLERS {
        if told.len() == patients.len() {
            break;
        }
        let (folder, _) = tell(setting);
        if patients.contains(&folder.id.as_str()) {
            told.push(folder);
        }
    }
    told
}

/// All stories, and the list of those who can sign in.
pub fn told(setting: Setting) -> (Vec<Folder>, Vec<Featured>) {
    let (folders, featured): (Vec<_>, Vec<_>) = TELLERS.iter().map(|tell| tell(setting)).unzip();
    (folders, featured.into_iter().flatten().collect())
}
