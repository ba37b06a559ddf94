//! The page on which a reader chooses whose record they see.

use askama::Template;
use portico_model::{PatientId, Relationship, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::look::{Empty, Frame, Icon, Place, acting_key};
use crate::page::{Page, Shell};

/// `GET /people`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct PeoplePage {
    /// The reader's name, where they have a record of their own here.
    pub own_name: Option<String>,
    /// Those whose record the reader may see today.
    pub people: Vec<PersonRow>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonRow {
    pub patient: PatientId,
    pub name: String,
    pub relationship: Relationship,
    pub valid_until: Option<Timestamp>,
    /// The colour of this person's pages, 1 to 5.
    pub colour: u8,
}

#[derive(Template)]
#[template(path = "people/people.html")]
struct PeopleTemplate<'a> {
    f: Frame<'a>,
    page: &'a PeoplePage,
}

impl Page for PeoplePage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = crate::words::Words::of(shell).t("people-title");
        PeopleTemplate { f: Frame::new(shell, Place::Outside, title), page: self }.render()
    }
}

impl PeopleTemplate<'_> {
    fn empty(&self) -> Empty {
        Empty::new(Icon::People, self.f.t("people-empty-title"), self.f.t("people-empty"))
    }

    fn line(&self, person: &PersonRow) -> String {
        let relationship = self.f.t(acting_key(person.relationship)).to_owned();
        let until =
            person.valid_until.map(|until| self.f.w.say("people-until", "date", &self.f.w.last_day(until)));
        [Some(relationship), until].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
