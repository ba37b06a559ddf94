//! The people worth signing in as, each with a story of their own.

pub mod ana;
pub mod carmen;
pub mod luz;
pub mod teo;

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

/// All stories, and the list of those who can sign in.
pub fn told(setting: Setting) -> (Vec<Folder>, Vec<Featured>) {
    let tellers: [fn(Setting) -> (Folder, Option<Featured>); 4] =
        [ana::tell, teo::tell, luz::tell, carmen::tell];
    let mut folders = Vec::new();
    let mut people = Vec::new();
    for tell in tellers {
        let (folder, featured) = tell(setting);
        folders.push(folder);
        people.extend(featured);
    }
    (folders, people)
}
